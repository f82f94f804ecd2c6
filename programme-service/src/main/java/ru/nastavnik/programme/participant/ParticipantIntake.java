package ru.nastavnik.programme.participant;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.web.Names;

/**
 * Keeps the replica of the people. State and names come by two feeds in any order, so
 * each touches its own columns only. The transaction is the feed reader's.
 */
@Component
public class ParticipantIntake {

	private static final String UPSERT_STATE = """
			insert into participant (region_id, institute_id, municipality_id, organisation_id, person_id, born, kind,
			  position, grade, since, until, mentor_status, max_load, mentee_status, mentee_category, consent_until,
			  experience_since, hours_per_month, voluntary, shared, meets_minors_until, subjects, competence_codes,
			  desired_ages, request_codes, gap_codes, mentor_times, mentor_modes, mentee_times, mentee_modes)
			select region, institute, municipality, organisation, person, born, kind, position, grade, since, until,
			  mentor_status, max_load, mentee_status, mentee_category, consent_until, experience_since, hours, voluntary,
			  shared, meets_minors_until, subjects::text[], competences::text[], ages::text[], requests::text[],
			  gaps::text[], mentor_times::text[], mentor_modes::text[], mentee_times::text[], mentee_modes::text[]
			from unnest(:region::bigint[], :institute::bigint[], :municipality::bigint[],
			  :organisation::bigint[], :person::bigint[], :born::date[], :kind::text[], :position::text[],
			  :grade::int[], :since::date[], :until::date[], :mentorStatus::text[], :maxLoad::int[],
			  :menteeStatus::text[], :menteeCategory::text[], :consentUntil::date[], :experienceSince::date[],
			  :hours::int[], :voluntary::boolean[], :shared::boolean[], :meetsMinorsUntil::date[], :subjects::text[],
			  :competences::text[], :ages::text[], :requests::text[], :gaps::text[],
			  :mentorTimes::text[], :mentorModes::text[], :menteeTimes::text[], :menteeModes::text[])
			as told (region, institute, municipality, organisation, person, born, kind, position, grade, since, until,
			  mentor_status, max_load, mentee_status, mentee_category, consent_until, experience_since, hours, voluntary,
			  shared, meets_minors_until, subjects, competences, ages, requests, gaps, mentor_times, mentor_modes,
			  mentee_times, mentee_modes)
			on conflict (region_id, organisation_id, person_id) do update set institute_id = excluded.institute_id,
			  municipality_id = excluded.municipality_id, born = excluded.born, kind = excluded.kind,
			  position = excluded.position, grade = excluded.grade, since = excluded.since, until = excluded.until,
			  mentor_status = excluded.mentor_status, max_load = excluded.max_load,
			  mentee_status = excluded.mentee_status, mentee_category = excluded.mentee_category,
			  consent_until = excluded.consent_until, experience_since = excluded.experience_since,
			  hours_per_month = excluded.hours_per_month, voluntary = excluded.voluntary, shared = excluded.shared,
			  meets_minors_until = excluded.meets_minors_until, subjects = excluded.subjects,
			  competence_codes = excluded.competence_codes, desired_ages = excluded.desired_ages,
			  request_codes = excluded.request_codes, gap_codes = excluded.gap_codes,
			  mentor_times = excluded.mentor_times, mentor_modes = excluded.mentor_modes,
			  mentee_times = excluded.mentee_times, mentee_modes = excluded.mentee_modes""";

	private static final String UPSERT_NAME = """
			insert into participant (region_id, institute_id, municipality_id, organisation_id, person_id, born,
			  last_name, first_name, middle_name, name_norm)
			select * from unnest(:region::bigint[], :institute::bigint[], :municipality::bigint[],
			  :organisation::bigint[], :person::bigint[], :born::date[], :last::text[], :first::text[],
			  :middle::text[], :norm::text[])
			on conflict (region_id, organisation_id, person_id) do update set born = excluded.born,
			  last_name = excluded.last_name, first_name = excluded.first_name, middle_name = excluded.middle_name,
			  name_norm = excluded.name_norm""";

	private static final String FORGET_STATE = """
			delete from participant p using unnest(:region::bigint[], :organisation::bigint[], :person::bigint[])
			  as gone (region_id, organisation_id, person_id)
			where p.region_id = gone.region_id and p.organisation_id = gone.organisation_id
			  and p.person_id = gone.person_id""";

	private static final String FORGET_NAME = """
			update participant p set last_name = null, first_name = null, middle_name = null, name_norm = null
			from unnest(:region::bigint[], :organisation::bigint[], :person::bigint[])
			  as gone (region_id, organisation_id, person_id)
			where p.region_id = gone.region_id and p.organisation_id = gone.organisation_id
			  and p.person_id = gone.person_id""";

