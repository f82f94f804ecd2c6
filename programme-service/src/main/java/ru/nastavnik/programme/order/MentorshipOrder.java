package ru.nastavnik.programme.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Outline;

/**
 * An order of the school:
 * {@code draft (endorsed) → signed → registered (in force) → superseded | cancelled}. A
 * signed order is immutable; the database keeps it so.
 */
@Entity
class MentorshipOrder extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mentorship_order_seq")
	@SequenceGenerator(name = "mentorship_order_seq", allocationSize = 50)
	private @Nullable Long id;

	@Column(updatable = false)
	@Enumerated(EnumType.STRING)
	private OrderKind kind = OrderKind.PAIRING;

	@Enumerated(EnumType.STRING)
	private Journal journal = Journal.MAIN;

	private @Nullable String number;

	private @Nullable LocalDate orderDate;

	private @Nullable LocalDate effectiveOn;

	private String title = "";

	private String text = "";

	@Enumerated(EnumType.STRING)
	private Status status = Status.DRAFT;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> mentorshipIds = List.of();

	@ColumnTransformer(write = "cast(? as jsonb)")
	private String payload = "{}";

	private @Nullable Long amendsId;

	private boolean repeals;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> supersededBy = List.of();

	private String preparedName = "";

	private @Nullable String signedBy;

	private @Nullable String signedName;

	private @Nullable Instant signedAt;

	private @Nullable String smallSchoolReason;

	private @Nullable Instant registeredAt;

	private @Nullable String registeredName;

	private @Nullable String gapReason;

	private @Nullable String cancelReason;

	private boolean withMinors;

	protected MentorshipOrder() {
	}

	private MentorshipOrder(Place place, OrderKind kind) {
		super(place);
		this.kind = kind;
	}

	static MentorshipOrder draft(Place place, OrderKind kind, Draft draft, boolean withMinors, String preparedName) {
		MentorshipOrder order = new MentorshipOrder(place, kind);
		order.preparedName = preparedName;
		order.take(draft, withMinors);
		return order;
	}

	void change(Draft draft, boolean minors) {
		demandDraft();
		take(draft, minors);
	}

	private void take(Draft draft, boolean minors) {
		this.title = draft.title();
		this.text = draft.text();
		this.journal = draft.journal();
		this.mentorshipIds = draft.mentorshipIds().stream().distinct().toList();
		this.payload = draft.payload();
		this.amendsId = draft.amends();
		this.repeals = draft.amends() != null && draft.repeals();
		this.withMinors = minors;
	}

	/**
	 * The director signs. Whoever wrote the order does not sign it, unless the school is
	 * so small that one person does both and says so.
	 */
	void sign(Scope signer, @Nullable String reason) {
		demandDraft();
		boolean explained = reason != null && !reason.isBlank();
		if ((signer.caller().equals(createdBy()) || signer.caller().equals(updatedBy())) && !explained) {
			throw ProgrammeProblem.SEPARATION
				.because("Приказ подготовили или изменили вы, подписать его должен другой человек. "
						+ "Если в малой школе это невозможно, укажите причину.")
				.on("smallSchoolReason", "Укажите причину.");
		}
		this.smallSchoolReason = explained ? reason : null;
		this.signedBy = signer.caller();
		this.signedName = signer.name();
		this.signedAt = Instant.now();
		this.status = Status.SIGNED;
	}

	/** A signed order gets its number and its date, once. */
	void register(Scope registrar, Registration registration, LocalDate today) {
		Demand.status(this.status, EnumSet.of(Status.SIGNED),
				"Номер получает подписанный приказ, у которого его ещё нет. Обновите страницу.");
		LocalDate date = registration.date();
		if (date.isAfter(today)) {
			throw ProgrammeProblem.DATES.because("Дата приказа не может быть позже сегодняшней.").on("date");
		}
		LocalDate effective = (registration.effectiveOn() != null) ? registration.effectiveOn() : date;
		if (effective.isBefore(date)) {
			throw ProgrammeProblem.DATES
				.because("Приказ не может вступить в силу раньше своей даты. Укажите дату приказа или более позднюю.")
				.on("effectiveOn");
		}
		this.number = registration.number();
		this.orderDate = date;
		this.effectiveOn = effective;
		this.gapReason = registration.gapReason();
		this.registeredAt = Instant.now();
		this.registeredName = registrar.name();
		this.status = Status.REGISTERED;
	}

	/** Another order changes this one in part, or as a whole. */
	void amendBy(long other, boolean whole) {
		Demand.status(this.status, EnumSet.of(Status.REGISTERED),
				"Изменить можно только зарегистрированный приказ, который не утратил силу.");
		List<Long> orders = new ArrayList<>(this.supersededBy);
		orders.add(other);
		this.supersededBy = orders;
		if (whole) {
			this.status = Status.SUPERSEDED;
		}
	}

	void cancel(String reason) {
		Demand.status(this.status, EnumSet.of(Status.DRAFT, Status.SIGNED),
				"Зарегистрированный приказ не отменяют, а меняют другим приказом: подготовьте новый.");
		this.status = Status.CANCELLED;
		this.cancelReason = reason;
	}

	void demandDraft() {
		if (this.status != Status.DRAFT) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Подписанный или отменённый приказ изменить нельзя. Подготовьте новый приказ.");
		}
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	OrderKind kind() {
		return this.kind;
	}

	Journal journal() {
		return this.journal;
	}

	Status status() {
		return this.status;
	}

	List<Long> mentorshipIds() {
		return this.mentorshipIds;
	}

	String payload() {
		return this.payload;
	}

	@Nullable Long amends() {
		return this.amendsId;
	}

	boolean repeals() {
		return this.repeals;
	}

	@Nullable String number() {
		return this.number;
	}

	@Nullable Instant signedAt() {
		return this.signedAt;
	}

	@Nullable LocalDate orderDate() {
		return this.orderDate;
	}

	/** What an order says; its payload is JSON. */
	record Draft(Journal journal, String title, String text, List<Long> mentorshipIds, String payload,
			@Nullable Long amends, boolean repeals) {
	}

	/** How a signed order enters the register. */
	record Registration(String number, LocalDate date, @Nullable LocalDate effectiveOn, @Nullable String gapReason) {
	}

	/** Where the order stands. Endorsed and in force follow from visas and dates. */
	enum Status {

		DRAFT, ENDORSED, SIGNED, REGISTERED, IN_FORCE, SUPERSEDED, CANCELLED;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

}
