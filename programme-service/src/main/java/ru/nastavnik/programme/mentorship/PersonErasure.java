package ru.nastavnik.programme.mentorship;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.FeedUpkeep;
import ru.nastavnik.kit.web.NamePattern;
import ru.nastavnik.programme.participant.ParticipantIntake;

/**
 * A person's data are destroyed: the name goes, free text forgets it, live mentorships
 * that cannot go on without the person end, and counted rows go on under a pseudonym that
 * belongs to nobody. The transaction is the feed reader's. It runs before the news that
 * the participant is gone: until then the name is known.
 */
@Component
public class PersonErasure {

	private static final String LIVE = "status not in ('completed', 'terminated')";

	private static final String END = """
			update mentorship m set status = 'terminated', ended_on = :today, ground = 'E3', attention = null,
			  end_reason = 'Данные участника уничтожены', version = version + 1, changed_at = now()
			where region_id = :region and id = any(:ids) and %s and exists (
			  select 1 from mentorship_member gone where gone.region_id = m.region_id and gone.mentorship_id = m.id
			    and gone.person_id = :pseudonym and not exists (select 1 from mentorship_member other
			      where other.region_id = gone.region_id and other.mentorship_id = gone.mentorship_id
			        and other.role = gone.role and other.person_id > 0))
			returning id""".formatted(LIVE);

	/**
	 * What the log says of a pair names its members too; its chain allows to empty it.
	 */
	private static final String LOGGED = """
			update audit_value set old_values = null, new_values = null, redacted_at = now()
			where region_id = :region and redacted_at is null and (old_values is not null or new_values is not null)
			  and (concat(old_values, ' ', new_values) ~ :id
			    or :pattern::text is not null and concat(old_values, ' ', new_values) ~ :pattern::text)""";

	/** Whose run it was may still be counted, but is not told of in detail. */
	private static final String RUNS = """
			update matching_run r set stale = true, results = coalesce((select jsonb_agg(t || jsonb_build_object('worst',
			    (select coalesce(jsonb_agg(w), '[]') from jsonb_array_elements(t -> 'worst') w
			      where :person not in ((w ->> 'mentee')::bigint, (w ->> 'mentor')::bigint))))
			  from jsonb_array_elements(r.results) t), '[]'),
			  loose_pins = (select coalesce(jsonb_agg(w), '[]') from jsonb_array_elements(r.loose_pins) w
			    where :person not in ((w ->> 'mentee')::bigint, (w ->> 'mentor')::bigint))
			where region_id = :region and :pseudonym < 0 and exists (select from matching_input i
			  where i.region_id = r.region_id and i.run_id = r.id and :person = any(i.people))""";

	private record Table(String name, String condition) {
	}

	/** Tables whose rows belong to a mentorship, and how they are found. */
	private static final List<Table> ROWS = List.of(new Table("mentorship", "id = any(:ids)"),
			new Table("mentorship_member", "mentorship_id = any(:ids)"),
			new Table("former_member", "mentorship_id = any(:ids)"),
			new Table("mentorship_history", "mentorship_id = any(:ids)"),
			new Table("personal_programme", "mentorship_id = any(:ids)"),
			new Table("meeting", "mentorship_id = any(:ids)"), new Table("change_request", "mentorship_id = any(:ids)"),
			new Table("party_statement", "mentorship_id = any(:ids)"),
			new Table("meeting_guest", "mentorship_id = any(:ids)"),
			new Table("programme_activity", "programme_id = any(:programmes)"),
			new Table("programme_approval", "programme_id = any(:programmes)"),
			new Table("mentorship_order", "mentorship_ids && :ids::bigint[]"),
			new Table("order_visa", "order_id in (select id from mentorship_order where region_id = :region "
					+ "and mentorship_ids && :ids::bigint[])"));

	private static final Set<String> PEOPLE = Set.of("participants", "asked");

	private record Column(String columnName, String dataType) {
	}

	private record Name(String lastName, String firstName, @Nullable String middleName) {
	}

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	private final FeedUpkeep feed;

	private final Audit audit;

	private final Succession succession;

	private final ParticipantIntake participants;

	private final ApplicationEventPublisher events;

	private final PaperErasure papers;

	PersonErasure(JdbcClient jdbc, JsonMapper json, Clock clock, FeedUpkeep feed, Audit audit, Succession succession,
			ParticipantIntake participants, ApplicationEventPublisher events, PaperErasure papers) {
		this.papers = papers;
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
		this.feed = feed;
		this.audit = audit;
		this.succession = succession;
		this.participants = participants;
		this.events = events;
	}

