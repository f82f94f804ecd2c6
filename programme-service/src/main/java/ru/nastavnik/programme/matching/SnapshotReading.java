package ru.nastavnik.programme.matching;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.programme.matching.Snapshot.Bond;
import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.region.Parameter;
import ru.nastavnik.programme.region.RegionRules;

/**
 * Reads what a run is computed from. A run of a municipality or a region goes into its
 * schools by {@link WiderScope}, after {@link RunLevel} has checked the caller's role
 * there: only ids and codes are read, and nothing but the snapshot comes out.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SnapshotReading {

	private static final String PEOPLE = """
			with loads as (
			  select mine.home_organisation as organisation_id, mine.person_id, mine.role, count(*) filter (where other.role = 'mentee') as led
			  from mentorship_member mine join mentorship m on m.region_id = mine.region_id and m.id = mine.mentorship_id
			  join mentorship_member other on other.region_id = m.region_id and other.mentorship_id = m.id
			  where mine.region_id = :region and mine.home_organisation = any(:organisations) and m.status in %s
			  group by 1, 2, 3)
			select p.*, coalesce(p.consent_until >= :today, false) as consent, coalesce(l.led, 0) as load,
			  exists (select from loads f where f.organisation_id = p.organisation_id and f.person_id = p.person_id
			    and f.role = 'mentee') as led,
			  coalesce(p.max_load, case when p.kind = 'pupil' then 5 else 3 end) as places
			from (select person_id, organisation_id, municipality_id, kind, position, grade, born, experience_since,
			    subjects, competence_codes, hours_per_month, desired_ages, shared, voluntary, meets_minors_until,
			    mentor_status, max_load, mentee_status, mentee_category, request_codes, gap_codes, consent_until,
			    mentor_times, mentor_modes, mentee_times, mentee_modes
			  from participant where region_id = :region and organisation_id = any(:organisations) and kind is not null
			    and (mentor_status is not null or mentee_status is not null)) p
			left join loads l on l.organisation_id = p.organisation_id and l.person_id = p.person_id and l.role = 'mentor'
			order by p.person_id, p.organisation_id"""
		.formatted(Participants.LIVE);

	/**
	 * A wish counts for a year; whom somebody cannot work with stays until it is taken
	 * back.
	 */
	private static final int WISH_DAYS = 365;

	private static final String BONDS = """
			select mentee_id, mentor_id, upper(kind) as kind from matching_wish
			  where region_id = :region and organisation_id = any(:organisations)
			union
			select mentor_id, mentee_id, 'RELATIVE' from matching_wish
			  where region_id = :region and organisation_id = any(:organisations) and kind = 'relative'
			union
			select case when role = 'mentee' then by_person else for_person end,
			  case when role = 'mentee' then for_person else by_person end,
			  case when kind = 'no_go' then 'NO_GO' when role = 'mentee' then 'WISH_OF_MENTEE' else 'WISH_OF_MENTOR' end
			  from preference p where region_id = :region and organisation_id = any(:organisations)
			    and (kind = 'no_go' or not exists (select from preference_answer a where a.region_id = p.region_id
			      and a.organisation_id = p.organisation_id and a.person_id = p.by_person and a.role = p.role
			      and a.answered_on < :today::date - %d))
			union
			select led.person_id, leads.person_id, 'TOGETHER' from mentorship m
			  join mentorship_member led on led.region_id = m.region_id and led.mentorship_id = m.id and led.role = 'mentee'
			  join mentorship_member leads on leads.region_id = m.region_id and leads.mentorship_id = m.id
			    and leads.role = 'mentor'
			  where m.region_id = :region and m.organisation_id = any(:organisations) and m.status = 'completed'"""
		.formatted(WISH_DAYS);

	private static final String OFFERED = """
			select organisation_id, mentee_id, mentor_organisation, mentor_id from matching_offer
			where region_id = :region and status = 'open' and organisations && cast(:organisations as bigint[])""";

	/** Who waits for a mentor, or would if something were not missing. */
	private static final Set<String> ASKING = Set.of("requested", "consent_pending", "in_base", "waiting", "matched",
			"in_mentorship");

	private static final Set<String> READY = Set.of("in_base", "waiting", "matched", "in_mentorship");

	private static final Set<String> GONE = Set.of("alumni_pool", "declined", "excluded");

	private final JdbcClient jdbc;

	private final WiderScope wider;

	private final RegionRules rules;

	private final Clock clock;

	SnapshotReading(JdbcClient jdbc, WiderScope wider, RegionRules rules, Clock clock) {
		this.jdbc = jdbc;
		this.wider = wider;
		this.rules = rules;
		this.clock = clock;
	}

	/**
	 * What is asked of a run.
	 *
	 * @param weights by code of the criterion
	 */
	record Question(long organisation, RunLevel level, Form form, int minScore, boolean includeShared,
			Map<String, Integer> weights) {
	}

	/** Somebody in a school. */
	private record Where(long organisation, long person) {
	}

	/**
	 * What schools have not answered yet: whoever is offered is not offered again, and
	 * takes a place of the mentor.
	 */
	private record Offered(Set<Where> mentees, Map<Where, Integer> places) {
	}

	Snapshot read(Question question) {
		if (question.level() == RunLevel.SCHOOL) {
			return read(question, List.of(question.organisation()));
		}
		List<Long> schools = question.level().schools(this.jdbc, question.organisation());
		return this.wider.within(schools, () -> read(question, schools));
	}

	private Snapshot read(Question question, Collection<Long> schools) {
		LocalDate today = LocalDate.now(this.clock);
		List<Mentor> mentors = new ArrayList<>();
		List<Mentee> mentees = new ArrayList<>();
		Portrait portrait = Portrait.of(question.form());
		Long[] organisations = schools.toArray(Long[]::new);
		int minAge = this.rules.number(Parameter.MIN_PUPIL_AGE);
		// the school itself decides about what it was offered
		Offered offered = (question.level() != RunLevel.SCHOOL) ? offered(organisations)
				: new Offered(Set.of(), Map.of());
		this.jdbc.sql(PEOPLE)
			.param("region", Scope.current().region())
			.param("organisations", organisations)
			.param("today", today)
			.query((row) -> {
				String mentor = row.getString("mentor_status");
				String mentee = row.getString("mentee_status");
				if (mentor != null && !GONE.contains(mentor)
						&& portrait.leads(row.getString("kind"), row.getString("position"))) {
					mentors.add(mentor(row, mentor, today, minAge, offered));
				}
				if (mentee != null && ASKING.contains(mentee) && !row.getBoolean("led")
						&& portrait.isLed(row.getString("kind"))) {
					mentees.add(mentee(row, mentee, today, offered));
				}
			});
		SortedMap<String, Integer> weights = new TreeMap<>(question.weights());
		return new Snapshot(today, question.form(), weights, question.minScore(), question.includeShared(), mentors,
				mentees, bonds(organisations, question.level()));
	}

	private Offered offered(Long[] organisations) {
		Offered offered = new Offered(new HashSet<>(), new HashMap<>());
		this.jdbc.sql(OFFERED)
			.param("region", Scope.current().region())
			.param("organisations", organisations)
			.query((row) -> {
				offered.mentees().add(new Where(row.getLong("organisation_id"), row.getLong("mentee_id")));
				offered.places()
					.merge(new Where(row.getLong("mentor_organisation"), row.getLong("mentor_id")), 1, Integer::sum);
			});
		return offered;
	}

	private static Where where(ResultSet row) throws SQLException {
		return new Where(row.getLong("organisation_id"), row.getLong("person_id"));
	}

	/** Why these are not among those who wait any more. */
	Map<Long, HardRule> gone(Question question, Collection<Long> mentees) {
		List<Long> schools = (question.level() == RunLevel.SCHOOL) ? List.of(question.organisation())
				: question.level().schools(this.jdbc, question.organisation());
		Map<Long, HardRule> gone = new HashMap<>();
		return this.wider.within(schools, () -> {
			this.jdbc.sql(PEOPLE)
				.param("region", Scope.current().region())
				.param("organisations", schools.toArray(Long[]::new))
				.param("today", LocalDate.now(this.clock))
				.query((row) -> {
					if (row.getBoolean("led") && mentees.contains(row.getLong("person_id"))) {
						gone.put(row.getLong("person_id"), HardRule.ALREADY_PAIRED);
					}
				});
			mentees.forEach((mentee) -> gone.putIfAbsent(mentee, HardRule.NOT_IN_BASE));
			return gone;
		});
	}

	private List<Bond> bonds(Long[] organisations, RunLevel level) {
		return this.jdbc.sql(BONDS)
			.param("region", Scope.current().region())
			.param("today", LocalDate.now(this.clock))
			.param("organisations", organisations)
			.query((row, number) -> {
				Bond.Kind kind = Bond.Kind.valueOf(row.getString("kind"));
				return new Bond(row.getLong("mentee_id"), row.getLong("mentor_id"),
						(level == RunLevel.SCHOOL) ? kind : told(kind));
			})
			.list()
			.stream()
			.distinct()
			.sorted()
			.toList();
	}

	/** What people or their curator said in confidence stays at the school. */
	private static Bond.Kind told(Bond.Kind kind) {
		return switch (kind) {
			case BAN, NO_GO, RELATIVE -> Bond.Kind.APART;
			case WISH_OF_MENTEE, WISH_OF_MENTOR -> Bond.Kind.INTEREST;
			default -> kind;
		};
	}

	private static Mentor mentor(ResultSet row, String status, LocalDate today, int minAge, Offered offered)
			throws SQLException {
		int age = age(row, today);
		int load = row.getInt("load") + offered.places().getOrDefault(where(row), 0);
		int places = row.getInt("places");
		LocalDate minors = row.getObject("meets_minors_until", LocalDate.class);
		HardRule refusal = !row.getBoolean("consent") ? HardRule.CONSENT
				: !Set.of("available", "assigned").contains(status) ? HardRule.NOT_READY
						: Boolean.FALSE.equals(row.getObject("voluntary")) ? HardRule.NOT_VOLUNTARY
								: (row.getString("kind").equals("pupil") && age < minAge) ? HardRule.MIN_AGE
										: (load >= places) ? HardRule.CAPACITY : null;
		return new Mentor(row.getLong("person_id"), row.getLong("organisation_id"),
				row.getObject("municipality_id", Long.class), row.getString("kind"), row.getString("position"),
				row.getObject("grade", Integer.class), age, experience(row, today), codes(row, "subjects"),
				codes(row, "competence_codes"), row.getObject("hours_per_month", Integer.class),
				codes(row, "desired_ages"), load, places, row.getBoolean("shared"),
				minors != null && !minors.isBefore(today), refusal, codes(row, "mentor_times"),
				codes(row, "mentor_modes"));
	}

	private static Mentee mentee(ResultSet row, String status, LocalDate today, Offered offered) throws SQLException {
		HardRule refusal = !row.getBoolean("consent") ? HardRule.CONSENT : !READY.contains(status)
				? HardRule.NOT_IN_BASE : offered.mentees().contains(where(row)) ? HardRule.OFFERED : null;
		return new Mentee(row.getLong("person_id"), row.getLong("organisation_id"),
				row.getObject("municipality_id", Long.class), row.getString("kind"), row.getString("position"),
				row.getObject("grade", Integer.class), age(row, today), experience(row, today),
				row.getString("mentee_category"), codes(row, "subjects"), codes(row, "request_codes"),
				codes(row, "gap_codes"), refusal, codes(row, "mentee_times"), codes(row, "mentee_modes"));
	}

	private static int age(ResultSet row, LocalDate today) throws SQLException {
		return Period.between(row.getObject("born", LocalDate.class), today).getYears();
	}

	private static @Nullable Integer experience(ResultSet row, LocalDate today) throws SQLException {
		LocalDate since = row.getObject("experience_since", LocalDate.class);
		return (since != null) ? Math.max(0, Period.between(since, today).getYears()) : null;
	}

	private static List<String> codes(ResultSet row, String column) throws SQLException {
		Array codes = row.getArray(column);
		return (codes != null) ? List.of((String[]) codes.getArray()).stream().sorted().toList() : List.of();
	}

}
