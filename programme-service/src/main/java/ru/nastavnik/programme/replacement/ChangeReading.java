package ru.nastavnik.programme.replacement;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Reach;
import ru.nastavnik.programme.Some;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.replacement.ChangeRow.Person;
import ru.nastavnik.programme.replacement.ChangeRow.Word;

/**
 * Requests as they are shown. What a party wrote, the curator's opinion and the mediation
 * are for the school and the party alone.
 */
@Service
@Transactional(readOnly = true)
class ChangeReading {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private static final Map<String, String> SORTS = Map.of("requestedOn", "c.requested_on", "reviewUntil",
			"c.review_until", "status", "c.status", "id", "c.id");

	/** Papers of the former mentor that nobody has ended yet (BR-051). */
	private static final String ROW = """
			select c.*, m.starts_on, array(select mm.person_id from mentorship_member mm where mm.region_id = c.region_id
			    and mm.mentorship_id = c.mentorship_id and mm.role = 'mentee' order by mm.id) as mentees,
			  (select count(*) from mentorship_member mm where mm.region_id = c.region_id
			    and mm.mentorship_id = c.mentorship_id and mm.role = 'mentor')::int as mentors,
			  case when c.without_successor and c.order_date is not null then (select case when bool_and(n.day is not null)
			      then max(n.day) end from mentorship_member mm left join lateral (select min(o.order_date) as day
			        from mentorship_member again join mentorship o on o.region_id = again.region_id and o.id = again.mentorship_id
			        where again.region_id = mm.region_id and again.organisation_id = mm.organisation_id
			        and again.person_id = mm.person_id and again.role = 'mentee' and o.id <> mm.mentorship_id
			        and o.order_date >= c.order_date) n on true
			    where mm.region_id = c.region_id and mm.mentorship_id = c.mentorship_id and mm.role = 'mentee') end as led_again,
			  c.status = 'ordered' and c.kind = 'replacement' and exists (select from labour l
			    where l.region_id = c.region_id and l.organisation_id = c.organisation_id and l.mentor_id = c.mentor_id
			    and l.status = 'addendum_signed' and coalesce(l.term_to, 'infinity') >= :today
			    and l.mentee_id in (select mm.person_id from mentorship_member mm where mm.region_id = c.region_id
			      and mm.mentorship_id = c.mentorship_id and mm.role = 'mentee')) as notice_due
			from change_request c left join mentorship m on m.region_id = c.region_id and m.id = c.mentorship_id""";

	private final JdbcClient jdbc;

	private final Clock clock;