	/** Applies the erasures of a batch. */
	public void apply(List<Fact> facts) {
		for (Fact fact : facts) {
			if (fact.type().equals("person-erased") && !fact.deleted()) {
				Erased erased = this.json.treeToValue(fact.data(), Erased.class);
				erase(fact.place().region(), erased.personId(), erased.pseudonym());
			}
		}
	}

	private void erase(long region, long person, long pseudonym) {
		Optional<Name> name = this.jdbc
			.sql("select last_name, first_name, middle_name from participant where region_id = :region "
					+ "and person_id = :person and last_name is not null limit 1")
			.param("region", region)
			.param("person", person)
			.query(Name.class)
			.optional();
		if (pseudonym < 0) {
			this.events.publishEvent(new PersonForgotten(region, person));
		}
		// a namesake of another school stays
		List<Long> places = ids("select distinct organisation_id from participant where region_id = :region "
				+ "and person_id = :person", region, person);
		List<Long> ids = ids("select mentorship_id from mentorship_member where region_id = :region "
				+ "and person_id = :person union select mentorship_id from former_member where region_id = :region "
				+ "and person_id = :person union select mentorship_id from change_request "
				+ "where region_id = :region and :person in (mentor_id, new_mentor_id, party_id)", region, person);
		for (String sql : List.of(
				"update mentorship_member set person_id = :pseudonym where region_id = :region "
						+ "and person_id = :person",
				"update former_member set person_id = :pseudonym where region_id = :region and person_id = :person",
				"update programme_approval set person_id = :pseudonym where region_id = :region and person_id = :person",
				PaperErasure.RENAME,
				"update meeting_guest set person_id = :pseudonym where region_id = :region and person_id = :person",
				"update party_statement set person_id = :pseudonym where region_id = :region and person_id = :person",
				"update change_request set mentor_id = case mentor_id when :person then :pseudonym else mentor_id end, "
						+ "new_mentor_id = case new_mentor_id when :person then :pseudonym else new_mentor_id end, "
						+ "party_id = case party_id when :person then :pseudonym else party_id end "
						+ "where region_id = :region and :person in (mentor_id, new_mentor_id, party_id)",
				"delete from stored_file where region_id = :region and :pseudonym < 0 and person_id = :person",
				"delete from person_merge_row where region_id = :region and :pseudonym < 0 "
						+ "and (:person in (person_id, into_id) or kept::text ~ ('(^|[^0-9-])' || :person || '([^0-9]|$)'))",
				"delete from labour where region_id = :region and :pseudonym < 0 and :person in (mentor_id, mentee_id)",
				RUNS,
				"update matching_input set people = array_remove(people, :person) where region_id = :region "
						+ "and :pseudonym < 0 and :person = any(people)",
				"delete from matching_pair where region_id = :region and :pseudonym < 0 "
						+ "and :person in (mentee_id, mentor_id)",
				"update matching_pair set alternatives = array_replace(alternatives, :person, :pseudonym) "
						+ "where region_id = :region and :person = any(alternatives)",
				"delete from matching_left where region_id = :region and :pseudonym < 0 and mentee_id = :person",
				"delete from matching_wish where region_id = :region and :pseudonym < 0 "
						+ "and :person in (mentee_id, mentor_id)",
				"delete from matching_offer where region_id = :region and :pseudonym < 0 "
						+ "and :person in (mentee_id, mentor_id)",
				"delete from participant where region_id = :region and :pseudonym < 0 and person_id = :person")) {
			this.jdbc.sql(sql).param("region", region).param("person", person).param("pseudonym", pseudonym).update();
		}
		String pattern = name.map((known) -> NamePattern.of(known.lastName(), known.firstName(), known.middleName()))
			.orElse(null);
		if (pattern != null) {
			this.papers.forget(region, places, ids, pattern);
		}
		if (!ids.isEmpty()) {
			forget(region, person, pseudonym, ids, pattern);
			end(region, pseudonym, ids);
			this.feed.rename(region, "mentorship-changed", ids, person, pseudonym);
			circles(region, ids);
			this.succession.retell(region, ids);
		}
		this.feed.forget(region, List.of(), List.of());
		// the log is read in the scope of the feed and emptied in that of the intake
		this.feed.asFeed(() -> {
			this.audit.redact(region, person);
			this.jdbc.sql(LOGGED)
				.param("region", region)
				.param("id", "(^|[^0-9-])" + person + "([^0-9]|$)")
				.param("pattern", pattern)
				.update();
		});
	}

