package ru.nastavnik.programme.preference;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.mentorship.Terms;

/**
 * Future mentors and mentees of one form get to know each other. The survey is open from
 * the day of the meeting to the last day that the curator named.
 */
@Entity
class GroupMeeting extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "group_meeting_seq")
	@SequenceGenerator(name = "group_meeting_seq", allocationSize = 50)
	private @Nullable Long id;

	@Enumerated(EnumType.STRING)
	private Terms.Form form = Terms.Form.TEACHER_TEACHER;

	private LocalDate heldOn = LocalDate.EPOCH;

	private @Nullable LocalTime heldTime;

	@Enumerated(EnumType.STRING)
	private Mode mode = Mode.IN_PERSON;

	private @Nullable String placeText;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> mentors = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> mentees = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> present = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> participants = List.of();

	private @Nullable String note;

	private @Nullable LocalDate surveyUntil;

	private @Nullable String cancelReason;

	protected GroupMeeting() {
	}

	private GroupMeeting(Place place) {
		super(place);
	}

	static GroupMeeting call(Place place, Details details) {
		GroupMeeting meeting = new GroupMeeting(place);
		meeting.take(details);
		return meeting;
	}

	void change(Details details) {
		standing();
		take(details);
	}

	private void take(Details details) {
		if (details.surveyUntil() != null && details.surveyUntil().isBefore(details.on())) {
			throw ProgrammeProblem.DATES.because("Анкета не может закрыться раньше дня встречи.").on("surveyUntil");
		}
		if (details.mentorIds().stream().anyMatch(details.menteeIds()::contains)) {
			throw ProgrammeProblem.MEMBERS
				.because("Один человек не может быть на встрече и наставником, и наставляемым.")
				.on("menteeIds");
		}
		this.form = details.form();
		this.heldOn = details.on();
		this.heldTime = details.time();
		this.mode = details.mode();
		this.placeText = details.place();
		this.mentors = details.mentorIds().stream().distinct().toList();
		this.mentees = details.menteeIds().stream().distinct().toList();
		this.participants = Stream.concat(this.mentors.stream(), this.mentees.stream()).toList();
		this.note = details.note();
		this.surveyUntil = details.surveyUntil();
		// who is not invited any more was not there either
		this.present = this.present.stream().filter(this.participants::contains).toList();
	}

	/** Who came; the day has to have come too. */
	void attend(Collection<Long> people, @Nullable String said, LocalDate today) {
		standing();
		if (this.heldOn.isAfter(today)) {
			throw ProgrammeProblem.DATES.because("День встречи ещё не наступил. Отметьте присутствующих после неё.");
		}
		if (!this.participants.containsAll(people)) {
			throw ProgrammeProblem.MEMBERS.because("Отметить можно только приглашённых. Сначала добавьте человека.")
				.on("present");
		}
		this.present = people.stream().distinct().toList();
		this.note = said;
	}

	void cancel(String reason) {
		standing();
		this.cancelReason = reason;
	}

	private void standing() {
		if (this.cancelReason != null) {
			throw ProgrammeProblem.WRONG_STATUS.because("Встреча отменена. Назначьте новую.");
		}
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	List<Long> invited(Side side) {
		return (side == Side.MENTOR) ? this.mentors : this.mentees;
	}

	/** How they meet. */
	enum Mode {

		IN_PERSON, REMOTE;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** What the curator plans. */
	record Details(Terms.Form form, LocalDate on, @Nullable LocalTime time, Mode mode, @Nullable String place,
			List<Long> mentorIds, List<Long> menteeIds, @Nullable String note, @Nullable LocalDate surveyUntil) {
	}

}
