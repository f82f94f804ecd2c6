package ru.nastavnik.registry.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;

/**
 * Counts of people: entered by the organisation, approved by the institute. A new value
 * for the same date replaces the old one and needs a new approval.
 */
@Service
@Transactional
public class PopulationRecords {

	private static final String UPSERT = """
			insert into population as p (id, region_id, institute_id, municipality_id, organisation_id, category, as_of,
			  value, source, approved, approved_by, created_by, updated_by)
			select r.id, :region, r.institute, r.municipality, r.organisation, r.category, r."asOf", r.value, r.source,
			  r.approved, case when r.approved then :caller end, :caller, :caller
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, institute bigint, municipality bigint,
			  organisation bigint, category text, "asOf" date, value int, source text, approved boolean)
			on conflict (region_id, organisation_id, category, as_of) do update set value = excluded.value,
			  source = excluded.source, approved = excluded.approved, approved_by = excluded.approved_by,
			  version = p.version + 1, updated_at = now(), updated_by = excluded.updated_by
			returning *""";

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Outbox outbox;

	private final Clock clock;

	PopulationRecords(OrganisationDirectory directory, JdbcClient jdbc, Columns columns, Outbox outbox, Clock clock) {
		this.directory = directory;
		this.jdbc = jdbc;
		this.columns = columns;
		this.outbox = outbox;
		this.clock = clock;
	}

	/** A count as somebody enters it. */
	record Entry(long organisationId, LocalDate asOf, Population.Category category, int value, String source,
			boolean approved) {
	}

	private record Row(long id, @Nullable Long institute, @Nullable Long municipality, long organisation,
			Population.Category category, LocalDate asOf, int value, String source, boolean approved) {
	}

	@Transactional(readOnly = true)
	List<Population> of(long organisation) {
		this.directory.get(organisation);
		return this.jdbc
			.sql("select * from population where region_id = :region and organisation_id = :organisation "
					+ "order by as_of desc, category limit 500")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query(PopulationRecords::population)
			.list();
	}

	List<Population> enter(List<Entry> entries, boolean load) {
		LocalDate today = LocalDate.now(this.clock);
		Scope scope = Scope.current();
		Map<Long, Unit> units = this.directory
			.all(entries.stream().map(Entry::organisationId).collect(Collectors.toSet()));
		if (!load) {
			this.directory.get(entries.getFirst().organisationId());
		}
		Checks checks = new Checks();
		Set<List<Object>> seen = new HashSet<>();
		for (int at = 0; at < entries.size(); at++) {
			Entry entry = entries.get(at);
			Checks row = load ? checks.at("rows[" + at + "]") : checks;
			Unit unit = units.get(entry.organisationId());
			boolean manages = unit != null && this.directory.manages(unit.place());
			if (unit == null || !(manages || scope.write().contains(unit.id()))) {
				if (!load) {
					throw KitProblem.FORBIDDEN
						.because("Численность вносят организация и региональный институт. Обратитесь к ним.");
				}
				row.refuseIf(true, "organisationId", "Организация не найдена или недоступна вам.");
			}
			row.refuseIf(entry.approved() && !manages, "approved", "Численность утверждает региональный институт.")
				.past(entry.asOf(), today, "asOf")
				.refuseIf(!seen.add(List.of(entry.organisationId(), entry.category(), entry.asOf())), "category",
						"Эта численность на эту дату уже есть выше в загрузке.");
		}
		checks.done();
		List<Long> ids = this.columns.ids("population_seq", entries.size());
		List<Row> rows = new ArrayList<>();
		for (int at = 0; at < entries.size(); at++) {
			Entry entry = entries.get(at);
			Unit unit = Objects.requireNonNull(units.get(entry.organisationId()));
			rows.add(new Row(ids.get(at), unit.place().institute(), unit.place().municipality(), unit.id(),
					entry.category(), entry.asOf(), entry.value(), entry.source().strip(), entry.approved()));
		}
		List<Population> saved = this.jdbc.sql(UPSERT)
			.param("rows", this.columns.of(rows))
			.param("region", scope.region())
			.param("caller", scope.caller())
			.query(PopulationRecords::population)
			.list();
		record(saved, units);
		return saved;
	}

	Population approve(long id) {
		Scope scope = Scope.current();
		Population found = this.jdbc.sql("select * from population where region_id = :region and id = :id")
			.param("region", scope.region())
			.param("id", id)
			.query(PopulationRecords::population)
			.optional()
			.orElseThrow(OrganisationDirectory::notFound);
		Unit unit = this.directory.get(found.organisationId());
		if (!this.directory.manages(unit.place())) {
			throw KitProblem.FORBIDDEN.because("Численность утверждает региональный институт.");
		}
		if (found.approved()) {
			return found;
		}
		Population approved = this.jdbc
			.sql("update population set approved = true, approved_by = :caller, version = version + 1, "
					+ "updated_at = now(), updated_by = :caller where region_id = :region and id = :id returning *")
			.param("caller", scope.caller())
			.param("region", scope.region())
			.param("id", id)
			.query(PopulationRecords::population)
			.single();
		record(List.of(approved), Map.of(unit.id(), unit));
		return approved;
	}

	private void record(List<Population> saved, Map<Long, Unit> units) {
		this.outbox.recordAll(saved.stream()
			.map((population) -> Fact.Draft.of(Population.Changed.TYPE, population.id(),
					Objects.requireNonNull(units.get(population.organisationId())).place(), population.changed()))
			.toList());
	}

	private static Population population(ResultSet row, int number) throws SQLException {
		return new Population(row.getLong("id"), row.getLong("organisation_id"),
				Population.Category.of(row.getString("category")), row.getObject("as_of", LocalDate.class),
				row.getInt("value"), row.getString("source"), row.getBoolean("approved"), row.getString("approved_by"),
				row.getInt("version"));
	}

}
