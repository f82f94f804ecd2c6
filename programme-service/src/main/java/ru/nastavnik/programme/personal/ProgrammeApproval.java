package ru.nastavnik.programme.personal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.Reach;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.MentorshipActivated;
import ru.nastavnik.programme.mentorship.MentorshipEnded;
import ru.nastavnik.programme.mentorship.MentorshipReading;
import ru.nastavnik.programme.mentorship.MentorshipReading.MemberView;
import ru.nastavnik.programme.mentorship.MinorsChanged;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.personal.Approval.Approvals;
import ru.nastavnik.programme.personal.Plan.Progress;
import ru.nastavnik.programme.personal.PersonalProgramme.Status;
import ru.nastavnik.programme.template.Templates;

/**
 * Every verb of a personal programme, from the draft to the approval and the end.
 */
@Service
@Transactional
public class ProgrammeApproval {

	private static final Map<String, String> SORTS = Map.of("from", "p.starts_on", "to", "p.ends_on", "title",
			"p.title", "status", "p.status", "id", "p.id");

	private static final String OF_PROGRAMME = """
			update %s t set with_minors = p.with_minors, version = t.version + 1 from personal_programme p
			where p.region_id = any(:regions) and p.mentorship_id = any(:mentorships)
			  and t.region_id = p.region_id and t.programme_id = p.id""";

	private final PersonalProgrammes programmes;

	private final Pairing pairing;

	private final MentorshipReading mentorships;

	private final Templates templates;

	private final Outbox outbox;

	private final JdbcClient jdbc;

	private final Clock clock;

	ProgrammeApproval(PersonalProgrammes programmes, Pairing pairing, MentorshipReading mentorships,
			Templates templates, Outbox outbox, JdbcClient jdbc, Clock clock) {
		this.programmes = programmes;
		this.pairing = pairing;
		this.mentorships = mentorships;
		this.templates = templates;
		this.outbox = outbox;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	ProgrammeView draft(long mentorship, long template, @Nullable String title, @Nullable LocalDate from,
			@Nullable LocalDate to) {
		Outline outline = this.pairing.outline(mentorship);
		Outline.require(outline.mentorOr(Scope.current(), Role.CURATOR));
		if (!outline.status().isLive() || outline.status() == Mentorship.Status.PROPOSED) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Программу составляют для согласованного и не завершённого наставничества.");
		}
		if (this.programmes.findByMentorshipIdAndStatusNot(mentorship, Status.STOPPED).isPresent()) {
			throw ProgrammeProblem.PROGRAMME_EXISTS.because("У этого наставничества уже есть программа.");
		}
		PersonalProgramme programme = this.programmes
			.save(PersonalProgramme.draft(outline, this.templates.template(template), title, from, to));
		List<String> warnings = new ArrayList<>();
		Content content = programme.content();
		if (content.from().isBefore(outline.start()) || content.to().isAfter(outline.plannedEnd())) {
			warnings.add("Срок программы выходит за срок наставничества.");
		}
		return saved(programme, outline, warnings);
	}

