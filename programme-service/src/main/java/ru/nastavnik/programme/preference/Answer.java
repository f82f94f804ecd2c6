package ru.nastavnik.programme.preference;

import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.audit.Concealed;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Side;

/**
 * That a person has answered in one of the roles. Whom they named stands in the table
 * {@code preference}, which the log knows nothing of: the director reads the log.
 */
@Entity
@Table(name = "preference_answer")
class Answer extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "preference_answer_seq")
	@SequenceGenerator(name = "preference_answer_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	@Enumerated(EnumType.STRING)
	private Side role = Side.MENTEE;

	private LocalDate answeredOn = LocalDate.EPOCH;

	@Enumerated(EnumType.STRING)
	private AgreedBy enteredBy = AgreedBy.SELF;

	@Concealed
	private @Nullable String drew;

	/**
	 * Counts the answers, so that one about other people is a new version even when all
	 * that stands here is the same.
	 */
	private int given;

	protected Answer() {
	}

	Answer(Place place, long personId, Side role) {
		super(place);
		this.personId = personId;
		this.role = role;
	}

	void give(LocalDate on, AgreedBy by, @Nullable String said) {
		this.answeredOn = on;
		this.enteredBy = by;
		this.drew = said;
		this.given++;
	}

	LocalDate answeredOn() {
		return this.answeredOn;
	}

	AgreedBy enteredBy() {
		return this.enteredBy;
	}

	@Nullable String drew() {
		return this.drew;
	}

}
