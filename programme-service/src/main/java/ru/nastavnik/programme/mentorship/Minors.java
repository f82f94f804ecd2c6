package ru.nastavnik.programme.mentorship;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.mentorship.Mentorship.Ground;
import ru.nastavnik.programme.mentorship.Mentorship.Status;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.mentorship.Terms.Kind;
import ru.nastavnik.programme.participant.ParticipantsChanged;
import ru.nastavnik.programme.participant.ParticipantsChanged.Told;

/**
 * Carries out a corrected date of birth in the mentorships of the person, ended ones too:
 * it decides who above the school may read their rows (BR-066). The transaction is the
 * feed reader's. Whoever was a minor when the mentorship was entered stays one in it.
 * Other members of a proposal are carried out the same way, in the curator's transaction.
 * A mentorship between two organisations that turns out to be with a minor is closed to
 * the other one at once, and the curator has to decide how it goes on (BR-048).
 */
@Component
class Minors {

	private static final String MEMBERS = """
			update mentorship_member mm set minor = not mm.minor, version = mm.version + 1
			from unnest(:region::bigint[], :organisation::bigint[], :person::bigint[])
			  as told (region_id, organisation_id, person_id), participant p, mentorship m
			where mm.region_id = told.region_id and mm.home_organisation = told.organisation_id
			  and mm.person_id = told.person_id and p.region_id = told.region_id
			  and p.organisation_id = told.organisation_id and p.person_id = told.person_id
			  and m.region_id = mm.region_id and m.id = mm.mentorship_id
			  and mm.minor <> (p.born + interval '18 years' > (m.created_at at time zone 'Europe/Moscow')::date)
			returning mm.mentorship_id""";

	/**
	 * The sides of a mentorship {@code m} with members {@code mm}, as {@link #fact} reads
	 * them.
	 */
	static final String REFS = """
			coalesce(array_agg(%1$s) filter (where mm.role = 'mentor' or cardinality(m.topics) = 2), '{}') as mentors,
			coalesce(array_agg(%1$s) filter (where mm.role = 'mentee' or cardinality(m.topics) = 2), '{}') as mentees"""
		.formatted(
				"""
						concat(mm.person_id, ':', case when exists (select from former_member f
						    where f.region_id = m.region_id and f.mentorship_id = m.id and f.role = mm.role and f.until = mm.since)
						  then mm.since end, ':', nullif(mm.home_organisation, m.organisation_id)) order by mm.id""");

	/** Who has left a mentorship {@code m}, as {@link #fact} reads it. */
	static final String FORMER = """
			array(select concat_ws(':', f.person_id, f.role, f.since, f.until, f.ground) from former_member f
			  where f.region_id = m.region_id and f.mentorship_id = m.id order by f.id) as former""";

	private static final String MENTORSHIPS = """
			update mentorship m set with_minors = not m.with_minors, version = m.version + 1, changed_at = now(),
			  attention = case when members.minors and m.mentor_organisation is not null then 'minor-elsewhere'
			    else nullif(m.attention, 'minor-elsewhere') end
			from (select mm.region_id, mm.mentorship_id, bool_or(mm.minor) as minors, %s
			  from mentorship_member mm join mentorship m on m.region_id = mm.region_id and m.id = mm.mentorship_id
			  where mm.region_id = any(:regions) and mm.mentorship_id = any(:mentorships)
			  group by mm.region_id, mm.mentorship_id) members
			where m.region_id = members.region_id and m.id = members.mentorship_id and m.with_minors <> members.minors
			  and (members.minors or not exists (select from former_member f
			    where f.region_id = m.region_id and f.mentorship_id = m.id))
			returning m.*, members.mentors, members.mentees, %s""".formatted(REFS, FORMER);

	static final String HISTORY = """
			update mentorship_history t set with_minors = m.with_minors, participants = m.participants from mentorship m
			where t.region_id = any(:regions) and t.mentorship_id = any(:mentorships)
			  and m.region_id = t.region_id and m.id = t.mentorship_id""";

	private final JdbcClient jdbc;

	private final Outbox outbox;

	private final ApplicationEventPublisher events;

	Minors(JdbcClient jdbc, Outbox outbox, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.outbox = outbox;
		this.events = events;
	}