	ProgrammeView change(long id, int version, Content content) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.memberOr(Scope.current(), Role.CURATOR));
		StaleVersionException.check(programme.version(), version, () -> view(programme, outline, List.of()));
		return amended(programme, outline, () -> programme.change(outline, content));
	}

	ProgrammeView agree(long id, Side side, @Nullable Long person, LocalDate on, AgreedBy by) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		programme.agree(side, speaker(outline, side, person, by), on, by, today());
		return saved(programme, outline, List.of());
	}

	/** Whose word it is: one's own, or that of the member whom the curator names. */
	private static long speaker(Outline outline, Side side, @Nullable Long person, AgreedBy by) {
		Scope scope = Scope.current();
		Long me = scope.person();
		if (by == AgreedBy.SELF) {
			Outline.require(me != null && outline.side(scope) == side && (person == null || person.equals(me)));
			return Objects.requireNonNull(me);
		}
		Outline.require(outline.staff(scope, Role.CURATOR));
		List<Long> persons = outline.persons(side);
		if (person == null && persons.size() == 1) {
			return persons.getFirst();
		}
		if (person == null || !persons.contains(person)) {
			throw KitProblem.INVALID.because("В группе соглашается каждый: укажите, чьё согласие записать.")
				.on("personId", "Выберите участника этой стороны.");
		}
		return person;
	}

	ProgrammeView confirm(long id) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.CURATOR));
		programme.confirm(Scope.current().name(), today());
		return saved(programme, outline, List.of());
	}

	ProgrammeView approve(long id) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.DIRECTOR));
		boolean active = outline.status() == Mentorship.Status.ACTIVE
				|| outline.status() == Mentorship.Status.COMPLETING;
		if (programme.amendment() != null) {
			this.pairing.note(outline.id(), "amendment-approved", "Версия " + (programme.versionNo() + 1) + ".");
		}
		programme.approve(Scope.current().name(), active, today());
		return saved(programme, outline, List.of());
	}

	ProgrammeView complete(long id, LocalDate on) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.CURATOR));
		programme.complete(on, today());
		return saved(programme, outline, List.of());
	}

	ProgrammeView addActivity(long id, Activity.Content content) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		requireAmendment(programme, outline);
		return amended(programme, outline, () -> programme.add(content));
	}

	ProgrammeView changeActivity(long activity, int version, Activity.Content content) {
		PersonalProgramme programme = loadOf(activity);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		requireAmendment(programme, outline);
		StaleVersionException.check(programme.plan().one(activity).version(), version,
				() -> programme.plan().one(activity).view());
		return amended(programme, outline, () -> programme.changeActivity(activity, content));
	}

	ProgrammeView finishActivity(long activity, LocalDate on, @Nullable String result) {
		PersonalProgramme programme = loadOf(activity);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.mentorOr(Scope.current(), Role.CURATOR));
		programme.finishActivity(activity, on, result, today());
		return saved(programme, outline, List.of());
	}

	ProgrammeView strikeActivity(long activity, String reason) {
		PersonalProgramme programme = loadOf(activity);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		requireAmendment(programme, outline);
		return amended(programme, outline, () -> programme.strike(activity, reason));
	}

	ProgrammeView withdraw(long id) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.CURATOR));
		programme.withdraw();
		this.pairing.note(outline.id(), "amendment-withdrawn", null);
		return saved(programme, outline, List.of());
	}

	/**
	 * What somebody has agreed to changes: the history says that they are asked again.
	 */
	private ProgrammeView amended(PersonalProgramme programme, Outline outline, Runnable change) {
		boolean discussed = programme.words().any();
		boolean inForce = programme.isInForce();
		boolean amendment = programme.amendment() != null;
		change.run();
		if (discussed && (amendment || !inForce)) {
			this.pairing.note(outline.id(), "programme-asked-again", null);
		}
		if (!amendment && programme.amendment() != null) {
			this.pairing.note(outline.id(), "amendment", null);
		}
		return saved(programme, outline, List.of());
	}

	// the parties write the draft; what is in force changes with the curator only
	private static void requireAmendment(PersonalProgramme programme, Outline outline) {
		boolean draft = programme.status() == Status.DRAFT;
		Outline.require(
				draft ? outline.memberOr(Scope.current(), Role.CURATOR) : outline.staff(Scope.current(), Role.CURATOR));
	}

	@EventListener
	void on(MentorshipActivated activated) {
		this.programmes.findByMentorshipIdAndStatusNot(activated.mentorshipId(), Status.STOPPED)
			.filter(PersonalProgramme::run)
			.ifPresent(this::record);
	}

	@EventListener
	void on(MentorshipEnded ended) {
		this.programmes.findByMentorshipIdAndStatusNot(ended.mentorshipId(), Status.STOPPED)
			.filter((programme) -> programme.end(ended.fulfilled(), ended.on()))
			.ifPresent(this::record);
	}

	@EventListener
	void on(MinorsChanged changed) {
		for (String sql : List.of(MinorsChanged.update("personal_programme"),
				OF_PROGRAMME.formatted("programme_activity"), OF_PROGRAMME.formatted("programme_approval"))) {
			this.jdbc.sql(sql)
				.param("regions", changed.regions().toArray(Long[]::new))
				.param("mentorships", changed.mentorships().toArray(Long[]::new))
				.update();
		}
	}

	@Transactional(readOnly = true)
	ProgrammeView view(long id) {
		PersonalProgramme programme = load(id);
		return view(programme, this.pairing.outline(programme.mentorshipId()), List.of());
	}

	@Transactional(readOnly = true)
	Slice<ProgrammeLine> list(Filter filter, PageQuery page) {
		Reach reach = Reach.of("p", filter.organisation())
			.andIf(filter.mentorship(), "p.mentorship_id = :mentorship", "mentorship")
			.codes(filter.status(), Status.class, "p.status", "status");
		if (filter.q() != null && !filter.q().isBlank()) {
			reach.and("""
					exists (select 1 from mentorship_member mm join participant n on n.region_id = mm.region_id
					and n.organisation_id = mm.organisation_id and n.person_id = mm.person_id
					where mm.region_id = p.region_id and mm.mentorship_id = p.mentorship_id
					and position(:q in ' ' || n.name_norm) > 0)""", "q", " " + Names.normalised(filter.q()));
		}
		String order = page.orderBy(SORTS, "p.starts_on desc, p.id desc");
		List<Line> lines = this.jdbc
			.sql("with page as materialized (select p.*, row_number() over (order by " + order
					+ ") as place_on_page from personal_programme p" + reach.where() + " order by " + order
					+ " limit :limit offset :offset) " + """
							select p.*,
							  (select count(*) from programme_activity a where a.region_id = p.region_id
							    and a.programme_id = p.id and a.status = 'done') as done,
							  (select count(*) from programme_activity a where a.region_id = p.region_id
							    and a.programme_id = p.id and a.status in ('planned', 'done')) as total
							from page p order by p.place_on_page""")
			.params(reach.parameters())
			.param("limit", page.size())
			.param("offset", page.offset())
			.query(Line::read)
			.list();
		long count = this.jdbc
			.sql("select count(*) from (select 1 from personal_programme p" + reach.where() + " limit "
					+ (Slice.COUNTED + 1) + ") found")
			.params(reach.parameters())
			.query(Long.class)
			.single();
		Map<Long, List<MemberView>> members = this.mentorships
			.members(lines.stream().map(Line::mentorshipId).distinct().toList());
		return Slice.of(lines, page, count)
			.map((line) -> line.view(members.getOrDefault(line.mentorshipId(), List.of())));
	}

	private ProgrammeView saved(PersonalProgramme programme, Outline outline, List<String> warnings) {
		record(programme);
		return view(programme, outline, warnings);
	}

	private void record(PersonalProgramme programme) {
		this.programmes.flush();
		this.outbox.record(programme.fact());
	}

	private PersonalProgramme load(long id) {
		return this.programmes.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private PersonalProgramme loadOf(long activity) {
		return this.programmes.findByActivitiesId(activity)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

	private ProgrammeView view(PersonalProgramme programme, Outline outline, List<String> warnings) {
		Content content = programme.content();
		return new ProgrammeView(programme.id(), programme.mentorshipId(), programme.organisationId(), content.title(),
				content.from(), content.to(), content.directions(), content.gaps(), content.strengths(), content.note(),
				programme.plan().ordered().stream().map(Activity::view).toList(), programme.words().summary(outline),
				programme.awaited(), programme.status(), programme.versionNo(), programme.amendment(),
				programme.plan().progress(),
				this.mentorships.members(List.of(outline.id())).getOrDefault(outline.id(), List.of()),
				programme.version(), actions(programme, outline), warnings);
	}

	/** The verbs that the caller may use now. */
	private static List<String> actions(PersonalProgramme programme, Outline outline) {
		Scope scope = Scope.current();
		List<String> actions = new ArrayList<>();
		boolean curator = outline.staff(scope, Role.CURATOR);
		Long me = scope.person();
		boolean member = outline.side(scope) != null;
		boolean inForce = programme.isInForce();
		Status stage = programme.stage();
		boolean preparing = stage == Status.DRAFT || stage == Status.AGREED || stage == Status.CURATOR_OK;
		boolean changing = (curator && (preparing || inForce)) || (member && !inForce && stage == Status.DRAFT);
		add(actions, "edit", preparing && !inForce && (curator || member));
		add(actions, "agreement",
				stage == Status.DRAFT && (curator || (me != null && programme.awaited().contains(me))));
		add(actions, "curator-approval", curator && stage == Status.AGREED);
		add(actions, "approval", stage == Status.CURATOR_OK && outline.staff(scope, Role.DIRECTOR));
		add(actions, "activities", changing);
		add(actions, "done", inForce && outline.mentorOr(scope, Role.CURATOR));
		add(actions, "strike", changing);
		add(actions, "withdrawal", curator && programme.amendment() != null);
		add(actions, "completion", curator && inForce && programme.fulfilment().open().isEmpty());
		return actions;
	}

	private static void add(List<String> actions, String action, boolean allowed) {
		if (allowed) {
			actions.add(action);
		}
	}

	record Filter(@Nullable Long organisation, @Nullable Long mentorship, @Nullable String status, @Nullable String q) {
	}

	/** A programme on the screen. */
	record ProgrammeView(long id, long mentorshipId, long organisationId, String title, LocalDate from, LocalDate to,
			List<String> directions, List<String> gaps, List<String> strengths, String note,
			List<Activity.ActivityView> activities, Approvals approvals, List<Long> awaited, Status status,
			int versionNo, @Nullable Status amendment, Progress progress, List<MemberView> members, int version,
			List<String> actions, List<String> warnings) {
	}

	/** A programme on a list. */
	record ProgrammeLine(long id, long mentorshipId, long organisationId, String title, LocalDate from, LocalDate to,
			Status status, Progress progress, List<MemberView> members) {
	}

	private record Line(long id, long mentorshipId, long organisationId, String title, LocalDate from, LocalDate to,
			Status status, Progress progress) {

		static Line read(ResultSet row, int number) throws SQLException {
			return new Line(row.getLong("id"), row.getLong("mentorship_id"), row.getLong("organisation_id"),
					row.getString("title"), row.getObject("starts_on", LocalDate.class),
					row.getObject("ends_on", LocalDate.class),
					Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
					new Progress(row.getInt("done"), row.getInt("total")));
		}

		ProgrammeLine view(List<MemberView> members) {
			return new ProgrammeLine(this.id, this.mentorshipId, this.organisationId, this.title, this.from, this.to,
					this.status, this.progress, members);
		}

	}

}
