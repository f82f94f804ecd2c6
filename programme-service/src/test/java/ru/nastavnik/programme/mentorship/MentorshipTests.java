package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.kit.problem.Problem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.FactFile;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.mentorship.Mentorship.Ground;
import ru.nastavnik.programme.mentorship.Terms.Kind;
import ru.nastavnik.programme.mentorship.Terms.Method;
import ru.nastavnik.programme.mentorship.Mentorship.Status;
import ru.nastavnik.programme.mentorship.Terms;
import ru.nastavnik.programme.participant.Participants.Participant;

class MentorshipTests {

	private static final Place SCHOOL = new Place(1, 2L, 3L, 4);

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

	private static final LocalDate START = LocalDate.of(2026, 10, 1);

	private static final Fulfilment DONE = new Fulfilment(true, List.of());

	private final Map<Long, Participant> people = new HashMap<>(Map.of(10L, adult(10), 11L, adult(11), 12L, adult(12)));

	@Test
	@DisplayName("BR-031: a pair has exactly one mentor and one mentee")
	void aPairIsOneAndOne() {
		Assertions.assertThat(propose(Kind.PAIR, List.of(10L), List.of(11L)).status()).isEqualTo(Status.PROPOSED);
		refused(ProgrammeProblem.MEMBERS, "menteeIds", () -> propose(Kind.PAIR, List.of(10L), List.of(11L, 12L)));
		refused(ProgrammeProblem.MEMBERS, "mentorIds", () -> propose(Kind.PAIR, List.of(10L, 12L), List.of(11L)));
	}

	@Test
	@DisplayName("BR-031: a group has one mentor and at least two mentees")
	void aGroupIsOneAndAtLeastTwo() {
		Assertions.assertThat(propose(Kind.GROUP, List.of(10L), List.of(11L, 12L)).participants()).hasSize(3);
		refused(ProgrammeProblem.MEMBERS, "menteeIds", () -> propose(Kind.GROUP, List.of(10L), List.of(11L)));
		refused(ProgrammeProblem.MEMBERS, "mentorIds", () -> propose(Kind.GROUP, List.of(10L, 11L), List.of(12L, 13L)));
	}

	@Test
	@DisplayName("BR-020: mentor and mentee are different persons")
	void nobodyMentorsThemselves() {
		refused(ProgrammeProblem.MEMBERS, "menteeIds", () -> propose(Kind.PAIR, List.of(10L), List.of(10L)));
		refused(ProgrammeProblem.MEMBERS, "menteeIds", () -> propose(Kind.GROUP, List.of(10L), List.of(11L, 11L)));
	}

	@Test
	void aStrangerIsNotFoundInThisOrganisation() {
		refused(ProgrammeProblem.MEMBERS, "menteeIds", () -> propose(Kind.PAIR, List.of(10L), List.of(999L)));
	}

	@Test
	@DisplayName("BR-016: without an active consent, or outside the base, nobody is paired")
	void onlyReadyPeopleArePaired() {
		this.people.put(20L,
				new Participant(20, LocalDate.of(1980, 1, 1), "staff", null, "available", null, false, false, 3));
		this.people.put(21L,
				new Participant(21, LocalDate.of(1980, 1, 1), "staff", null, "candidate", "requested", false, true, 3));
		refused(ProgrammeProblem.NOT_READY, "mentorIds", () -> propose(Kind.PAIR, List.of(20L), List.of(11L)));
		refused(ProgrammeProblem.NOT_READY, "mentorIds", () -> propose(Kind.PAIR, List.of(21L), List.of(11L)));
		refused(ProgrammeProblem.NOT_READY, "menteeIds", () -> propose(Kind.PAIR, List.of(10L), List.of(21L)));
	}

	@Test
	void theEndIsNotBeforeTheStart() {
		refused(ProgrammeProblem.DATES, "plannedEnd", () -> Mentorship.propose(SCHOOL,
				terms(Kind.PAIR, List.of(10L), List.of(11L), START.minusDays(1), true), this.people, TODAY));
	}

