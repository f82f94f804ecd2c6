package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Tells other services about organisations: the full state with every placement, so a new
 * reader needs no history, and what a reorganisation did, so a reader can rewrite its own
 * rows.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class OrganisationFacts {

	private final JdbcClient jdbc;

	private final Outbox outbox;

	OrganisationFacts(JdbcClient jdbc, Outbox outbox) {
		this.jdbc = jdbc;
		this.outbox = outbox;
	}

	/** Fact: the organisation's state. */
	record Changed(long id, @Nullable Long parentId, Level level, String type, String fullName, String shortName,
			String status, LocalDate validFrom, @Nullable LocalDate closedOn, @Nullable Long successorId,
			List<Placed> placements) {

		static final String TYPE = "organisation-changed";

	}

	/**
	 * Where it stood from a day to a day, both inclusive; without an end it stands there.
	 */
	record Placed(@Nullable Long parentId, @Nullable Long institute, @Nullable Long municipality, LocalDate from,
			@Nullable LocalDate to) {
	}

	/** The levels above an organisation. */
	record Above(@Nullable Long institute, @Nullable Long municipality) {

		static Above of(Place place) {
			return new Above(place.institute(), place.municipality());
		}

	}

	/** Fact: from this day on it stands elsewhere; or, undone, it never did. */
	record Moved(long id, LocalDate on, Above from, Above to, boolean undone) {

		static final String TYPE = "organisation-moved";

	}

	/** Fact: from this day on its people are the successor's. */
	record Merged(long id, long successorId, LocalDate on, boolean undone) {

		static final String TYPE = "organisation-merged";

	}

	/** Fact: from this day on these people are another organisation's. */
	record Split(long id, long newId, LocalDate on, List<Long> people, boolean undone) {

		static final String TYPE = "organisation-split";

	}

	/** It was never founded. */
	void gone(Unit unit) {
		this.outbox.record(Fact.Draft.deleted(Fact.FACTS, Changed.TYPE, unit.id(), unit.place()));
	}

	/** Records the state of these organisations. */
	void changed(Collection<Long> ids) {
		long region = Scope.current().region();
		Long[] all = ids.toArray(Long[]::new);
		Map<Long, List<Placed>> placements = new HashMap<>();
		this.jdbc
			.sql("select * from organisation_placement where region_id = :region and organisation_id = any (:ids) "
					+ "order by organisation_id, valid_from")
			.param("region", region)
			.param("ids", all)
			.query((row) -> {
				placements.computeIfAbsent(row.getLong("organisation_id"), (id) -> new ArrayList<>())
					.add(new Placed(row.getObject("parent_id", Long.class), row.getObject("institute_id", Long.class),
							row.getObject("municipality_id", Long.class), row.getObject("valid_from", LocalDate.class),
							row.getObject("valid_to", LocalDate.class)));
			});
		List<Fact.Draft> facts = new ArrayList<>(all.length);
		this.jdbc.sql("select * from organisation where region_id = :region and id = any (:ids) order by id")
			.param("region", region)
			.param("ids", all)
			.query((row) -> {
				long id = row.getLong("id");
				List<Placed> placed = placements.getOrDefault(id, List.of());
				facts.add(Fact.Draft.of(Changed.TYPE, id,
						new Place(region, row.getObject("institute_id", Long.class),
								row.getObject("municipality_id", Long.class), id),
						new Changed(id, row.getObject("parent_id", Long.class), Level.of(row.getString("level")),
								row.getString("type"), row.getString("full_name"), row.getString("short_name"),
								row.getString("status"), placed.getLast().from(),
								row.getObject("closed_on", LocalDate.class), row.getObject("successor_id", Long.class),
								placed)));
			});
		this.outbox.recordAll(facts);
	}

}
