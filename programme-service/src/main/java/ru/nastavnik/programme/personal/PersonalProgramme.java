package ru.nastavnik.programme.personal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Fulfilment;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.personal.Approval.Party;
import ru.nastavnik.programme.template.Templates.Template;

/**
 * The plan of a pair: {@code draft → agreed → curator_ok → approved → running → completed
 * | stopped}. A programme in force changes by an amendment: its next version goes the
 * same way while the present one stays in force.
 */
@Entity
class PersonalProgramme extends Placed {

	private static final Set<Status> CHANGEABLE = EnumSet.of(Status.DRAFT, Status.AGREED, Status.CURATOR_OK);

	private static final Set<Status> IN_FORCE = EnumSet.of(Status.APPROVED, Status.RUNNING);

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "personal_programme_seq")
	@SequenceGenerator(name = "personal_programme_seq", allocationSize = 50)
	private @Nullable Long id;

	@Column(updatable = false)
	private long mentorshipId;

	@Embedded
	private Content content = Content.of("", new Period(LocalDate.EPOCH, LocalDate.EPOCH));

	@Enumerated(EnumType.STRING)
	private Status status = Status.DRAFT;

	private int versionNo = 1;

	/** How far the next version has come; null when none is in work. */
	@Enumerated(EnumType.STRING)
	private @Nullable Status amendment;

	private @Nullable LocalDate completedOn;

	private boolean withMinors;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> participants = List.of();

	private Instant changedAt = Instant.now();

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.EAGER)
	@JoinColumn(name = "programme_id", nullable = false, updatable = false)
	@OrderBy("seq")
	private List<Activity> activities = new ArrayList<>();

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
	@JoinColumn(name = "programme_id", nullable = false, updatable = false)
	@OrderBy("id")
	private List<Approval> approvals = new ArrayList<>();

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
		programme.content = Content.of((title != null && !title.isBlank()) ? title.strip() : template.title(),
				Period.of(mentorship, from, to));
		template.rows()
			.forEach((row) -> programme.add(new Activity.Content(row.no(), row.stage(), row.activity(),
					row.term().text(), null, null, row.result(), row.responsible())));
		return programme;
	}

	/** New content sends the programme back to a draft: everybody agrees again. */
	void change(Outline mentorship, Content changed) {
		Demand.status(this.status, CHANGEABLE,
				"Утверждённую программу изменить нельзя: добавьте или исключите отдельные мероприятия.");
		Period period = Period.of(mentorship, changed.from(), changed.to());
		this.content = changed;
		plan().schedule(period);
		askAgain();
	}

	Activity add(Activity.Content content) {
		begin();
		int seq = plan().nextSeq();
		Activity activity = place(seq, content.no().isBlank() ? renumber(content, seq) : content);
		if (this.amendment != null) {
			activity.propose(null);
		}
		return activity;
	}

	private Activity place(int seq, Activity.Content content) {
		Activity activity = new Activity(place(), seq, this.withMinors, this.participants);
		activity.describe(content, period());
		this.activities.add(activity);
		return activity;
	}

	private static Activity.Content renumber(Activity.Content content, int seq) {
		return new Activity.Content(Integer.toString(seq), content.section(), content.task(), content.term(),
				content.dueFrom(), content.dueTo(), content.plannedResult(), content.responsible());
	}

	void changeActivity(long id, Activity.Content content) {
		begin();
		Activity activity = plan().one(id);
		if (this.amendment == null || activity.proposed()) {
			activity.describe(content, period());
			return;
		}
		Activity replacement = plan().replacementOf(activity);
		if (replacement != null) {
			replacement.describe(content, period());
			return;
		}
		activity.proposeStrike(null);
		place(activity.seq(), content).propose(activity);
	}

	/**
	 * BR-038: an activity that will not be done is struck with a reason; in force, when
	 * the amendment is approved.
	 */
	void strike(long id, String reason) {
		begin();
		Activity activity = plan().one(id);
		if (this.amendment == null) {
			activity.strike(reason);
			return;
		}
		plan().proposeStrike(activity, reason);
		if (plan().proposesNothing()) {
			this.amendment = null;
		}
	}

	void finishActivity(long id, LocalDate on, @Nullable String result, LocalDate today) {
		Demand.status(this.status, IN_FORCE, "Отмечать выполнение можно после утверждения программы директором.");
		Demand.notInFuture(on, today);
		if (on.isBefore(this.content.from())) {
			throw ProgrammeProblem.DATES.because("Дата раньше начала программы.").on("on");
		}
		Activity activity = plan().one(id);
		if (plan().isProposedFor(activity)) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Для этого мероприятия предложены изменения. Дождитесь решения по ним или отзовите их.");
		}
		activity.finish(on, result);
		if (this.status == Status.APPROVED) {
			this.status = Status.RUNNING;
		}
		touch();
	}

	// a change of a draft asks everybody again, a change of a programme in force makes or
	// goes on with its next version
	private void begin() {
		if (!CHANGEABLE.contains(this.status)) {
			Demand.status(this.status, IN_FORCE, "Завершённую программу изменить нельзя.");
			this.amendment = Objects.requireNonNullElse(this.amendment, Status.DRAFT);
		}
		askAgain();
	}

	private void askAgain() {
		words().forget();
		moveTo(Status.DRAFT);
	}

	/**
	 * Other people are to work by it: they are asked from the beginning, also about what
	 * was in force. An ended programme stays as it was.
	 * @return whether there was anything to take back
	 */
	boolean askOthers() {
		boolean asked = this.status != Status.COMPLETED && this.status != Status.STOPPED
				&& (this.status != Status.DRAFT || words().any());
		if (asked) {
			dropAmendment();
			askAgain();
		}
		return asked;
	}

	/** The version in work is given up; the one in force stays as it is. */
	void withdraw() {
		if (this.amendment == null) {
			throw ProgrammeProblem.WRONG_STATUS.because("Изменений на согласовании нет.");
		}
		dropAmendment();
	}

	private void dropAmendment() {
		if (this.amendment != null) {
			words().forget();
			plan().drop();
			this.amendment = null;
			touch();
		}
	}

	/** The version that is in work, or the one in force. */
	private int preparing() {
		return (this.amendment != null) ? this.versionNo + 1 : this.versionNo;
	}

	boolean isInForce() {
		return IN_FORCE.contains(this.status);
	}

	/** Where the version in work stands. */
	Status stage() {
		return (this.amendment != null) ? this.amendment : this.status;
	}

	private void moveTo(Status stage) {
		if (this.amendment != null) {
			this.amendment = stage;
		}
		else {
			this.status = stage;
		}
		touch();
	}

	private void say(Party party, @Nullable Long person, LocalDate on, String by) {
		this.approvals
			.add(new Approval(place(), preparing(), party, person, on, by, this.withMinors, this.participants));
	}

	/** What has been said about the version in work. */
	Words words() {
		return new Words(this.approvals, preparing());
	}

	/** Who has yet to agree to the version in work. */
	List<Long> awaited() {
		return (stage() == Status.DRAFT) ? words().awaited(this.participants) : List.of();
	}

	/** A member agrees; the last of them makes the version agreed. */
	void agree(Side side, long person, LocalDate on, AgreedBy by, LocalDate today) {
		Demand.status(stage(), EnumSet.of(Status.DRAFT), "Программа уже согласована сторонами.");
		Demand.notInFuture(on, today);
		if (!awaited().contains(person)) {
			throw ProgrammeProblem.ALREADY_AGREED.because("Согласие этого участника уже записано.");
		}
		say(Party.of(side), person, on, by.toString());
		moveTo(awaited().isEmpty() ? Status.AGREED : Status.DRAFT);
	}

	void confirm(String curator, LocalDate today) {
		Demand.status(stage(), EnumSet.of(Status.AGREED),
				"Куратор подтверждает программу, согласованную наставником и наставляемым.");
		say(Party.CURATOR, null, today, curator);
		moveTo(Status.CURATOR_OK);
	}

	void approve(String director, boolean mentorshipActive, LocalDate today) {
		Demand.status(stage(), EnumSet.of(Status.CURATOR_OK),
				"Директор утверждает программу, подтверждённую куратором.");
		say(Party.DIRECTOR, null, today, director);
		if (this.amendment != null) {
			// BR-038: only now the strikes and the other changes count
			plan().takeEffect();
			this.versionNo = preparing();
			this.amendment = null;
			touch();
		}
		else {
			moveTo(mentorshipActive ? Status.RUNNING : Status.APPROVED);
		}
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
		Demand.status(this.status, IN_FORCE, "Завершить можно утверждённую программу.");
		Demand.notInFuture(on, today);
		fulfilment().demandDone();
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

	/**
	 * BR-034: the mentorship goes on until then by everybody's consent and an order; the
	 * programme goes on with it as far as BR-032 lets it.
	 */
	boolean extend(boolean exempt, LocalDate end) {
		LocalDate latest = this.content.from().plusYears(1);
		LocalDate to = (exempt || end.isBefore(latest)) ? end : latest;
		if (this.status == Status.COMPLETED || this.status == Status.STOPPED || !to.isAfter(this.content.to())) {
			return false;
		}
		this.content = new Content(this.content.title(), this.content.from(), to, this.content.directions(),
				this.content.gaps(), this.content.strengths(), this.content.note());
		return true;
	}

	Fulfilment fulfilment() {
		return new Fulfilment(!CHANGEABLE.contains(this.status), plan().open());
	}

	private void close(Status end, LocalDate on) {
		dropAmendment();
		this.status = end;
		this.completedOn = on;
		touch();
	}

	private void touch() {
		this.changedAt = Instant.now();
	}

	Fact.Draft fact() {
		return Fact.Draft.of("programme-changed", id(), place(), state());
	}

	Changed state() {
		Plan.Progress progress = plan().progress();
		return new Changed(id(), this.mentorshipId, this.status, this.content.from(), this.content.to(),
				progress.done(), progress.total());
	}

	Plan plan() {
		return new Plan(this.activities);
	}

	/**
	 * The state of a programme that was worked on before the platform: the first share of
	 * the activities is done.
	 */
	void restore(Outline mentorship, Status restored, double doneShare, LocalDate on, LocalDate today) {
		int done = (int) Math.round(doneShare * this.activities.size());
		for (Activity activity : this.activities.subList(0, done)) {
			LocalDate due = Objects.requireNonNullElse(activity.dueTo(), this.content.from());
			LocalDate last = on.isBefore(today) ? on : today;
			activity.finish(due.isAfter(last) ? last : due, null);
		}
		this.status = restored;
		if (restored != Status.DRAFT) {
			for (Side side : Side.values()) {
				mentorship.persons(side)
					.forEach((person) -> say(Party.of(side), person, this.content.from(), AgreedBy.CURATOR.toString()));
			}
			say(Party.CURATOR, null, this.content.from(), "");
			say(Party.DIRECTOR, null, this.content.from(), "");
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

	Status status() {
		return this.status;
	}

	int versionNo() {
		return this.versionNo;
	}

	@Nullable Status amendment() {
		return this.amendment;
	}

	List<Approval> approvals() {
		return List.copyOf(this.approvals);
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

	Content content() {
		return this.content;
	}

	private Period period() {
		return new Period(this.content.from(), this.content.to());
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

	/** The fact {@code programme-changed}. */
	record Changed(long id, long mentorshipId, Status status, LocalDate from, LocalDate to, int done, int total) {
	}

}
