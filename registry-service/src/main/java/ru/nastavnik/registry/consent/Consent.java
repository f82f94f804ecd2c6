package ru.nastavnik.registry.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonValue;
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

import ru.nastavnik.kit.audit.NotAudited;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;

/**
 * A consent document: draft → issued → active → withdrawn, expired or superseded →
 * destroyed. What was agreed to is frozen when the form is handed out.
 */
@Entity
class Consent extends Placed {

	/** What is consented to; one document has one kind (BR-055). */
	enum Kind {

		PROCESSING, DISTRIBUTION, PHOTO, TRANSFER, LABOUR;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Where the document is in its life. */
	enum Status {

		DRAFT, ISSUED, ACTIVE, WITHDRAWN, EXPIRED, SUPERSEDED, DESTROYED;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** How it was signed. */
	enum Form {

		PAPER, E_SIGN;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "consent_seq")
	@SequenceGenerator(name = "consent_seq", sequenceName = "consent_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	@Enumerated(EnumType.STRING)
	private Kind kind = Kind.PROCESSING;

	@Enumerated(EnumType.STRING)
	private Status status = Status.DRAFT;

	@Enumerated(EnumType.STRING)
	private @Nullable Form form;

	private @Nullable Long signerId;

	private @Nullable LocalDate signedOn;

	private @Nullable LocalDate validUntil;

	private @Nullable LocalDate withdrawnOn;

	private @Nullable String withdrawalReason;

	private @Nullable String purpose;

	private List<String> dataCodes = new ArrayList<>();

	private @Nullable String actions;

	private @Nullable String processor;

	private @Nullable String recipient;

	private @Nullable String resources;

	private @Nullable String withdrawalWay;

	private @Nullable String operatorName;

	private @Nullable String operatorAddress;

	@JdbcTypeCode(SqlTypes.JSON)
	private Map<String, String> prohibitions = new LinkedHashMap<>();

	private int templateVersion;

	private @Nullable LocalDate issuedOn;

	private @Nullable Long representativeId;

	private boolean coSigned;

	private @Nullable Long scanId;

	private @Nullable LocalDate majorityOn;

	private @Nullable LocalDate holdsUntil;

	private @Nullable LocalDate destroyedOn;

	private @Nullable String destructionAct;

	@NotAudited
	private @Nullable Instant markedAt;

	@NotAudited
	private List<String> noticed = new ArrayList<>();

	/** For JPA. */
	protected Consent() {
	}

	Consent(Place place, long personId, Kind kind, @Nullable LocalDate validUntil) {
		super(place);
		this.personId = personId;
		this.kind = kind;
		this.validUntil = validUntil;
	}

	/** What the form will say; as long as it is a draft it may change. */
	void word(Terms terms, Operator.Card operator, @Nullable LocalDate until) {
		require(this.status == Status.DRAFT, "Бланк уже выдан на подпись, его текст не меняется. Выпустите новый.");
		this.purpose = terms.purpose();
		this.dataCodes = new ArrayList<>(terms.data());
		this.actions = terms.actions();
		this.processor = terms.processor();
		this.recipient = terms.recipient();
		this.resources = terms.resources();
		this.withdrawalWay = Terms.WITHDRAWAL;
		this.operatorName = operator.name();
		this.operatorAddress = operator.address();
		this.validUntil = until;
	}

	/** The document is handed out for signing, with the text of this template. */
	void issue(LocalDate on, int template, @Nullable Long representative) {
		require(this.status == Status.DRAFT, "Документ уже выдан на подпись.");
		this.status = Status.ISSUED;
		this.issuedOn = on;
		this.templateVersion = template;
		this.representativeId = representative;
	}

	/**
	 * Signed by somebody who was entitled to on that date.
	 * @param granted what of the offered data was allowed, with conditions; for a
	 * distribution it has to be said, since silence is no consent (BR-057)
	 */
	void sign(Signing signing, Form how, @Nullable Map<String, String> granted, LocalDate today) {
		checkSignature(signing, today);
		if (this.kind == Kind.DISTRIBUTION) {
			allow(granted);
		}
		this.signerId = signing.signer();
		this.signedOn = signing.on();
		this.form = how;
		this.coSigned = signing.coSigned();
		this.status = Status.ACTIVE;
		this.markedAt = Instant.now();
		hold(signing);
	}

	/** The mark was a mistake: the form waits for a signature again. */
	void takeBack() {
		require(this.status == Status.ACTIVE, "Отменить можно только отметку действующего согласия.");
		this.status = Status.ISSUED;
		this.signerId = null;
		this.signedOn = null;
		this.form = null;
		this.coSigned = false;
		this.majorityOn = null;
		this.holdsUntil = null;
		this.markedAt = null;
	}

	/** Whether this signature would do, without changing anything. */
	void checkSignature(Signing signing, LocalDate today) {
		require(this.status == Status.ISSUED, "Подписать можно только выданное и ещё не подписанное согласие.");
		LocalDate on = signing.on();
		new Checks().past(on, today, "signedOn")
			.refuseIf(on.isBefore(signing.born()), "signedOn", "Подпись раньше рождения. Проверьте даты.")
			.ordered(on, this.validUntil, "signedOn", "Срок согласия истёк раньше подписи. Выпустите новое согласие.")
			.done();
		String refusal = signing.refusal();
		if (refusal != null) {
			throw RegistryProblem.SIGNER.because(refusal).on("signerPersonId");
		}
	}

	/** For a minor it holds until the eighteenth birthday and the days of grace. */
	void hold(Signing signing) {
		this.noticed = new ArrayList<>();
		this.majorityOn = signing.majority();
		this.holdsUntil = Signing.holdsUntil(signing.born(), signing.self(), this.validUntil, signing.graceDays());
	}

	private void allow(@Nullable Map<String, String> granted) {
		new Checks()
			.refuseIf(granted == null || granted.isEmpty(), "granted",
					"Отметьте, какие категории разрешены: молчание согласием на распространение не считается.")
			.refuseIf(granted != null && !this.dataCodes.containsAll(granted.keySet()), "granted",
					"В бланке этой категории не было. Разрешить можно только то, что в нём напечатано.")
			.done();
		Map<String, String> allowed = Objects.requireNonNull(granted);
		this.dataCodes = new ArrayList<>(this.dataCodes.stream().filter(allowed::containsKey).toList());
		Map<String, String> conditions = new LinkedHashMap<>();
		allowed.forEach((code, condition) -> {
			if (condition != null && !condition.isBlank()) {
				conditions.put(code, condition.strip());
			}
		});
		this.prohibitions = conditions;
	}

	void withdraw(LocalDate on, String reason, LocalDate today) {
		require(this.status == Status.ACTIVE, "Отозвать можно только действующее согласие.");
		Checks checks = new Checks();
		checks.past(on, today, "on").ordered(this.signedOn, on, "on", "Отзыв раньше подписи. Проверьте даты.");
		checks.done();
		this.withdrawnOn = on;
		this.withdrawalReason = reason;
		this.status = Status.WITHDRAWN;
	}

	/** The paper and its scan are destroyed; that it existed stays. */
	void destroy(LocalDate on, String act, LocalDate today) {
		boolean over = this.status == Status.WITHDRAWN || this.status == Status.EXPIRED
				|| this.status == Status.SUPERSEDED
				|| this.status == Status.ACTIVE && this.holdsUntil != null && this.holdsUntil.isBefore(today);
		require(over, "Уничтожают только отозванное, истёкшее или заменённое согласие.");
		new Checks().past(on, today, "on").ordered(this.signedOn, on, "on", "Уничтожение раньше подписи.").done();
		this.destroyedOn = on;
		this.destructionAct = act;
		this.scanId = null;
		this.withdrawalReason = null;
		this.status = Status.DESTROYED;
	}

	void attach(long scan) {
		require(this.status == Status.ACTIVE || this.status == Status.WITHDRAWN,
				"Скан прикладывают к подписанному согласию. Сначала отметьте подпись.");
		this.scanId = scan;
	}

	private void require(boolean allowed, String otherwise) {
		if (!allowed) {
			throw RegistryProblem.CONSENT_STATE.because(otherwise);
		}
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	long personId() {
		return this.personId;
	}

	Kind kind() {
		return this.kind;
	}

	Status status() {
		return this.status;
	}

	@Nullable Long signerId() {
		return this.signerId;
	}

	@Nullable Long representativeId() {
		return this.representativeId;
	}

	@Nullable Instant markedAt() {
		return this.markedAt;
	}

	@Nullable Long scanId() {
		return this.scanId;
	}

	@Nullable LocalDate signedOn() {
		return this.signedOn;
	}

	boolean coSigned() {
		return this.coSigned;
	}

}
