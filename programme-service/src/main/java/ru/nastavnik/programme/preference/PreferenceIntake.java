package ru.nastavnik.programme.preference;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.programme.MergedRows;
import ru.nastavnik.programme.MergedRows.Merge;
import ru.nastavnik.programme.SucceededRows;
import ru.nastavnik.programme.SucceededRows.Rows;
import ru.nastavnik.programme.SucceededRows.Turn;
import ru.nastavnik.kit.web.NamePattern;

/**
 * Meetings and answers follow the people: two records become one, an erased person leaves
 * nothing. The transaction is the feed reader's; it runs while the name is still known.
 */
@Component
public class PreferenceIntake {

	/** Said by the other record too: the later survey of the one who stays counts. */
	private static final String ANSWERED = """
			exists (select from preference_answer o where o.region_id = t.region_id
			  and o.organisation_id = t.organisation_id and o.role = t.role and o.person_id = :into)""";

	private static final String NAMED = """
			(t.by_person = :into or exists (select from preference o where o.region_id = t.region_id
			  and o.organisation_id = t.organisation_id and o.role = t.role and o.by_person = t.by_person
			  and o.for_person = :into))""";

	private static final List<String> ERASE = List.of(
			"delete from preference where region_id = :region and :id in (by_person, for_person)",
			"delete from preference_answer where region_id = :region and person_id = :id", """
					update group_meeting set mentors = array_remove(mentors, :id),
					  mentees = array_remove(mentees, :id), present = array_remove(present, :id),
					  participants = array_remove(participants, :id), version = version + 1
					where region_id = :region and :id = any(participants)""");

	private static final List<String> FORGET = List.of("""
			update group_meeting set note = regexp_replace(note, :pattern, '…', 'g'), version = version + 1
			where region_id = :region and organisation_id = any(:organisations) and note ~ :pattern""", """
			update preference_answer set drew = regexp_replace(drew, :pattern, '…', 'g'), version = version + 1
			where region_id = :region and organisation_id = any(:organisations) and drew ~ :pattern""");

	private final JdbcClient jdbc;

	private final JsonMapper json;

	/** Meetings that are over stay where they were; what people said goes with them. */
	private static final List<Rows> SUCCEEDING = List.of(
			new Rows("group_meeting", "group_meeting", """
					t.organisation_id = :from and t.cancel_reason is null
					  and coalesce(t.survey_until, t.held_on) >= current_date""", "t.participants <@ :people::bigint[]",
					SucceededRows.PLACE + ", version = t.version + 1"),
			new Rows("preference", "preference",
					"""
							t.organisation_id = :from and not exists (select from preference_answer o where o.region_id = t.region_id
							  and o.organisation_id = :to and o.person_id = t.by_person and o.role = t.role)""",
					"t.by_person = any(:people) and t.for_person = any(:people)", SucceededRows.PLACE),
			new Rows("preference_answer", "preference_answer",
					"""
							t.organisation_id = :from and not exists (select from preference_answer o where o.region_id = t.region_id
							  and o.organisation_id = :to and o.person_id = t.person_id and o.role = t.role)""",
					"t.person_id = any(:people)", SucceededRows.PLACE + ", version = t.version + 1"));

	private final MergedRows rows;

	private final SucceededRows succeeded;

	PreferenceIntake(JdbcClient jdbc, JsonMapper json, MergedRows rows, SucceededRows succeeded) {
		this.rows = rows;
		this.succeeded = succeeded;
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Applies the mergers and erasures of a batch. */
	public void apply(List<Fact> facts) {
		for (Fact fact : facts) {
			if (fact.type().equals("person-merged") && !fact.deleted()) {
				Merged merged = this.json.treeToValue(fact.data(), Merged.class);
				merge(new Merge(fact.place().region(), merged.id(), merged.intoId(), merged.undone()));
			}
			else if (fact.type().equals("person-erased") && !fact.deleted()) {
				erase(fact.place().region(), this.json.treeToValue(fact.data(), Erased.class).personId());
			}
		}
	}

	/** Applies the mergers and splits of organisations of a batch. */
	public void succeed(List<Fact> facts) {
		for (Turn turn : this.succeeded.turns(facts)) {
			List<Rows> all = turn.undone() ? SUCCEEDING.reversed() : SUCCEEDING;
			all.forEach((which) -> this.succeeded.follow(turn, which));
		}
	}

	/** What was said of a person first: what the person said decides by its answer. */
	private void merge(Merge merge) {
		List<Runnable> steps = new ArrayList<>(List.of(() -> this.rows.follow(merge, "preference", "for_person", NAMED),
				() -> this.rows.follow(merge, "preference", "by_person", "(t.for_person = :into or " + ANSWERED + ")"),
				() -> this.rows.follow(merge, "preference_answer", "person_id", ANSWERED),
				() -> this.rows.followArrays(merge, "group_meeting", ":id = any(t.participants)", "mentors", "mentees",
						"present", "participants")));
		(merge.undone() ? steps.reversed() : steps).forEach(Runnable::run);
	}

	private void erase(long region, long person) {
		forget(region, person);
		ERASE.forEach((sql) -> this.jdbc.sql(sql).param("region", region).param("id", person).update());
	}

	/** Where the person took part, free text forgets the name. */
	private void forget(long region, long person) {
		List<Known> known = this.jdbc
			.sql("select organisation_id, last_name, first_name, middle_name from participant "
					+ "where region_id = :region and person_id = :id and last_name is not null")
			.param("region", region)
			.param("id", person)
			.query(Known.class)
			.list();
		if (known.isEmpty()) {
			return;
		}
		Known name = known.getFirst();
		String pattern = NamePattern.of(name.lastName(), name.firstName(), name.middleName());
		Long[] organisations = known.stream().map(Known::organisationId).toArray(Long[]::new);
		FORGET.forEach((sql) -> this.jdbc.sql(sql)
			.param("pattern", pattern)
			.param("region", region)
			.param("organisations", organisations)
			.update());
	}

	private record Known(long organisationId, String lastName, String firstName,
			@org.jspecify.annotations.Nullable String middleName) {
	}

	/** The registry's fact {@code person-merged}. */
	record Merged(long id, long intoId, boolean undone) {
	}

	/** The registry's fact {@code person-erased}. */
	record Erased(long personId) {
	}

}
