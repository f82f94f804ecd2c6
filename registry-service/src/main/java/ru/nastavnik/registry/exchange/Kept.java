package ru.nastavnik.registry.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which tables keep something of a person, told by the catalogue: a table that a later
 * feature adds is known here without a word, so an undo can neither forget its rows nor
 * overlook that somebody has worked with them.
 */
@Component
class Kept {

	/**
	 * Without rows that people make: numbers, queues, the journal itself. A log that
	 * nobody may delete from is left out by that very right.
	 */
	private static final Set<String> NOT_WORK = Set.of("person", "person_fingerprint", "import_row", "outbox", "feed");

	private static final Map<String, String> WORDS = Map.of("employment", "место работы", "enrolment", "класс",
			"representation", "представитель", "consent", "согласие", "mentor", "анкета наставника", "mentee",
			"анкета наставляемого", "third_party_info", "сведения от других", "account", "доступ", "role_grant",
			"доступ", "stored_file", "файл");

	private final JdbcClient jdbc;

	Kept(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A table of a person's rows.
	 *
	 * @param name the table
	 * @param stamped whether it says when a row was made and how often it was changed
	 * @param through condition of the row {@code t} on the person {@code r.id}
	 * @param whole whether a row of the person goes with the person
	 */
	record Table(String name, boolean stamped, String through, boolean whole) {

		String words() {
			return WORDS.getOrDefault(this.name, "связанные записи");
		}

	}

	/** Deepest first, as rows have to be deleted. */
	List<Table> tables() {
		Map<String, Set<String>> columns = new LinkedHashMap<>();
		this.jdbc.sql("""
				select c.relname, a.attname from pg_class c join pg_namespace n on n.oid = c.relnamespace
				join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
				where n.nspname = 'public' and c.relkind in ('r', 'p')
				  and has_table_privilege(c.oid, 'delete')""").query((row) -> {
			columns.computeIfAbsent(row.getString(1), (table) -> new LinkedHashSet<>()).add(row.getString(2));
		});
		Map<String, Table> own = new LinkedHashMap<>();
		columns.forEach((table, names) -> {
			if (names.containsAll(Set.of("region_id", "person_id")) && !NOT_WORK.contains(table)) {
				own.put(table, new Table(table, names.containsAll(Set.of("created_at", "version")),
						"t.region_id = r.region_id and t.person_id = r.id", true));
			}
		});
		List<Table> children = new ArrayList<>();
		List<String> order = new ArrayList<>();
		this.jdbc.sql("""
				select k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent, a.attname
				from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
				where k.contype = 'f' and a.attname <> 'region_id' order by 1, 2, 3""").query((row) -> {
			String child = row.getString(1);
			String parent = row.getString(2);
			String column = row.getString(3);
			Set<String> names = columns.getOrDefault(child, Set.of());
			if (NOT_WORK.contains(child) || !names.contains("region_id")) {
				return;
			}
			boolean stamped = names.containsAll(Set.of("created_at", "version"));
			if (parent.equals("person") && !column.equals("person_id")) {
				children.add(new Table(child, stamped, "t.region_id = r.region_id and t." + column + " = r.id"
						+ (names.contains("person_id") ? " and t.person_id <> r.id" : ""), false));
			}
			else if (own.containsKey(parent) && !names.contains("person_id")) {
				children.add(
						new Table(child, stamped, "t.region_id = r.region_id and t." + column + " in (select p.id from "
								+ parent + " p where p.region_id = r.region_id and p.person_id = r.id)", true));
			}
			else if (own.containsKey(parent) && own.containsKey(child) && !child.equals(parent)) {
				order.add(child);
			}
		});
		List<Table> all = new ArrayList<>(children);
		order.stream().distinct().map(own::get).forEach(all::add);
		own.values().stream().filter((table) -> !order.contains(table.name())).forEach(all::add);
		return all;
	}

	static String words(Collection<String> kinds) {
		return String.join(", ", new LinkedHashSet<>(kinds));
	}

}