	@Test
	@DisplayName("BR-040: without both criteria a mentorship does not become agreed")
	void bothCriteriaAreNeeded() {
		Mentorship mentorship = Mentorship.propose(SCHOOL,
				terms(Kind.PAIR, List.of(10L), List.of(11L), START.plusMonths(9), false), this.people, TODAY);
		agreeAll(mentorship);
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.PROPOSED);
		mentorship.change(terms(Kind.PAIR, List.of(10L), List.of(11L), START.plusMonths(9), true), this.people, TODAY);
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.AGREED);
	}

	@Test
	void aRefusalKeepsItAProposal() {
		Mentorship mentorship = propose(Kind.PAIR, List.of(10L), List.of(11L));
		mentorship.answer(10, true, START, AgreedBy.SELF, TODAY);
		mentorship.answer(11, false, START, AgreedBy.SELF, TODAY);
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.PROPOSED);
		Assertions.assertThatThrownBy(() -> mentorship.answer(12, true, START, AgreedBy.SELF, TODAY))
			.isInstanceOf(ProblemException.class);
		refused(ProgrammeProblem.DATES, "on",
				() -> mentorship.answer(11, true, TODAY.plusDays(1), AgreedBy.SELF, TODAY));
		Assertions.assertThatThrownBy(() -> mentorship.answer(11, true, START, AgreedBy.REPRESENTATIVE, TODAY))
			.isInstanceOf(ProblemException.class);
	}

	@Test
	@DisplayName("BR-035: only a signed order makes an agreed mentorship ordered")
	void onlyAnOrderOrders() {
		Mentorship mentorship = propose(Kind.PAIR, List.of(10L), List.of(11L));
		refused(ProgrammeProblem.WRONG_STATUS, null, () -> mentorship.order(7, "1", START));
		agreeAll(mentorship);
		Assertions.assertThat(mentorship.activate(START)).isFalse();
		mentorship.order(7, "1", START);
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.ORDERED);
		refused(ProgrammeProblem.WRONG_STATUS, null, () -> mentorship.order(8, "2", START));
	}

	@Test
	@DisplayName("4.5: ordered → active by the first held meeting ⇄ suspended → completing → completed")
	void theLifeOfAMentorship() {
		Mentorship mentorship = active();
		Assertions.assertThat(mentorship.activate(START)).isFalse();
		mentorship.suspend(TODAY, TODAY);
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.SUSPENDED);
		refused(ProgrammeProblem.WRONG_STATUS, null, () -> mentorship.complete(TODAY, null, DONE, TODAY));
		mentorship.resume(TODAY, false, TODAY);
		Assertions.assertThat(mentorship.approachEnd()).isTrue();
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.COMPLETING);
		Assertions.assertThat(mentorship.stepBackFromEnd()).isTrue();
		mentorship.approachEnd();
		mentorship.complete(TODAY, null, DONE, TODAY);
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.COMPLETED);
		refused(ProgrammeProblem.WRONG_STATUS, null, () -> mentorship.suspend(TODAY, TODAY));
		refused(ProgrammeProblem.WRONG_STATUS, null, () -> mentorship.terminate(TODAY, Ground.E2, "x", TODAY));
	}

	@Test
	@DisplayName("BR-038: E1 requires every activity done or struck; E2 and E3 end it with a statement")
	void endingsCiteTheirGround() {
		refused(ProgrammeProblem.PLAN_OPEN, "on",
				() -> active().complete(TODAY, null, new Fulfilment(true, List.of("7 Урок")), TODAY));
		Mentorship completed = active();
		completed.complete(TODAY, null, DONE, TODAY);
		Assertions.assertThat(completed.state().ground()).isEqualTo(Ground.E1);
		Mentorship terminated = active();
		Assertions.assertThatThrownBy(() -> terminated.terminate(TODAY, Ground.E1, "Причина", TODAY))
			.isInstanceOf(ProblemException.class);
		terminated.terminate(TODAY, Ground.E3, "Причина", TODAY);
		Assertions.assertThat(terminated.status()).isEqualTo(Status.TERMINATED);
		refused(ProgrammeProblem.DATES, "on", () -> active().complete(START.minusDays(1), null, DONE, TODAY));
		refused(ProgrammeProblem.DATES, "on", () -> active().complete(TODAY.plusDays(1), null, DONE, TODAY));
	}

	@Test
	@DisplayName("BR-038, BR-033: E1 needs a programme that was approved and done, unless the work is exempt from one")
	void onlyExemptWorkIsFulfilledWithoutAProgramme() {
		refused(ProgrammeProblem.PLAN_OPEN, "on", () -> active().complete(TODAY, null, null, TODAY));
		refused(ProgrammeProblem.PLAN_OPEN, "on",
				() -> active().complete(TODAY, null, new Fulfilment(false, List.of()), TODAY));
		Mentorship exempt = active(Method.SITUATIONAL);
		exempt.complete(TODAY, null, null, TODAY);
		Assertions.assertThat(exempt.status()).isEqualTo(Status.COMPLETED);
		refused(ProgrammeProblem.PLAN_OPEN, "on",
				() -> active(Method.SITUATIONAL).complete(TODAY, null, new Fulfilment(true, List.of("7 Урок")), TODAY));
	}

	@Test
	@DisplayName("BR-038: the refusal names the open activities, five of them at most")
	void theRefusalNamesWhatIsOpen() {
		Assertions
			.assertThatThrownBy(
					() -> new Fulfilment(true, List.of("1 а", "2 б", "3 в", "4 г", "5 д", "6 е")).demandDone())
			.hasMessageContainingAll("6", "«1 а»", "«5 д»", "и другие")
			.hasMessageNotContaining("«6 е»");
	}

	@Test
	@DisplayName("4.5: what people agreed to changes, so their answers no longer stand and they are asked again")
	void newTermsAreAskedAboutAgain() {
		Mentorship mentorship = propose(Kind.PAIR, List.of(10L), List.of(11L));
		Terms terms = terms(Kind.PAIR, List.of(10L), List.of(11L), START.plusMonths(9), true);
		mentorship.answer(10, true, START, AgreedBy.SELF, TODAY);
		Assertions.assertThat(mentorship.change(terms, this.people, TODAY)).isEmpty();
		Assertions.assertThat(mentorship.members().getFirst().agreed()).isTrue();
		Assertions
			.assertThat(mentorship.change(terms(Kind.PAIR, List.of(10L), List.of(11L), START.plusMonths(8), true),
					this.people, TODAY))
			.containsExactly("срок");
		Assertions.assertThat(mentorship.members()).noneMatch(Member::answered);
		agreeAll(mentorship);
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.AGREED);
		mentorship.change(terms, this.people, TODAY);
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.PROPOSED);
		Assertions.assertThat(mentorship.members()).allMatch((member) -> member.agreedOn() == null);
	}

	@Test
	@DisplayName("BR-031: an edit does not make a pair of three or a group of two")
	void anEditKeepsTheKindAndItsNumbers() {
		Mentorship pair = propose(Kind.PAIR, List.of(10L), List.of(11L));
		refused(ProgrammeProblem.MEMBERS, "menteeIds", () -> pair
			.change(terms(Kind.GROUP, List.of(10L), List.of(11L), START.plusMonths(9), true), this.people, TODAY));
		refused(ProgrammeProblem.MEMBERS, "menteeIds", () -> pair
			.change(terms(Kind.PAIR, List.of(10L), List.of(11L, 12L), START.plusMonths(9), true), this.people, TODAY));
		Mentorship group = propose(Kind.GROUP, List.of(10L), List.of(11L, 12L));
		refused(ProgrammeProblem.MEMBERS, "menteeIds", () -> group
			.change(terms(Kind.PAIR, List.of(10L), List.of(11L, 12L), START.plusMonths(9), true), this.people, TODAY));
	}

	@Test
	@DisplayName("BR-042: completing without the planning or the final meeting is a warning")
	void missingMeetingsAreShown() {
		List<String> missing = Skeleton.missing(List.of("acquaintance", "regular"));
		Assertions.assertThat(missing).containsExactly("trial", "planning", "final");
		Assertions.assertThat(Skeleton.warnings(missing)).hasSize(2);
		Assertions.assertThat(Skeleton.warnings(Skeleton.missing(List.of("planning", "final")))).isEmpty();
	}

	@Test
	void membersChangeOnlyWhileItIsAProposal() {
		Mentorship mentorship = propose(Kind.PAIR, List.of(10L), List.of(11L));
		mentorship.change(terms(Kind.PAIR, List.of(10L), List.of(12L), START.plusMonths(9), true), this.people, TODAY);
		Assertions.assertThat(mentorship.persons(Side.MENTEE)).containsExactly(12L);
		agreeAll(mentorship);
		refused(ProgrammeProblem.WRONG_STATUS, null, () -> mentorship
			.change(terms(Kind.PAIR, List.of(10L), List.of(11L), START.plusMonths(9), true), this.people, TODAY));
	}

	@Test
	void aChildMakesEveryRowClosedAbove() {
		this.people.put(30L,
				new Participant(30, TODAY.minusYears(18).plusDays(1), "pupil", null, null, "in_base", false, true, 5));
		this.people.put(31L, new Participant(31, TODAY.minusYears(18), "pupil", null, null, "in_base", false, true, 5));
		Assertions.assertThat(propose(Kind.PAIR, List.of(10L), List.of(30L)).withMinors()).isTrue();
		Assertions.assertThat(propose(Kind.PAIR, List.of(10L), List.of(31L)).withMinors()).isFalse();
	}

	@Test
	@DisplayName("BR-033: speed and situational help and pupil forms need no programme of 3…12 months")
	void someFormsAreExempt() {
		Assertions.assertThat(outline(Form.TEACHER_TEACHER, Method.ONE_TO_ONE).exemptFromPeriod()).isFalse();
		Assertions.assertThat(outline(Form.TEACHER_TEACHER, Method.SPEED).exemptFromPeriod()).isTrue();
		Assertions.assertThat(outline(Form.TEACHER_TEACHER, Method.SITUATIONAL).exemptFromPeriod()).isTrue();
		Assertions.assertThat(outline(Form.TEACHER_TEACHER, Method.SPEED, Method.SITUATIONAL).exemptFromPeriod())
			.isTrue();
		Assertions.assertThat(outline(Form.TEACHER_TEACHER, Method.ONE_TO_ONE, Method.SITUATIONAL).exemptFromPeriod())
			.as("one method that is not exempt demands the term")
			.isFalse();
		Assertions.assertThat(outline(Form.TEACHER_TEACHER).exemptFromPeriod())
			.as("no method is no exemption")
			.isFalse();
		Assertions.assertThat(outline(Form.PUPIL_PUPIL, Method.ONE_TO_ONE).exemptFromPeriod()).isTrue();
		Assertions.assertThat(outline(Form.TEACHER_PUPIL, Method.ONE_TO_ONE).exemptFromPeriod()).isTrue();
	}

	@Test
	void theFactIsWhatItsExampleShows() {
		Mentorship mentorship = Mentorship.propose(SCHOOL,
				new Terms(Kind.GROUP, Form.TEACHER_TEACHER, null, List.of(Method.ONE_TO_ONE, Method.VIRTUAL), null,
						"Цель", START, LocalDate.of(2027, 7, 1), List.of(10L), List.of(11L, 12L), true, true),
				this.people, TODAY);
		mentorship.identify(17);
		agreeAll(mentorship);
		mentorship.order(7, "1", START);
		mentorship.activate(START);
		mentorship.terminate(TODAY, Ground.E3, "Причина", TODAY);
		FactFile.says("mentorship-changed", mentorship.state());
	}

	@Test
	@DisplayName("4.6: another mentor goes on from the day of the order; the former one stays in the history and in the fact")
	void anotherMentorGoesOn() {
		Mentorship mentorship = active();
		mentorship.replace(10, adult(12), new Leaving("G2", "5", TODAY), TODAY);
		Assertions.assertThat(mentorship.persons(Side.MENTOR)).containsExactly(12L);
		Assertions.assertThat(mentorship.participants()).containsExactlyInAnyOrder(11L, 12L);
		Assertions.assertThat(mentorship.status()).isEqualTo(Status.ACTIVE);
		FactFile.says("mentorship-changed-replaced", mentorship.state());
		refused(ProgrammeProblem.WRONG_STATUS, null, () -> propose(Kind.PAIR, List.of(10L), List.of(11L)).replace(10,
				adult(12), new Leaving("G2", "5", TODAY), TODAY));
	}

	@Test
	@DisplayName("4.6: the fact of an end without a successor says that the mentees wait again")
	void nobodyFollows() {
		Mentorship mentorship = active();
		mentorship.terminate(TODAY, Ground.E3, "Преемник не назначен", true, TODAY);
		FactFile.says("mentorship-changed-unled", mentorship.state());
	}

	@Test
	@DisplayName("4.6: only who came later is told with a day of their own, on whichever side they are told")
	void whoCameLater() {
		Mentorship team = propose(Kind.COLLECTIVE, List.of(10L, 12L), List.of(11L));
		team.identify(18);
		agreeAll(team);
		team.order(7, "1", START);
		team.activate(START.plusDays(3));
		team.replace(10, adult(13), new Leaving("G2", "5", TODAY), TODAY);
		Assertions.assertThat(team.state().mentors())
			.containsExactly(new Changed.Ref(12, null, null), new Changed.Ref(13, TODAY, null));
		Mentorship early = propose(Kind.PAIR, List.of(10L), List.of(11L));
		early.identify(19);
		agreeAll(early);
		early.order(7, "1", START);
		early.replace(10, adult(13), new Leaving("G2", "5", START.plusDays(1)), TODAY);
		early.activate(START.plusDays(9));
		Assertions.assertThat(early.state().mentors())
			.as("before the first meeting")
			.containsExactly(new Changed.Ref(13, START.plusDays(1), null));
	}

	@Test
	@DisplayName("BR-034: an extension is later than the end that was planned")
	void anExtensionIsLater() {
		Mentorship mentorship = active();
		refused(ProgrammeProblem.DATES, "newEnd", () -> mentorship.extend(START.plusMonths(9)));
		mentorship.extend(START.plusMonths(12));
		Assertions.assertThat(mentorship.plannedEnd()).isEqualTo(START.plusMonths(12));
	}

	private Outline outline(Form form, Method... methods) {
		Mentorship mentorship = Mentorship.propose(SCHOOL, new Terms(Kind.PAIR, form, null, List.of(methods), null,
				"Цель", START, START.plusMonths(9), List.of(10L), List.of(11L), true, true), this.people, TODAY);
		mentorship.identify(1);
		return mentorship.outline();
	}

	private Mentorship active() {
		return active(Method.ONE_TO_ONE);
	}

	private Mentorship active(Method method) {
		Mentorship mentorship = Mentorship.propose(SCHOOL, new Terms(Kind.PAIR, Form.TEACHER_TEACHER, null,
				List.of(method), null, "Цель", START, START.plusMonths(9), List.of(10L), List.of(11L), true, true),
				this.people, TODAY);
		agreeAll(mentorship);
		mentorship.identify(17);
		mentorship.order(7, "1", START);
		Assertions.assertThat(mentorship.activate(START.plusDays(1))).isTrue();
		return mentorship;
	}

	private static void agreeAll(Mentorship mentorship) {
		mentorship.participants().forEach((person) -> mentorship.answer(person, true, START, AgreedBy.SELF, TODAY));
	}

	private Mentorship propose(Kind kind, List<Long> mentors, List<Long> mentees) {
		return Mentorship.propose(SCHOOL, terms(kind, mentors, mentees, START.plusMonths(9), true), this.people, TODAY);
	}

	private static Terms terms(Kind kind, List<Long> mentors, List<Long> mentees, LocalDate end, boolean interest) {
		return new Terms(kind, Form.TEACHER_TEACHER, null, List.of(Method.ONE_TO_ONE), null, "Цель", START, end,
				mentors, mentees, true, interest);
	}

	private static Participant adult(long id) {
		return new Participant(id, LocalDate.of(1980, 2, 29), "staff", null, "available", "in_base", false, true, 3);
	}

	private static void refused(Problem problem, String field, ThrowingCallable work) {
		Assertions.assertThatThrownBy(work).isInstanceOfSatisfying(ProblemException.class, (refusal) -> {
			Assertions.assertThat(refusal.problem()).isEqualTo(problem);
			if (field != null) {
				Assertions.assertThat(refusal.violations()).anyMatch((violation) -> violation.field().equals(field));
			}
		});
	}

}
