package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.Locale;
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

/**
 * An adult who acts for a minor.
 */
@Entity
class Representation extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "representation_seq")
	@SequenceGenerator(name = "representation_seq", sequenceName = "representation_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	private long representativeId;

	@Enumerated(EnumType.STRING)
	private Terms.Kind kind = Terms.Kind.PARENT;

	private @Nullable String basis;

	private LocalDate validFrom = LocalDate.EPOCH;

	private @Nullable LocalDate validTo;

	/** For JPA. */
	protected Representation() {
	}

	Representation(Person person, Person representative, Terms terms) {
		super(person.place());
		this.personId = person.id();
		this.representativeId = representative.id();
		this.kind = terms.kind();
		this.basis = terms.basis();
		this.validFrom = terms.from();
		this.validTo = terms.to();
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	long personId() {
		return this.personId;
	}

	long representativeId() {
		return this.representativeId;
	}

	boolean validOn(LocalDate date) {
		return !this.validFrom.isAfter(date) && (this.validTo == null || !this.validTo.isBefore(date));
	}

	/** On what grounds and for how long. */
	record Terms(Kind kind, @Nullable String basis, LocalDate from, @Nullable LocalDate to) {

		/** Grounds of representation. */
		enum Kind {

			PARENT, ADOPTIVE_PARENT, GUARDIAN, TRUSTEE;

			@EnumeratedValue
			private final String code = name().toLowerCase(Locale.ROOT);

			@JsonValue
			@Override
			public String toString() {
				return this.code;
			}

		}

		void check(LocalDate minorBorn, Identity representative, LocalDate today, Checks checks) {
			checks.past(this.from, today, "from")
				.refuseIf(Identity.isAdult(minorBorn, this.from), "from",
						"На эту дату человеку уже исполнилось 18 лет: представитель не нужен.")
				.refuseIf(!representative.adultOn(this.from), "birthDate",
						"Представитель должен быть совершеннолетним на дату начала. Проверьте даты.")
				.refuseIf(
						(this.kind == Kind.GUARDIAN || this.kind == Kind.TRUSTEE)
								&& (this.basis == null || this.basis.isBlank()),
						"basis", "Для опекуна и попечителя укажите документ об опеке или попечительстве.")
				.ordered(this.from, this.to, "to", "Окончание раньше начала. Проверьте даты.");
		}

	}

}
