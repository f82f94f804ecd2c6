package ru.nastavnik.registry.person;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Carries the rows that tell of one record of a person over to another record, and
 * exactly these back.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MergedRows {

	/** Tables that tell of the person as such and are not carried over. */
	private static final Set<String> STAY = Set.of("person", "person_fingerprint", "person_merge", "person_transfer",
			"mentorship_link", "engagement", "outbox", "feed");

	/**
	 * Rows that only one of the two may have: what the winner has stays, the other's is
	 * archived.
	 */
	private static final Map<String, String> ONCE = Map.of("mentor",
			"not exists (select from mentor w where w.region_id = t.region_id and w.person_id = :into)", "mentee",
			"not exists (select from mentee w where w.region_id = t.region_id and w.person_id = :into)",
			"external_person",
			"not exists (select from external_person w where w.region_id = t.region_id and w.person_id = :into)",
			"minor_leave",
			"not exists (select from minor_leave w where w.region_id = t.region_id and w.person_id = :into)", "consent",
			"not (t.status = 'active' and exists (select from consent w where w.region_id = t.region_id"
					+ " and w.person_id = :into and w.organisation_id = t.organisation_id and w.kind = t.kind"
					+ " and w.status = 'active'))");

	/** Other columns that name a person. */
	private static final Map<String, String> NAMED = Map.of("representation", "representative_id", "consent",
			"signer_id", "labour_assignment", "mentee_id", "file_access", "mentor_id", "file_view", "mentor_id");

	private final JdbcClient jdbc;

	MergedRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What hangs on the record that goes, and how much of it is archived with it. */
	record Part(String table, int moves, int stays) {
	}

	List<Part> count(long into, long from) {
		List<Part> parts = new ArrayList<>();
		for (String table : tables()) {
			Part part = this.jdbc
				.sql("select count(*) filter (where " + once(table) + ")::int as moves, count(*)::int as total from "
						+ table + " t where t.region_id = :region and t.person_id = :from and :into = :into")
				.param("region", Scope.current().region())
				.param("from", from)
				.param("into", into)
				.query((row, number) -> new Part(table, row.getInt("moves"), row.getInt("total") - row.getInt("moves")))
				.single();
			if (part.moves() + part.stays() > 0) {
				parts.add(part);
			}
		}
		return parts;
	}

	/** Gives which rows went, by table and column. */
	Map<String, Object> carry(long from, long into) {
		Map<String, Object> moved = new LinkedHashMap<>();
		for (String table : tables()) {
			move(table, "person_id", from, into, once(table), moved);
		}
		NAMED.forEach((table, column) -> move(table, column, from, into, "true", moved));
		return moved;
	}

	void giveBack(JsonNode moved, long from, long into) {
		for (Map.Entry<String, JsonNode> entry : moved.properties()) {
			String[] column = entry.getKey().split("\\.");
			if (column.length < 2) {
				continue;
			}
			List<Long> ids = new ArrayList<>();
			entry.getValue().forEach((id) -> ids.add(id.asLong()));
			this.jdbc
				.sql("update " + column[0] + " t set " + column[1] + " = :from where t.region_id = :region and t."
						+ key(column[0]) + " = any (:ids) and t." + column[1] + " = :into")
				.param("region", Scope.current().region())
				.param("from", from)
				.param("into", into)
				.param("ids", ids.toArray(Long[]::new))
				.update();
		}
	}

	/** Notes which rows went, so that exactly they come back. */
	private void move(String table, String column, long from, long into, String condition, Map<String, Object> moved) {
		List<Long> ids = this.jdbc
			.sql("update " + table + " t set " + column + " = :into where t.region_id = :region and t." + column
					+ " = :from and " + condition + " returning t." + key(table))
			.param("region", Scope.current().region())
			.param("from", from)
			.param("into", into)
			.query(Long.class)
			.list();
		if (!ids.isEmpty()) {
			moved.put(table + "." + column, ids);
		}
	}

	/** Every table that tells of a person, also those of features added later. */
	private List<String> tables() {
		return this.jdbc
			.sql("""
					select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
					where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'person_id'
					  and a.attgenerated = '' and c.relname not like 'audit%'
					  and has_table_privilege(c.oid, 'UPDATE') and exists (select from pg_attribute r where r.attrelid = c.oid
					    and r.attname = 'region_id') order by 1""")
			.query(String.class)
			.list()
			.stream()
			.filter((table) -> !STAY.contains(table))
			.toList();
	}

	private static String key(String table) {
		return (table.equals("external_person") || table.equals("minor_leave")) ? "person_id" : "id";
	}

	private static String once(String table) {
		return ONCE.getOrDefault(table, "true");
	}

}
