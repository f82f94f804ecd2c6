package ru.nastavnik.programme.order;

import java.time.Instant;
import java.time.LocalDate;
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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.Outline;

/**
 * An order of the school: {@code draft → signed | cancelled}. A signed order is
 * immutable.
 */
@Entity
class MentorshipOrder extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mentorship_order_seq")
	@SequenceGenerator(name = "mentorship_order_seq", allocationSize = 50)
	private @Nullable Long id;

	@Column(updatable = false)
	@Enumerated(EnumType.STRING)
	private Kind kind = Kind.PAIRING;

	private @Nullable String number;

	private @Nullable LocalDate orderDate;

	private String title = "";

	private String text = "";

	@Enumerated(EnumType.STRING)
	private Status status = Status.DRAFT;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> mentorshipIds = List.of();

	private String preparedName = "";

	private @Nullable String signedBy;

	private @Nullable String signedName;

	private @Nullable Instant signedAt;

	private @Nullable String smallSchoolReason;

	private @Nullable String cancelReason;

	private boolean withMinors;

	protected MentorshipOrder() {
	}

	private MentorshipOrder(Place place, Kind kind) {
		super(place);
		this.kind = kind;
	}

	static MentorshipOrder draft(Place place, Kind kind, String title, String text, List<Long> ids,
			List<Outline> mentorships, String preparedName) {
		MentorshipOrder order = new MentorshipOrder(place, kind);
		order.preparedName = preparedName;
		order.list(title, text, ids, mentorships);
		return order;
	}

	void change(String newTitle, String newText, List<Long> ids, List<Outline> mentorships) {
		demandDraft();
		list(newTitle, newText, ids, mentorships);
	}

	private void list(String newTitle, String newText, List<Long> ids, List<Outline> mentorships) {
		this.title = newTitle;
		this.text = newText;
		this.mentorshipIds = ids.stream().distinct().toList();
		check(mentorships);
		this.withMinors = mentorships.stream().anyMatch(Outline::withMinors);
	}

	private void check(List<Outline> mentorships) {
		List<Violation> violations = this.mentorshipIds.stream().map((mentorship) -> {
			Outline outline = mentorships.stream().filter((known) -> known.id() == mentorship).findFirst().orElse(null);
			if (outline == null || outline.place().organisation() != organisationId()) {
				return new Violation("mentorshipIds", "Наставничество не найдено в этой организации.");
			}
			if (this.kind == Kind.PAIRING && outline.status() != Mentorship.Status.AGREED) {
				return new Violation("mentorshipIds",
						"Наставничество " + mentorship + " не согласовано или уже закреплено приказом.");
			}
			if (this.kind == Kind.ENDING && outline.status().isLive()) {
				return new Violation("mentorshipIds", "Наставничество " + mentorship + " ещё не завершено.");
			}
			return null;
		}).filter(Objects::nonNull).toList();
		if (!violations.isEmpty()) {
			throw new ProblemException(ProgrammeProblem.ORDER_CONTENT, "Проверьте, какие пары и группы вошли в приказ.")
				.on(violations);
		}
	}

	/**
	 * The director signs. Whoever prepared the order does not sign it, unless the school
	 * is so small that one person does both and says so.
	 */
	void sign(Scope signer, String newNumber, LocalDate date, @Nullable String reason, List<Outline> mentorships,
			LocalDate today) {
		demandDraft();
		check(mentorships);
		if (date.isAfter(today)) {
			throw ProgrammeProblem.DATES.because("Дата приказа не может быть позже сегодняшней.").on("date");
		}
		boolean explained = reason != null && !reason.isBlank();
		if (signer.caller().equals(createdBy()) && !explained) {
			throw ProgrammeProblem.SEPARATION
				.because("Приказ подготовили вы, подписать его должен другой человек. "
						+ "Если в малой школе это невозможно, укажите причину.")
				.on("smallSchoolReason", "Укажите причину.");
		}
		this.number = newNumber;
		this.orderDate = date;
		this.smallSchoolReason = explained ? reason : null;
		this.signedBy = signer.caller();
		this.signedName = signer.name();
		this.signedAt = Instant.now();
		this.status = Status.SIGNED;
	}

	void cancel(String reason) {
		demandDraft();
		this.status = Status.CANCELLED;
		this.cancelReason = reason;
	}

	private void demandDraft() {
		if (this.status != Status.DRAFT) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Подписанный или отменённый приказ изменить нельзя. Подготовьте новый приказ.");
		}
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	Kind kind() {
		return this.kind;
	}

	List<Long> mentorshipIds() {
		return this.mentorshipIds;
	}

	/** What the order does. */
	enum Kind {

		PAIRING, ENDING;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Where the order stands. */
	enum Status {

		DRAFT, SIGNED, CANCELLED;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

}
