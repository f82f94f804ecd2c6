package ru.nastavnik.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Two records of a person become one: rows that name the one name the other, and back
 * exactly when that was a mistake. What was done is remembered row by row in
 * {@code person_merge_row}. The scope is that of applying facts.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class MergedRows {

	/** Rows that nobody edits by a version. */
	private static final Set<String> UNVERSIONED = Set.of("preference", "matching_wish", "matching_offer");

	private static final String MARKED = " r.region_id = :region and r.person_id = :id and r.into_id = :into "
			+ "and r.tbl = :key ";

	private static final String MARK = """
			insert into person_merge_row (region_id, institute_id, municipality_id, organisation_id, tbl, row_id,
			  person_id, into_id, kept)
			select t.region_id, t.institute_id, t.municipality_id, t.organisation_id, :key, t.id, :id, :into, %s
			from %s t where t.region_id = :region and %s on conflict do nothing""";

	private static final String ARRAY_FORWARD = "case when :into::bigint = any(t.%1$s) then array_remove(t.%1$s, :id::bigint) "
			+ "else array_replace(t.%1$s, :id::bigint, :into::bigint) end";

	/**
	 * Whoever was named by both records is named by both again, in the order of before
	 * unless somebody has changed the list since.
	 */
	private static final String ARRAY_BACK = """
			case when not r.kept -> '%1$s' @> to_jsonb(:id::bigint) then t.%1$s
			  when not r.kept -> '%1$s' @> to_jsonb(:into::bigint) then array_replace(t.%1$s, :into::bigint, :id::bigint)
			  when t.%1$s = array(select v::bigint from jsonb_array_elements_text(r.kept -> '%1$s') with ordinality k (v, at)
			    where v::bigint <> :id order by at)
			    then array(select v::bigint from jsonb_array_elements_text(r.kept -> '%1$s') with ordinality k (v, at) order by at)
			  else array_append(t.%1$s, :id::bigint) end""";

	private final JdbcClient jdbc;

	MergedRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A merger, or its undoing.
	 *
	 * @param id the record that is no more
	 * @param into the record that stays
	 */
	public record Merge(long region, long id, long into, boolean undone) {
	}

	/**
	 * Rows of a table with an id whose column names a person.
	 * @param twin SQL of a row {@code t} that cannot follow, because the other record has
	 * one in its place; it stands aside until the merger is undone
	 */
	public void follow(Merge merge, String table, String column, @Nullable String twin) {
		follow(merge, table, column, twin, "true");
	}

	/** The same, but rows in whose place the other record has one stay as they are. */
	public void followUnless(Merge merge, String table, String column, String twin) {
		follow(merge, table, column, null, "not (" + twin + ")");
	}

	private void follow(Merge merge, String table, String column, @Nullable String twin, String which) {
		String key = table + "." + column;
		String version = UNVERSIONED.contains(table) ? "" : ", version = t.version + 1";
		if (!merge.undone()) {
			String aside = (twin != null) ? "case when " + twin + " then to_jsonb(t) end" : "null::jsonb";
			run(MARK.formatted(aside, table, "t." + column + " = :id and " + which), key, merge);
			if (twin != null) {
				run("delete from " + table + " t using person_merge_row r where" + MARKED
						+ "and r.kept is not null and t.region_id = r.region_id and t.id = r.row_id", key, merge);
			}
			run("update " + table + " t set " + column + " = :into" + version + " from person_merge_row r where"
					+ MARKED + "and r.kept is null and t.region_id = r.region_id and t.id = r.row_id and t." + column
					+ " = :id", key, merge);
			return;
		}
		run("update " + table + " t set " + column + " = :id" + version + " from person_merge_row r where" + MARKED
				+ "and r.kept is null and t.region_id = r.region_id and t.id = r.row_id and t." + column + " = :into",
				key, merge);
		if (twin != null) {
			// the organisation may have moved since
			run("insert into " + table + " overriding system value select (jsonb_populate_record(null::" + table
					+ ", r.kept || jsonb_build_object('institute_id', r.institute_id, 'municipality_id', "
					+ "r.municipality_id))).* from person_merge_row r where" + MARKED
					+ "and r.kept is not null on conflict do nothing", key, merge);
		}
		forget(key, merge);
	}

	/** Rows that name people in arrays. */
	public void followArrays(Merge merge, String table, String condition, String... columns) {
		String key = table + "[]";
		List<String> kept = new ArrayList<>();
		List<String> changes = new ArrayList<>();
		for (String column : columns) {
			kept.add("'" + column + "', t." + column);
			changes.add(column + " = " + (merge.undone() ? ARRAY_BACK : ARRAY_FORWARD).formatted(column));
		}
		if (!merge.undone()) {
			run(MARK.formatted("jsonb_build_object(" + String.join(", ", kept) + ")", table, "(" + condition + ")"),
					key, merge);
		}
		run("update " + table + " t set " + String.join(", ", changes) + ", version = t.version + 1 "
				+ "from person_merge_row r where" + MARKED + "and t.region_id = r.region_id and t.id = r.row_id", key,
				merge);
		if (merge.undone()) {
			forget(key, merge);
		}
	}

	private void forget(String key, Merge merge) {
		run("delete from person_merge_row r where" + MARKED, key, merge);
	}

	private void run(String sql, String key, Merge merge) {
		this.jdbc.sql(sql)
			.param("region", merge.region())
			.param("id", merge.id())
			.param("into", merge.into())
			.param("key", key)
			.update();
	}

}
