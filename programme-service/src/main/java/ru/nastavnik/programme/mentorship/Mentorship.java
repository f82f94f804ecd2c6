package ru.nastavnik.programme.mentorship;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.mentorship.Terms.Kind;
import ru.nastavnik.programme.mentorship.Terms.Method;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * A pair or a group: {@code proposed → agreed → ordered → active ⇄ suspended → completing
 * → completed | terminated}.
 */
@Entity
public class Mentorship extends Placed {

	private static final Set<Status> REPLACEABLE = EnumSet.of(Status.ORDERED, Status.ACTIVE, Status.SUSPENDED,
			Status.COMPLETING);

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

	/** Until when the members are asked to answer. */
	private @Nullable LocalDate respondBy;

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

	private @Nullable String labourWaiver;

	private @Nullable LocalDate suspendedOn;

	private boolean withMinors;

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "participants")
	private List<Long> participants = List.of();

	/** Where it was before a merger or a split of organisations. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> earlierOrganisations = List.of();

	/** Its last day in each of them. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<LocalDate> earlierUntil = List.of();

	@Embedded
	private Arrangement arrangement = new Arrangement();

	@Embedded
	private Former former = new Former();

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

	/**
	 * New terms. What somebody has agreed to and what changes now is asked about again.
	 * @return what the people are asked about again, in words
	 */
	List<String> change(Terms terms, Map<Long, Participant> people, LocalDate today) {
		Demand.status(this.status, EnumSet.complementOf(EnumSet.of(Status.COMPLETED, Status.TERMINATED)),
				"Завершённое наставничество изменить нельзя.");
		Terms agreed = terms();
		if (this.status != Status.PROPOSED && !terms.sameFrame(agreed)) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Состав, форму, способы работы и дату начала можно изменить только до согласия участников.");
		}
		boolean asking = this.status == Status.PROPOSED || this.status == Status.AGREED;
		List<String> news = (asking && this.members.stream().anyMatch(Member::answered)) ? terms.news(agreed)
				: List.of();
		if (terms.samePeople(agreed)) {
			terms.check();
			take(terms);
		}
		else {
			accept(terms, people, today);
		}
		if (!news.isEmpty()) {
			this.members.forEach(Member::ask);
			this.status = Status.PROPOSED;
		}
		settle();
		return news;
	}

	private void accept(Terms terms, Map<Long, Participant> people, LocalDate today) {
		terms.check(people);
		take(terms);
		this.members.clear();
		List<Long> everybody = terms.everybody();
		// what was written while a child belonged to it may speak of the child: replacing
		// the child opens nothing
		this.withMinors = this.withMinors
				|| everybody.stream().map(people::get).filter(Objects::nonNull).anyMatch((p) -> p.minor(today));
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
		this.methods = terms.workingMethods().stream().map(Method::toString).distinct().toList();
		this.arrangement = Arrangement.of(terms.more());
		this.roleModel = terms.roleModel();
		this.goal = terms.goal();
		this.start = terms.start();
		this.plannedEnd = terms.plannedEnd();
		this.profileFits = terms.profileFits();
		this.mutualInterest = terms.mutualInterest();
		touch();
	}

	private Terms terms() {
		return new Terms(this.kind, this.form, this.formName,
				this.methods.stream().map((method) -> Method.valueOf(method.toUpperCase(Locale.ROOT))).toList(),
				this.roleModel, this.goal, this.start, this.plannedEnd, persons(Side.MENTOR), persons(Side.MENTEE),
				this.profileFits, this.mutualInterest, this.arrangement.more());
	}

	/** A member agrees or refuses; the last agreement makes the mentorship agreed. */
	void answer(long person, boolean agrees, LocalDate on, AgreedBy by, LocalDate today) {
		answer(person, agrees, on, by, null, today);
	}

	void answer(long person, boolean agrees, LocalDate on, AgreedBy by, @Nullable String reason, LocalDate today) {
		Demand.status(this.status, EnumSet.of(Status.PROPOSED),
				"Согласие записывают, пока наставничество только предложено.");
		Demand.notInFuture(on, today);
		Member member = this.members.stream()
			.filter((candidate) -> candidate.personId() == person)
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Участник не найден или недоступен вам."));
		if (by == AgreedBy.REPRESENTATIVE && !member.minor()) {
			throw KitProblem.INVALID.because("За взрослого участника законный представитель не соглашается.")
				.on("by", "Укажите: self или curator.");
		}
		member.answer(agrees, on, by, reason);
		touch();
		settle();
	}

	/**
	 * Whoever has not agreed is asked until the day; who refused is asked once more, and
	 * may refuse again.
	 */
	void invite(LocalDate until, LocalDate today) {
		Demand.status(this.status, EnumSet.of(Status.PROPOSED),
				"Приглашение действует, пока наставничество только предложено.");
		if (until.isBefore(today)) {
			throw ProgrammeProblem.DATES.because("Срок ответа уже прошёл. Укажите сегодняшний день или позже.")
				.on("respondBy");
		}
		this.members.stream().filter(Member::refused).forEach(Member::ask);
		this.respondBy = until;
		touch();
	}

	// BR-040: both criteria and everybody's word
	private void settle() {
		if (this.status == Status.PROPOSED && this.profileFits && this.mutualInterest
				&& this.members.stream().allMatch(Member::agreed)) {
			this.status = Status.AGREED;
		}
	}

	/** Whom an order may not name today: a consent or a readiness has gone meanwhile. */
	List<String> obstacles(Map<Long, Participant> people) {
		return this.members.stream().map((member) -> {
			Participant participant = people.get(member.personId());
			return (participant != null) ? Terms.obstacle(participant, member.role())
					: "Участник больше не числится здесь.";
		}).filter(Objects::nonNull).distinct().toList();
	}

	/** BR-035: only a signed order that lists it makes a mentorship ordered. */
	void order(long order, String number, LocalDate date) {
		Demand.status(this.status, EnumSet.of(Status.AGREED), "В приказ входят только согласованные пары и группы.");
		this.status = Status.ORDERED;
		this.orderId = order;
		this.orderNumber = number;
		this.orderDate = date;
		touch();
	}

	/** BR-049 is off for this mentorship for the reason, or on again without one. */
	void waiveLabourPapers(@Nullable String reason) {
		Demand.status(this.status, EnumSet.complementOf(EnumSet.of(Status.COMPLETED, Status.TERMINATED)),
				"Наставничество уже завершено.");
		this.labourWaiver = reason;
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

	/**
	 * 4.6: another person goes on as the mentor from the day of the order; the programme
	 * and the meetings stay.
	 */
	void replace(long leaving, Participant successor, Leaving leave, LocalDate today) {
		Demand.status(this.status, REPLACEABLE,
				"Заменить наставника можно в закреплённом приказом и не завершённом наставничестве.");
		Member old = this.members.stream()
			.filter((member) -> member.role() == Side.MENTOR && member.personId() == leaving)
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Этот человек больше не наставник здесь."));
		this.former.add(old, this.start, leave);
		this.members.remove(old);
		Member next = new Member(place(), successor.personId(), Side.MENTOR, successor.minor(today));
		next.answer(true, leave.on(), AgreedBy.CURATOR);
		if (old.since() != null) {
			next.start(leave.on());
		}
		this.members.add(next);
		this.withMinors = this.withMinors || next.minor();
		this.participants = Stream.of(Side.values()).flatMap((side) -> persons(side).stream()).toList();
		this.members.forEach((member) -> member.belongTo(this.withMinors, this.participants));
		touch();
	}

	/** BR-034: everybody wants to go on, and the director has signed. */
	void extend(LocalDate end) {
		Demand.status(this.status, REPLACEABLE,
				"Продлить можно закреплённое приказом и не завершённое наставничество.");
		if (!end.isAfter(this.plannedEnd)) {
			throw ProgrammeProblem.DATES.because("Новый срок не длиннее прежнего.").on("newEnd");
		}
		this.plannedEnd = end;
		touch();
	}

	void suspend(LocalDate on, LocalDate today) {
		Demand.status(this.status, EnumSet.of(Status.ACTIVE, Status.COMPLETING),
				"Приостановить можно только действующее наставничество.");
		Demand.notInFuture(on, today);
		notBeforeStart(on);
		this.status = Status.SUSPENDED;
		this.suspendedOn = on;
		touch();
	}

	void resume(LocalDate on, LocalDate today) {
		Demand.status(this.status, EnumSet.of(Status.SUSPENDED),
				"Возобновить можно только приостановленное наставничество.");
		Demand.notInFuture(on, today);
		notBeforeStart(on);
		this.status = Status.ACTIVE;
		this.suspendedOn = null;
		touch();
	}

	/** Ground E1: the plan is done in full (BR-038). */
	void complete(LocalDate on, @Nullable String note, @Nullable Fulfilment plan, LocalDate today) {
		Demand.status(this.status, EnumSet.of(Status.ACTIVE, Status.COMPLETING),
				"Завершить с выполнением плана можно только действующее наставничество.");
		Demand.notInFuture(on, today);
		notBeforeStart(on);
		Fulfilment.demand(plan, outline().exemptFromPeriod());
		finish(Status.COMPLETED, on, Ground.E1, note);
	}

	/** Grounds E2 and E3, with the statement of the party (BR-038, BR-039). */
	void terminate(LocalDate on, Ground reasonGround, String reason, LocalDate today) {
		Demand.status(this.status, EnumSet.complementOf(EnumSet.of(Status.COMPLETED, Status.TERMINATED)),
				"Наставничество уже завершено.");
		Demand.notInFuture(on, today);
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

	private void notBeforeStart(LocalDate on) {
		if (on.isBefore(this.start)) {
			throw ProgrammeProblem.DATES.because("Дата раньше начала наставничества.").on("on");
		}
	}

	/** The fact, from the state as it is now. */
	Fact.Draft fact() {
		return fact(place(), state());
	}

	static Fact.Draft fact(Place place, Changed state) {
		return Fact.Draft.of("mentorship-changed", state.id(), place, state);
	}

	Changed state() {
		return new Changed(id(), this.kind, this.form, this.methods, this.status, this.start, this.plannedEnd,
				this.endedOn, this.ground, this.orderDate, refs(Side.MENTOR), refs(Side.MENTEE), this.withMinors,
				Changed.Home.of(this.earlierOrganisations, this.earlierUntil), this.former.left());
	}

	private List<Changed.Ref> refs(Side side) {
		return this.members.stream()
			.filter((member) -> member.role() == side || this.arrangement.mutual())
			.map((member) -> new Changed.Ref(member.personId(),
					this.former.joinedLater(member.role()) ? member.since() : null))
			.toList();
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

	Arrangement arrangement() {
		return this.arrangement;
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

}
