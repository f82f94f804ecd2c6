package ru.nastavnik.registry.organisation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ru.nastavnik.kit.test.Db;

/**
 * Every row of every table of a region, but the journal, the queues and the feed: what an
 * undo has to bring back.
 */
public final class Everything {

	private Everything() {
	}

	public static Map<String, String> of(Db db, long region) {
		List<String> tables = db.client()
			.sql("""
					select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'region_id'
					where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('reorganisation',
					  'reorganisation_trace', 'outbox', 'feed', 'account_projection', 'idempotency', 'person_author')
					  and c.relname not like 'audit%'""")
			.query(String.class)
			.list();
		Map<String, String> rows = new TreeMap<>();
		for (String table : tables) {
			rows.put(table,
					db.client()
						.sql("select coalesce(string_agg(t::text, E'\\n' order by t::text), '') from " + table
								+ " t where region_id = " + region)
						.query(String.class)
						.single());
		}
		return rows;
	}

}
