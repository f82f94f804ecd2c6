package ru.nastavnik.programme.personal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.template.Templates.Template;

/**
 * The plan of a pair: {@code draft → agreed → curator_ok → approved → running → completed
 * | stopped}.
 */
@Entity
class PersonalProgramme extends Placed {

	private static final DateTimeFormatter RUSSIAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private static final Set<Status> CHANGEABLE = EnumSet.of(Status.DRAFT, Status.AGREED, Status.CURATOR_OK);

	private static final Set<Status> IN_FORCE = EnumSet.of(Status.APPROVED, Status.RUNNING);

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "personal_programme_seq")
	@SequenceGenerator(name = "personal_programme_seq", allocationSize = 50)
	private @Nullable Long id;

	@Column(updatable = false)
	private long mentorshipId;

	private String title = "";

	@Column(name = "starts_on")
	private LocalDate from = LocalDate.EPOCH;

	@Column(name = "ends_on")
	private LocalDate to = LocalDate.EPOCH;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> directions = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> gaps = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> strengths = List.of();

	private String note = "";

	@Enumerated(EnumType.STRING)
	private Status status = Status.DRAFT;

	private int versionNo = 1;

	private @Nullable LocalDate mentorOn;

	private @Nullable String mentorBy;

	private @Nullable LocalDate menteeOn;

	private @Nullable String menteeBy;

	private @Nullable LocalDate curatorOn;

	private @Nullable String curatorBy;

	private @Nullable LocalDate directorOn;

	private @Nullable String directorBy;

	private @Nullable LocalDate completedOn;

	private boolean withMinors;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> participants = List.of();

	private Instant changedAt = Instant.now();

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.EAGER)
	@JoinColumn(name = "programme_id", nullable = false, updatable = false)
	@OrderBy("seq")
	private List<Activity> activities = new ArrayList<>();

	protected PersonalProgramme() {
	}

	private PersonalProgramme(Outline mentorship) {
		super(mentorship.place());
		this.mentorshipId = mentorship.id();
		this.withMinors = mentorship.withMinors();
		this.participants = mentorship.participants();
	}

	/** A draft with the activities of a template, dated by the period. */
	static PersonalProgramme draft(Outline mentorship, Template template, @Nullable String title,
			@Nullable LocalDate from, @Nullable LocalDate to) {
		PersonalProgramme programme = new PersonalProgramme(mentorship);
		programme.setPeriod(mentorship, (from != null) ? from : mentorship.start(),
				(to != null) ? to : defaultEnd(mentorship, (from != null) ? from : mentorship.start()));
		programme.title = (title != null && !title.isBlank()) ? title.strip() : template.title();
		template.rows()
			.forEach((row) -> programme.add(new Activity.Content(row.no(), row.stage(), row.activity(),
					row.term().text(), null, null, row.result(), row.responsible())));
		return programme;
	}

	// pupil forms run to the end of the academic year (BR-033)
	private static LocalDate defaultEnd(Outline mentorship, LocalDate from) {
		if (mentorship.exemptFromPeriod()) {
			LocalDate end = LocalDate.of(from.getYear(), 8, 31);
			return end.isBefore(from) ? end.plusYears(1) : end;
		}
		throw ProgrammeProblem.PERIOD.because("Укажите срок программы: от 3 месяцев до 1 года.").on("to");
	}

	// BR-032: by calendar, both ends inclusive
	private void setPeriod(Outline mentorship, LocalDate newFrom, LocalDate newTo) {
		if (newTo.isBefore(newFrom)) {
			throw ProgrammeProblem.PERIOD.because("Окончание раньше начала. Проверьте даты.").on("to");
		}
		LocalDate earliest = newFrom.plusMonths(3);
		LocalDate latest = newFrom.plusYears(1);
		if (!mentorship.exemptFromPeriod() && (newTo.isBefore(earliest) || newTo.isAfter(latest))) {
			throw ProgrammeProblem.PERIOD
				.because("Программа длится от 3 месяцев до 1 года: окончание с " + RUSSIAN.format(earliest) + " по "
						+ RUSSIAN.format(latest) + ".")
				.on("to");
		}
		this.from = newFrom;
		this.to = newTo;
	}

	/** New content sends the programme back to a draft: everybody agrees again. */
	void change(Outline mentorship, Content content) {
		demand(CHANGEABLE, "Утверждённую программу изменить нельзя: добавьте или исключите отдельные мероприятия.");
		setPeriod(mentorship, content.from(), content.to());
		this.title = content.title();
		this.directions = content.directions();
		this.gaps = content.gaps();
		this.strengths = content.strengths();
		this.note = content.note();
		this.activities.stream()
			.filter((activity) -> activity.status() == Activity.Status.PLANNED)
			.forEach((activity) -> activity.schedule(this.from, this.to));
		reopen();
	}

	Activity add(Activity.Content content) {
		demandOpen();
		int seq = this.activities.stream().mapToInt(Activity::seq).max().orElse(0) + 1;
		Activity activity = new Activity(place(), seq, this.withMinors, this.participants);
		activity.describe(content.no().isBlank() ? renumber(content, seq) : content, this.from, this.to);
		this.activities.add(activity);
		amended();
		return activity;
	}

	private static Activity.Content renumber(Activity.Content content, int seq) {
		return new Activity.Content(Integer.toString(seq), content.section(), content.task(), content.term(),
				content.dueFrom(), content.dueTo(), content.plannedResult(), content.responsible());
	}

	void changeActivity(long activity, Activity.Content content) {
		demandOpen();
		activity(activity).describe(content, this.from, this.to);
		amended();
	}

	/** BR-038: an activity that will not be done is struck with a reason. */
	void strike(long activity, String reason) {
		demandOpen();
		activity(activity).strike(reason);
		amended();
	}

	void finishActivity(long activity, LocalDate on, @Nullable String result, LocalDate today) {
		demand(IN_FORCE, "Отмечать выполнение можно после утверждения программы директором.");
		notInFuture(on, today);
		if (on.isBefore(this.from)) {
			throw ProgrammeProblem.DATES.because("Дата раньше начала программы.").on("on");
		}
		activity(activity).finish(on, result);
		if (this.status == Status.APPROVED) {
			this.status = Status.RUNNING;
		}
		touch();
	}

	Activity activity(long activity) {
		return this.activities.stream()
			.filter((candidate) -> candidate.id() == activity)
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	// a change of a draft asks everybody again, a change of a programme in force makes a
	// version
	private void amended() {
		if (CHANGEABLE.contains(this.status)) {
			reopen();
		}
		else {
			this.versionNo++;
			touch();
		}
	}

	private void reopen() {
		this.status = Status.DRAFT;
		this.mentorOn = null;
		this.mentorBy = null;
		this.menteeOn = null;
		this.menteeBy = null;
		this.curatorOn = null;
		this.curatorBy = null;
		touch();
	}

	void agree(Side side, LocalDate on, AgreedBy by, LocalDate today) {
		demand(EnumSet.of(Status.DRAFT), "Программа уже согласована сторонами.");
		notInFuture(on, today);
		if (side == Side.MENTOR) {
			notTwice(this.mentorOn);
			this.mentorOn = on;
			this.mentorBy = by.toString();
		}
		else {
			notTwice(this.menteeOn);
			this.menteeOn = on;
			this.menteeBy = by.toString();
		}
		if (this.mentorOn != null && this.menteeOn != null) {
			this.status = Status.AGREED;
		}
		touch();
	}

	private static void notTwice(@Nullable LocalDate agreedOn) {
		if (agreedOn != null) {
			throw ProgrammeProblem.ALREADY_AGREED.because("Согласие этой стороны уже записано.");
		}
	}

	void confirm(String curator, LocalDate today) {
		demand(EnumSet.of(Status.AGREED), "Куратор подтверждает программу, согласованную наставником и наставляемым.");
		this.status = Status.CURATOR_OK;
		this.curatorOn = today;
		this.curatorBy = curator;
		touch();
	}

	void approve(String director, boolean mentorshipActive, LocalDate today) {
		demand(EnumSet.of(Status.CURATOR_OK), "Директор утверждает программу, подтверждённую куратором.");
		this.status = mentorshipActive ? Status.RUNNING : Status.APPROVED;
		this.directorOn = today;
		this.directorBy = director;
		touch();
	}

	/** The mentorship began. */
	boolean run() {
		if (this.status != Status.APPROVED) {
			return false;
		}
		this.status = Status.RUNNING;
		touch();
		return true;
	}

	void complete(LocalDate on, LocalDate today) {
		demand(IN_FORCE, "Завершить можно утверждённую программу.");
		notInFuture(on, today);
		long open = this.activities.stream().filter((activity) -> activity.status() == Activity.Status.PLANNED).count();
		if (open > 0) {
			throw ProgrammeProblem.PLAN_OPEN.because("В программе не закрыто мероприятий: " + open
					+ ". Отметьте их выполненными или исключите с указанием причины.");
		}
		close(Status.COMPLETED, on);
	}

	/** The mentorship ended; the programme ends with it. */
	boolean end(boolean fulfilled, LocalDate on) {
		if (this.status == Status.COMPLETED || this.status == Status.STOPPED) {
			return false;
		}
		close((fulfilled && IN_FORCE.contains(this.status)) ? Status.COMPLETED : Status.STOPPED, on);
		return true;
	}

	private void close(Status end, LocalDate on) {
		this.status = end;
		this.completedOn = on;
		touch();
	}

	private void demandOpen() {
		if (!CHANGEABLE.contains(this.status) && !IN_FORCE.contains(this.status)) {
			throw ProgrammeProblem.WRONG_STATUS.because("Завершённую программу изменить нельзя.");
		}
	}

	private void demand(Set<Status> allowed, String otherwise) {
		if (!allowed.contains(this.status)) {
			throw ProgrammeProblem.WRONG_STATUS.because(otherwise);
		}
	}

	private static void notInFuture(LocalDate on, LocalDate today) {
		if (on.isAfter(today)) {
			throw ProgrammeProblem.DATES.because("Дата не может быть позже сегодняшней.").on("on");
		}
	}

	private void touch() {
		this.changedAt = Instant.now();
	}

	Fact.Draft fact() {
		return Fact.Draft.of("programme-changed", id(), place(), state());
	}

	Changed state() {
		Progress progress = progress();
		return new Changed(id(), this.mentorshipId, this.status, this.from, this.to, progress.done(), progress.total());
	}

	Progress progress() {
		int done = (int) this.activities.stream()
			.filter((activity) -> activity.status() == Activity.Status.DONE)
			.count();
		int total = (int) this.activities.stream()
			.filter((activity) -> activity.status() != Activity.Status.STRUCK)
			.count();
		return new Progress(done, total);
	}

	Approvals approvals() {
		return new Approvals(Approval.of(this.mentorOn, this.mentorBy), Approval.of(this.menteeOn, this.menteeBy),
				Approval.of(this.curatorOn, this.curatorBy), Approval.of(this.directorOn, this.directorBy));
	}

	/**
	 * The state of a programme that was worked on before the platform: the first share of
	 * the activities is done.
	 */
	void restore(Status restored, double doneShare, LocalDate on, LocalDate today) {
		int done = (int) Math.round(doneShare * this.activities.size());
		for (Activity activity : this.activities.subList(0, done)) {
			LocalDate due = Objects.requireNonNullElse(activity.dueTo(), this.from);
			LocalDate last = on.isBefore(today) ? on : today;
			activity.finish(due.isAfter(last) ? last : due, null);
		}
		this.status = restored;
		if (restored != Status.DRAFT) {
			this.mentorOn = this.from;
			this.mentorBy = AgreedBy.CURATOR.toString();
			this.menteeOn = this.from;
			this.menteeBy = AgreedBy.CURATOR.toString();
			this.curatorOn = this.from;
			this.curatorBy = "";
			this.directorOn = this.from;
			this.directorBy = "";
		}
		if (restored == Status.COMPLETED || restored == Status.STOPPED) {
			this.completedOn = on;
		}
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	void identify(long given) {
		this.id = given;
	}

	long mentorshipId() {
		return this.mentorshipId;
	}

	LocalDate from() {
		return this.from;
	}

	LocalDate to() {
		return this.to;
	}

	String title() {
		return this.title;
	}

	Status status() {
		return this.status;
	}

	int versionNo() {
		return this.versionNo;
	}

	@Nullable LocalDate completedOn() {
		return this.completedOn;
	}

	boolean withMinors() {
		return this.withMinors;
	}

	List<Long> participants() {
		return this.participants;
	}

	List<Activity> activities() {
		return this.activities.stream().sorted(Comparator.comparingInt(Activity::seq)).toList();
	}

	Content content() {
		return new Content(this.title, this.from, this.to, this.directions, this.gaps, this.strengths, this.note);
	}

	/** Where the programme stands. */
	enum Status {

		DRAFT, AGREED, CURATOR_OK, APPROVED, RUNNING, COMPLETED, STOPPED;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** The parts that the parties write. */
	record Content(String title, LocalDate from, LocalDate to, List<String> directions, List<String> gaps,
			List<String> strengths, String note) {
	}

	/** Activities done, of those not struck. */
	record Progress(int done, int total) {
	}

	/** Whose word it is and when. */
	record Approval(LocalDate on, String by) {

		static @Nullable Approval of(@Nullable LocalDate on, @Nullable String by) {
			return (on != null) ? new Approval(on, Objects.requireNonNullElse(by, "")) : null;
		}

	}

	/** The four words a programme needs. */
	record Approvals(@Nullable Approval mentor, @Nullable Approval mentee, @Nullable Approval curator,
			@Nullable Approval director) {
	}

	/** The fact {@code programme-changed}. */
	record Changed(long id, long mentorshipId, Status status, LocalDate from, LocalDate to, int done, int total) {
	}

}