	private List<Long> ids(String sql, long region, long person) {
		return this.jdbc.sql(sql).param("region", region).param("person", person).query(Long.class).list();
	}

	/** Readers' lists and every text column of the rows around the person. */
	private void forget(long region, long person, long pseudonym, List<Long> ids, @Nullable String pattern) {
		List<Long> programmes = this.jdbc
			.sql("select id from personal_programme where region_id = :region and mentorship_id = any(:ids)")
			.param("region", region)
			.param("ids", ids.toArray(Long[]::new))
			.query(Long.class)
			.list();
		for (Table table : ROWS) {
			List<String> changes = new ArrayList<>();
			for (Column column : columns(table.name())) {
				if (PEOPLE.contains(column.columnName())) {
					changes.add(column.columnName() + " = array_replace(" + column.columnName()
							+ ", :person::bigint, :pseudonym::bigint)");
				}
				else if (column.columnName().equals("version")) {
					changes.add("version = version + 1");
				}
				else if (pattern != null && column.dataType().equals("text")) {
					changes.add(
							column.columnName() + " = regexp_replace(" + column.columnName() + ", :pattern, '…', 'g')");
				}
				else if (pattern != null && column.dataType().equals("ARRAY")) {
					changes.add(column.columnName() + " = regexp_replace(" + column.columnName()
							+ "::text, :pattern, '…', 'g')::text[]");
				}
			}
			this.jdbc
				.sql("update " + table.name() + " set " + String.join(", ", changes) + " where region_id = :region and "
						+ table.condition())
				.param("region", region)
				.param("person", person)
				.param("pseudonym", pseudonym)
				.param("pattern", pattern)
				.param("ids", ids.toArray(Long[]::new))
				.param("programmes", programmes.toArray(Long[]::new))
				.update();
		}
	}

	private List<Column> columns(String table) {
		return this.jdbc
			.sql("select column_name, data_type from information_schema.columns where table_schema = 'public' "
					+ "and table_name = :table and is_generated = 'NEVER' and (data_type = 'text' "
					+ "or column_name in ('participants', 'asked', 'version') or udt_name = '_text') "
					+ "order by column_name")
			.param("table", table)
			.query(Column.class)
			.list();
	}

	private void end(long region, long pseudonym, List<Long> ids) {
		LocalDate today = LocalDate.now(this.clock);
		List<Long> ended = this.jdbc.sql(END)
			.param("today", today)
			.param("region", region)
			.param("ids", ids.toArray(Long[]::new))
			.param("pseudonym", pseudonym)
			.query(Long.class)
			.list();
		for (String sql : List.of(
				"update mentorship_member set until = :today, version = version + 1 where region_id = :region "
						+ "and mentorship_id = any(:ids) and until is null and since is not null",
				"update meeting set status = 'cancelled', cancel_reason = 'Наставничество завершено', version = version + 1 "
						+ "where region_id = :region and mentorship_id = any(:ids) and status in ('planned', 'moved') "
						+ "and :today::date is not null",
				"update change_request set status = 'withdrawn', asked = '{}', version = version + 1 where region_id = :region "
						+ "and mentorship_id = any(:ids) and status not in ('ordered', 'rejected', 'withdrawn') "
						+ "and :today::date is not null",
				"update personal_programme set status = 'stopped', amendment = null, version = version + 1 "
						+ "where region_id = :region and mentorship_id = any(:ids) and status not in ('completed', 'stopped') "
						+ "and :today::date is not null")) {
			this.jdbc.sql(sql)
				.param("today", today)
				.param("region", region)
				.param("ids", ended.toArray(Long[]::new))
				.update();
		}
		if (!ended.isEmpty()) {
			this.succession.history(region, ended, today, "Завершено: данные участника уничтожены.");
		}
	}

	private void circles(long region, List<Long> ids) {
		record Touched(long organisationId, long personId) {
		}
		List<Touched> touched = this.jdbc.sql(
				"select distinct home_organisation as organisation_id, person_id from mentorship_member where region_id = :region "
						+ "and mentorship_id = any(:ids)")
			.param("region", region)
			.param("ids", ids.toArray(Long[]::new))
			.query(Touched.class)
			.list();
		touched.stream()
			.map(Touched::organisationId)
			.distinct()
			.forEach((organisation) -> this.participants.refreshCircles(region, organisation,
					Set.copyOf(touched.stream().map(Touched::personId).toList())));
	}

	/** The registry's fact {@code person-erased}. */
	record Erased(long personId, long pseudonym) {
	}

}
