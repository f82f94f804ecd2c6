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

	@Enumerated(EnumType.STRING)
	private Departure.@Nullable Reason endReason;

	private @Nullable String endBasisNo;

	private @Nullable LocalDate endBasisOn;

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
		if (this.enrolledTo == null) {
			reopen(null);
		}
	}

	final void end(Departure departure) {
		this.enrolledTo = departure.on();
		this.endReason = departure.reason();
		this.endBasisNo = departure.basisNo();
		this.endBasisOn = departure.basisOn();
	}

	/** The end is taken back to what it was. */
	final void reopen(@Nullable LocalDate until) {
		this.enrolledTo = until;
		this.endReason = null;
		this.endBasisNo = null;
		this.endBasisOn = null;
	}

	Departure.@Nullable Reason endReason() {
		return this.endReason;
	}

	@Nullable String endBasisNo() {
		return this.endBasisNo;
	}

	@Nullable LocalDate endBasisOn() {
		return this.endBasisOn;
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
