package ru.nastavnik.registry.rights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Every row of the database that is about a person: rows that name the person, and rows
 * that belong to such a row. The schema says which, so a new table is found by itself.
 */
@Component
class Traces {

	/** Answers and acts about the erasure itself, and queues of work. */
	private static final Set<String> APART = Set.of("data_request", "destruction_act", "account_projection",
			"audit_event", "audit_value");

	/**
	 * What was told in confidence; the feature itself says who may see it (BR-023,
	 * BR-024).
	 */
	private static final Set<String> CONFIDENTIAL = Set.of("third_party_info", "mentee_support");

	private static final Set<String> INTERNAL = Set.of("region_id", "institute_id", "municipality_id", "version",
			"created_by", "updated_by", "name_norm", "last_norm", "last_tail_norm", "first_norm", "middle_norm",
			"person_id", "content", "organisations", "organisations_until", "fingerprint", "guest");

	private static final String LINKS = """
			select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
			  array(select a.attname::text from unnest(c.conkey) with ordinality k (num, n)
			    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num order by k.n) as columns,
			  array(select a.attname::text from unnest(c.confkey) with ordinality k (num, n)
			    join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num order by k.n) as parent_columns,
			  array(select a.attname::text from unnest(c.conkey) k (num)
			    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num where not a.attnotnull) as optional
			from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace
			order by 1, 2, 3""";

	private static final String NAMING = """
			select table_name from information_schema.columns where table_schema = 'public'
			  and column_name = 'person_id' and table_name <> 'person' order by table_name""";

	private record Link(String child, String parent, List<String> columns, List<String> parentColumns,
			List<String> optional) {

		String condition(String where) {
			return "(" + String.join(", ", this.columns) + ") in (select " + String.join(", ", this.parentColumns)
					+ " from " + this.parent + " where " + where + ")";
		}

	}

	private final JdbcClient jdbc;

	private final JsonMapper json;

	Traces(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** What the caller may see of it, by category. */
	Map<String, Object> export(long person) {
		Map<String, Object> sections = new LinkedHashMap<>();
		collect("person", mine("id", person), links(), sections, new ArrayList<>());
		for (String table : naming()) {
			collect(table, mine("person_id", person), links(), sections, new ArrayList<>());
		}
		return sections;
	}

	private void collect(String table, String where, List<Link> links, Map<String, Object> sections,
			List<String> path) {
		if (path.contains(table) || APART.contains(table) || CONFIDENTIAL.contains(table)) {
			return;
		}
		List<Map<?, ?>> rows = this.jdbc
			.sql("select row_to_json(t)::text from (select * from " + table + " where " + where + ") t limit 1000")
			.query(String.class)
			.list()
			.stream()
			.<Map<?, ?>>map((row) -> {
				Map<?, ?> fields = this.json.readValue(row, Map.class);
				INTERNAL.forEach(fields::remove);
				fields.values().removeIf(java.util.Objects::isNull);
				return fields;
			})
			.filter((row) -> !row.isEmpty())
			.toList();
		String title = Categories.title(table);
		if (!rows.isEmpty() && !sections.containsKey(title)) {
			sections.put(title, rows);
		}
		List<String> deeper = new ArrayList<>(path);
		deeper.add(table);
		links.stream()
			.filter((link) -> link.parent().equals(table) && link.optional().isEmpty())
			.forEach((link) -> collect(link.child(), link.condition(where), links, sections, deeper));
	}

	/**
	 * Deletes it; a row that is somebody else's only forgets the person.
	 * @return how many rows of each table
	 */
	Map<String, Integer> erase(long person) {
		Map<String, Integer> counts = new TreeMap<>();
		List<Link> links = links();
		for (String table : naming()) {
			erase(table, mine("person_id", person), links, counts);
		}
		erase("person_merge", mine("into_id", person), links, counts);
		erase("person", mine("id", person), links, counts);
		return counts;
	}

	private void erase(String table, String where, List<Link> links, Map<String, Integer> counts) {
		if (APART.contains(table)) {
			return;
		}
		for (Link link : links) {
			if (!link.parent().equals(table)) {
				continue;
			}
			if (link.optional().isEmpty()) {
				erase(link.child(), link.condition(where), links, counts);
			}
			else {
				String forgetting = link.optional()
					.stream()
					.map((column) -> column + " = null")
					.collect(Collectors.joining(", "));
				this.jdbc.sql("update " + link.child() + " set " + forgetting + " where " + link.condition(where))
					.update();
			}
		}
		int rows = this.jdbc.sql("delete from " + table + " where " + where).update();
		if (rows > 0) {
			counts.merge(table, rows, Integer::sum);
		}
	}

	private static String mine(String column, long person) {
		return "region_id = " + Scope.current().region() + " and " + column + " = " + person;
	}

	private List<String> naming() {
		return this.jdbc.sql(NAMING).query(String.class).list();
	}

	private List<Link> links() {
		return this.jdbc.sql(LINKS)
			.query((row, number) -> new Link(row.getString("child"), row.getString("parent"), texts(row, "columns"),
					texts(row, "parent_columns"), texts(row, "optional")))
			.list();
	}

	private static List<String> texts(java.sql.ResultSet row, String column) throws java.sql.SQLException {
		return List.of((String[]) row.getArray(column).getArray());
	}

}
