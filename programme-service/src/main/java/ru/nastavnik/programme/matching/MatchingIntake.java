package ru.nastavnik.programme.matching;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.programme.MergedRows;
import ru.nastavnik.programme.MergedRows.Merge;
import ru.nastavnik.programme.SucceededRows;
import ru.nastavnik.programme.SucceededRows.Rows;

/**
 * What the curator wants of a pair and what was offered follow when two records of a
 * person become one, and go back. Runs keep what they were computed from and say that
 * their people changed. The transaction is the feed reader's.
 */
@Component
public class MatchingIntake {

	private static final String TWIN = """
			(t.%2$s = :into or exists (select from matching_wish o where o.region_id = t.region_id
			  and o.organisation_id = t.organisation_id and o.%1$s = :into and o.%2$s = t.%2$s))""";

	private static final String STALE = """
			update matching_run r set stale = true where r.region_id = :region and r.status = 'done' and not r.stale
			  and exists (select from matching_input i where i.region_id = r.region_id and i.run_id = r.id
			    and i.people && array[:id, :into]::bigint[])""";

	private static final List<Rows> SUCCEEDING = List.of(new Rows("matching_wish", "matching_wish", """
			t.organisation_id = :from and not exists (select from matching_wish o where o.region_id = t.region_id
			  and o.organisation_id = :to and o.mentee_id = t.mentee_id and o.mentor_id = t.mentor_id)""",
			"t.mentee_id = any(:people) and t.mentor_id = any(:people)", SucceededRows.PLACE),
			new Rows("matching_offer", "matching_offer", "t.organisation_id = :from and t.status = 'open'",
					"t.mentee_id = any(:people)",
					SucceededRows.PLACE + ", organisations = array[:to, t.mentor_organisation]::bigint[]"),
			new Rows("matching_offer.mentor", "matching_offer", "t.mentor_organisation = :from and t.status = 'open'",
					"t.mentor_id = any(:people)",
					"mentor_organisation = :to, organisations = array[t.organisation_id, :to]::bigint[]"));

	private final MergedRows rows;

	private final SucceededRows succeeded;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	MatchingIntake(MergedRows rows, SucceededRows succeeded, JdbcClient jdbc, JsonMapper json) {
		this.succeeded = succeeded;
		this.rows = rows;
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Applies the mergers of records of a batch. */
	public void apply(List<Fact> facts) {
		for (Fact fact : facts) {
			if (fact.type().equals("person-merged") && !fact.deleted()) {
				Merged merged = this.json.treeToValue(fact.data(), Merged.class);
				follow(new Merge(fact.place().region(), merged.id(), merged.intoId(), merged.undone()));
			}
		}
	}

	/**
	 * Applies the mergers and splits of organisations of a batch; runs stay where they
	 * were.
	 */
	public void succeed(List<Fact> facts) {
		this.succeeded.turns(facts)
			.forEach((turn) -> SUCCEEDING.forEach((which) -> this.succeeded.follow(turn, which)));
	}

	private void follow(Merge merge) {
		this.rows.follow(merge, "matching_wish", "mentee_id", TWIN.formatted("mentee_id", "mentor_id"));
		this.rows.follow(merge, "matching_wish", "mentor_id", TWIN.formatted("mentor_id", "mentee_id"));
		this.rows.follow(merge, "matching_offer", "mentee_id", null);
		this.rows.follow(merge, "matching_offer", "mentor_id", null);
		this.jdbc.sql(STALE)
			.param("region", merge.region())
			.param("id", merge.id())
			.param("into", merge.into())
			.update();
	}

	/** The registry's fact {@code person-merged}. */
	record Merged(long id, long intoId, boolean undone) {
	}

}
