package ru.nastavnik.programme.replacement;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Column;
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

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.order.OrderKind;
import ru.nastavnik.programme.replacement.ReplacementGround.Evidence;
import ru.nastavnik.programme.replacement.ReplacementGround.Starter;

/**
 * A request to replace a mentor, to extend a mentorship or to end it before its time:
 * {@code requested → curator_review ⇄ mediation → director_decision → ordered |
 * rejected}; until the decision it may be withdrawn. Only a signed order changes the
 * mentorship.
 */
@Entity
class ChangeRequest extends Placed {

	static final Set<Status> WORKED_ON = EnumSet.of(Status.REQUESTED, Status.CURATOR_REVIEW, Status.MEDIATION);

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "change_request_seq")
	@SequenceGenerator(name = "change_request_seq", allocationSize = 50)
	private @Nullable Long id;

	@Column(updatable = false)
	private long mentorshipId;

	@Enumerated(EnumType.STRING)
	@Column(updatable = false)
	private Kind kind = Kind.REPLACEMENT;

	@Enumerated(EnumType.STRING)
	private Status status = Status.REQUESTED;

	@Enumerated(EnumType.STRING)
	private Starter startedBy = Starter.CURATOR;

	private @Nullable Long partyId;

	private LocalDate requestedOn = LocalDate.EPOCH;

	private String reason = "";

	@Enumerated(EnumType.STRING)
	private @Nullable ReplacementGround ground;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> extraGrounds = List.of();

	private @Nullable Long mentorId;

	private @Nullable String documentNumber;

	private @Nullable LocalDate documentOn;

	private @Nullable LocalDate awayFrom;

	private @Nullable LocalDate awayTo;

	private @Nullable Long newMentorId;

	/** Nobody follows the mentor: the mentorship ends with the powers. */
	private boolean withoutSuccessor;

	/** Of an ending. */
	@Enumerated(EnumType.STRING)
	private Mentorship.@Nullable Ground endGround;

	private boolean profileFits;

	private boolean mutualInterest;

	private @Nullable LocalDate oldEnd;

	private @Nullable LocalDate newEnd;

	private LocalDate reviewUntil = LocalDate.EPOCH;

	private @Nullable String opinion;

	private @Nullable String mediatedBy;

	private @Nullable LocalDate mediatedOn;

	private @Nullable String mediation;

	private @Nullable String decision;

	private @Nullable LocalDate decidedOn;

	private @Nullable String decidedBy;

	private @Nullable Long orderId;

	private @Nullable String orderNumber;

	private @Nullable LocalDate orderDate;

	/** Whose word is waited for; they see each other's names meanwhile. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> asked = List.of();

	private boolean withMinors;

	/** Who of the members may read the request: its party and those who are asked. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> participants = List.of();

	protected ChangeRequest() {
	}

	private ChangeRequest(Outline mentorship, Kind kind, Start start) {
		super(mentorship.place());
		this.mentorshipId = mentorship.id();
		this.kind = kind;
		this.startedBy = start.by();
		this.partyId = start.party();
		this.requestedOn = start.on();
		this.reason = start.reason();
		this.reviewUntil = start.reviewUntil();
		this.withMinors = mentorship.withMinors();
		this.participants = (start.party() != null) ? List.of(start.party()) : List.of();
		if (!start.by().isParty()) {
			this.status = Status.CURATOR_REVIEW;
		}
	}

	/** BR-037: one main ground, others besides, and the evidence of the main one. */
	static ChangeRequest replacement(Outline mentorship, long mentor, Start start, ReplacementGround ground,
			Set<ReplacementGround> extra, Evidence evidence) {
		ground.check(start.reason(), evidence);
		ChangeRequest request = new ChangeRequest(mentorship, Kind.REPLACEMENT, start);
		request.mentorId = mentor;
		request.ground = ground;
		request.extraGrounds = extra.stream().filter((other) -> other != ground).map(Enum::name).sorted().toList();
		request.documentNumber = evidence.documentNumber();
		request.documentOn = evidence.documentOn();
		request.awayFrom = evidence.awayFrom();
		request.awayTo = evidence.awayTo();
		return request;
	}

	/** BR-034: everybody is asked whether to go on until the new end. */
	static ChangeRequest extension(Outline mentorship, Start start, LocalDate end) {
		if (!end.isAfter(mentorship.plannedEnd())) {
			throw ProgrammeProblem.DATES.because("Новый срок не длиннее прежнего. Укажите более позднюю дату.")
				.on("newEnd");
		}
		ChangeRequest request = new ChangeRequest(mentorship, Kind.EXTENSION, start);
		request.oldEnd = mentorship.plannedEnd();
		request.newEnd = end;
		request.ask(mentorship.participants());
		return request;
	}

	/**
	 * 4.5: the curator asks, the director decides. There is nothing to look into first:
	 * whoever asks has done that.
	 */
	static ChangeRequest ending(Outline mentorship, Start start, Mentorship.Ground ground, List<Long> parties) {
		ChangeRequest request = new ChangeRequest(mentorship, Kind.ENDING, start);
		request.endGround = ground;
		request.participants = List.copyOf(parties);
		request.status = Status.DIRECTOR_DECISION;
		return request;
	}

	/** The curator takes it up, or goes on after a mediation. */
	void review(String curatorsOpinion) {
		Demand.status(this.status, WORKED_ON, "Обращение уже рассмотрено.");
		this.opinion = curatorsOpinion;
		this.status = Status.CURATOR_REVIEW;
	}

	/** A conversation with both, before anything is decided. */
	void mediate(String by, LocalDate on, String note, LocalDate today) {
		Demand.status(this.status, WORKED_ON, "Обращение уже рассмотрено.");
		Demand.notInFuture(on, today);
		this.mediatedBy = by;
		this.mediatedOn = on;
		this.mediation = note;
		this.status = Status.MEDIATION;
	}

	/** The new mentor; another one than before is asked about again. */
	void choose(long candidate, boolean fits, boolean interest, List<Long> mentees) {
		Demand.status(this.status, WORKED_ON, "Состав меняют, пока обращение не передано директору.");
		this.profileFits = fits;
		this.mutualInterest = interest;
		this.newMentorId = candidate;
		this.withoutSuccessor = false;
		Set<Long> people = new TreeSet<>(mentees);
		people.add(candidate);
		ask(List.copyOf(people));
	}

	/**
	 * 4.6: the powers end and nobody follows. Where that ends the mentorship by a party's
	 * wish, the party says so (BR-039).
	 */
	void leaveVacant() {
		Demand.status(this.status, WORKED_ON, "Состав меняют, пока обращение не передано директору.");
		this.withoutSuccessor = true;
		this.newMentorId = null;
		this.profileFits = false;
		this.mutualInterest = false;
		ask((endGround() == Mentorship.Ground.E2) ? List.of(Objects.requireNonNull(this.partyId)) : List.of());
	}

	/** By which ground of 4.5 the mentorship ends. */
	Mentorship.Ground endGround() {
		boolean wish = this.partyId != null
				&& (this.ground == ReplacementGround.G1 || this.ground == ReplacementGround.G5);
		return (this.endGround != null) ? this.endGround : wish ? Mentorship.Ground.E2 : Mentorship.Ground.E3;
	}

	/** The order that carries it out. */
	OrderKind orderKind() {
		return switch (this.kind) {
			case REPLACEMENT -> this.withoutSuccessor ? OrderKind.ENDING : OrderKind.REPLACEMENT;
			case EXTENSION -> OrderKind.EXTENSION;
			case ENDING -> OrderKind.ENDING;
		};
	}

	private void ask(List<Long> people) {
		this.asked = List.copyOf(people);
		Set<Long> readers = new TreeSet<>(people);
		if (this.partyId != null) {
			readers.add(this.partyId);
		}
		this.participants = List.copyOf(readers);
	}

	/** Everything that the director has to see is there. */
	void submit(boolean everybodyAgreed) {
		Demand.status(this.status, WORKED_ON, "Обращение уже передано директору или решено.");
		if (this.opinion == null) {
			throw ProgrammeProblem.CHANGE_INCOMPLETE.because("Сначала запишите мнение куратора.").on("opinion");
		}
		boolean followed = this.kind == Kind.REPLACEMENT && !this.withoutSuccessor;
		if (followed && this.newMentorId == null) {
			throw ProgrammeProblem.CHANGE_INCOMPLETE
				.because("Сначала выберите нового наставника или отметьте, что преемника нет.")
				.on("newMentorId");
		}
		if (followed && !(this.profileFits && this.mutualInterest)) {
			throw ProgrammeProblem.CHANGE_INCOMPLETE
				.because("Отметьте оба условия подбора: соответствие профиля запросу и взаимный интерес.")
				.on("profileFits");
		}
		if (!everybodyAgreed) {
			throw ProgrammeProblem.CHANGE_INCOMPLETE
				.because("Согласились ещё не все. За несовершеннолетнего нужно и слово законного представителя.")
				.on("agreement");
		}
		this.status = Status.DIRECTOR_DECISION;
	}

	/** The director does not order it. */
	void reject(String why, Scope director, LocalDate today) {
		Demand.status(this.status, EnumSet.of(Status.DIRECTOR_DECISION),
				"Решение принимают по обращению, которое передал куратор.");
		close(Status.REJECTED, why, director, today);
	}

	/** Its party has thought better of it, or both were reconciled. */
	void withdraw(String why, Scope caller, LocalDate today) {
		Demand.status(this.status, WORKED_ON, "Обращение уже передано директору или решено.");
		close(Status.WITHDRAWN, why, caller, today);
	}

	private void close(Status end, String why, Scope caller, LocalDate today) {
		this.status = end;
		this.decision = why;
		this.decidedOn = today;
		this.decidedBy = caller.name();
		this.asked = List.of();
	}

	/** The order that carries it out was signed. */
	void order(long order, String number, LocalDate date, Scope director) {
		Demand.status(this.status, EnumSet.of(Status.DIRECTOR_DECISION),
				"В приказ входят обращения, которые куратор передал директору.");
		if (date.isBefore(this.requestedOn)) {
			throw ProgrammeProblem.DATES.because("Дата приказа раньше обращения.").on("date");
		}
		close(Status.ORDERED, "", director, date);
		this.decision = null;
		this.orderId = order;
		this.orderNumber = number;
		this.orderDate = date;
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	long mentorshipId() {
		return this.mentorshipId;
	}

	Kind kind() {
		return this.kind;
	}

	Status status() {
		return this.status;
	}

	boolean withoutSuccessor() {
		return this.withoutSuccessor;
	}

	String reason() {
		return this.reason;
	}

	LocalDate requestedOn() {
		return this.requestedOn;
	}

	Evidence evidence() {
		return new Evidence(this.documentNumber, this.documentOn, this.awayFrom, this.awayTo);
	}

	@Nullable ReplacementGround ground() {
		return this.ground;
	}

	@Nullable Long partyId() {
		return this.partyId;
	}

	long mentor() {
		return Objects.requireNonNull(this.mentorId);
	}

	@Nullable Long newMentorId() {
		return this.newMentorId;
	}

	LocalDate end() {
		return Objects.requireNonNull(this.newEnd);
	}

	List<Long> asked() {
		return this.asked;
	}

	boolean withMinors() {
		return this.withMinors;
	}

	List<Long> participants() {
		return this.participants;
	}

	void demand(Kind wanted) {
		if (this.kind != wanted) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
	}

	/**
	 * How a request begins.
	 *
	 * @param party the member whose word it is
	 */
	record Start(Starter by, @Nullable Long party, LocalDate on, String reason, LocalDate reviewUntil) {
	}

	/** What is asked for. */
	enum Kind {

		REPLACEMENT, EXTENSION, ENDING;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Where it stands. */
	enum Status {

		REQUESTED, CURATOR_REVIEW, MEDIATION, DIRECTOR_DECISION, ORDERED, REJECTED, WITHDRAWN;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

}
