package ru.nastavnik.registry.consent;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;

/**
 * A consent document: draft → issued → active → withdrawn, expired or superseded.
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

		DRAFT, ISSUED, ACTIVE, WITHDRAWN, EXPIRED, SUPERSEDED;

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

	/** Special categories of data that the document names, such as special needs. */
	private List<String> categories = List.of();

	private @Nullable LocalDate withdrawnOn;

	private @Nullable String withdrawalReason;

	/** For JPA. */
	protected Consent() {
	}

	Consent(Place place, long personId, Kind kind, @Nullable LocalDate validUntil, Set<String> categories) {
		super(place);
		this.categories = categories.stream().sorted().toList();
		this.personId = personId;
		this.kind = kind;
		this.validUntil = validUntil;
	}

	/** The document is handed out for signing. */
	void issue() {
		require(this.status == Status.DRAFT, "Документ уже выдан на подпись.");
		this.status = Status.ISSUED;
	}

	/** Signed by somebody who was entitled to on that date. */
	void sign(LocalDate born, long signer, boolean represents, LocalDate on, Form how, LocalDate today) {
		require(this.status == Status.ISSUED, "Подписать можно только выданное и ещё не подписанное согласие.");
		Checks checks = new Checks();
		checks.past(on, today, "signedOn")
			.refuseIf(on.isBefore(born), "signedOn", "Подпись раньше рождения. Проверьте даты.")
			.ordered(on, this.validUntil, "signedOn", "Срок согласия истёк раньше подписи. Выпустите новое согласие.");
		checks.done();
		String refusal = Signing.refusal(born, signer == this.personId, represents, on);
		if (refusal != null) {
			throw RegistryProblem.SIGNER.because(refusal).on("signerPersonId");
		}
		this.signerId = signer;
		this.signedOn = on;
		this.form = how;
		this.status = Status.ACTIVE;
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

}
