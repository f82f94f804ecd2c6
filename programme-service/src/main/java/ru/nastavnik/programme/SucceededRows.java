package ru.nastavnik.programme;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Fact;

/**
 * A merger or a split of organisations takes rows beside mentorships to the successor,
 * and its undoing takes exactly these back: they are remembered in
 * {@code succession_row}. The scope is that of applying facts.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class SucceededRows {

	/**
	 * Sets the place of an organisation, which is the successor or, undone, the first.
	 */
	public static final String PLACE = "institute_id = o.institute_id, municipality_id = o.municipality_id, "
			+ "organisation_id = :to";

	private static final String MARKED = " r.region_id = :region and r.tbl = :key and r.from_id = :first "
			+ "and r.to_id = :second ";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	SucceededRows(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/**
	 * A merger or a split, or its undoing.
	 *
	 * @param people who goes, null for everybody
	 */
	public record Turn(long region, long from, long to, @Nullable List<Long> people, boolean undone) {

		long source() {
			return this.undone ? this.to : this.from;
		}

		long target() {
			return this.undone ? this.from : this.to;
		}

	}

	/**
	 * Rows that follow.
	 *
	 * @param key under which they are remembered
	 * @param where which rows {@code t} follow, by {@code :from} and {@code :to}
	 * @param people what a split asks of them beside it, by {@code :people}
	 * @param set what changes, by {@code :from} and {@code :to} in the direction of the
	 * change; {@code o} is the organisation {@code :to}
	 */
	public record Rows(String key, String table, String where, String people, String set) {
	}

	/** The turns of a batch in their order. */
	public List<Turn> turns(List<Fact> facts) {
		List<Turn> turns = new ArrayList<>();
		for (Fact fact : facts) {
			if (fact.deleted()) {
				continue;
			}
			switch (fact.type()) {
				case "organisation-merged" -> {
					Merged merged = this.json.treeToValue(fact.data(), Merged.class);
					turns
						.add(new Turn(fact.place().region(), merged.id(), merged.successorId(), null, merged.undone()));
				}
				case "organisation-split" -> {
					Split split = this.json.treeToValue(fact.data(), Split.class);
					turns.add(
							new Turn(fact.place().region(), split.id(), split.newId(), split.people(), split.undone()));
				}
				default -> {
				}
			}
		}
		return turns;
	}

	public void follow(Turn turn, Rows rows) {
		if (!turn.undone()) {
			run("insert into succession_row (region_id, institute_id, municipality_id, organisation_id, tbl, row_id, "
					+ "from_id, to_id) select t.region_id, t.institute_id, t.municipality_id, t.organisation_id, :key, "
					+ "t.id, :first, :second from " + rows.table() + " t where t.region_id = :region and ("
					+ rows.where() + ") and (:people::bigint[] is null or (" + rows.people()
					+ ")) on conflict do nothing", turn, rows);
		}
		run("update " + rows.table() + " t set " + rows.set() + " from succession_row r, organisation o where" + MARKED
				+ "and t.region_id = r.region_id and t.id = r.row_id and o.region_id = r.region_id "
				+ "and o.organisation_id = :to", turn, rows);
		if (turn.undone()) {
			run("delete from succession_row r where" + MARKED, turn, rows);
		}
	}

	private void run(String sql, Turn turn, Rows rows) {
		this.jdbc.sql(sql)
			.param("region", turn.region())
			.param("key", rows.key())
			.param("first", turn.from())
			.param("second", turn.to())
			.param("from", turn.source())
			.param("to", turn.target())
			.param("people", (turn.people() != null) ? turn.people().toArray(Long[]::new) : null)
			.update();
	}

	/** The registry's fact {@code organisation-merged}. */
	record Merged(long id, long successorId, LocalDate on, boolean undone) {
	}

	/** The registry's fact {@code organisation-split}. */
	record Split(long id, long newId, LocalDate on, List<Long> people, boolean undone) {
	}

}
