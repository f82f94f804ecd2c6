package ru.nastavnik.registry.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The journal of the tree and, apart from it, what an undo needs.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class ReorganisationJournal {

	/** How long an operation may be undone. */
	static final Duration UNDOABLE = Duration.ofDays(1);

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	ReorganisationJournal(JdbcClient jdbc, JsonMapper json, Clock clock) {
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * What an undo needs.
	 *
	 * @param version of the organisation after the operation
	 * @param founded the organisation that a split founded
	 */
	record Trace(int version, String status, @Nullable LocalDate closedOn, @Nullable Long successorId,
			Reorganisation.@Nullable Names names, List<TreeMoves.Moving> moved, PeopleMoves.@Nullable Trace people,
			@Nullable Long founded) {
	}

	Reorganisation write(Reorganisation.Request request, Place place, Map<String, Object> details, Trace trace) {
		Scope scope = Scope.current();
		Reorganisation.Basis basis = java.util.Objects.requireNonNull(request.basis());
		long id = this.jdbc
			.sql("""
					insert into reorganisation (region_id, institute_id, municipality_id, organisation_id, created_by, updated_by,
					  created_name, kind, target_id, on_date, basis_kind, basis_number, basis_date, details)
					values (:region, :institute, :municipality, :organisation, :caller, :caller, :name, :kind, :target, :on,
					  :basisKind, :basisNumber, :basisDate, cast(:details as jsonb)) returning id""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("caller", scope.caller())
			.param("name", scope.name())
			.param("kind", request.kind().toString())
			.param("target", request.target())
			.param("on", request.on())
			.param("basisKind", basis.kind().strip())
			.param("basisNumber", basis.number().strip())
			.param("basisDate", basis.date())
			.param("details", this.json.writeValueAsString(details))
			.query(Long.class)
			.single();
		this.jdbc.sql("""
				insert into reorganisation_trace (reorganisation_id, region_id, institute_id, municipality_id,
				  organisation_id, touched)
				values (:id, :region, :institute, :municipality, :organisation, cast(:touched as jsonb))""")
			.param("id", id)
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("touched", this.json.writeValueAsString(trace))
			.update();
		return find(id).orElseThrow();
	}

	Optional<Reorganisation> find(long id) {
		return this.jdbc.sql("select * from reorganisation where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(this::entry)
			.optional();
	}

	/** Everything that touched these, oldest first. */
	List<Reorganisation> of(Collection<Long> organisations) {
		return this.jdbc
			.sql("select * from reorganisation where region_id = :region and (organisation_id = any (:ids) "
					+ "or target_id = any (:ids)) order by on_date, id")
			.param("region", Scope.current().region())
			.param("ids", organisations.toArray(Long[]::new))
			.query(this::entry)
			.list();
	}

	Trace trace(long id) {
		return this.json.readValue(this.jdbc
			.sql("select touched::text from reorganisation_trace where region_id = :region and reorganisation_id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(String.class)
			.single(), Trace.class);
	}

	Reorganisation undone(long id) {
		Scope scope = Scope.current();
		this.jdbc
			.sql("update reorganisation set undone_at = now(), undone_name = :name, version = version + 1, "
					+ "updated_at = now(), updated_by = :caller where region_id = :region and id = :id")
			.param("name", scope.name())
			.param("caller", scope.caller())
			.param("region", scope.region())
			.param("id", id)
			.update();
		this.jdbc.sql("delete from reorganisation_trace where region_id = :region and reorganisation_id = :id")
			.param("region", scope.region())
			.param("id", id)
			.update();
		return find(id).orElseThrow();
	}

	private Reorganisation entry(ResultSet row, int number) throws SQLException {
		Instant at = row.getObject("created_at", OffsetDateTime.class).toInstant();
		OffsetDateTime undone = row.getObject("undone_at", OffsetDateTime.class);
		Instant until = at.plus(UNDOABLE);
		return new Reorganisation(row.getLong("id"), Reorganisation.Kind.of(row.getString("kind")),
				row.getLong("organisation_id"), row.getObject("target_id", Long.class),
				row.getObject("on_date", LocalDate.class),
				new Reorganisation.Basis(row.getString("basis_kind"), row.getString("basis_number"),
						row.getObject("basis_date", LocalDate.class)),
				this.json.readValue(row.getString("details"), new TypeReference<Map<String, Object>>() {
				}), row.getString("created_name"), at, (undone != null) ? undone.toInstant() : null,
				row.getString("undone_name"), (undone == null && until.isAfter(this.clock.instant())) ? until : null);
	}

}
