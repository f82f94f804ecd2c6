package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;

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

}
