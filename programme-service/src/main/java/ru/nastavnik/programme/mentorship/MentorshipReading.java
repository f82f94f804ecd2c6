package ru.nastavnik.programme.mentorship;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Reach;
import ru.nastavnik.programme.Some;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.mentorship.Mentorship.Ground;
import ru.nastavnik.programme.mentorship.Terms.Kind;
import ru.nastavnik.programme.mentorship.Terms.Method;
import ru.nastavnik.programme.mentorship.Mentorship.Status;

/**
 * Mentorships as they are shown: with names, the order, the programme and the meetings
 * around.
 */
@Service
@Transactional(readOnly = true)
public class MentorshipReading {

	private static final Map<String, String> SORTS = Map.of("start", "m.starts_on", "plannedEnd", "m.planned_end",
			"status", "m.status", "form", "m.form", "id", "m.id", "orderDate", "m.order_date");

	private static final String AROUND = """
			select m.*, o.short_name as organisation_name, employer.short_name as employer_organisation,
			  (select p.id from personal_programme p where p.region_id = m.region_id and p.mentorship_id = m.id
			    and p.status <> 'stopped') as programme_id,
			  (select min(t.planned_on) from meeting t where t.region_id = m.region_id and t.mentorship_id = m.id
			    and t.status in ('planned', 'moved') and t.planned_on >= :today) as next_meeting,
			  (select max(t.held_on) from meeting t where t.region_id = m.region_id and t.mentorship_id = m.id
			  ) as last_meeting,
			  array(select distinct t.kind from meeting t where t.region_id = m.region_id and t.mentorship_id = m.id
			    and t.status in ('held', 'confirmed')) as held_kinds,
			  case when m.organisation_id = any(:own) then\s""" + LabourDemand.STATE + """
			\send as labour_state
			from page m left join organisation o
			  on o.region_id = m.region_id and o.organisation_id = m.organisation_id
			left join organisation employer on employer.region_id = m.region_id
			  and employer.organisation_id = m.mentor_organisation and m.mentor_organisation <> m.organisation_id""";

	private final JdbcClient jdbc;

	private final Clock clock;

	MentorshipReading(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	Slice<MentorshipView> list(Filter filter, PageQuery page) {
		Reach reach = reach(filter);
		List<Row> rows = rows(reach, page, " limit :limit offset :offset").param("limit", page.size())
			.param("offset", page.offset())
			.query(Row::read)
			.list();
		long count = this.jdbc
			.sql("select count(*) from (select 1 from mentorship m" + reach.where() + " limit " + (Slice.COUNTED + 1)
					+ ") found")
			.params(reach.parameters())
			.query(Long.class)
			.single();
		return Slice.of(views(rows, List.of()), page, count);
	}

	/** The whole list as it was asked for on the screen. */
	void each(ExportList.Query query, Consumer<MentorshipView> view) {
		Filter filter = new Filter(query.organisation(), query.filter("status"), query.filter("form"),
				query.filter("q"), query.filter("labour"));
		Some.each(rows(reach(filter), query.page(), ""), Row::read, (rows) -> views(rows, List.of()).forEach(view));
	}

	private Reach reach(Filter filter) {
		Reach reach = Reach.of("m", filter.organisation())
			.codes(filter.status(), Status.class, "m.status", "status")
			.codes(filter.form(), Form.class, "m.form", "form");
		if (filter.labour() != null) {
			// above the school the papers are not readable, so nothing is said of them
			reach.and("m.organisation_id = any(:own)", "own", own())
				.and("true", "labourDay", LocalDate.now(this.clock))
				.codes(filter.labour(), LabourDemand.State.class, LabourDemand.STATE, "labour");
		}
		if (filter.q() != null && !filter.q().isBlank()) {
			reach.and("""
					exists (select 1 from mentorship_member mm join participant p on p.region_id = mm.region_id
					and p.organisation_id = mm.home_organisation and p.person_id = mm.person_id
					where mm.region_id = m.region_id and mm.mentorship_id = m.id
					and position(:q in ' ' || p.name_norm) > 0)""", "q", " " + Names.normalised(filter.q()));
		}
		return reach;
	}

	private JdbcClient.StatementSpec rows(Reach reach, PageQuery page, String window) {
		String order = page.orderBy(SORTS, "m.starts_on desc, m.id desc");
		return this.jdbc
			.sql("with page as materialized (select m.*, row_number() over (order by " + order
					+ ") as place_on_page from mentorship m" + reach.where() + " order by " + order + window + ") "
					+ AROUND + " order by m.place_on_page")
			.params(reach.parameters())
			.param("today", LocalDate.now(this.clock))
			.param("labourDay", LocalDate.now(this.clock))
			.param("own", own());
	}

	private static Long[] own() {
		return Scope.current().own().toArray(Long[]::new);
	}

	MentorshipView view(long id) {
		return view(id, List.of());
	}

	MentorshipView view(long id, List<String> warnings) {
		List<Row> rows = this.jdbc
			.sql("with page as materialized (select m.* from mentorship m where m.region_id = :region and m.id = :id) "
					+ AROUND)
			.param("region", Scope.current().region())
			.param("id", id)
			.param("today", LocalDate.now(this.clock))
			.param("labourDay", LocalDate.now(this.clock))
			.param("own", own())
			.query(Row::read)
			.list();
		return views(rows, warnings).stream()
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private List<MentorshipView> views(List<Row> rows, List<String> warnings) {
		Map<Long, List<MemberView>> members = members(rows.stream().map(Row::id).toList());
		return rows.stream()
			.map((row) -> row.view(members.getOrDefault(row.id(), List.of()), warnings, Scope.current()))
			.toList();
	}

	/** Members of many mentorships, with the names that the caller may read. */
	public Map<Long, List<MemberView>> members(Collection<Long> mentorships) {
		record Line(long mentorship, MemberView member) {
		}
		if (mentorships.isEmpty()) {
			return Map.of();
		}
		return this.jdbc.sql("""
				select mm.*, case when p.consent_until is not null
				  then nullif(concat_ws(' ', p.last_name, p.first_name, p.middle_name), '') end as name
				from mentorship_member mm left join participant p on p.region_id = mm.region_id
				  and p.organisation_id = mm.home_organisation and p.person_id = mm.person_id
				where mm.region_id = :region and mm.mentorship_id = any(:ids) order by mm.role desc, mm.id""")
			.param("region", Scope.current().region())
			.param("ids", mentorships.toArray(Long[]::new))
			.query((row, number) -> new Line(row.getLong("mentorship_id"), MemberView.read(row)))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Line::mentorship, Collectors.mapping(Line::member, Collectors.toList())));
	}

