package ru.nastavnik.programme.meeting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.Reach;
import ru.nastavnik.programme.Some;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.MentorshipReading;
import ru.nastavnik.programme.mentorship.MentorshipReading.MemberView;
import ru.nastavnik.programme.mentorship.ReadersChanged;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.mentorship.Side;

/**
 * Every verb of a meeting.
 */
@Service
@Transactional
class MeetingLog {

	private static final Map<String, String> SORTS = Map.of("plannedOn", "t.planned_on", "heldOn", "t.held_on",
			"status", "t.status", "kind", "t.kind", "id", "t.id");

	private final Meetings meetings;

	private final Pairing pairing;

	private final MentorshipReading mentorships;

	private final Outbox outbox;

	private final JdbcClient jdbc;

	private final Clock clock;

	MeetingLog(Meetings meetings, Pairing pairing, MentorshipReading mentorships, Outbox outbox, JdbcClient jdbc,
			Clock clock) {
		this.meetings = meetings;
		this.pairing = pairing;
		this.mentorships = mentorships;
		this.outbox = outbox;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	MeetingView plan(long mentorship, Meeting.Plan plan) {
		Outline outline = this.pairing.hold(mentorship);
		Outline.require(outline.mentorOr(Scope.current(), Role.CURATOR));
		working(outline);
		Meeting meeting = this.meetings.save(Meeting.plan(outline, plan));
		MeetingView view = saved(meeting);
		if (plan.kind() == Meeting.Kind.FINAL) {
			this.pairing.finalMeetingPlanned(mentorship);
		}
		return view;
	}

	MeetingView change(long id, int version, Meeting.Plan plan) {
		Meeting meeting = load(id);
		Outline outline = this.pairing.outline(meeting.mentorshipId());
		Outline.require(outline.mentorOr(Scope.current(), Role.CURATOR));
		StaleVersionException.check(meeting.version(), version, () -> view(id));
		boolean wasFinal = meeting.kind() == Meeting.Kind.FINAL;
		meeting.change(outline, plan);
		MeetingView view = saved(meeting);
		if (wasFinal && plan.kind() != Meeting.Kind.FINAL) {
			this.pairing.finalMeetingCancelled(outline.id());
		}
		else if (!wasFinal && plan.kind() == Meeting.Kind.FINAL) {
			this.pairing.finalMeetingPlanned(outline.id());
		}
		return view;
	}

	MeetingView hold(long id, Meeting.Holding holding) {
		Meeting meeting = load(id);
		Outline outline = this.pairing.outline(meeting.mentorshipId());
		Outline.require(outline.mentorOr(Scope.current(), Role.CURATOR));
		working(outline);
		meeting.hold(outline, holding, outline.side(Scope.current()), today());
		saved(meeting);
		this.pairing.meetingHeld(outline.id(), holding.heldOn());
		return view(id);
	}

	MeetingView confirm(long id, Side side, AgreedBy by) {
		Meeting meeting = load(id);
		Outline outline = this.pairing.outline(meeting.mentorshipId());
		Scope scope = Scope.current();
		Outline.require((by == AgreedBy.SELF) ? outline.side(scope) == side : outline.staff(scope, Role.CURATOR));
		meeting.confirm(side, by);
		return saved(meeting);
	}

	MeetingView cancel(long id, String reason) {
		Meeting meeting = load(id);
		Outline outline = this.pairing.outline(meeting.mentorshipId());
		Outline.require(outline.mentorOr(Scope.current(), Role.CURATOR));
		meeting.cancel(reason);
		return withoutFinal(meeting);
	}

	MeetingView miss(long id) {
		Meeting meeting = load(id);
		Outline outline = this.pairing.outline(meeting.mentorshipId());
		Outline.require(outline.mentorOr(Scope.current(), Role.CURATOR));
		meeting.miss(today());
		return withoutFinal(meeting);
	}

	private MeetingView withoutFinal(Meeting meeting) {
		MeetingView view = saved(meeting);
		if (meeting.kind() == Meeting.Kind.FINAL) {
			this.pairing.finalMeetingCancelled(meeting.mentorshipId());
		}
		return view;
	}

	static void working(Outline outline) {
		if (!outline.status().isLive() || outline.status() == Mentorship.Status.PROPOSED
				|| outline.status() == Mentorship.Status.SUSPENDED) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Встречи ведут, когда наставничество согласовано, не приостановлено и не завершено.");
		}
	}

	@EventListener
	void on(ReadersChanged changed) {
		this.jdbc.sql(ReadersChanged.update("meeting"))
			.param("regions", changed.regions().toArray(Long[]::new))
			.param("mentorships", changed.mentorships().toArray(Long[]::new))
			.update();
	}

