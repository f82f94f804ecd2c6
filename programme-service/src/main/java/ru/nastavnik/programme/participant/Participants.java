package ru.nastavnik.programme.participant;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Reach;

/**
 * Reads the replica of the people, and keeps who may read whose name.
 */
@Service
@Transactional
public class Participants {

	public static final String LIVE = "('proposed','agreed','ordered','active','suspended','completing')";

	private static final String LOAD = """
			(select count(*) from mentorship_member mine join mentorship m
			  on m.region_id = mine.region_id and m.id = mine.mentorship_id
			  join mentorship_member other on other.region_id = m.region_id and other.mentorship_id = m.id
			  where mine.region_id = p.region_id and mine.home_organisation = p.organisation_id
			  and mine.person_id = p.person_id and mine.role = 'mentor' and other.role = 'mentee' and m.status in %s)"""
		.formatted(LIVE);

	private static final String LED = """
			exists (select 1 from mentorship_member mine join mentorship m
			  on m.region_id = mine.region_id and m.id = mine.mentorship_id
			  where mine.region_id = p.region_id and mine.home_organisation = p.organisation_id
			  and mine.person_id = p.person_id and mine.role = 'mentee'
			  and m.status in %s)""".formatted(LIVE);

	/** BR-016: a consent runs out at the end of its last day, without any news of it. */
	private static final String CONSENT = "coalesce(p.consent_until >= :today, false) as consent";

	private static final String MAX_LOAD = "coalesce(p.max_load, case when p.kind = 'pupil' then 5 else 3 end)";

	/**
	 * BR-048: the other organisation of a mentorship {@code m} between two keeps knowing
	 * who {@code mm} was in it, unless it never came to an order. Before the order a
	 * refusal ends it, and so does a mentor who takes back the leave to be shown.
	 */
	static final String READERS = """
			array_agg(distinct place.id) filter (where place.id <> mm.home_organisation and m.mentor_organisation is not null
			      and not m.with_minors and (m.order_id is not null or m.status in %s and not mm.refused
			        and (mm.role = 'mentee' or exists (select from participant s where s.region_id = mm.region_id
			          and s.organisation_id = mm.home_organisation and s.person_id = mm.person_id and s.shared))))"""
		.formatted(LIVE);

	// a person's circle: everybody who shares a live mentorship with them, and whose word
	// about a new mentor is waited for together with theirs
	static final String CIRCLES = """
			update participant p set participants = coalesce((
			  select array_agg(distinct other) from (
			    select unnest(m.participants) as other from mentorship_member mm
			    join mentorship m on m.region_id = mm.region_id and m.id = mm.mentorship_id
			    where mm.region_id = p.region_id and mm.home_organisation = p.organisation_id
			    and mm.person_id = p.person_id and m.status in %1$s
			    union all
			    select unnest(c.asked) from change_request c where c.region_id = p.region_id
			    and c.organisation_id = p.organisation_id and p.person_id = any(c.asked)
			    union all
			    select unnest(m.participants) from meeting_guest g
			    join mentorship m on m.region_id = g.region_id and m.id = g.mentorship_id
			    where g.region_id = p.region_id and g.organisation_id = p.organisation_id
			    and g.person_id = p.person_id and m.status in %1$s) circle
			), '{}'), readers = coalesce((
			  select %2$s from mentorship_member mm
			    join mentorship m on m.region_id = mm.region_id and m.id = mm.mentorship_id
			    cross join lateral (values (m.organisation_id), (m.mentor_organisation)) place (id)
			    where mm.region_id = p.region_id and mm.home_organisation = p.organisation_id
			    and mm.person_id = p.person_id), '{}')
			where p.region_id = :region and p.organisation_id = :organisation and p.person_id = any(:persons)"""
		.formatted(LIVE, READERS);

	private final JdbcClient jdbc;

	private final WiderScope wider;

	private final Clock clock;

	Participants(JdbcClient jdbc, WiderScope wider, Clock clock) {
		this.jdbc = jdbc;
		this.wider = wider;
		this.clock = clock;
	}

	/**
	 * The people of an organisation with these ids; unknown and foreign ones are absent.
	 */
	@Transactional(readOnly = true)
	public Map<Long, Participant> find(long organisation, Collection<Long> persons) {
		return find(organisation, persons, "");
	}