	@EventListener
	void on(ParticipantsChanged changed) {
		List<Told> people = changed.people();
		List<Long> touched = this.jdbc.sql(MEMBERS)
			.param("region", column(people, (told) -> told.place().region()))
			.param("organisation", column(people, (told) -> told.place().organisation()))
			.param("person", column(people, Told::person))
			.query(Long.class)
			.list();
		if (touched.isEmpty()) {
			return;
		}
		List<Fact.Draft> facts = this.jdbc.sql(MENTORSHIPS)
			.param("regions", column(people, (told) -> told.place().region()))
			.param("mentorships", touched.toArray(Long[]::new))
			.query(Minors::fact)
			.list();
		if (facts.isEmpty()) {
			return;
		}
		this.outbox.recordAll(facts);
		ReadersChanged turned = new ReadersChanged(
				facts.stream().map((fact) -> fact.place().region()).distinct().toList(),
				facts.stream().map((fact) -> fact.place().organisation()).distinct().toList(),
				facts.stream().map(Fact.Draft::subject).toList());
		follow(ReadersChanged.update("mentorship_member"), turned);
		follow(ReadersChanged.update("former_member"), turned);
		follow(HISTORY, turned);
		this.events.publishEvent(turned);
	}

	/**
	 * Other people are proposed: the rows that were the former members' become theirs.
	 */
	void membersChanged(Place place, long mentorship) {
		readersChanged(place, mentorship);
		this.events.publishEvent(new MembersChanged(mentorship));
	}

	/** Somebody came and somebody left; what was agreed goes on. */
	void readersChanged(Place place, long mentorship) {
		ReadersChanged turned = new ReadersChanged(List.of(place.region()), List.of(place.organisation()),
				List.of(mentorship));
		follow(HISTORY, turned);
		this.events.publishEvent(turned);
	}

	private void follow(String sql, ReadersChanged turned) {
		this.jdbc.sql(sql)
			.param("regions", turned.regions().toArray(Long[]::new))
			.param("mentorships", turned.mentorships().toArray(Long[]::new))
			.update();
	}

	private static Long[] column(List<Told> people, ToLongFunction<Told> value) {
		return people.stream().mapToLong(value).boxed().toArray(Long[]::new);
	}

	/** The fact of a row of mentorships with its members. */
	static Fact.Draft fact(ResultSet row, int number) throws SQLException {
		String ground = row.getString("ground");
		return Changed.draft(Place.of(row), new Changed(row.getLong("id"), code(Kind.class, row.getString("kind")),
				code(Form.class, row.getString("form")), Arrays.asList((String[]) row.getArray("methods").getArray()),
				code(Status.class, row.getString("status")), row.getObject("starts_on", LocalDate.class),
				row.getObject("planned_end", LocalDate.class), row.getObject("ended_on", LocalDate.class),
				(ground != null) ? code(Ground.class, ground) : null, row.getObject("order_date", LocalDate.class),
				refs(row, "mentors"), refs(row, "mentees"), row.getBoolean("with_minors"), Changed.Home.of(row),
				left(row), row.getBoolean("unled")));
	}

	/** Each as {@code person:since:organisation}, the last two only where told. */
	private static List<Changed.Ref> refs(ResultSet row, String column) throws SQLException {
		return Arrays.stream((String[]) row.getArray(column).getArray()).map((ref) -> {
			String[] parts = ref.split(":", -1);
			return new Changed.Ref(Long.parseLong(parts[0]), parts[1].isEmpty() ? null : LocalDate.parse(parts[1]),
					parts[2].isEmpty() ? null : Long.valueOf(parts[2]));
		}).toList();
	}

	private static List<Changed.Left> left(ResultSet row) throws SQLException {
		return Arrays.stream((String[]) row.getArray("former").getArray()).map((left) -> {
			String[] parts = left.split(":");
			return new Changed.Left(Long.parseLong(parts[0]), parts[1], LocalDate.parse(parts[2]),
					LocalDate.parse(parts[3]), parts[4]);
		}).toList();
	}

	private static <E extends Enum<E>> E code(Class<E> type, String code) {
		return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
	}

}
