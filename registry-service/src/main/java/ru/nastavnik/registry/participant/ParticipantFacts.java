package ru.nastavnik.registry.participant;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;

/**
 * Records the full state of a person in each of their organisations, as it stands in the
 * current transaction. One component, so that no feature can forget a part of it.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ParticipantFacts {

	private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

	private static final int ADULT = 18;

	/**
	 * Adding 0 keeps the planner on the index by person: by organisation it would walk a
	 * whole school for each person whenever its statistics are stale, as in a load.
	 */
	private static final String STATE = """
			select p.id, h.region_id, h.institute_id, h.municipality_id, h.organisation_id, p.birth_date,
			  p.last_name, p.first_name, p.middle_name,
			  e.position, e.experience_since, e.hired_on, e.dismissed_on, e.subjects, n.grade, n.enrolled_from,
			  n.enrolled_to, m.id as mentor_id, m.status as mentor_status, m.status_since as mentor_since, m.max_load,
			  m.competence_codes, m.desired_ages, m.time_hours_per_month, m.share_with_others, m.voluntary_on,
			  m.meeting_times as mentor_times, m.meeting_modes as mentor_modes, t.meeting_times as mentee_times,
			  t.meeting_modes as mentee_modes,
			  t.id as mentee_id, t.category, t.status as mentee_status, t.status_since as mentee_since,
			  t.request_codes, t.gap_codes,
			  (select max(k.valid_until) from record_check k where k.region_id = p.region_id and k.person_id = p.id)
			    as checked_until,
			  (select max(coalesce(c.holds_until, date '9999-12-31')) from consent c where c.region_id = p.region_id
			    and c.person_id = p.id and c.organisation_id + 0 = h.organisation_id and c.kind = 'processing'
			    and c.status = 'active') as consent_until
			from person p
			join lateral (
			  select p.region_id, p.institute_id, p.municipality_id, p.organisation_id
			  union select region_id, institute_id, municipality_id, organisation_id from employment
			    where region_id = p.region_id and person_id = p.id
			  union select region_id, institute_id, municipality_id, organisation_id from enrolment
			    where region_id = p.region_id and person_id = p.id
			) h on true
			left join lateral (select * from employment where region_id = p.region_id and person_id = p.id
			  and organisation_id + 0 = h.organisation_id order by dismissed_on desc nulls first, hired_on desc limit 1) e
			  on true
			left join lateral (select * from enrolment where region_id = p.region_id and person_id = p.id
			  and organisation_id + 0 = h.organisation_id order by enrolled_to desc nulls first, enrolled_from desc limit 1) n
			  on true
			left join mentor m on m.region_id = p.region_id and m.person_id = p.id
			  and m.organisation_id + 0 = h.organisation_id
			left join mentee t on t.region_id = p.region_id and t.person_id = p.id
			  and t.organisation_id + 0 = h.organisation_id
			where p.region_id = :region and p.id = any (:ids) and p.kind <> 'representative'
			  and p.merged_into_id is null
			order by p.id, h.organisation_id""";

	private static final String GONE = """
			select p.id from person p where p.region_id = :region and p.id = any (:ids)
			  and p.kind <> 'representative' and p.organisation_id <> :organisation
			  and not exists (select from employment e where e.region_id = p.region_id and e.person_id = p.id
			    and e.organisation_id = :organisation)
			  and not exists (select from enrolment n where n.region_id = p.region_id and n.person_id = p.id
			    and n.organisation_id = :organisation)
			order by p.id""";

	/**
	 * A statement of its own before the state is read: a statement sees what was
	 * committed when it began, not when it got the lock.
	 */
	private static final String TAKE_TURNS = """
			select pg_advisory_xact_lock(hashtextextended('participant ' || id, 0))
			from (select distinct id from unnest(:ids::bigint[]) as ids (id) order by id) one_by_one""";

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final Outbox outbox;

	private final WiderScope wider;

	private final ApplicationEventPublisher events;

	private final SubjectCodes subjects;

	private final Clock clock;

	ParticipantFacts(EntityManager entityManager, JdbcClient jdbc, Outbox outbox, WiderScope wider,
			ApplicationEventPublisher events, SubjectCodes subjects, Clock clock) {
		this.subjects = subjects;
		this.clock = clock;
		this.events = events;
		this.wider = wider;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.outbox = outbox;
	}

	/**
	 * Fact: the state of a person in an organisation. A consent runs out without any
	 * command, so the fact says until when (inclusive) it holds: null when there is none,
	 * 9999-12-31 when it is open-ended.
	 *
	 * @param subjects codes of what staff teaches; words outside the dictionary stay here
	 */
	public record ParticipantChanged(long personId, long organisationId, LocalDate born, String kind,
			@Nullable String position, @Nullable LocalDate experienceSince, @Nullable LocalDate hiredOn,
			@Nullable Integer grade, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable MentorState mentor,
			@Nullable MenteeState mentee, @Nullable LocalDate consentUntil, List<String> subjects) {

		static final String TYPE = "participant-changed";

		ParticipantChanged depersonalised(long pseudonym, LocalDate today) {
			LocalDate last = (this.to != null && this.to.isBefore(today)) ? this.to : today;
			return new ParticipantChanged(pseudonym, this.organisationId, this.born.withDayOfYear(1), this.kind,
					this.position, this.experienceSince, this.hiredOn, this.grade, this.from, last, null, null, null,
					List.of());
		}

	}

	/**
	 * The mentor in it: what pairs are made from, in codes.
	 *
	 * @param maxLoad how many mentees at a time
	 * @param desiredAges codes of the ages of mentees
	 * @param voluntary whether the mentor's own "yes" stands (BR-026)
	 * @param shared whether other organisations may see the card (BR-028)
	 * @param meetsMinorsUntil last day on which the mentor may meet minors (BR-027): null
	 * when a check is needed and missing, 9999-12-31 when none is needed
	 * @param meetingTimes codes of days with a part of day; none when nobody has said
	 * @param meetingModes in_person, remote or both
	 */
	public record MentorState(long profileId, String status, LocalDate since, int maxLoad, List<String> competenceCodes,
			@Nullable Integer hoursPerMonth, List<String> desiredAges, boolean voluntary, boolean shared,
			@Nullable LocalDate meetsMinorsUntil, List<String> meetingTimes, List<String> meetingModes) {
	}

	/**
	 * The mentee in it. Groups of difficulties and special needs are never told.
	 */
	public record MenteeState(long profileId, String category, String status, LocalDate since,
			List<String> requestCodes, List<String> gapCodes, List<String> meetingTimes, List<String> meetingModes) {
	}

	/** Fact of the named feed: how a participant is called. */
	public record ParticipantNamed(long personId, long organisationId, String lastName, String firstName,
			@Nullable String middleName, LocalDate born) {

		static final String TYPE = "participant-named";

	}

	/** These people are new or called otherwise now. */
	public record NamesTold(Collection<Long> people) {
	}

	/**
	 * Records the state of these people; names only when they are new or changed.
	 * Commands on the same person take turns here, so that the last fact knows what each
	 * of them did.
	 */
	public void changed(Collection<Long> people, boolean named) {
		this.entityManager.flush();
		this.jdbc.sql(TAKE_TURNS).param("ids", people.toArray(Long[]::new)).query().listOfRows();
		rememberAuthor();
		recordEverywhere(people, named);
	}

	/**
	 * Fact: the data of a person are destroyed. What was counted goes on under a
	 * pseudonym that nothing links to the person.
	 */
	public record PersonErased(long personId, long pseudonym) {

		static final String TYPE = "person-erased";

	}

	/** No other command changes the person until the transaction ends. */
	public void lock(long person) {
		this.entityManager.flush();
		this.jdbc.sql(TAKE_TURNS).param("ids", new Long[] { person }).query().listOfRows();
	}

	/**
	 * Tells of an erasure while the rows are still there: the person is gone everywhere,
	 * and the pseudonym has been where the person was, without a date of birth but for
	 * its year.
	 */
	public void erased(long person, long pseudonym, Place place, LocalDate today) {
		List<Fact.Draft> news = new ArrayList<>();
		news.add(Fact.Draft.of(PersonErased.TYPE, person, place, new PersonErased(person, pseudonym)));
		for (Fact.Draft state : states(place.region(), List.of(person), false)) {
			ParticipantChanged was = (ParticipantChanged) Objects.requireNonNull(state.data());
			news.add(Fact.Draft.deleted(Fact.FACTS, ParticipantChanged.TYPE, person, state.place()));
			news.add(Fact.Draft.of(ParticipantChanged.TYPE, pseudonym, state.place(),
					was.depersonalised(pseudonym, today)));
		}
		this.outbox.recordAll(news);
	}

	/** Somebody never came to an organisation after all; readers forget them there. */
	public void gone(long person, Place place) {
		this.outbox.recordAll(List.of(Fact.Draft.deleted(Fact.FACTS, ParticipantChanged.TYPE, person, place),
				Fact.Draft.deleted(Fact.NAMED, ParticipantNamed.TYPE, person, place)));
	}

	/** The same of a whole load that is taken back. */
	public void gone(Collection<Long> people, Place place) {
		List<Fact.Draft> facts = new ArrayList<>(people.size() * 2);
		for (long person : people) {
			facts.add(Fact.Draft.deleted(Fact.FACTS, ParticipantChanged.TYPE, person, place));
			facts.add(Fact.Draft.deleted(Fact.NAMED, ParticipantNamed.TYPE, person, place));
		}
		this.outbox.recordAll(facts);
	}

	/**
	 * Records a load of people whom no other command can know yet: a lock for each would
	 * exhaust the server's table of locks.
	 */
	public void added(Collection<Long> people) {
		this.entityManager.flush();
		rememberAuthor();
		record(people, true);
	}

	/** How whoever writes is called, for the history that colleagues read. */
	private void rememberAuthor() {
		Scope scope = Scope.current();
		if (scope.name().isBlank() || scope.grants().isEmpty()) {
			return;
		}
		this.jdbc.sql("""
				insert into person_author (region_id, organisation_id, caller, name)
				select :region, o, :caller, :name from unnest(:organisations::bigint[]) o
				on conflict (region_id, organisation_id, caller) do update set name = excluded.name
				  where person_author.name <> excluded.name""")
			.param("region", scope.region())
			.param("caller", scope.caller())
			.param("name", scope.name())
			.param("organisations", scope.write().toArray(Long[]::new))
			.update();
	}

	/**
	 * The state in every organisation of these people, also in those whose rows the
	 * caller does not see: a corrected name has to arrive there too.
	 */
	private void recordEverywhere(Collection<Long> people, boolean named) {
		List<Long> organisations = this.jdbc.sql("""
				select distinct unnest(organisations) from person where region_id = :region and id = any (:ids)""")
			.param("region", Scope.current().region())
			.param("ids", people.toArray(Long[]::new))
			.query(Long.class)
			.list();
		this.wider.within(organisations, () -> {
			record(people, named);
			return people;
		});
	}

	/**
	 * Records where people are after a reorganisation handed them over: their state where
	 * they are now, and that they are gone where they are no more.
	 * @param locked whether to take turns with commands on the same people
	 */
	public void moved(Collection<Long> people, Collection<Place> places, boolean locked) {
		if (locked) {
			changed(people, true);
		}
		else {
			added(people);
		}
		List<Fact.Draft> gone = new ArrayList<>();
		for (Place place : places) {
			this.jdbc.sql(GONE)
				.param("region", place.region())
				.param("organisation", place.organisation())
				.param("ids", people.toArray(Long[]::new))
				.query(Long.class)
				.list()
				.forEach((person) -> {
					gone.add(Fact.Draft.deleted(Fact.FACTS, ParticipantChanged.TYPE, person, place));
					gone.add(Fact.Draft.deleted(Fact.NAMED, ParticipantNamed.TYPE, person, place));
				});
		}
		this.outbox.recordAll(gone);
	}

	/**
	 * The same for people whose candidacies follow facts of another service; there the
	 * scope is that of the reader of a feed.
	 */
	public void followed(long region, Collection<Long> people) {
		this.jdbc.sql(TAKE_TURNS).param("ids", people.toArray(Long[]::new)).query().listOfRows();
		record(region, people, false);
	}

	private void record(Collection<Long> people, boolean named) {
		record(Scope.current().region(), people, named);
		if (named) {
			this.events.publishEvent(new NamesTold(people));
		}
	}

	private void record(long region, Collection<Long> people, boolean named) {
		this.outbox.recordAll(states(region, people, named));
	}

	private List<Fact.Draft> states(long region, Collection<Long> people, boolean named) {
		List<Fact.Draft> facts = new ArrayList<>(people.size() * 2);
		this.jdbc.sql(STATE).param("region", region).param("ids", people.toArray(Long[]::new)).query((row) -> {
			long person = row.getLong("id");
			Place place = Place.of(row);
			LocalDate born = row.getObject("birth_date", LocalDate.class);
			String position = row.getString("position");
			Integer grade = row.getObject("grade", Integer.class);
			boolean staff = position != null;
			Long mentor = row.getObject("mentor_id", Long.class);
			Long mentee = row.getObject("mentee_id", Long.class);
			facts.add(Fact.Draft.of(ParticipantChanged.TYPE, person, place, new ParticipantChanged(person,
					place.organisation(), born, staff ? "staff" : (grade != null) ? "pupil" : "external", position,
					row.getObject("experience_since", LocalDate.class), row.getObject("hired_on", LocalDate.class),
					grade, row.getObject(staff ? "hired_on" : "enrolled_from", LocalDate.class),
					row.getObject(staff ? "dismissed_on" : "enrolled_to", LocalDate.class),
					(mentor != null) ? mentor(row, mentor, staff, born) : null,
					(mentee != null)
							? new MenteeState(mentee, row.getString("category"), row.getString("mentee_status"),
									row.getObject("mentee_since", LocalDate.class), texts(row, "request_codes"),
									texts(row, "gap_codes"), texts(row, "mentee_times"), texts(row, "mentee_modes"))
							: null,
					row.getObject("consent_until", LocalDate.class),
					staff ? this.subjects.of(texts(row, "subjects")) : List.of())));
			if (named) {
				facts.add(Fact.Draft.named(ParticipantNamed.TYPE, person, place,
						new ParticipantNamed(person, place.organisation(), row.getString("last_name"),
								row.getString("first_name"), row.getString("middle_name"), born)));
			}
		});
		return facts;
	}

	private MentorState mentor(ResultSet row, long profile, boolean staff, LocalDate born) throws SQLException {
		// staff is checked when it is hired, and a minor needs no certificate
		boolean needsNone = staff || born.plusYears(ADULT).isAfter(LocalDate.now(this.clock));
		return new MentorState(profile, row.getString("mentor_status"), row.getObject("mentor_since", LocalDate.class),
				row.getInt("max_load"), texts(row, "competence_codes"),
				row.getObject("time_hours_per_month", Integer.class), texts(row, "desired_ages"),
				row.getObject("voluntary_on") != null, row.getBoolean("share_with_others"),
				needsNone ? FOR_EVER : row.getObject("checked_until", LocalDate.class), texts(row, "mentor_times"),
				texts(row, "mentor_modes"));
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		Array array = row.getArray(column);
		return (array != null) ? List.of((String[]) array.getArray()) : List.of();
	}

}
