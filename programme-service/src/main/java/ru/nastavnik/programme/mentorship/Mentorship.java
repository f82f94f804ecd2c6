package ru.nastavnik.programme.mentorship;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * A pair or a group: {@code proposed → agreed → ordered → active ⇄ suspended → completing
 * → completed | terminated}.
 */
@Entity
public class Mentorship extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mentorship_seq")
	@SequenceGenerator(name = "mentorship_seq", allocationSize = 50)
	private @Nullable Long id;

	@Embedded
	private Conditions conditions = Conditions.NONE;

	/** Until when the members are asked to answer. */
	private @Nullable LocalDate respondBy;

	@Enumerated(EnumType.STRING)
	private Status status = Status.PROPOSED;

	@Embedded
	private @Nullable Ordered ordered;

	@Embedded
	private @Nullable Ending ending;

	private @Nullable String labourWaiver;

	private @Nullable LocalDate suspendedOn;

	/** Where it was before a merger or a split of organisations. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> earlierOrganisations = List.of();

	/** Its last day in each of them. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<LocalDate> earlierUntil = List.of();

	/** Also makes a change of a member a change of the mentorship's version. */
	private Instant changedAt = Instant.now();

	@Embedded
	private Members members = new Members();

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
		LifeCycle.CHANGE.demand(this.status);
		Terms agreed = terms();
		if (this.status != Status.PROPOSED && !terms.sameFrame(agreed)) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Состав, форму, способы работы и дату начала можно изменить только до согласия участников.");
		}
		if (this.status != Status.PROPOSED && this.status != Status.AGREED && !terms.samePaper(agreed)) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Срок и название формы закреплены приказом. Продлить наставничество можно новым приказом: "
						+ "действие «Продлить» в карточке пары.");
		}
		boolean asking = this.status == Status.PROPOSED || this.status == Status.AGREED;
		List<String> news = (asking && this.members.someAnswered()) ? terms.news(agreed) : List.of();
		if (terms.samePeople(agreed) && terms.kind() == agreed.kind()
				&& Objects.equals(terms.more().mentorOrganisation(), this.members.employer())) {
			terms.check();
			take(terms);
		}
		else {
			accept(terms, people, today);
		}
		if (!news.isEmpty()) {
			this.members.ask();
			this.status = Status.PROPOSED;
		}
		settle();
		return news;
	}

	/** What holds now. */
	Terms terms() {
		return this.conditions.with(persons(Side.MENTOR), persons(Side.MENTEE)).from(this.members.employer());
	}

	private void accept(Terms terms, Map<Long, Participant> people, LocalDate today) {
		terms.check(people);
		take(terms);
		// it was said of other people
		this.labourWaiver = null;
		this.members.take(place(), terms, people, today);
	}

	private void take(Terms terms) {
		this.conditions = Conditions.of(terms);
		touch();
	}

	/** A member agrees or refuses; the last agreement makes the mentorship agreed. */
	void answer(long person, boolean agrees, LocalDate on, AgreedBy by, LocalDate today) {
		answer(person, agrees, on, by, null, today);
	}

	void answer(long person, boolean agrees, LocalDate on, AgreedBy by, @Nullable String reason, LocalDate today) {
		LifeCycle.ANSWER.demand(this.status);
		Demand.notInFuture(on, today);
		this.members.answer(person, agrees, on, by, reason);
		touch();
		settle();
	}

	/** The mentors' employer lets them go, or does not and ends the proposal. */
	void employerAnswers(boolean agrees, String by, @Nullable String reason, LocalDate today) {
		LifeCycle.EMPLOYER.demand(this.status);
		this.members.employerAnswers(agrees, today, by);
		if (agrees) {
			touch();
			settle();
		}
		else {
			finish(Status.TERMINATED, new Ending(today, Ground.E3, reason));
		}
	}

	/**
	 * Whoever has not agreed is asked until the day; who refused is asked once more, and
	 * may refuse again.
	 */
	void invite(LocalDate until, LocalDate today) {
		LifeCycle.INVITE.demand(this.status);
		if (until.isBefore(today)) {
			throw ProgrammeProblem.DATES.because("Срок ответа уже прошёл. Укажите сегодняшний день или позже.")
				.on("respondBy");
		}
		this.members.askRefused();
		this.respondBy = until;
		touch();
	}

	// BR-040: both criteria and everybody's word
	private void settle() {
		if (this.status == Status.PROPOSED && this.conditions.suit() && this.members.allAgreed()) {
			this.status = Status.AGREED;
		}
	}

	/** Whom an order may not name today. */
	List<String> obstacles(Map<Long, Map<Long, Participant>> people) {
		return this.members.obstacles(people);
	}

	/** BR-035: only a signed order that lists it makes a mentorship ordered. */
	void order(long order, String number, LocalDate date) {
		LifeCycle.ORDER.demand(this.status);
		LocalDate agreed = this.members.agreedOn();
		if (agreed != null && date.isBefore(agreed)) {
			throw ProgrammeProblem.DATES
				.because("Участники пары или группы № " + id() + " согласились " + Russian.date(agreed)
						+ ": приказ не может быть датирован раньше.")
				.on("date");
		}
		this.status = Status.ORDERED;
		this.ordered = new Ordered(order, number, date);
		touch();
	}

	/** BR-049 is off for this mentorship for the reason, or on again without one. */
	void waiveLabourPapers(@Nullable String reason) {
		LifeCycle.WAIVE.demand(this.status);
		this.labourWaiver = reason;
		touch();
	}

	/** The first held meeting starts the work. */
	boolean activate(LocalDate on) {
		if (!turn(Status.ORDERED, Status.ACTIVE)) {
			return false;
		}
		this.members.start(on);
		return true;
	}

	/** The final meeting is planned. */
	boolean approachEnd() {
		return turn(Status.ACTIVE, Status.COMPLETING);
	}

	/** The final meeting will not take place. */
	boolean stepBackFromEnd() {
		return turn(Status.COMPLETING, Status.ACTIVE);
	}

	private boolean turn(Status from, Status to) {
		if (this.status != from) {
			return false;
		}
		this.status = to;
		touch();
		return true;
	}

	/**
	 * 4.6: another person goes on as the mentor from the day of the order; the programme
	 * and the meetings stay.
	 */
	void replace(long leaving, Participant successor, Leaving leave, LocalDate today) {
		LifeCycle.REPLACE.demand(this.status);
		this.members.replace(place(), leaving, successor, start(), leave, today);
		this.labourWaiver = null;
		touch();
	}

	/** BR-034: everybody wants to go on, and the director has signed. */
	void extend(LocalDate end) {
		LifeCycle.EXTEND.demand(this.status);
		if (!end.isAfter(plannedEnd())) {
			throw ProgrammeProblem.DATES.because("Новый срок не длиннее прежнего.").on("newEnd");
		}
		this.conditions = this.conditions.until(end);
		touch();
	}

	void suspend(LocalDate on, LocalDate today) {
		LifeCycle.SUSPEND.demand(this.status);
		happened(on, today);
		this.status = Status.SUSPENDED;
		this.suspendedOn = on;
		touch();
	}

	/**
	 * @param ending whether its final meeting is planned
	 */
	void resume(LocalDate on, boolean ending, LocalDate today) {
		LifeCycle.RESUME.demand(this.status);
		happened(on, today);
		this.status = ending ? Status.COMPLETING : Status.ACTIVE;
		this.suspendedOn = null;
		touch();
	}

	/** Ground E1: the plan is done in full (BR-038). */
	void complete(LocalDate on, @Nullable String note, @Nullable Fulfilment plan, LocalDate today) {
		LifeCycle.COMPLETE.demand(this.status);
		happened(on, today);
		Fulfilment.demand(plan, outline().exemptFromPeriod());
		finish(Status.COMPLETED, new Ending(on, Ground.E1, note));
	}

	/** Grounds E2 and E3, with the statement of the party (BR-038, BR-039). */
	void terminate(LocalDate on, Ground ground, String reason, LocalDate today) {
		terminate(on, ground, reason, false, today);
	}

	/**
	 * @param unled the mentor's powers ended and nobody followed (4.6)
	 */
	void terminate(LocalDate on, Ground ground, String reason, boolean unled, LocalDate today) {
		LifeCycle.TERMINATE.demand(this.status);
		if (EnumSet.of(Status.ACTIVE, Status.SUSPENDED, Status.COMPLETING).contains(this.status)) {
			happened(on, today);
		}
		else {
			Demand.notInFuture(on, today);
		}
		if (ground == Ground.E1) {
			throw KitProblem.INVALID.because("Основание E1 означает выполненный план: используйте завершение.")
				.on("ground", "Допустимы: E2, E3.");
		}
		finish(Status.TERMINATED, new Ending(on, ground, reason, unled ? true : null));
	}

	/** A proposal that nobody has answered yet. */
	boolean unanswered() {
		return this.status == Status.PROPOSED && !this.members.someAnswered();
	}

	private void finish(Status end, Ending with) {
		this.status = end;
		this.ending = with;
		this.members.end(with.endedOn());
		touch();
	}

	private void touch() {
		this.changedAt = Instant.now();
	}

	private void happened(LocalDate on, LocalDate today) {
		Demand.notInFuture(on, today);
		if (on.isBefore(start())) {
			throw ProgrammeProblem.DATES.because("Дата раньше начала наставничества.").on("on");
		}
	}

	/** The fact, from the state as it is now. */
	Fact.Draft fact() {
		return Changed.draft(place(), state());
	}

	Changed state() {
		return Changed.of(this, Changed.Home.of(this.earlierOrganisations, this.earlierUntil));
	}

	/** What other features may know. */
	public Outline outline() {
		return new Outline(id(), place(), this.status, this.conditions.form(), this.conditions.methods(), start(),
				plannedEnd(), (this.ordered != null) ? this.ordered.orderDate() : null, withMinors(), participants(),
				persons(Side.MENTOR), persons(Side.MENTEE), version(), employer());
	}

	/** Where a member works or studies. */
	long home(long person) {
		return Objects.requireNonNullElse(this.members.home(person), organisationId());
	}

	/** The mentors' organisation where it is another one, or null. */
	@Nullable Long employer() {
		return this.members.employer(organisationId());
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

	Conditions conditions() {
		return this.conditions;
	}

	LocalDate start() {
		return this.conditions.start();
	}

	LocalDate plannedEnd() {
		return this.conditions.plannedEnd();
	}

	@Nullable Ordered ordered() {
		return this.ordered;
	}

	@Nullable Ending ending() {
		return this.ending;
	}

	@Nullable Ground ground() {
		return (this.ending != null) ? this.ending.ground() : null;
	}

	boolean withMinors() {
		return this.members.withMinors();
	}

	List<Long> participants() {
		return this.members.participants();
	}

	List<Long> persons(Side side) {
		return this.members.persons(side);
	}

	Members everybody() {
		return this.members;
	}

	List<Member> members() {
		return this.members.present();
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