	List<HistoryEntry> history(long id) {
		view(id);
		return this.jdbc
			.sql("select verb, on_date, note, by_name, at from mentorship_history "
					+ "where region_id = :region and mentorship_id = :id order by id desc")
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row, number) -> new HistoryEntry(row.getString("verb"), row.getObject("on_date", LocalDate.class),
					row.getString("note"), row.getString("by_name"), row.getTimestamp("at").toInstant()))
			.list();
	}

	/** Whether its final meeting is planned. */
	boolean finalMeetingAhead(long id) {
		return this.jdbc
			.sql("select exists (select from meeting where region_id = :region and mentorship_id = :id "
					+ "and kind = 'final' and status in ('planned', 'moved'))")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Boolean.class)
			.single();
	}

	/** How far the programme of a mentorship has come; null without one. */
	@Nullable Fulfilment fulfilment(long id) {
		return this.jdbc.sql("""
				select p.status in ('approved', 'running', 'completed') as approved,
				  array(select concat_ws(' ', a.no, left(a.task, 80)) from programme_activity a
				    where a.region_id = p.region_id and a.programme_id = p.id and a.status = 'planned'
				    order by a.seq) as open
				from personal_programme p
				where p.region_id = :region and p.mentorship_id = :id and p.status <> 'stopped'""")
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row, number) -> new Fulfilment(row.getBoolean("approved"),
					Arrays.asList((String[]) row.getArray("open").getArray())))
			.optional()
			.orElse(null);
	}

	record Filter(@Nullable Long organisation, @Nullable String status, @Nullable String form, @Nullable String q,
			@Nullable String labour) {
	}

	/** One line of the history. */
	record HistoryEntry(String verb, @Nullable LocalDate on, @Nullable String note, String by, Instant at) {
	}

	/** What is marked about the choice of the pair. */
	public record Criteria(boolean profileFits, boolean mutualInterest) {
	}

	/**
	 * The mentors' organisation where it is another one.
	 *
	 * @param agreed whether it lets them mentor elsewhere; null while it has not answered
	 */
	record EmployerView(long organisationId, @Nullable String name, @Nullable Boolean agreed, @Nullable LocalDate on,
			@Nullable String by) {

		static @Nullable EmployerView read(ResultSet row) throws SQLException {
			Long organisation = row.getObject("mentor_organisation", Long.class);
			return (organisation == null || organisation == row.getLong("organisation_id")) ? null
					: new EmployerView(organisation, row.getString("employer_organisation"),
							row.getObject("employer_agreed", Boolean.class),
							row.getObject("employer_answered_on", LocalDate.class), row.getString("employer_name"));
		}

	}

	/** A member with the name, where the caller may read it. */
	public record MemberView(long personId, @Nullable String name, long organisationId, boolean minor, Side role,
			boolean agreed, boolean refused, @Nullable LocalDate agreedOn, @Nullable AgreedBy agreedBy,
			@Nullable String refuseReason, @Nullable LocalDate from, @Nullable LocalDate to) {

		/** Who is on a side now; of an ended mentorship, who was. */
		public static String names(List<MemberView> members, Side side) {
			List<MemberView> all = members.stream().filter((member) -> member.role() == side).toList();
			List<MemberView> now = all.stream().filter((member) -> member.to() == null).toList();
			return (now.isEmpty() ? all : now).stream()
				.map((member) -> (member.name() != null) ? member.name() : "имя скрыто")
				.collect(Collectors.joining(", "));
		}

		static MemberView read(ResultSet row) throws SQLException {
			String by = row.getString("agreed_by");
			long person = row.getLong("person_id");
			Scope scope = Scope.current();
			// why somebody refused is told to the school's staff, not to the other side
			boolean told = scope.own().contains(row.getLong("organisation_id"))
					|| scope.own().contains(row.getLong("home_organisation"))
					|| Long.valueOf(person).equals(scope.person());
			return new MemberView(person, row.getString("name"), row.getLong("home_organisation"),
					row.getBoolean("minor"), code(Side.class, row.getString("role")), row.getBoolean("agreed"),
					row.getBoolean("refused"), row.getObject("agreed_on", LocalDate.class),
					(by != null) ? code(AgreedBy.class, by) : null, told ? row.getString("refuse_reason") : null,
					row.getObject("since", LocalDate.class), row.getObject("until", LocalDate.class));
		}

	}

	/** A mentorship on the screen. */
	record MentorshipView(long id, long organisationId, @Nullable String organisationName, Kind kind, Form form,
			@Nullable String formName, List<Method> methods, @Nullable String roleModel, String goal, LocalDate start,
			LocalDate plannedEnd, @Nullable LocalDate actualEnd, @Nullable Ground endGround, @Nullable String endReason,
			Status status, Criteria criteria, List<MemberView> members, @Nullable Long orderId,
			@Nullable String orderNumber, @Nullable LocalDate orderDate, @Nullable Long programmeId,
			@Nullable LocalDate nextMeeting, @Nullable LocalDate lastMeeting, List<String> missingMeetings,
			LabourDemand.@Nullable State labourPapers, @Nullable String labourWaiver, @Nullable LocalDate respondBy,
			Terms.More more, @Nullable EmployerView employer, int version, List<String> actions,
			List<String> warnings) {
	}

	private static <E extends Enum<E>> E code(Class<E> type, String code) {
		return Enum.valueOf(type, code.toUpperCase(java.util.Locale.ROOT));
	}

	/** A row as the database gives it. */
	private record Row(long id, long organisationId, @Nullable String organisationName, Kind kind, Form form,
			@Nullable String formName, List<Method> methods, @Nullable String roleModel, String goal, LocalDate start,
			LocalDate plannedEnd, @Nullable LocalDate actualEnd, @Nullable Ground endGround, @Nullable String endReason,
			Status status, Criteria criteria, @Nullable Long orderId, @Nullable String orderNumber,
			@Nullable LocalDate orderDate, @Nullable Long programmeId, @Nullable LocalDate nextMeeting,
			@Nullable LocalDate lastMeeting, List<String> heldKinds, LabourDemand.@Nullable State labourPapers,
			@Nullable String labourWaiver, @Nullable LocalDate respondBy, Terms.More more,
			@Nullable EmployerView employer, int version) {

		static Row read(ResultSet row, int number) throws SQLException {
			String ground = row.getString("ground");
			return new Row(row.getLong("id"), row.getLong("organisation_id"), row.getString("organisation_name"),
					code(Kind.class, row.getString("kind")), code(Form.class, row.getString("form")),
					row.getString("form_name"),
					texts(row, "methods").stream().map((method) -> code(Method.class, method)).toList(),
					row.getString("role_model"), row.getString("goal"), row.getObject("starts_on", LocalDate.class),
					row.getObject("planned_end", LocalDate.class), row.getObject("ended_on", LocalDate.class),
					(ground != null) ? code(Ground.class, ground) : null, row.getString("end_reason"),
					code(Status.class, row.getString("status")),
					new Criteria(row.getBoolean("profile_fits"), row.getBoolean("mutual_interest")),
					row.getObject("order_id", Long.class), row.getString("order_number"),
					row.getObject("order_date", LocalDate.class), row.getObject("programme_id", Long.class),
					row.getObject("next_meeting", LocalDate.class), row.getObject("last_meeting", LocalDate.class),
					texts(row, "held_kinds"),
					(row.getString("labour_state") != null)
							? code(LabourDemand.State.class, row.getString("labour_state")) : null,
					row.getString("labour_waiver"), row.getObject("respond_by", LocalDate.class),
					new Terms.More(
							texts(row, "contact_modes").stream()
								.map((mode) -> code(Terms.ContactMode.class, mode))
								.toList(),
							texts(row, "topics"), row.getObject("partner_id", Long.class),
							row.getObject("mentor_organisation", Long.class)),
					EmployerView.read(row), row.getInt("version"));
		}

		private static List<String> texts(ResultSet row, String column) throws SQLException {
			return Arrays.asList((String[]) row.getArray(column).getArray());
		}

		MentorshipView view(List<MemberView> members, List<String> warnings, Scope scope) {
			return new MentorshipView(this.id, this.organisationId, this.organisationName, this.kind, this.form,
					this.formName, this.methods, this.roleModel, this.goal, this.start, this.plannedEnd, this.actualEnd,
					this.endGround, this.endReason, this.status, this.criteria, members, this.orderId, this.orderNumber,
					this.orderDate, this.programmeId, this.nextMeeting, this.lastMeeting,
					Skeleton.missing(this.heldKinds), this.labourPapers,
					(this.labourPapers != null) ? this.labourWaiver : null,
					(this.status == Status.PROPOSED) ? this.respondBy : null, this.more, this.employer, this.version,
					actions(members, scope), warnings);
		}

		/** The verbs that the caller may use now. */
		private List<String> actions(List<MemberView> members, Scope scope) {
			List<String> actions = new ArrayList<>();
			boolean curator = scope.has(this.organisationId, Role.CURATOR);
			MemberView me = members.stream()
				.filter((member) -> Long.valueOf(member.personId()).equals(scope.person()))
				.findFirst()
				.orElse(null);
			boolean mentor = me != null && me.role() == Side.MENTOR;
			boolean working = this.status == Status.ACTIVE || this.status == Status.COMPLETING;
			boolean settled = this.status.isLive() && this.status != Status.PROPOSED;
			add(actions, "edit", curator && this.status.isLive());
			boolean ofEmployer = this.employer != null && scope.has(this.employer.organisationId(), Role.CURATOR);
			add(actions, "agreement",
					this.status == Status.PROPOSED && (curator || ofEmployer || (me != null && !me.agreed())));
			add(actions, "employer-answer",
					this.status == Status.PROPOSED && this.employer != null && this.employer.agreed() == null
							&& (ofEmployer || scope.has(this.employer.organisationId(), Role.DIRECTOR)));
			add(actions, "answer-change",
					this.status == Status.PROPOSED && me != null && (me.agreed() || me.refused()));
			add(actions, "invitation", curator && this.status == Status.PROPOSED);
			// the order is the employer's: the mentors work there
			add(actions, "order", this.status == Status.AGREED && ((this.employer != null) ? ofEmployer : curator));
			boolean director = scope.has(this.organisationId, Role.DIRECTOR);
			boolean labour = this.status.isLive() && this.labourPapers != null
					&& this.labourPapers != LabourDemand.State.NOT_REQUIRED;
			add(actions, "labour-papers", labour && (curator || director));
			add(actions, "labour-waiver", labour && director);
			add(actions, "programme", settled && this.programmeId == null && (curator || mentor));
			add(actions, "meetings", settled && this.status != Status.SUSPENDED && (curator || mentor));
			add(actions, "suspension", curator && working);
			add(actions, "resumption", curator && this.status == Status.SUSPENDED);
			boolean goesOn = settled && this.status != Status.AGREED && this.employer == null;
			add(actions, "replacement", goesOn
					&& (me != null || scope.has(this.organisationId, Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST)));
			add(actions, "extension", goesOn && curator);
			add(actions, "completion", curator && working);
			add(actions, "ending", goesOn && curator);
			add(actions, "termination",
					this.status.isLive() && !goesOn && (curator || scope.has(this.organisationId, Role.DIRECTOR)));
			return actions;
		}

		private static void add(List<String> actions, String action, boolean allowed) {
			if (allowed) {
				actions.add(action);
			}
		}

	}

}
