package ru.nastavnik.programme.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Rearranging;

/**
 * An organisation stands elsewhere: each of its rows follows, whatever the table. The
 * tables are asked of the schema, so that none can be forgotten; those that the intake
 * may not change are found by a test. News and the log stay as they were written.
 */
@Component
class Relocation {

	private static final String TABLES = """
			select c.table_name, exists (select from information_schema.columns v where v.table_schema = 'public'
			  and v.table_name = c.table_name and v.column_name = 'version') as versioned
			from information_schema.columns c where c.table_schema = 'public' and c.column_name = 'municipality_id'
			  and c.table_name not in ('outbox', 'feed', 'audit_event', 'audit_value')""";

	private static final Set<String> CHANGES = Set.of("organisation-moved", "organisation-merged",
			"organisation-split");

	private record Table(String tableName, boolean versioned) {
	}

	private final JdbcClient jdbc;

	Relocation(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Goes first: whoever writes rows of an organisation that changes its place in this
	 * batch ends before, or begins after it.
	 */
	void waitForWriters(List<Fact> facts) {
		Set<Long> organisations = new TreeSet<>();
		facts.stream().filter((fact) -> CHANGES.contains(fact.type()) && !fact.deleted()).forEach((fact) -> {
			organisations.add(fact.subject());
			for (String other : List.of("successorId", "newId")) {
				if (fact.data() != null && fact.data().path(other).isNumber()) {
					organisations.add(fact.data().path(other).asLong());
				}
			}
		});
		if (!organisations.isEmpty()) {
			this.jdbc.sql(Rearranging.ALONE)
				.param("organisations", organisations.toArray(Long[]::new))
				.query()
				.listOfRows();
		}
	}

	/** Applies the moves of a batch; the last place of an organisation wins. */
	void apply(List<Fact> facts) {
		Map<Long, Place> places = new LinkedHashMap<>();
		facts.stream()
			.filter((fact) -> fact.type().equals("organisation-moved") && !fact.deleted())
			.forEach((fact) -> places.put(fact.subject(), fact.place()));
		if (places.isEmpty()) {
			return;
		}
		List<Table> tables = this.jdbc.sql(TABLES).query(Table.class).list();
		for (Place place : places.values()) {
			tables.forEach((table) -> relocate(table, place));
		}
	}

	/** An edit that was begun before names an old version and is asked again. */
	private void relocate(Table table, Place place) {
		this.jdbc.sql("update " + table.tableName() + " set institute_id = :institute, municipality_id = :municipality"
				+ (table.versioned() ? ", version = version + 1" : "")
				+ " where region_id = :region and organisation_id = :organisation"
				+ " and (institute_id, municipality_id) is distinct from (:institute::bigint, :municipality::bigint)")
			.param("institute", place.institute(), java.sql.Types.BIGINT)
			.param("municipality", place.municipality(), java.sql.Types.BIGINT)
			.param("region", place.region())
			.param("organisation", place.organisation())
			.update();
	}

}
