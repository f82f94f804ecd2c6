package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;

/**
 * A pupil's class in an organisation.
 */
@Entity
class Enrolment extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "enrolment_seq")
	@SequenceGenerator(name = "enrolment_seq", sequenceName = "enrolment_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	private int grade;

	private @Nullable String letter;

	private LocalDate enrolledFrom = LocalDate.EPOCH;

	private @Nullable LocalDate enrolledTo;

	/** For JPA. */
	protected Enrolment() {
	}

	Enrolment(Place place, Person person, Study study) {
		super(place);
		this.personId = person.id();
		change(study);
	}

	final void change(Study study) {
		this.grade = study.grade();
		this.letter = study.letter();
		this.enrolledFrom = study.from();
		this.enrolledTo = study.to();
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	long personId() {
		return this.personId;
	}

	Study study() {
		return new Study(this.grade, this.letter, this.enrolledFrom, this.enrolledTo);
	}

}
