package ru.nastavnik.registry.mentee;

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
 * Somebody who needs a mentor.
 */
@Entity
class Mentee extends Placed {

	/** How the need was found (BR-022). */
	enum Source {

		OWN, CURATOR, THIRD_PARTY;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** How far help has come. */
	enum Status {

		REQUESTED, CONSENT_PENDING, IN_BASE, WAITING, MATCHED, IN_MENTORSHIP, COMPLETED, LEFT, WITHDRAWN;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		/** From here on the mentee is in the base: a consent is needed. */
		boolean inBase() {
			return compareTo(IN_BASE) >= 0 && compareTo(COMPLETED) < 0;
		}

		boolean leadsTo(Status to) {
			return switch (this) {
				case REQUESTED -> Set.of(CONSENT_PENDING, WITHDRAWN).contains(to);
				case CONSENT_PENDING -> Set.of(IN_BASE, WITHDRAWN).contains(to);
				case IN_BASE -> Set.of(WAITING, MATCHED, WITHDRAWN).contains(to);
				case WAITING -> Set.of(IN_BASE, MATCHED, WITHDRAWN).contains(to);
				case MATCHED -> Set.of(IN_BASE, WAITING, IN_MENTORSHIP, WITHDRAWN).contains(to);
				case IN_MENTORSHIP -> Set.of(COMPLETED, LEFT, WITHDRAWN).contains(to);
				case COMPLETED, LEFT -> Set.of(IN_BASE, WITHDRAWN).contains(to);
				case WITHDRAWN -> to == CONSENT_PENDING;
			};
		}

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What is asked for. */
	record Need(Category category, String mainRequest, List<String> requestCodes, Source source) {
	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mentee_seq")
	@SequenceGenerator(name = "mentee_seq", sequenceName = "mentee_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	private LocalDate born = LocalDate.EPOCH;

	@Enumerated(EnumType.STRING)
	private Category category = Category.PUPIL;

	private String mainRequest = "";

	private List<String> requestCodes = List.of();

	@Enumerated(EnumType.STRING)
	private Source source = Source.CURATOR;

	@Enumerated(EnumType.STRING)
	private Status status = Status.CONSENT_PENDING;

	private LocalDate statusSince = LocalDate.EPOCH;

	private @Nullable String statusNote;

	/** For JPA. */
	protected Mentee() {
	}

	Mentee(Place place, long personId, LocalDate born, Need need, LocalDate today) {
		super(place);
		this.personId = personId;
		this.born = born;
		this.statusSince = today;
		change(need);
	}

	final void change(Need need) {
		this.category = need.category();
		this.mainRequest = need.mainRequest();
		this.requestCodes = List.copyOf(need.requestCodes());
		this.source = need.source();
	}

	void moveTo(Status to, LocalDate on, @Nullable String note, LocalDate today) {
		if (!this.status.leadsTo(to)) {
			throw RegistryProblem.TRANSITION
				.because("Из текущего состояния наставляемого этот переход невозможен. "
						+ "Обновите страницу: состояние могли изменить.")
				.on("to");
		}
		new Checks().past(on, today, "on")
			.ordered(this.statusSince, on, "on", "Дата раньше предыдущего изменения состояния.")
			.done();
		become(to, on, note);
	}

	/** The processing consent was withdrawn: the profile closes at once. */
	void close(LocalDate on) {
		if (this.status != Status.WITHDRAWN) {
			become(Status.WITHDRAWN, on, "Отзыв согласия на обработку персональных данных");
		}
	}

	private void become(Status to, LocalDate on, @Nullable String note) {
		this.status = to;
		this.statusSince = on;
		this.statusNote = note;
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