	/**
	 * The same people, who stay as they are found until the transaction ends: a corrected
	 * date of birth is applied before it or sees what it wrote. The lock is the one that
	 * {@link #refreshCircles} takes anyway, so nobody has to wait for a stronger one.
	 */
	public Map<Long, Participant> hold(long organisation, Collection<Long> persons) {
		return find(organisation, persons, " order by p.person_id for no key update");
	}

	/**
	 * People of another school, held like one's own: only the rules of pairing look at
	 * them. The caller has checked whose word opens them.
	 */
	public Map<Long, Participant> holdElsewhere(long organisation, Collection<Long> persons) {
		return this.wider.within(Set.of(organisation), () -> hold(organisation, persons));
	}

	private Map<Long, Participant> find(long organisation, Collection<Long> persons, String lock) {
		return this.jdbc
			.sql("select p.person_id, p.born, p.kind, p.grade, p.mentor_status, p.mentee_status, p.shared, " + CONSENT
					+ ", " + MAX_LOAD + " as max_load from participant p where p.region_id = :region "
					+ "and p.organisation_id = :organisation and p.person_id = any(:persons) and p.kind is not null"
					+ lock)
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("persons", persons.toArray(Long[]::new))
			.param("today", LocalDate.now(this.clock))
			.query(Participant.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Participant::personId, Function.identity()));
	}

	/**
	 * How many mentees each of these mentors has in live mentorships, wherever those are.
	 */
	public Map<Long, Integer> loadsElsewhere(long organisation, Collection<Long> mentors) {
		return this.wider.within(Set.of(organisation), () -> loads(organisation, mentors));
	}

	/** How many mentees each of these mentors has in live mentorships. */
	@Transactional(readOnly = true)
	public Map<Long, Integer> loads(long organisation, Collection<Long> mentors) {
		record Load(long personId, int load) {
		}
		return this.jdbc
			.sql("select p.person_id, " + LOAD + " as load from participant p where p.region_id = :region "
					+ "and p.organisation_id = :organisation and p.person_id = any(:persons)")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("persons", mentors.toArray(Long[]::new))
			.query(Load.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Load::personId, Load::load));
	}

	/** Those of these people whom somebody leads in a live mentorship. */
	@Transactional(readOnly = true)
	public Set<Long> led(long organisation, Collection<Long> persons) {
		return this.jdbc
			.sql("select p.person_id from participant p where p.region_id = :region "
					+ "and p.organisation_id = :organisation and p.person_id = any(:persons) and " + LED)
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("persons", persons.toArray(Long[]::new))
			.query(Long.class)
			.set();
	}

	/** The same where the people may belong to several organisations. */
	public void refreshCircles(Set<Long> organisations, Set<Long> persons) {
		this.wider.within(organisations, () -> {
			organisations.forEach((organisation) -> refreshCircles(organisation, persons));
			return organisations;
		});
	}

	/**
	 * Opens and closes names after mentorships of these people began, changed or ended.
	 */
	public void refreshCircles(long organisation, Set<Long> persons) {
		this.jdbc.sql(CIRCLES)
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("persons", persons.toArray(Long[]::new))
			.update();
	}

	/**
	 * Mentors of another school who let other organisations see their card (BR-028):
	 * adults who are ready, and have a place.
	 */
	@Transactional(readOnly = true)
	Slice<Candidate> shared(long organisation, @Nullable String q, PageQuery page) {
		Scope.current().requireAny(Role.CURATOR);
		return this.wider.within(Set.of(organisation), () -> {
			Reach reach = Reach.inPlace("p", organisation);
			reach.and("p.shared and p.kind is not null and p.mentor_status in ('available', 'assigned')")
				.and("p.born <= :today - interval '18 years' and p.consent_until >= :today");
			return found(reach, new Search(organisation, "mentor", true, q), page).map(Candidate::asMentor);
		});
	}

	@Transactional(readOnly = true)
	Slice<Candidate> search(Search search, PageQuery page) {
		Reach reach = Reach.inPlace("p", search.organisation());
		reach.and("p.kind is not null");
		Set<Long> own = Scope.current().own();
		if (!own.isEmpty() && Scope.current().named().isEmpty()) {
			// people of a mentorship with another school are named there, not listed here
			reach.and("p.organisation_id = any(:own)", "own", own.toArray(Long[]::new));
		}
		return found(reach, search, page);
	}

	private Slice<Candidate> found(Reach reach, Search search, PageQuery page) {
		if (search.role() != null) {
			reach.and("p." + search.role() + "_status is not null");
			if (search.free()) {
				reach.and(search.role().equals("mentor") ? LOAD + " < " + MAX_LOAD : "not " + LED);
			}
		}
		if (search.q() != null && !search.q().isBlank()) {
			reach.and("position(:q in ' ' || p.name_norm) > 0", "q", " " + Names.normalised(search.q()));
		}
		String status = "mentor".equals(search.role()) ? "p.mentor_status"
				: "mentee".equals(search.role()) ? "p.mentee_status" : "coalesce(p.mentor_status, p.mentee_status)";
		Map<String, String> sorts = Map.of("name", "p.name_norm", "status", status);
		LocalDate today = LocalDate.now(this.clock);
		List<Candidate> items = this.jdbc.sql("""
				select p.person_id, concat_ws(' ', p.last_name, p.first_name, p.middle_name) as name, p.born, p.kind,
				  coalesce(p.grade::text, p.position) as position_or_grade,
				""" + status + " as status, " + LOAD + " as load, " + MAX_LOAD
				+ " as max_load, p.mentor_status, p.mentee_status, " + CONSENT + " from participant p" + reach.where()
				+ " order by " + page.orderBy(sorts, "p.name_norm, p.person_id") + " limit :limit offset :offset")
			.params(reach.parameters())
			.param("limit", page.size())
			.param("offset", page.offset())
			.param("today", today)
			.query(Row.class)
			.list()
			.stream()
			.map((row) -> row.candidate(today))
			.toList();
		return Slice.of(items, page, count(reach));
	}

	private long count(Reach reach) {
		return this.jdbc
			.sql("select count(*) from (select 1 from participant p" + reach.where() + " limit " + (Slice.COUNTED + 1)
					+ ") found")
			.params(reach.parameters())
			.param("today", LocalDate.now(this.clock))
			.query(Long.class)
			.single();
	}

	/**
	 * A person as the rules of pairing see them.
	 *
	 * @param grade the number of the class of a pupil
	 * @param shared whether other organisations may see the card (BR-028)
	 */
	public record Participant(long personId, LocalDate born, String kind, @Nullable Integer grade,
			@Nullable String mentorStatus, @Nullable String menteeStatus, boolean shared, boolean consent,
			int maxLoad) {

		/** Under 18 on the day. */
		public boolean minor(LocalDate day) {
			return this.born.plusYears(18).isAfter(day);
		}

	}

	record Search(@Nullable Long organisation, @Nullable String role, boolean free, @Nullable String q) {
	}

	private record Row(long personId, @Nullable String name, LocalDate born, String kind,
			@Nullable String positionOrGrade, @Nullable String status, int load, int maxLoad,
			@Nullable String mentorStatus, @Nullable String menteeStatus, boolean consent) {

		Candidate candidate(LocalDate today) {
			return new Candidate(this.personId, (this.name == null || this.name.isBlank()) ? null : this.name,
					this.born.plusYears(18).isAfter(today), this.kind, this.positionOrGrade, this.status, this.load,
					this.maxLoad, this.mentorStatus, this.menteeStatus, this.consent);
		}

	}

	/** A person on the list that pairs are made from. */
	record Candidate(long personId, @Nullable String name, boolean minor, String kind, @Nullable String positionOrGrade,
			@Nullable String status, int load, int maxLoad, @Nullable String mentorStatus,
			@Nullable String menteeStatus, boolean consent) {

		/**
		 * What the leave to be shown as a mentor covers: not that somebody is led, too.
		 */
		Candidate asMentor() {
			return new Candidate(this.personId, this.name, this.minor, this.kind, this.positionOrGrade, this.status,
					this.load, this.maxLoad, this.mentorStatus, null, this.consent);
		}

	}

}