	ChangeReading(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	static String day(LocalDate date) {
		return DAY.format(date);
	}

	Slice<ChangeView> list(Filter filter, PageQuery page) {
		if (!Reach.inside()) {
			return Slice.of(List.of(), page, 0);
		}
		Reach reach = reach(filter);
		List<ChangeRow> rows = rows(reach, page, " limit :limit offset :offset").param("limit", page.size())
			.param("offset", page.offset())
			.query(ChangeRow::read)
			.list();
		long count = this.jdbc
			.sql("select count(*) from (select 1 from change_request c" + reach.where() + " limit "
					+ (Slice.COUNTED + 1) + ") found")
			.params(reach.parameters())
			.query(Long.class)
			.single();
		return Slice.of(views(rows, List.of()), page, count);
	}

	/** The whole list as it was asked for on the screen. */
	void each(ExportList.Query query, Consumer<ChangeView> view) {
		Filter filter = new Filter(query.organisation(), query.filter("status"), query.filter("kind"), null);
		if (Reach.inside()) {
			Some.each(rows(reach(filter), query.page(), ""), ChangeRow::read,
					(rows) -> views(rows, List.of()).forEach(view));
		}
	}

	private Reach reach(Filter filter) {
		Reach reach = Reach.inPlaces("c", filter.organisation())
			.andIf(filter.mentorship(), "c.mentorship_id = :mentorship", "mentorship")
			.codes(filter.status(), ChangeRequest.Status.class, "c.status", "status")
			.codes(filter.kind(), ChangeRequest.Kind.class, "c.kind", "kind");
		Scope scope = Scope.current();
		if (scope.own().isEmpty() && scope.person() != null) {
			reach.and(":person = any(c.participants)", "person", scope.person());
		}
		return reach;
	}

	private JdbcClient.StatementSpec rows(Reach reach, PageQuery page, String window) {
		return this.jdbc
			.sql(ROW + reach.where() + " order by " + page.orderBy(SORTS, "c.requested_on desc, c.id desc") + window)
			.params(reach.parameters())
			.param("today", LocalDate.now(this.clock));
	}

	ChangeView view(long id, List<String> warnings) {
		List<ChangeRow> rows = this.jdbc.sql(ROW + " where c.region_id = :region and c.id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.param("today", LocalDate.now(this.clock))
			.query(ChangeRow::read)
			.list();
		return views(rows, warnings).stream()
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private List<ChangeView> views(List<ChangeRow> rows, List<String> warnings) {
		Map<Long, List<Word>> words = words(rows.stream().map(ChangeRow::id).toList());
		Map<Long, Person> people = people(rows);
		LocalDate today = LocalDate.now(this.clock);
		return rows.stream()
			.map((row) -> row.view(words.getOrDefault(row.id(), List.of()), people, warnings, today))
			.toList();
	}

	private Map<Long, List<Word>> words(Collection<Long> changes) {
		if (changes.isEmpty()) {
			return Map.of();
		}
		return this.jdbc
			.sql("select * from party_statement where region_id = :region and change_id = any(:changes) order by id")
			.param("region", Scope.current().region())
			.param("changes", changes.toArray(Long[]::new))
			.query((row, number) -> Map.entry(row.getLong("change_id"), Word.read(row)))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	private Map<Long, Person> people(List<ChangeRow> rows) {
		Set<Long> ids = new HashSet<>();
		rows.forEach((row) -> ids.addAll(row.people()));
		Map<Long, Person> people = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc
				.sql("""
						select p.person_id, p.born + interval '18 years' > :today as minor, case when p.consent_until is not null
						  then nullif(concat_ws(' ', p.last_name, p.first_name, p.middle_name), '') end as name
						from participant p where p.region_id = :region and p.person_id = any(:ids)
						  and p.organisation_id = any(:organisations)""")
				.param("region", Scope.current().region())
				.param("ids", ids.toArray(Long[]::new))
				.param("organisations", rows.stream().map(ChangeRow::organisationId).distinct().toArray(Long[]::new))
				.param("today", LocalDate.now(this.clock))
				.query((row) -> {
					people.put(row.getLong("person_id"),
							new Person(row.getLong("person_id"), row.getString("name"), row.getBoolean("minor")));
				});
		}
		return people;
	}

	/**
	 * Nobody else changes the requests until the transaction ends. The mentorship first,
	 * as whoever ends it does.
	 */
	@Transactional
	void hold(Collection<Long> ids) {
		for (String sql : List.of(
				"select m.id from mentorship m where m.region_id = :region and m.id in (select c.mentorship_id "
						+ "from change_request c where c.region_id = :region and c.id = any(:ids)) order by m.id "
						+ "for no key update",
				"select id from change_request where region_id = :region and id = any(:ids) order by id "
						+ "for no key update")) {
			this.jdbc.sql(sql)
				.param("region", Scope.current().region())
				.param("ids", ids.toArray(Long[]::new))
				.query(Long.class)
				.list();
		}
	}

	/** Ends what is still open about a mentorship. */
	@Transactional
	List<Closed> withdrawOpen(long mentorship) {
		return this.jdbc
			.sql("""
					with gone as (select id, asked from change_request where region_id = :region and mentorship_id = :mentorship
					  and status in ('requested', 'curator_review', 'mediation', 'director_decision') for no key update)
					update change_request c set status = 'withdrawn', decision = 'Наставничество завершено.', asked = '{}',
					  decided_on = :today, version = c.version + 1 from gone
					where c.region_id = :region and c.id = gone.id returning gone.id, gone.asked""")
			.param("region", Scope.current().region())
			.param("mentorship", mentorship)
			.param("today", LocalDate.now(this.clock))
			.query((row, number) -> new Closed(row.getLong("id"),
					Arrays.asList((Long[]) row.getArray("asked").getArray())))
			.list();
	}

	/** Who was a member before, with the ground and the day; the newest first. */
	List<FormerView> former(long mentorship) {
		record Line(long personId, String role, LocalDate since, LocalDate until, @Nullable String ground, String order,
				@Nullable String name) {
		}
		if (this.jdbc.sql("select count(*) from mentorship where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", mentorship)
			.query(Long.class)
			.single() == 0) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		return this.jdbc.sql("""
				select f.person_id, f.role, f.since, f.until, f.order_number as order,
				  case when f.organisation_id = any(:staff) then f.ground end as ground,
				  case when p.consent_until is not null
				    then nullif(concat_ws(' ', p.last_name, p.first_name, p.middle_name), '') end as name
				from former_member f left join participant p on p.region_id = f.region_id
				  and p.organisation_id = f.organisation_id and p.person_id = f.person_id
				where f.region_id = :region and f.mentorship_id = :id order by f.id desc""")
			.param("region", Scope.current().region())
			.param("id", mentorship)
			.param("staff", Scope.current().own().stream().filter(ChangeReading::staff).toArray(Long[]::new))
			.query(Line.class)
			.list()
			.stream()
			.map((line) -> new FormerView(line.personId(), line.name(), line.role(), line.since(), line.until(),
					line.ground(), line.order()))
			.toList();
	}

	static boolean staff(long organisation) {
		return Scope.current().has(organisation, Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST);
	}

	/** A request that was withdrawn, and whose word it waited for. */
	record Closed(long id, List<Long> asked) {
	}

	record Filter(@Nullable Long organisation, @Nullable String status, @Nullable String kind,
			@Nullable Long mentorship) {
	}

	/**
	 * Who was a member.
	 *
	 * @param ground told to the school only: one side does not read why the other left
	 */
	record FormerView(long personId, @Nullable String name, String role, LocalDate from, LocalDate to,
			@Nullable String ground, String order) {
	}

	/**
	 * A request on the screen.
	 *
	 * @param withoutSuccessor nobody follows the mentor, the mentorship ends
	 * @param endGround of an ending
	 * @param gapDays how long the mentees were or are without a mentor
	 * @param noticeDue the former mentor's labour papers are still to be ended, with a
	 * notice of three working days
	 */
	record ChangeView(long id, ChangeRequest.Kind kind, ChangeRequest.Status status, long mentorshipId,
			long organisationId, ReplacementGround.Starter startedBy, @Nullable Person party, LocalDate requestedOn,
			LocalDate reviewUntil, @Nullable String reason, @Nullable ReplacementGround ground,
			List<String> extraGrounds, @Nullable Person mentor, List<Person> mentees, @Nullable String documentNumber,
			@Nullable LocalDate documentOn, @Nullable LocalDate awayFrom, @Nullable LocalDate awayTo,
			@Nullable Person newMentor, boolean withoutSuccessor, Mentorship.@Nullable Ground endGround,
			boolean profileFits, boolean mutualInterest, @Nullable LocalDate oldEnd, @Nullable LocalDate newEnd,
			@Nullable String opinion, @Nullable String mediatedBy, @Nullable LocalDate mediatedOn,
			@Nullable String mediation, @Nullable String decision, @Nullable LocalDate decidedOn,
			@Nullable String decidedBy, @Nullable Long orderId, @Nullable String orderNumber,
			@Nullable LocalDate orderDate, List<AskedView> asked, @Nullable Integer gapDays, boolean noticeDue,
			int version, List<String> actions, List<String> warnings) {
	}

	/** Somebody whose word is waited for, or was given. */
	record AskedView(long personId, @Nullable String name, boolean minor, List<Word> words, boolean complete) {
	}

}
