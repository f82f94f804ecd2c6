package ru.nastavnik.registry.labour;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

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
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;

/**
 * Mentoring that an employer entrusts to an employee: offered → consented →
 * addendum_signed → notice_given. It is active from the first day of its term and ended
 * after the last one without any command, so neither is stored.
 */
@Entity
@Table(name = "labour_assignment")
class Assignment extends Placed {

	/** BR-053: a payment for mentoring is of this kind and no other. */
	static final String PAY_KIND = "stimulating";

	/** Where the papers are. */
	enum Status {

		OFFERED, REFUSED, CONSENTED, ADDENDUM_SIGNED, ACTIVE, NOTICE_GIVEN, ENDED, EXEMPT;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		static Status of(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Who ends the work early. */
	enum Side {

		EMPLOYEE, EMPLOYER;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What is entrusted: the conditions that the addendum has to name. */
	record Conditions(@Nullable String content, LocalDate from, @Nullable LocalDate to, @Nullable String form,
			@Nullable String paySize, @Nullable String payBasis) {

		/** BR-049: content, term, form, size and conditions of the pay. */
		void check(boolean exempt, LocalDate today, Checks checks) {
			checks.sensible(this.from, today, "from")
				.sensible(this.to, today, "to")
				.ordered(this.from, this.to, "to", "Окончание раньше начала. Проверьте даты.");
			if (!exempt) {
				checks.refuseIf(blank(this.content), "content", "Опишите, в чём состоит работа наставника.")
					.refuseIf(this.to == null, "to", "Укажите, до какого дня поручается наставничество.")
					.refuseIf(blank(this.form), "form", "Укажите форму наставничества.")
					.refuseIf(blank(this.paySize), "paySize", "Укажите размер выплаты.")
					.refuseIf(blank(this.payBasis), "payBasis", "Укажите условия выплаты.");
			}
		}

		private static boolean blank(@Nullable String text) {
			return text == null || text.isBlank();
		}

	}

	/** Fact: whose papers are in force from when to when. */
	record Changed(long id, long mentorId, long menteeId, long organisationId, Status status, LocalDate from,
			@Nullable LocalDate to, boolean exempt) {

		static final String TYPE = "labour-changed";

	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "labour_assignment_seq")
	@SequenceGenerator(name = "labour_assignment_seq", sequenceName = "labour_assignment_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	private long menteeId;

	@Enumerated(EnumType.STRING)
	private Status status = Status.OFFERED;

	private @Nullable String content;

	private LocalDate termFrom = LocalDate.EPOCH;

	private @Nullable LocalDate termTo;

	private @Nullable String form;

	private @Nullable String payKind;

	private @Nullable String paySize;

	private @Nullable String payBasis;

	private @Nullable LocalDate consentOn;

	private @Nullable LocalDate refusedOn;

	private @Nullable String refusalNote;

	private @Nullable String addendumNumber;

	private @Nullable LocalDate addendumOn;

	private @Nullable String exemptReason;

	private @Nullable String exemptReference;

	@Enumerated(EnumType.STRING)
	private @Nullable Side noticeBy;

	private @Nullable LocalDate noticeGivenOn;

	private @Nullable LocalDate effectiveOn;

	@Column(name = "by_agreement")
	private boolean byAgreement;

	/** For JPA. */
	protected Assignment() {
	}

	Assignment(Place place, long mentor, long mentee, Conditions conditions) {
		super(place);
		this.personId = mentor;
		this.menteeId = mentee;
		take(conditions);
	}

	void change(Conditions conditions) {
		require(EnumSet.of(Status.OFFERED), "Условия меняют, пока работник не дал письменного согласия. "
				+ "Дальше заключают новое дополнительное соглашение.");
		take(conditions);
	}

	private void take(Conditions conditions) {
		this.content = conditions.content();
		this.termFrom = conditions.from();
		this.termTo = conditions.to();
		this.form = conditions.form();
		this.paySize = conditions.paySize();
		this.payBasis = conditions.payBasis();
		this.payKind = (conditions.paySize() != null) ? PAY_KIND : null;
	}

	/** The employee signed a written consent. */
	void consent(LocalDate on, LocalDate today) {
		require(EnumSet.of(Status.OFFERED), "Согласие записывают, пока наставничество предложено.");
		new Checks().past(on, today, "on").done();
		this.consentOn = on;
		this.status = Status.CONSENTED;
	}

	/** The employee does not want to; nothing follows from it (BR-052). */
	void refuse(LocalDate on, @Nullable String note, LocalDate today) {
		require(EnumSet.of(Status.OFFERED, Status.CONSENTED),
				"Соглашение уже подписано. Досрочный отказ оформляют уведомлением.");
		new Checks().past(on, today, "on").done();
		this.refusedOn = on;
		this.refusalNote = note;
		this.status = Status.REFUSED;
	}

	void signAddendum(String number, LocalDate on, LocalDate today) {
		require(EnumSet.of(Status.CONSENTED),
				"Сначала запишите письменное согласие работника, потом дополнительное соглашение.");
		new Checks().past(on, today, "on")
			.ordered(this.consentOn, on, "on", "Соглашение не может быть раньше письменного согласия. Проверьте даты.")
			.done();
		this.addendumNumber = number;
		this.addendumOn = on;
		this.status = Status.ADDENDUM_SIGNED;
	}

	/** Mentoring is a permanent part of the job already (BR-050). */
	void exempt(String reason, String reference) {
		require(EnumSet.of(Status.OFFERED, Status.CONSENTED), "Оформление уже завершено, освобождать от него нечего.");
		this.exemptReason = reason;
		this.exemptReference = reference;
		this.status = Status.EXEMPT;
	}

	/**
	 * One side ends the work early (BR-051).
	 * @param earliest the first day allowed without the other side's agreement
	 */
	void notice(Side by, LocalDate given, LocalDate effective, boolean bothAgree, LocalDate earliest, LocalDate today) {
		require(EnumSet.of(Status.ADDENDUM_SIGNED), "Досрочно прекратить можно только оформленное поручение.");
		new Checks().past(given, today, "givenOn")
			.ordered(this.addendumOn, given, "givenOn", "Уведомление раньше соглашения. Проверьте даты.")
			.ordered(given, effective, "effectiveOn", "Прекращение раньше уведомления. Проверьте даты.")
			.refuseIf(this.termTo != null && effective.isAfter(this.termTo), "effectiveOn",
					"Срок поручения к этому дню уже закончится. Уведомление не нужно.")
			.done();
		if (!bothAgree && effective.isBefore(earliest)) {
			throw RegistryProblem.LABOUR_NOTICE
				.because("О досрочном прекращении предупреждают не менее чем за три рабочих дня. Самая ранняя дата — "
						+ Papers.date(earliest) + ". Раньше — только по согласию обеих сторон.")
				.on("effectiveOn");
		}
		this.noticeBy = by;
		this.noticeGivenOn = given;
		this.effectiveOn = effective;
		this.byAgreement = bothAgree;
		this.status = Status.NOTICE_GIVEN;
	}

	private void require(Set<Status> allowed, String otherwise) {
		if (!allowed.contains(this.status)) {
			throw RegistryProblem.LABOUR_STATE.because(otherwise);
		}
	}

	/** The last day of the work, or null when it has none. */
	@Nullable LocalDate lastDay() {
		return (this.effectiveOn != null) ? this.effectiveOn.minusDays(1) : this.termTo;
	}

	Fact.Draft fact() {
		LocalDate last = lastDay();
		return Fact.Draft.of(Changed.TYPE, id(), place(), new Changed(id(), this.personId, this.menteeId,
				organisationId(), this.status, this.termFrom, last, this.status == Status.EXEMPT));
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	long personId() {
		return this.personId;
	}

	LocalDate termFrom() {
		return this.termFrom;
	}

	@Nullable LocalDate termTo() {
		return this.termTo;
	}

}
