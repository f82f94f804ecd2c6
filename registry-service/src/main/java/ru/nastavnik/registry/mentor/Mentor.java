package ru.nastavnik.registry.mentor;

import java.time.LocalDate;
import java.util.List;
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
import ru.nastavnik.registry.participant.CanMeet;

/**
 * Somebody who mentors or may come to.
 */
@Entity
class Mentor extends Placed {

	/** What the mentor offers: the answers of the questionnaire. */
	record Offer(List<String> competenceCodes, List<String> competences, @Nullable String motivation,
			@Nullable String experience, @Nullable String achievements, @Nullable String interests,
			@Nullable String availability, List<String> desiredAges, @Nullable Integer timeHoursPerMonth, int maxLoad,
			boolean goesOn, @Nullable String caseLink, CanMeet canMeet) {
	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mentor_seq")
	@SequenceGenerator(name = "mentor_seq", sequenceName = "mentor_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	private LocalDate born = LocalDate.EPOCH;

	@Enumerated(EnumType.STRING)
	private MentorStatus status = MentorStatus.CONSENT_PENDING;

	private LocalDate statusSince = LocalDate.EPOCH;

	private @Nullable String statusNote;

	private @Nullable LocalDate voluntaryOn;

	private List<String> competenceCodes = List.of();

	private List<String> competences = List.of();

	private @Nullable String motivation;

	private @Nullable String experience;

	private @Nullable String achievements;

	private @Nullable String interests;

	private @Nullable String availability;

	private List<String> desiredAges = List.of();

	private @Nullable Integer timeHoursPerMonth;

	private int maxLoad;

	private boolean shareWithOthers;

	private @Nullable LocalDate sharedOn;

	private @Nullable String registryOrderNumber;

	private @Nullable LocalDate registryOrderedOn;

	private @Nullable LocalDate trainingWaivedOn;

	private @Nullable String trainingWaiver;

	private boolean goesOn = true;

	private boolean carriedOver;

	private @Nullable LocalDate enteredOn;

	private @Nullable String caseLink;

	private List<String> meetingTimes = List.of();

	private List<String> meetingModes = List.of();

	/** For JPA. */
	protected Mentor() {
	}

	Mentor(Place place, long personId, LocalDate born, MentorStatus status, Offer offer, LocalDate today) {
		super(place);
		this.personId = personId;
		this.born = born;
		this.status = status;
		this.statusSince = today;
		change(offer);
	}

	final void change(Offer offer) {
		this.competenceCodes = List.copyOf(offer.competenceCodes());
		this.competences = List.copyOf(offer.competences());
		this.motivation = offer.motivation();
		this.experience = offer.experience();
		this.achievements = offer.achievements();
		this.interests = offer.interests();
		this.availability = offer.availability();
		this.desiredAges = List.copyOf(offer.desiredAges());
		this.timeHoursPerMonth = offer.timeHoursPerMonth();
		this.maxLoad = offer.maxLoad();
		this.goesOn = offer.goesOn();
		this.caseLink = offer.caseLink();
		this.meetingTimes = offer.canMeet().times();
		this.meetingModes = offer.canMeet().modes();
	}

	/** The mentor said "yes" themselves (BR-026). */
	void agrees(LocalDate on) {
		this.voluntaryOn = on;
	}

	/** The questionnaire says what the mentor can teach. */
	boolean questionnaireIsFilled() {
		return !this.competenceCodes.isEmpty() || !this.competences.isEmpty();
	}

	void register(String orderNumber, LocalDate orderedOn) {
		this.registryOrderNumber = orderNumber;
		this.registryOrderedOn = orderedOn;
	}

	void waiveTraining(LocalDate on, @Nullable String why) {
		this.trainingWaivedOn = on;
		this.trainingWaiver = why;
	}

	void carryOver() {
		this.carriedOver = true;
	}

	/** BR-028: other organisations see the card by the mentor's leave only. */
	void share(boolean leave, @Nullable LocalDate on) {
		this.shareWithOthers = leave;
		this.sharedOn = leave ? on : null;
	}

	/** The processing consent was withdrawn: the profile closes at once. */
	void close(LocalDate on) {
		become(MentorStatus.EXCLUDED, on, "Отзыв согласия на обработку персональных данных");
	}

	void become(MentorStatus to, LocalDate on, @Nullable String note) {
		this.status = to;
		this.statusSince = on;
		this.statusNote = note;
		if (to == MentorStatus.EXCLUDED) {
			this.voluntaryOn = null;
			share(false, null);
		}
		if (to.inRegister() && this.enteredOn == null) {
			this.enteredOn = on;
		}
	}

	void correctBorn(LocalDate date) {
		this.born = date;
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	long personId() {
		return this.personId;
	}

	LocalDate born() {
		return this.born;
	}

	MentorStatus status() {
		return this.status;
	}

	LocalDate statusSince() {
		return this.statusSince;
	}

	@Nullable LocalDate voluntaryOn() {
		return this.voluntaryOn;
	}

	@Nullable LocalDate registryOrderedOn() {
		return this.registryOrderedOn;
	}

	@Nullable LocalDate trainingWaivedOn() {
		return this.trainingWaivedOn;
	}

	List<String> competenceCodes() {
		return this.competenceCodes;
	}

	List<String> desiredAges() {
		return this.desiredAges;
	}

}
