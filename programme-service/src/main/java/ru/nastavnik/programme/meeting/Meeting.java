package ru.nastavnik.programme.meeting;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

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

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Side;

/**
 * A meeting: {@code planned → held → confirmed}, or {@code planned → moved | cancelled |
 * missed}. A moved meeting waits for its new day; a held one that the other side is
 * silent about is confirmed by {@link AutoConfirmation}.
 */
@Entity
public class Meeting extends Placed {

	private static final Set<Status> AHEAD = EnumSet.of(Status.PLANNED, Status.MOVED);

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "meeting_seq")
	@SequenceGenerator(name = "meeting_seq", allocationSize = 50)
	private @Nullable Long id;

	@Column(updatable = false)
	private long mentorshipId;

	@Enumerated(EnumType.STRING)
	private Kind kind = Kind.REGULAR;

	private LocalDate plannedOn = LocalDate.EPOCH;

	private @Nullable LocalTime plannedTime;

	private @Nullable LocalDate heldOn;

	private @Nullable Integer durationMin;

	@Enumerated(EnumType.STRING)
	private Mode mode = Mode.IN_PERSON;

	private @Nullable String placeText;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<String> topics = List.of();

	private @Nullable String summary;

	@Enumerated(EnumType.STRING)
	private Status status = Status.PLANNED;

	@Enumerated(EnumType.STRING)
	private @Nullable AgreedBy mentorConfirmed;

	@Enumerated(EnumType.STRING)
	private @Nullable AgreedBy menteeConfirmed;

	/** When it was marked as held: from that day the other side has time to confirm. */
	private @Nullable LocalDate markedOn;

	/** Nobody of the other side has answered in time. */
	private boolean autoConfirmed;

	private @Nullable String cancelReason;

	private boolean withMinors;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> participants = List.of();

	protected Meeting() {
	}

	private Meeting(Outline mentorship) {
		super(mentorship.place());
		this.mentorshipId = mentorship.id();
		this.withMinors = mentorship.withMinors();
		this.participants = mentorship.participants();
	}

	static Meeting plan(Outline mentorship, Plan plan) {
		Meeting meeting = new Meeting(mentorship);
		meeting.take(mentorship, plan);
		return meeting;
	}

	void change(Outline mentorship, Plan plan) {
		Demand.status(this.status, AHEAD, "Изменить можно только предстоящую встречу.");
		if (!plan.plannedOn().equals(this.plannedOn) || !Objects.equals(plan.plannedTime(), this.plannedTime)) {
			this.status = Status.MOVED;
		}
		take(mentorship, plan);
	}

	private void take(Outline mentorship, Plan plan) {
		notBeforeOrder(mentorship, plan.kind(), plan.plannedOn(), "plannedOn");
		this.kind = plan.kind();
		this.plannedOn = plan.plannedOn();
		this.plannedTime = plan.plannedTime();
		this.mode = plan.mode();
		this.placeText = plan.place();
		this.topics = plan.topics();
	}

	// BR-036: an acquaintance may precede the order, work may not
	private static void notBeforeOrder(Outline mentorship, Kind kind, LocalDate on, String field) {
		LocalDate order = mentorship.orderDate();
		if (kind.isWork() && (order == null || on.isBefore(order))) {
			throw ProgrammeProblem.BEFORE_ORDER
				.because("Пробные и регулярные встречи проводят не раньше даты приказа о закреплении. "
						+ "До приказа можно запланировать знакомство.")
				.on(field);
		}
	}

	/** One side is enough to say that the meeting was held. */
	void hold(Outline mentorship, Holding holding, @Nullable Side side, LocalDate today) {
		Demand.status(this.status, AHEAD, "Провести можно только предстоящую встречу.");
		if (holding.heldOn().isAfter(today)) {
			throw ProgrammeProblem.DATES.because("Дата проведения не может быть позже сегодняшней.").on("heldOn");
		}
		notBeforeOrder(mentorship, this.kind, holding.heldOn(), "heldOn");
		this.status = Status.HELD;
		this.heldOn = holding.heldOn();
		this.markedOn = today;
		this.durationMin = holding.durationMin();
		this.topics = holding.topics();
		this.summary = holding.summary();
		if (side != null) {
			confirm(side, AgreedBy.SELF);
		}
	}

	/** Both sides make a held meeting confirmed. */
	void confirm(Side side, AgreedBy by) {
		Demand.status(this.status, EnumSet.of(Status.HELD),
				"Подтвердить можно только проведённую встречу, которую ещё не подтвердили оба.");
		if (((side == Side.MENTOR) ? this.mentorConfirmed : this.menteeConfirmed) != null) {
			throw ProgrammeProblem.ALREADY_AGREED.because("Эта сторона уже подтвердила встречу.");
		}
		if (side == Side.MENTOR) {
			this.mentorConfirmed = by;
		}
		else {
			this.menteeConfirmed = by;
		}
		if (this.mentorConfirmed != null && this.menteeConfirmed != null) {
			this.status = Status.CONFIRMED;
		}
	}

	void cancel(String reason) {
		Demand.status(this.status, AHEAD, "Отменить можно только предстоящую встречу.");
		this.status = Status.CANCELLED;
		this.cancelReason = reason;
	}

	void miss(LocalDate today) {
		Demand.status(this.status, AHEAD, "Отметить несостоявшейся можно только запланированную встречу.");
		if (this.plannedOn.isAfter(today)) {
			throw ProgrammeProblem.DATES.because("День встречи ещё не наступил. Её можно перенести или отменить.");
		}
		this.status = Status.MISSED;
	}

	/** The state of a meeting from before the platform. */
	void restore(Status restored) {
		this.status = restored;
		if (restored == Status.HELD || restored == Status.CONFIRMED) {
			this.heldOn = this.plannedOn;
			this.mentorConfirmed = AgreedBy.CURATOR;
		}
		if (restored == Status.CONFIRMED) {
			this.menteeConfirmed = AgreedBy.CURATOR;
		}
	}

	Fact.Draft fact() {
		return fact(place(), state());
	}

	static Fact.Draft fact(Place place, Changed state) {
		return Fact.Draft.of("meeting-changed", state.id(), place, state);
	}

	Changed state() {
		return new Changed(id(), this.mentorshipId, this.kind, this.status, this.plannedOn, this.heldOn);
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

	Kind kind() {
		return this.kind;
	}

	LocalDate plannedOn() {
		return this.plannedOn;
	}

	@Nullable LocalDate heldOn() {
		return this.heldOn;
	}

	Status status() {
		return this.status;
	}

	boolean withMinors() {
		return this.withMinors;
	}

	List<Long> participants() {
		return this.participants;
	}

	boolean confirmedBy(Side side) {
		return ((side == Side.MENTOR) ? this.mentorConfirmed : this.menteeConfirmed) != null;
	}

	/** What the meeting is for. */
	public enum Kind {

		ACQUAINTANCE, TRIAL, PLANNING, REGULAR, FINAL, GROUP_START, GROUP_FINAL, CONSULTATION;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		boolean isWork() {
			return this == TRIAL || this == REGULAR;
		}

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Where the meeting stands. */
	public enum Status {

		PLANNED, HELD, CONFIRMED, MOVED, CANCELLED, MISSED;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** How they meet. */
	public enum Mode {

		IN_PERSON, REMOTE;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What is planned. */
	record Plan(Kind kind, LocalDate plannedOn, @Nullable LocalTime plannedTime, Mode mode, @Nullable String place,
			List<String> topics) {
	}

	/** What happened. */
	record Holding(LocalDate heldOn, @Nullable Integer durationMin, List<String> topics, @Nullable String summary) {
	}

	/** The fact {@code meeting-changed}. */
	record Changed(long id, long mentorshipId, Kind kind, Status status, LocalDate plannedOn,
			@Nullable LocalDate heldOn) {
	}

}
