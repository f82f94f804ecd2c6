package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

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
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;

/**
 * A human being, kept by the organisation that registered them first.
 */
@Entity
class Person extends Placed {

	/** What the person is first of all; employment outranks study. */
	enum Kind {

		STAFF, PUPIL, EXTERNAL, REPRESENTATIVE;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "person_seq")
	@SequenceGenerator(name = "person_seq", sequenceName = "person_seq", allocationSize = 50)
	private @Nullable Long id;

	@Enumerated(EnumType.STRING)
	private Kind kind = Kind.EXTERNAL;

	private String lastName = "";

	private String firstName = "";

	private @Nullable String middleName;

	private String nameNorm = "";

	private String lastNorm = "";

	private @Nullable String lastTailNorm;

	private String firstNorm = "";

	private @Nullable String middleNorm;

	private LocalDate birthDate = LocalDate.EPOCH;

	private @Nullable String phone;

	private @Nullable String email;

	/**
	 * All organisations the person is or was in, when there are several, with the last
	 * day in each. Written by {@link Belonging} only.
	 */
	@Column(insertable = false, updatable = false)
	private List<Long> organisations = List.of();

	@Column(insertable = false, updatable = false)
	private List<LocalDate> organisationsUntil = List.of();

	/** The record that this one turned out to be; written by {@link Merge} only. */
	@Column(insertable = false, updatable = false)
	private @Nullable Long mergedIntoId;

	/** For JPA. */
	protected Person() {
	}

	Person(Place place, Kind kind, Identity identity, @Nullable String phone, @Nullable String email) {
		super(place);
		this.kind = kind;
		change(identity, phone, email);
	}

	final void change(Identity identity, @Nullable String newPhone, @Nullable String newEmail) {
		this.lastName = identity.lastName();
		this.firstName = identity.firstName();
		this.middleName = identity.middleName();
		this.nameNorm = identity.nameNorm();
		this.lastNorm = identity.lastNorm();
		this.lastTailNorm = identity.lastTailNorm();
		this.firstNorm = identity.firstNorm();
		this.middleNorm = identity.middleNorm();
		this.birthDate = identity.birthDate();
		this.phone = newPhone;
		this.email = newEmail;
	}

	List<Long> organisations() {
		return this.organisations;
	}

	/** The organisations the person is in on the date, as far as there are several. */
	List<Long> organisationsOn(LocalDate date) {
		return IntStream.range(0, this.organisations.size())
			.filter((at) -> !this.organisationsUntil.get(at).isBefore(date))
			.mapToObj(this.organisations::get)
			.toList();
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	Kind kind() {
		return this.kind;
	}

	Identity identity() {
		return new Identity(this.lastName, this.firstName, this.middleName, this.birthDate);
	}

	@Nullable Long mergedInto() {
		return this.mergedIntoId;
	}

	boolean isMerged() {
		return this.mergedIntoId != null;
	}

	String nameNorm() {
		return this.nameNorm;
	}

	LocalDate birthDate() {
		return this.birthDate;
	}

	@Nullable String phone() {
		return this.phone;
	}

	@Nullable String email() {
		return this.email;
	}

}