	// a name that overtook the end of its owner's state leaves an empty row behind
	private static final String SWEEP = FORGET_STATE + " and p.kind is null";

	// whoever comes to a successor finds the circle of a mentorship that came there
	// before
	private static final String CIRCLES_OF_TOLD = """
			update participant p set participants = circle.people, readers = circle.readers from (
			  select mm.region_id, mm.home_organisation, mm.person_id,
			    coalesce(array_agg(distinct other) filter (where m.status in %1$s), '{}') as people,
			    coalesce(%2$s, '{}') as readers
			  from unnest(:region::bigint[], :organisation::bigint[], :person::bigint[])
			    as told (region_id, organisation_id, person_id)
			  join mentorship_member mm on mm.region_id = told.region_id
			    and mm.home_organisation = told.organisation_id and mm.person_id = told.person_id
			  join mentorship m on m.region_id = mm.region_id and m.id = mm.mentorship_id
			  cross join lateral (values (m.organisation_id), (m.mentor_organisation)) place (id)
			  cross join unnest(m.participants) other
			  where m.status in %1$s or m.mentor_organisation is not null group by 1, 2, 3) circle
			where p.region_id = circle.region_id and p.organisation_id = circle.home_organisation
			  and p.person_id = circle.person_id
			  and (p.participants <> circle.people or p.readers <> circle.readers)""".formatted(Participants.LIVE,
			Participants.READERS);

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final ApplicationEventPublisher events;

	ParticipantIntake(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.json = json;
		this.events = events;
	}

	/**
	 * Applies the states of a batch; the last one of a person in an organisation wins.
	 */
	public void applyFacts(List<Fact> facts) {
		Collection<Fact> last = last(facts, "participant-changed");
		List<Fact> put = last.stream().filter((fact) -> !fact.deleted()).toList();
		if (!put.isEmpty()) {
			upsertState(put);
			this.jdbc.sql(CIRCLES_OF_TOLD)
				.param("region", column(put, (fact) -> fact.place().region()))
				.param("organisation", column(put, (fact) -> fact.place().organisation()))
				.param("person", column(put, Fact::subject))
				.update();
		}
		forget(last, FORGET_STATE);
		if (!last.isEmpty()) {
			this.events.publishEvent(new ParticipantsChanged(
					last.stream().map((fact) -> new ParticipantsChanged.Told(fact.place(), fact.subject())).toList()));
		}
	}

	/**
	 * Opens and closes names after mentorships of these people changed by facts.
	 */
	public void refreshCircles(long region, long organisation, Set<Long> persons) {
		this.jdbc.sql(Participants.CIRCLES)
			.param("region", region)
			.param("organisation", organisation)
			.param("persons", persons.toArray(Long[]::new))
			.update();
	}

	/** Applies the names of a batch. */
	public void applyNames(List<Fact> facts) {
		Collection<Fact> last = last(facts, "participant-named");
		List<Fact> put = last.stream().filter((fact) -> !fact.deleted()).toList();
		if (!put.isEmpty()) {
			upsertNames(put);
		}
		forget(last, FORGET_NAME);
		forget(last, SWEEP);
	}

	private static Collection<Fact> last(List<Fact> facts, String type) {
		record Key(long organisation, long person) {
		}
		// everybody takes locks on people in this order
		Map<Key, Fact> last = new TreeMap<>(Comparator.comparingLong(Key::organisation).thenComparingLong(Key::person));
		facts.stream()
			// below zero are pseudonyms of the erased: counted elsewhere, never shown
			.filter((fact) -> fact.type().equals(type) && fact.subject() > 0)
			.forEach((fact) -> last.put(new Key(fact.place().organisation(), fact.subject()), fact));
		return last.values();
	}

	private void forget(Collection<Fact> facts, String sql) {
		List<Fact> gone = facts.stream().filter(Fact::deleted).toList();
		if (gone.isEmpty()) {
			return;
		}
		this.jdbc.sql(sql)
			.param("region", column(gone, (fact) -> fact.place().region()))
			.param("organisation", column(gone, (fact) -> fact.place().organisation()))
			.param("person", column(gone, Fact::subject))
			.update();
	}

