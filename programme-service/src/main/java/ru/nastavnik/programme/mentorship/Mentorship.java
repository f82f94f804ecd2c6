package ru.nastavnik.programme.mentorship;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * A pair or a group: {@code proposed → agreed → ordered → active ⇄ suspended → completing
 * → completed | terminated}.
 */
@Entity
public class Mentorship extends Placed {

	private static final Set<String> MENTOR_READY = Set.of("available", "assigned");

	private static final Set<String> MENTEE_READY = Set.of("in_base", "waiting", "matched", "in_mentorship");

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mentorship_seq")
	@SequenceGenerator(name = "mentorship_seq", allocationSize = 50)
	private @Nullable Long id;

	@Enumerated(EnumType.STRING)
	private Kind kind = Kind.PAIR;

	@Enumerated(EnumType.STRING)
	private Form form = Form.OTHER;

	private @Nullable String formName;

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "methods")
	private List<String> methods = List.of();

	private @Nullable String roleModel;

	private String goal = "";

	@Column(name = "starts_on")
	private LocalDate start = LocalDate.EPOCH;

	private LocalDate plannedEnd = LocalDate.EPOCH;

	private @Nullable LocalDate endedOn;

	@Enumerated(EnumType.STRING)
	private @Nullable Ground ground;

	private @Nullable String endReason;

	@Enumerated(EnumType.STRING)
	private Status status = Status.PROPOSED;

	private boolean profileFits;

	private boolean mutualInterest;

	private @Nullable Long orderId;

	private @Nullable String orderNumber;

	private @Nullable LocalDate orderDate;

	private boolean withMinors;

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "participants")
	private List<Long> participants = List.of();

	/** Also makes a change of a member a change of the mentorship's version. */
	private Instant changedAt = Instant.now();

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.EAGER)
	@JoinColumn(name = "mentorship_id", nullable = false, updatable = false)
	@OrderBy("id")
	private List<Member> members = new ArrayList<>();

	protected Mentorship() {
	}

	private Mentorship(Place place) {
		super(place);
	}

	/**
	 * A proposal that keeps the rules of who may meet whom.
	 * @param people the people of the organisation among those proposed
	 */
	static Mentorship propose(Place place, Terms terms, Map<Long, Participant> people, LocalDate today) {
		Mentorship mentorship = new Mentorship(place);
		mentorship.accept(terms, people, today);
		return mentorship;
	}

	/** New terms; members may change while it is only a proposal. */
	void change(Terms terms, Map<Long, Participant> people, LocalDate today) {
		demand(EnumSet.of(Status.PROPOSED, Status.AGREED, Status.ORDERED, Status.ACTIVE, Status.SUSPENDED,
				Status.COMPLETING), "Завершённое наставничество изменить нельзя.");
		boolean sameMembers = new HashSet<>(terms.mentorIds()).equals(new HashSet<>(persons(Side.MENTOR)))
				&& new HashSet<>(terms.menteeIds()).equals(new HashSet<>(persons(Side.MENTEE)));
		// the methods decide whether the term of BR-032 is demanded, so they are agreed
		// too
		boolean sameTerms = terms.kind() == this.kind && terms.form() == this.form && terms.start().equals(this.start)
				&& terms.methods()
					.stream()
					.map(Method::toString)
					.collect(java.util.stream.Collectors.toSet())
					.equals(new HashSet<>(this.methods));
		if (this.status != Status.PROPOSED && !(sameMembers && sameTerms)) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Состав, форму, способы работы и дату начала можно изменить только до согласия участников.");
		}
		if (sameMembers) {
			terms.check();
			List<Violation> violations = new ArrayList<>();
			checkMembers(terms, violations);
			if (!violations.isEmpty()) {
				throw KitProblem.INVALID.because("Состав не подходит к виду наставничества.").on(violations);
			}
			take(terms);
		}
		else {
			accept(terms, people, today);
		}
		settle();
	}

	private void accept(Terms terms, Map<Long, Participant> people, LocalDate today) {
		List<Violation> violations = new ArrayList<>(terms.violations());
		checkMembers(terms, violations);
		boolean unknown = false;
		boolean notReady = false;
		for (Side side : Side.values()) {
			String field = (side == Side.MENTOR) ? "mentorIds" : "menteeIds";
			for (Long person : terms.persons(side)) {
				Participant participant = people.get(person);
				if (participant == null) {
					unknown = true;
					violations.add(new Violation(field, "Участник не найден в этой организации."));
				}
				else {
					String obstacle = obstacle(participant, side);
					if (obstacle != null) {
						notReady = true;
						violations.add(new Violation(field, obstacle));
					}
				}
			}
		}
		if (!violations.isEmpty()) {
			boolean dates = !terms.violations().isEmpty();
			throw new ProblemException(
					dates ? ProgrammeProblem.DATES
							: (notReady && !unknown) ? ProgrammeProblem.NOT_READY : ProgrammeProblem.MEMBERS,
					"Исправьте отмеченные поля и отправьте ещё раз.")
				.on(violations);
		}
		take(terms);
		this.members.clear();
		List<Long> everybody = Stream.concat(terms.mentorIds().stream(), terms.menteeIds().stream()).toList();
		this.withMinors = everybody.stream().map(people::get).filter(Objects::nonNull).anyMatch((p) -> p.minor(today));
		this.participants = everybody;
		for (Side side : Side.values()) {
			for (Long person : terms.persons(side)) {
				Participant participant = Objects.requireNonNull(people.get(person));
				Member member = new Member(place(), person, side, participant.minor(today));
				member.belongTo(this.withMinors, everybody);
				this.members.add(member);
			}
		}
	}

	private void take(Terms terms) {
		this.kind = terms.kind();
		this.form = terms.form();
		this.formName = terms.formName();
		this.methods = terms.methods().stream().map(Method::toString).distinct().toList();
		this.roleModel = terms.roleModel();
		this.goal = terms.goal();
		this.start = terms.start();
		this.plannedEnd = terms.plannedEnd();
		this.profileFits = terms.profileFits();
		this.mutualInterest = terms.mutualInterest();
		touch();
	}

	// BR-020, BR-031
	private static void checkMembers(Terms terms, List<Violation> violations) {
		Set<Long> seen = new HashSet<>();
		for (Side side : Side.values()) {
			for (Long person : terms.persons(side)) {
				if (!seen.add(person)) {
					violations.add(new Violation((side == Side.MENTOR) ? "mentorIds" : "menteeIds",
							"Наставник и наставляемый должны быть разными людьми, каждый указан один раз."));
				}
			}
		}
		if (terms.mentorIds().size() != 1) {
			violations.add(new Violation("mentorIds",
					(terms.kind() == Kind.PAIR) ? "В паре ровно один наставник." : "В группе ровно один наставник."));
		}
		if (terms.kind() == Kind.PAIR && terms.menteeIds().size() != 1) {
			violations.add(new Violation("menteeIds",
					"В паре ровно один наставляемый. Для нескольких наставляемых выберите группу."));
		}
		if (terms.kind() == Kind.GROUP && terms.menteeIds().size() < 2) {
			violations.add(new Violation("menteeIds", "В группе не меньше двух наставляемых."));
		}
	}

	private static @Nullable String obstacle(Participant participant, Side side) {
		String status = (side == Side.MENTOR) ? participant.mentorStatus() : participant.menteeStatus();
		if (!participant.consent()) {
			return "Нет действующего согласия на обработку персональных данных.";
		}
		if (side == Side.MENTOR && (status == null || !MENTOR_READY.contains(status))) {
			return "Человек не числится доступным наставником. Завершите его включение в реестр наставников.";
		}
		if (side == Side.MENTEE && (status == null || !MENTEE_READY.contains(status))) {
			return "Человек не включён в базу наставляемых.";
		}
		return null;
	}

	/** A member agrees or refuses; the last agreement makes the mentorship agreed. */
	void answer(long person, boolean agrees, LocalDate on, AgreedBy by, LocalDate today) {
		demand(EnumSet.of(Status.PROPOSED), "Согласие записывают, пока наставничество только предложено.");
		notInFuture(on, today);
		Member member = this.members.stream()
			.filter((candidate) -> candidate.personId() == person)
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Участник не найден или недоступен вам."));
		if (by == AgreedBy.REPRESENTATIVE && !member.minor()) {
			throw KitProblem.INVALID.because("За взрослого участника законный представитель не соглашается.")
				.on("by", "Укажите: self или curator.");
		}
		member.answer(agrees, on, by);
		touch();
		settle();
	}

	// BR-040: both criteria and everybody's word
	private void settle() {
		if (this.status == Status.PROPOSED && this.profileFits && this.mutualInterest
				&& this.members.stream().allMatch(Member::agreed)) {
			this.status = Status.AGREED;
		}
	}

	List<Long> everybody() {
		return this.participants;
	}

	/** Whom an order may not name today: a consent or a readiness has gone meanwhile. */
	List<String> obstacles(Map<Long, Participant> people) {
		return this.members.stream().map((member) -> {
			Participant participant = people.get(member.personId());
			return (participant != null) ? obstacle(participant, member.role()) : "Участник больше не числится здесь.";
		}).filter(Objects::nonNull).distinct().toList();
	}

	/** BR-035: only a signed order that lists it makes a mentorship ordered. */
	void order(long order, String number, LocalDate date) {
		demand(EnumSet.of(Status.AGREED), "В приказ входят только согласованные пары и группы.");
		this.status = Status.ORDERED;
		this.orderId = order;
		this.orderNumber = number;
		this.orderDate = date;
		touch();
	}

	/** The first held meeting starts the work. */
	boolean activate(LocalDate on) {
		if (this.status != Status.ORDERED) {
			return false;
		}
		this.status = Status.ACTIVE;
		this.members.forEach((member) -> member.start(on));
		touch();
		return true;
	}

	/** The final meeting is planned. */
	boolean approachEnd() {
		if (this.status != Status.ACTIVE) {
			return false;
		}
		this.status = Status.COMPLETING;
		touch();
		return true;
	}

	/** The final meeting will not take place. */
	boolean stepBackFromEnd() {
		if (this.status != Status.COMPLETING) {
			return false;
		}
		this.status = Status.ACTIVE;
		touch();
		return true;
	}

	void suspend(LocalDate on, LocalDate today) {
		demand(EnumSet.of(Status.ACTIVE, Status.COMPLETING), "Приостановить можно только действующее наставничество.");
		notInFuture(on, today);
		notBeforeStart(on);
		this.status = Status.SUSPENDED;
		touch();
	}

	void resume(LocalDate on, LocalDate today) {
		demand(EnumSet.of(Status.SUSPENDED), "Возобновить можно только приостановленное наставничество.");
		notInFuture(on, today);
		notBeforeStart(on);
		this.status = Status.ACTIVE;
		touch();
	}

	/**
	 * Ground E1: the plan is done in full (BR-038).
	 * @param openActivities activities of the programme neither done nor struck
	 */
	void complete(LocalDate on, @Nullable String note, int openActivities, LocalDate today) {
		demand(EnumSet.of(Status.ACTIVE, Status.COMPLETING),
				"Завершить с выполнением плана можно только действующее наставничество.");
		notInFuture(on, today);
		notBeforeStart(on);
		if (openActivities > 0) {
			throw ProgrammeProblem.PLAN_OPEN
				.because("В программе не закрыто мероприятий: " + openActivities
						+ ". Отметьте их выполненными или исключите с указанием причины.")
				.on("on");
		}
		finish(Status.COMPLETED, on, Ground.E1, note);
	}

	/** Grounds E2 and E3, with the statement of the party (BR-038, BR-039). */
	void terminate(LocalDate on, Ground reasonGround, String reason, LocalDate today) {
		demand(EnumSet.complementOf(EnumSet.of(Status.COMPLETED, Status.TERMINATED)), "Наставничество уже завершено.");
		notInFuture(on, today);
		if (EnumSet.of(Status.ACTIVE, Status.SUSPENDED, Status.COMPLETING).contains(this.status)) {
			notBeforeStart(on);
		}
		if (reasonGround == Ground.E1) {
			throw KitProblem.INVALID.because("Основание E1 означает выполненный план: используйте завершение.")
				.on("ground", "Допустимы: E2, E3.");
		}
		finish(Status.TERMINATED, on, reasonGround, reason);
	}

	private void finish(Status end, LocalDate on, Ground endGround, @Nullable String reason) {
		this.status = end;
		this.endedOn = on;
		this.ground = endGround;
		this.endReason = reason;
		this.members.forEach((member) -> member.end(on));
		touch();
	}

	private void touch() {
		this.changedAt = Instant.now();
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

	private void notBeforeStart(LocalDate on) {
		if (on.isBefore(this.start)) {
			throw ProgrammeProblem.DATES.because("Дата раньше начала наставничества.").on("on");
		}
	}

	/** The fact, from the state as it is now. */
	Fact.Draft fact() {
		return Fact.Draft.of("mentorship-changed", id(), place(), state());
	}

	Changed state() {
		return new Changed(id(), this.kind, this.form, this.methods, this.status, this.start, this.plannedEnd,
				this.endedOn, this.ground, this.orderDate, refs(Side.MENTOR), refs(Side.MENTEE), this.withMinors);
	}

	private List<Changed.Ref> refs(Side side) {
		return persons(side).stream().map(Changed.Ref::new).toList();
	}

	List<Long> persons(Side side) {
		return this.members.stream().filter((member) -> member.role() == side).map(Member::personId).toList();
	}

	/** What other features may know. */
	public Outline outline() {
		return new Outline(id(), place(), this.status, this.form, this.methods, this.start, this.plannedEnd,
				this.orderDate, this.withMinors, this.participants, persons(Side.MENTOR), persons(Side.MENTEE),
				version());
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	void identify(long given) {
		this.id = given;
	}

	Status status() {
		return this.status;
	}

	Kind kind() {
		return this.kind;
	}

	Form form() {
		return this.form;
	}

	@Nullable String formName() {
		return this.formName;
	}

	List<String> methods() {
		return this.methods;
	}

	@Nullable String roleModel() {
		return this.roleModel;
	}

	String goal() {
		return this.goal;
	}

	LocalDate start() {
		return this.start;
	}

	LocalDate plannedEnd() {
		return this.plannedEnd;
	}

	@Nullable LocalDate endedOn() {
		return this.endedOn;
	}

	@Nullable Ground ground() {
		return this.ground;
	}

	@Nullable String endReason() {
		return this.endReason;
	}

	boolean profileFits() {
		return this.profileFits;
	}

	boolean mutualInterest() {
		return this.mutualInterest;
	}

	@Nullable Long orderId() {
		return this.orderId;
	}

	@Nullable String orderNumber() {
		return this.orderNumber;
	}

	@Nullable LocalDate orderDate() {
		return this.orderDate;
	}

	boolean withMinors() {
		return this.withMinors;
	}

	List<Long> participants() {
		return this.participants;
	}

	List<Member> members() {
		return List.copyOf(this.members);
	}

	/** A pair or a group. */
	public enum Kind {

		PAIR, GROUP;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Who mentors whom. */
	public enum Form {

		TEACHER_TEACHER, LEADER_TEACHER, STUDENT_STUDENT, PUPIL_PUPIL, TEACHER_PUPIL, PARTNER_TEACHER, EMPLOYER_STUDENT,
		OTHER;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

		/** Plans of pupil forms last an academic year (BR-033). */
		public boolean ofPupils() {
			return this == PUPIL_PUPIL || this == TEACHER_PUPIL;
		}

	}

	/** How they work. */
	public enum Method {

		ONE_TO_ONE, VIRTUAL, SHORT_TERM, SITUATIONAL, SPEED;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Where the mentorship stands. */
	public enum Status {

		PROPOSED, AGREED, ORDERED, ACTIVE, SUSPENDED, COMPLETING, COMPLETED, TERMINATED;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

		/** Work may go on or begin. */
		public boolean isLive() {
			return this != COMPLETED && this != TERMINATED;
		}

	}

	/** Why it ended. */
	public enum Ground {

		/** The plan is done in full. */
		E1,
		/** A party's wish. */
		E2,
		/** The curator's initiative, or force majeure. */
		E3

	}

	/** What is proposed. */
	public record Terms(Kind kind, Form form, @Nullable String formName, List<Method> methods,
			@Nullable String roleModel, String goal, LocalDate start, LocalDate plannedEnd, List<Long> mentorIds,
			List<Long> menteeIds, boolean profileFits, boolean mutualInterest) {

		List<Long> persons(Side side) {
			return (side == Side.MENTOR) ? this.mentorIds : this.menteeIds;
		}

		List<Violation> violations() {
			return this.plannedEnd.isBefore(this.start)
					? List.of(new Violation("plannedEnd", "Окончание раньше начала. Проверьте даты.")) : List.of();
		}

		void check() {
			if (!violations().isEmpty()) {
				throw ProgrammeProblem.DATES.because("Окончание раньше начала. Проверьте даты.").on("plannedEnd");
			}
		}

	}

	/** The fact {@code mentorship-changed}. */
	record Changed(long id, Kind kind, Form form, List<String> methods, Status status, LocalDate start,
			LocalDate plannedEnd, @Nullable LocalDate ended, @Nullable Ground ground, @Nullable LocalDate orderedOn,
			List<Ref> mentors, List<Ref> mentees, boolean withMinors) {

		record Ref(long personId) {
		}

	}

}
