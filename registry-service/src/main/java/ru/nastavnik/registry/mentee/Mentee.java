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
import ru.nastavnik.registry.participant.CanMeet;

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

	/** How far help has come (life cycle 4.3). */
	enum Status {

		REQUESTED, CONSENT_PENDING, IN_BASE, WAITING, MATCHED, IN_MENTORSHIP, COMPLETED, LEFT, ALUMNI, WITHDRAWN;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		/** From here on the mentee is in the base: a consent is needed. */
		boolean inBase() {
			return compareTo(IN_BASE) >= 0 && compareTo(COMPLETED) < 0;
		}

		/** Set by what happens to the mentorships, never by hand. */
		boolean follows() {
			return Set.of(MATCHED, IN_MENTORSHIP, COMPLETED, LEFT).contains(this);
		}

		boolean leadsTo(Status to) {
			return switch (this) {
				case REQUESTED -> Set.of(CONSENT_PENDING, WITHDRAWN).contains(to);
				case CONSENT_PENDING -> Set.of(IN_BASE, WITHDRAWN).contains(to);
				case IN_BASE -> Set.of(WAITING, WITHDRAWN).contains(to);
				case WAITING -> Set.of(IN_BASE, WITHDRAWN).contains(to);
				case MATCHED, IN_MENTORSHIP -> to == WITHDRAWN;
				case COMPLETED, LEFT -> Set.of(IN_BASE, ALUMNI, WITHDRAWN).contains(to);
				case ALUMNI -> Set.of(IN_BASE, WITHDRAWN).contains(to);
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
	record Need(Category category, String mainRequest, List<String> requestCodes, List<String> problemGroups,
			List<String> gapCodes, @Nullable String gapsNote, Source source, @Nullable String caseLink,
			CanMeet canMeet) {
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

	private List<String> problemGroups = List.of();

	private List<String> gapCodes = List.of();

	private @Nullable String gapsNote;

	@Enumerated(EnumType.STRING)
	private Source source = Source.CURATOR;

	@Enumerated(EnumType.STRING)
	private Status status = Status.CONSENT_PENDING;

	private LocalDate statusSince = LocalDate.EPOCH;

	private @Nullable String statusNote;

	private @Nullable LocalDate enteredOn;

	private @Nullable Long psychologistId;

	private @Nullable LocalDate searchOn;

	private @Nullable LocalDate teenSignedOn;

	private @Nullable String caseLink;

	private List<String> meetingTimes = List.of();

	private List<String> meetingModes = List.of();

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
		this.problemGroups = List.copyOf(need.problemGroups());
		this.gapCodes = List.copyOf(need.gapCodes());
		this.gapsNote = need.gapsNote();
		this.source = need.source();
		this.caseLink = need.caseLink();
		this.meetingTimes = need.canMeet().times();
		this.meetingModes = need.canMeet().modes();
	}

	void moveTo(Status to, LocalDate on, @Nullable String note, LocalDate today) {
		if (!this.status.leadsTo(to)) {
			throw RegistryProblem.TRANSITION.because(to.follows()
					? "Это состояние меняется само, когда подбирают пару, подписывают приказ или завершают работу."
					: "Из текущего состояния наставляемого этот переход невозможен. "
							+ "Обновите страницу: состояние могли изменить.")
				.on("to");
		}
		new Checks().past(on, today, "on")
			.ordered(this.statusSince, on, "on", "Дата раньше предыдущего изменения состояния.")
			.refuseIf(to == Status.WITHDRAWN && (note == null || note.isBlank()), "note",
					"Напишите, почему наставляемый выбывает из базы.")
			.done();
		if (to == Status.IN_BASE && this.enteredOn == null) {
			this.enteredOn = on;
		}
		if (to != Status.WAITING) {
			this.searchOn = null;
		}
		become(to, on, note);
	}

	/** BR-030: nobody waits without a psychologist and a day of the next search. */
	void waitsWith(long psychologist, LocalDate search) {
		this.psychologistId = psychologist;
		this.searchOn = search;
	}

	void assign(@Nullable Long psychologist) {
		this.psychologistId = psychologist;
	}

	/** BR-018: the teenager signed as well. */
	void signs(LocalDate on) {
		this.teenSignedOn = on;
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

	LocalDate born() {
		return this.born;
	}

	Status status() {
		return this.status;
	}

	LocalDate statusSince() {
		return this.statusSince;
	}

	@Nullable LocalDate teenSignedOn() {
		return this.teenSignedOn;
	}

	List<String> requestCodes() {
		return this.requestCodes;
	}

	List<String> problemGroups() {
		return this.problemGroups;
	}

	List<String> gapCodes() {
		return this.gapCodes;
	}

}