	private void upsertState(List<Fact> facts) {
		List<ParticipantChanged> states = facts.stream()
			.map((fact) -> this.json.treeToValue(fact.data(), ParticipantChanged.class))
			.toList();
		place(this.jdbc.sql(UPSERT_STATE), facts).param("person", column(facts, Fact::subject))
			.param("born", dates(states, ParticipantChanged::born))
			.param("kind", texts(states, ParticipantChanged::kind))
			.param("position", texts(states, ParticipantChanged::position))
			.param("grade", states.stream().map(ParticipantChanged::grade).toArray(Integer[]::new))
			.param("since", dates(states, ParticipantChanged::from))
			.param("until", dates(states, ParticipantChanged::to))
			.param("mentorStatus", texts(states, (state) -> (state.mentor() != null) ? state.mentor().status() : null))
			.param("maxLoad",
					states.stream()
						.map((state) -> (state.mentor() != null) ? state.mentor().maxLoad() : null)
						.toArray(Integer[]::new))
			.param("menteeStatus", texts(states, (state) -> (state.mentee() != null) ? state.mentee().status() : null))
			.param("menteeCategory",
					texts(states, (state) -> (state.mentee() != null) ? state.mentee().category() : null))
			.param("consentUntil", dates(states, ParticipantChanged::lastDayOfConsent))
			.param("experienceSince", dates(states, ParticipantChanged::experienceSince))
			.param("hours",
					states.stream()
						.map((state) -> of(state.mentor(), ParticipantChanged.Mentor::hoursPerMonth))
						.toArray(Integer[]::new))
			.param("voluntary", states.stream().map(ParticipantChanged::voluntary).toArray(Boolean[]::new))
			.param("shared",
					states.stream()
						.map((state) -> Boolean.TRUE.equals(of(state.mentor(), ParticipantChanged.Mentor::shared)))
						.toArray(Boolean[]::new))
			.param("meetsMinorsUntil", dates(states, ParticipantChanged::lastDayWithMinors))
			.param("subjects", texts(states, (state) -> array(state.subjects())))
			.param("competences",
					texts(states, (state) -> array(of(state.mentor(), ParticipantChanged.Mentor::competenceCodes))))
			.param("ages", texts(states, (state) -> array(of(state.mentor(), ParticipantChanged.Mentor::desiredAges))))
			.param("requests",
					texts(states, (state) -> array(of(state.mentee(), ParticipantChanged.Mentee::requestCodes))))
			.param("gaps", texts(states, (state) -> array(of(state.mentee(), ParticipantChanged.Mentee::gapCodes))))
			.param("mentorTimes",
					texts(states, (state) -> array(of(state.mentor(), ParticipantChanged.Mentor::meetingTimes))))
			.param("mentorModes",
					texts(states, (state) -> array(of(state.mentor(), ParticipantChanged.Mentor::meetingModes))))
			.param("menteeTimes",
					texts(states, (state) -> array(of(state.mentee(), ParticipantChanged.Mentee::meetingTimes))))
			.param("menteeModes",
					texts(states, (state) -> array(of(state.mentee(), ParticipantChanged.Mentee::meetingModes))))
			.update();
	}

	private void upsertNames(List<Fact> facts) {
		List<ParticipantNamed> names = facts.stream()
			.map((fact) -> this.json.treeToValue(fact.data(), ParticipantNamed.class))
			.toList();
		place(this.jdbc.sql(UPSERT_NAME), facts).param("person", column(facts, Fact::subject))
			.param("born", dates(names, ParticipantNamed::born))
			.param("last", texts(names, ParticipantNamed::lastName))
			.param("first", texts(names, ParticipantNamed::firstName))
			.param("middle", texts(names, ParticipantNamed::middleName))
			.param("norm",
					texts(names, (name) -> Names.normalised(name.lastName(), name.firstName(), name.middleName())))
			.update();
	}

	private static JdbcClient.StatementSpec place(JdbcClient.StatementSpec statement, List<Fact> facts) {
		List<Place> places = facts.stream().map(Fact::place).toList();
		return statement.param("region", column(places, Place::region))
			.param("institute", column(places, Place::institute))
			.param("municipality", column(places, Place::municipality))
			.param("organisation", column(places, Place::organisation));
	}

	private static <P, V> @Nullable V of(@Nullable P profile, Function<P, @Nullable V> field) {
		return (profile != null) ? field.apply(profile) : null;
	}

	/** Codes as an array literal; facts of an earlier time tell none. */
	private static String array(@Nullable List<String> codes) {
		return (codes != null) ? codes.stream()
			.map((code) -> '"' + code.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
			.collect(Collectors.joining(",", "{", "}")) : "{}";
	}

	private static <T> @Nullable Long[] column(List<T> rows, Function<T, @Nullable Long> value) {
		return rows.stream().map(value).toArray(Long[]::new);
	}

	private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> value) {
		return rows.stream().map(value).toArray(String[]::new);
	}

	private static <T> @Nullable String[] dates(List<T> rows, Function<T, @Nullable LocalDate> value) {
		return rows.stream().map(value).map((date) -> (date != null) ? date.toString() : null).toArray(String[]::new);
	}

	/** The registry's fact with a name. */
	record ParticipantNamed(long personId, long organisationId, String lastName, String firstName,
			@Nullable String middleName, LocalDate born) {
	}

}
