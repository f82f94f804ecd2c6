package ru.nastavnik.registry.mentor;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

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
 * Somebody who mentors or may come to.
 */
@Entity
class Mentor extends Placed {

	/** How far the candidacy has come. */
	enum Status {

		CANDIDATE, CONSENT_PENDING, QUESTIONNAIRE_DONE, INTERVIEWED, SELECTED, IN_REGISTRY, TRAINED, AVAILABLE,
		ASSIGNED, RESTING, EXCLUDED;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		/**
		 * From here on the mentor is in the register: a consent and a "yes" are needed.
		 */
		boolean inRegister() {
			return compareTo(IN_REGISTRY) >= 0 && this != EXCLUDED;
		}

		/**
		 * Steps may be passed over forwards: a school with one curator registers in one
		 * go.
		 */
		boolean leadsTo(Status to) {
			return switch (this) {
				case CANDIDATE -> Set.of(CONSENT_PENDING, EXCLUDED).contains(to);
				case CONSENT_PENDING, QUESTIONNAIRE_DONE, INTERVIEWED, SELECTED, IN_REGISTRY, TRAINED ->
					to == EXCLUDED || (to.compareTo(this) > 0 && to.compareTo(AVAILABLE) <= 0);
				case AVAILABLE -> Set.of(ASSIGNED, RESTING, EXCLUDED).contains(to);
				case ASSIGNED, RESTING -> to != this && Set.of(AVAILABLE, ASSIGNED, RESTING, EXCLUDED).contains(to);
				case EXCLUDED -> to == CONSENT_PENDING;
			};
		}

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What the mentor offers. */
	record Offer(List<String> competences, @Nullable String achievements, @Nullable String interests,
			@Nullable Integer timeHoursPerMonth, int maxLoad, boolean shareWithOthers) {
	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mentor_seq")
	@SequenceGenerator(name = "mentor_seq", sequenceName = "mentor_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	private LocalDate born = LocalDate.EPOCH;

	@Enumerated(EnumType.STRING)
	private Status status = Status.CONSENT_PENDING;

	private LocalDate statusSince = LocalDate.EPOCH;

	private @Nullable String statusNote;

	private @Nullable LocalDate voluntaryOn;

	private List<String> competences = List.of();

	private @Nullable String achievements;

	private @Nullable String interests;

	private @Nullable Integer timeHoursPerMonth;

	private int maxLoad;

	private boolean shareWithOthers;

	/** For JPA. */
	protected Mentor() {
	}

	Mentor(Place place, long personId, LocalDate born, Offer offer, LocalDate today) {
		super(place);
		this.personId = personId;
		this.born = born;
		this.statusSince = today;
		change(offer);
	}

	final void change(Offer offer) {
		this.competences = List.copyOf(offer.competences());
		this.achievements = offer.achievements();
		this.interests = offer.interests();
		this.timeHoursPerMonth = offer.timeHoursPerMonth();
		this.maxLoad = offer.maxLoad();
		this.shareWithOthers = offer.shareWithOthers();
	}

	/** The mentor said "yes" themselves (BR-026). */
	void agrees(LocalDate on) {
		this.voluntaryOn = on;
	}

	void moveTo(Status to, LocalDate on, @Nullable String note, LocalDate today) {
		if (!this.status.leadsTo(to)) {
			throw RegistryProblem.TRANSITION
				.because("Из текущего состояния наставника этот переход невозможен. "
						+ "Обновите страницу: состояние могли изменить.")
				.on("to");
		}
		new Checks().past(on, today, "on")
			.ordered(this.statusSince, on, "on", "Дата раньше предыдущего изменения состояния.")
			.done();
		if ((to == Status.SELECTED || to.inRegister()) && this.voluntaryOn == null) {
			throw RegistryProblem.NOT_VOLUNTARY
				.because("Наставник назначается только добровольно. Отметьте, что он согласен быть наставником.")
				.on("voluntary");
		}
		become(to, on, note);
	}

	/** The processing consent was withdrawn: the profile closes at once. */
	void close(LocalDate on) {
		if (this.status != Status.EXCLUDED) {
			become(Status.EXCLUDED, on, "Отзыв согласия на обработку персональных данных");
		}
	}

	private void become(Status to, LocalDate on, @Nullable String note) {
		this.status = to;
		this.statusSince = on;
		this.statusNote = note;
		if (to == Status.EXCLUDED) {
			this.voluntaryOn = null;
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

}