	@Transactional(readOnly = true)
	MeetingView view(long id) {
		List<Row> rows = this.jdbc.sql("select t.* from meeting t where t.region_id = :region and t.id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Row::read)
			.list();
		return views(rows).stream()
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	@Transactional(readOnly = true)
	Slice<MeetingView> list(Filter filter, PageQuery page) {
		Reach reach = reach(filter);
		if (!Reach.inside()) {
			return Slice.of(List.of(), page, 0);
		}
		List<Row> rows = rows(reach, page, " limit :limit offset :offset").param("limit", page.size())
			.param("offset", page.offset())
			.query(Row::read)
			.list();
		long count = this.jdbc
			.sql("select count(*) from (select 1 from meeting t" + reach.where() + " limit " + (Slice.COUNTED + 1)
					+ ") found")
			.params(reach.parameters())
			.query(Long.class)
			.single();
		return Slice.of(views(rows), page, count);
	}

	/** The whole list as it was asked for on the screen. */
	@Transactional(readOnly = true)
	void each(ExportList.Query query, Consumer<MeetingView> view) {
		// what nobody has marked is no state of its own: planned, and the day has passed
		boolean late = "late".equals(query.filter("status"));
		Filter filter = new Filter(query.organisation(), null, null, late ? today().minusDays(1) : null,
				late ? "planned,moved" : query.filter("status"));
		if (Reach.inside()) {
			Some.each(rows(reach(filter), query.page(), ""), Row::read, (rows) -> views(rows).forEach(view));
		}
	}

	private JdbcClient.StatementSpec rows(Reach reach, PageQuery page, String window) {
		return this.jdbc
			.sql("select t.* from meeting t" + reach.where() + " order by "
					+ page.orderBy(SORTS, "t.planned_on desc, t.id desc") + window)
			.params(reach.parameters());
	}

	private static Reach reach(Filter filter) {
		return Reach.of("t", filter.organisation())
			.andIf(filter.mentorship(), "t.mentorship_id = :mentorship", "mentorship")
			.andIf(filter.from(), "coalesce(t.held_on, t.planned_on) >= :from", "from")
			.andIf(filter.to(), "coalesce(t.held_on, t.planned_on) <= :to", "to")
			.codes(filter.status(), Meeting.Status.class, "t.status", "status");
	}

	private MeetingView saved(Meeting meeting) {
		this.meetings.flush();
		this.outbox.record(meeting.fact());
		return view(meeting.id());
	}

	private List<MeetingView> views(List<Row> rows) {
		Map<Long, List<MemberView>> members = this.mentorships
			.members(rows.stream().map(Row::mentorshipId).distinct().toList());
		return rows.stream()
			.map((row) -> row.view(members.getOrDefault(row.mentorshipId(), List.of()), Scope.current(), today()))
			.toList();
	}

	private Meeting load(long id) {
		return this.meetings.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

	record Filter(@Nullable Long organisation, @Nullable Long mentorship, @Nullable LocalDate from,
			@Nullable LocalDate to, @Nullable String status) {
	}

	/** A participant of a meeting. */
	record Attendant(long personId, @Nullable String name, Side role) {
	}

	/** A meeting on the screen. */
	record MeetingView(long id, long mentorshipId, long organisationId, Meeting.Kind kind, LocalDate plannedOn,
			@Nullable LocalTime plannedTime, @Nullable LocalDate heldOn, @Nullable Integer durationMin,
			Meeting.Mode mode, @Nullable String place, List<String> topics, @Nullable String summary,
			Meeting.Status status, boolean confirmedByMentor, boolean confirmedByMentee, boolean autoConfirmed,
			@Nullable String cancelReason, int version, List<Attendant> members, List<String> actions) {
	}

	private record Row(long id, long mentorshipId, long organisationId, Meeting.Kind kind, LocalDate plannedOn,
			@Nullable LocalTime plannedTime, @Nullable LocalDate heldOn, @Nullable Integer durationMin,
			Meeting.Mode mode, @Nullable String place, List<String> topics, @Nullable String summary,
			Meeting.Status status, boolean confirmedByMentor, boolean confirmedByMentee, boolean autoConfirmed,
			@Nullable String cancelReason, int version) {

		static Row read(ResultSet row, int number) throws SQLException {
			return new Row(row.getLong("id"), row.getLong("mentorship_id"), row.getLong("organisation_id"),
					code(Meeting.Kind.class, row.getString("kind")), row.getObject("planned_on", LocalDate.class),
					row.getObject("planned_time", LocalTime.class), row.getObject("held_on", LocalDate.class),
					row.getObject("duration_min", Integer.class), code(Meeting.Mode.class, row.getString("mode")),
					row.getString("place_text"), Arrays.asList((String[]) row.getArray("topics").getArray()),
					row.getString("summary"), code(Meeting.Status.class, row.getString("status")),
					row.getString("mentor_confirmed") != null, row.getString("mentee_confirmed") != null,
					row.getBoolean("auto_confirmed"), row.getString("cancel_reason"), row.getInt("version"));
		}

		private static <E extends Enum<E>> E code(Class<E> type, String code) {
			return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
		}

		MeetingView view(List<MemberView> members, Scope scope, LocalDate today) {
			return new MeetingView(this.id, this.mentorshipId, this.organisationId, this.kind, this.plannedOn,
					this.plannedTime, this.heldOn, this.durationMin, this.mode, this.place, this.topics, this.summary,
					this.status, this.confirmedByMentor, this.confirmedByMentee, this.autoConfirmed, this.cancelReason,
					this.version,
					members.stream()
						.map((member) -> new Attendant(member.personId(), member.name(), member.role()))
						.toList(),
					actions(members, scope, today));
		}

		/** The verbs that the caller may use now. */
		private List<String> actions(List<MemberView> members, Scope scope, LocalDate today) {
			boolean curator = scope.has(this.organisationId, Role.CURATOR);
			Side side = members.stream()
				.filter((member) -> Long.valueOf(member.personId()).equals(scope.person()))
				.map(MemberView::role)
				.findFirst()
				.orElse(null);
			boolean leads = curator || side == Side.MENTOR;
			List<String> actions = new ArrayList<>();
			if (leads && (this.status == Meeting.Status.PLANNED || this.status == Meeting.Status.MOVED)) {
				actions.addAll(List.of("edit", "holding", "cancellation"));
				if (!this.plannedOn.isAfter(today)) {
					actions.add("missed");
				}
			}
			boolean open = (side == Side.MENTOR) ? !this.confirmedByMentor
					: (side == Side.MENTEE) ? !this.confirmedByMentee : curator;
			if (this.status == Meeting.Status.HELD && open) {
				actions.add("confirmation");
			}
			return actions;
		}

	}

}
