package ru.nastavnik.programme.preference;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.web.NamePattern;

/**
 * Meetings and answers follow the people: two records become one, an erased person leaves
 * nothing. The transaction is the feed reader's; it runs while the name is still known.
 */
@Component
public class PreferenceIntake {

	/**
	 * What both records had said stays the later record's; the merger of the pair's rows
	 * is the only one that can be undone row by row, a survey is answered anew.
	 */
	private static final List<String> MERGE = List.of("""
			delete from preference_answer a where region_id = :region and person_id = :id and exists (
			  select 1 from preference_answer b where b.region_id = a.region_id
			    and b.organisation_id = a.organisation_id and b.role = a.role and b.person_id = :into)""", """
			delete from preference p where region_id = :region and by_person = :id and exists (
			  select 1 from preference q where q.region_id = p.region_id
			    and q.organisation_id = p.organisation_id and q.role = p.role and q.by_person = :into)""",
			"update preference_answer set person_id = :into where region_id = :region and person_id = :id",
			"update preference set by_person = :into where region_id = :region and by_person = :id",
			"update preference set for_person = :into where region_id = :region and for_person = :id",
			"delete from preference where region_id = :region and by_person = for_person and by_person in (:into, :id)",
			"""
					update group_meeting set mentors = array_replace(mentors, :id, :into),
					  mentees = array_replace(mentees, :id, :into), present = array_replace(present, :id, :into),
					  participants = array_replace(participants, :id, :into), version = version + 1
					where region_id = :region and :id = any(participants)""");

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

	PreferenceIntake(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Applies the mergers and erasures of a batch. */
	public void apply(List<Fact> facts) {
		for (Fact fact : facts) {
			if (fact.type().equals("person-merged") && !fact.deleted()) {
				Merged merged = this.json.treeToValue(fact.data(), Merged.class);
				if (!merged.undone()) {
					MERGE.forEach((sql) -> this.jdbc.sql(sql)
						.param("region", fact.place().region())
						.param("id", merged.id())
						.param("into", merged.intoId())
						.update());
				}
			}
			else if (fact.type().equals("person-erased") && !fact.deleted()) {
				erase(fact.place().region(), this.json.treeToValue(fact.data(), Erased.class).personId());
			}
		}
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
