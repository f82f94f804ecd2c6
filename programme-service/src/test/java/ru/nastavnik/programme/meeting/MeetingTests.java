package ru.nastavnik.programme.meeting;

import java.time.LocalDate;
import java.util.List;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ru.nastavnik.kit.problem.Problem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.FactFile;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.meeting.Meeting.Kind;
import ru.nastavnik.programme.meeting.Meeting.Status;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.mentorship.Terms;

class MeetingTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

	private static final LocalDate ORDER = LocalDate.of(2026, 10, 5);

	@ParameterizedTest(name = "BR-036: {0} is not earlier than the order")
	@EnumSource(names = { "TRIAL", "REGULAR" })
	void workDoesNotPrecedeTheOrder(Kind kind) {
		refused(ProgrammeProblem.BEFORE_ORDER, () -> plan(kind, ORDER.minusDays(1), ORDER));
		refused(ProgrammeProblem.BEFORE_ORDER, () -> plan(kind, ORDER, null));
		Assertions.assertThat(plan(kind, ORDER, ORDER).status()).isEqualTo(Status.PLANNED);
		refused(ProgrammeProblem.BEFORE_ORDER,
				() -> plan(kind, ORDER, ORDER).hold(mentorship(ORDER), held(ORDER.minusDays(1)), null, TODAY));
	}

	@Test
	@DisplayName("BR-036: an acquaintance may precede the order")
	void anAcquaintanceMayPrecedeTheOrder() {
		Assertions.assertThat(plan(Kind.ACQUAINTANCE, ORDER.minusDays(10), null).status()).isEqualTo(Status.PLANNED);
	}

	@Test
	@DisplayName("4.9: held needs one side, confirmed both")
	void heldByOneConfirmedByBoth() {
		Meeting meeting = plan(Kind.REGULAR, ORDER, ORDER);
		refused(ProgrammeProblem.WRONG_STATUS, () -> meeting.confirm(Side.MENTOR, AgreedBy.SELF));
		meeting.hold(mentorship(ORDER), held(ORDER), Side.MENTOR, TODAY);
		Assertions.assertThat(meeting.status()).isEqualTo(Status.HELD);
		refused(ProgrammeProblem.ALREADY_AGREED, () -> meeting.confirm(Side.MENTOR, AgreedBy.SELF));
		meeting.confirm(Side.MENTEE, AgreedBy.SELF);
		Assertions.assertThat(meeting.status()).isEqualTo(Status.CONFIRMED);
		Meeting byCurator = plan(Kind.REGULAR, ORDER, ORDER);
		byCurator.hold(mentorship(ORDER), held(ORDER), null, TODAY);
		byCurator.confirm(Side.MENTOR, AgreedBy.CURATOR);
		Assertions.assertThat(byCurator.status()).isEqualTo(Status.HELD);
	}

	@Test
	@DisplayName("4.9: planned → moved | cancelled | missed")
	void aMeetingMayNotTakePlace() {
		Meeting moved = plan(Kind.REGULAR, ORDER, ORDER);
		moved.change(mentorship(ORDER), planOf(Kind.REGULAR, ORDER.plusDays(1)));
		Assertions.assertThat(moved.status()).isEqualTo(Status.MOVED);
		moved.hold(mentorship(ORDER), held(ORDER.plusDays(1)), null, TODAY);
		Assertions.assertThat(moved.status()).isEqualTo(Status.HELD);
		refused(ProgrammeProblem.WRONG_STATUS, () -> moved.cancel("Болезнь"));
		Meeting cancelled = plan(Kind.REGULAR, ORDER, ORDER);
		cancelled.cancel("Болезнь");
		Assertions.assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
		Meeting missed = plan(Kind.REGULAR, ORDER, ORDER);
		refused(ProgrammeProblem.DATES, () -> missed.miss(ORDER.minusDays(1)));
		missed.miss(ORDER);
		Assertions.assertThat(missed.status()).isEqualTo(Status.MISSED);
	}

	@Test
	void nothingIsHeldInTheFuture() {
		refused(ProgrammeProblem.DATES,
				() -> plan(Kind.REGULAR, ORDER, ORDER).hold(mentorship(ORDER), held(TODAY.plusDays(1)), null, TODAY));
	}

	@Test
	void theFactIsWhatItsExampleShows() {
		Meeting meeting = plan(Kind.REGULAR, ORDER, ORDER);
		meeting.identify(31);
		meeting.hold(mentorship(ORDER), held(ORDER), Side.MENTOR, TODAY);
		FactFile.says("meeting-changed", meeting.state());
	}

	private static Meeting plan(Kind kind, LocalDate on, @Nullable LocalDate order) {
		return Meeting.plan(mentorship(order), planOf(kind, on));
	}

	private static Meeting.Plan planOf(Kind kind, LocalDate on) {
		return new Meeting.Plan(kind, on, null, Meeting.Mode.IN_PERSON, null, List.of());
	}

	private static Meeting.Holding held(LocalDate on) {
		return new Meeting.Holding(on, 45, List.of(), null);
	}

	private static Outline mentorship(@Nullable LocalDate order) {
		return new Outline(17, new Place(1, 2L, 3L, 4),
				(order != null) ? Mentorship.Status.ACTIVE : Mentorship.Status.AGREED, Terms.Form.TEACHER_TEACHER,
				List.of(), ORDER, ORDER.plusMonths(9), order, false, List.of(10L, 11L), List.of(10L), List.of(11L), 0);
	}

	private static void refused(Problem problem, ThrowingCallable work) {
		Assertions.assertThatThrownBy(work)
			.isInstanceOfSatisfying(ProblemException.class,
					(refusal) -> Assertions.assertThat(refusal.problem()).isEqualTo(problem));
	}

}
