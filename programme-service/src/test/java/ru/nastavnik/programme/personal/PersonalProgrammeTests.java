package ru.nastavnik.programme.personal;

import java.time.LocalDate;
import java.util.List;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ru.nastavnik.kit.problem.Problem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.FactFile;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.personal.PersonalProgramme.Status;
import ru.nastavnik.programme.template.Templates.TemplateRow;
import ru.nastavnik.programme.template.Templates.Template;
import ru.nastavnik.programme.template.Term;

class PersonalProgrammeTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

	private static final LocalDate FROM = LocalDate.of(2026, 9, 15);

	private static final Template TEMPLATE = new Template(1, "sample", "План", "plan",
			List.of(row("1", "ноябрь"), row("2", "постоянно"), row("3", "март–сентябрь")));

	@ParameterizedTest(name = "BR-032: {0} … {1} is allowed: {2}")
	@CsvSource({ "2026-09-15, 2026-12-15, true", "2026-09-15, 2026-12-14, false", "2026-09-15, 2027-09-15, true",
			"2026-09-15, 2027-09-16, false", "2026-11-30, 2027-02-28, true", "2026-11-30, 2027-02-27, false",
			"2028-02-29, 2028-05-29, true", "2028-02-29, 2028-05-28, false", "2028-02-29, 2029-02-28, true",
			"2028-02-29, 2029-03-01, false", "2027-02-28, 2028-02-28, true", "2027-02-28, 2028-02-29, false" })
	void aProgrammeLastsFromThreeMonthsToOneYear(LocalDate from, LocalDate to, boolean allowed) {
		ThrowingCallable work = () -> PersonalProgramme.draft(mentorship(Form.TEACHER_TEACHER, List.of()), TEMPLATE,
				null, from, to);
		if (allowed) {
			Assertions.assertThatCode(work).doesNotThrowAnyException();
		}
		else {
			refused(ProgrammeProblem.PERIOD, work);
		}
	}

	@Test
	@DisplayName("BR-033: speed and situational help are exempt; a pupil form runs to the end of the academic year")
	void exemptFormsHaveTheirOwnPeriod() {
		PersonalProgramme.draft(mentorship(Form.TEACHER_TEACHER, List.of("speed")), TEMPLATE, null, FROM, FROM);
		PersonalProgramme.draft(mentorship(Form.TEACHER_TEACHER, List.of("situational")), TEMPLATE, null, FROM,
				FROM.plusDays(10));
		PersonalProgramme pupils = PersonalProgramme.draft(mentorship(Form.PUPIL_PUPIL, List.of()), TEMPLATE, null,
				null, null);
		Assertions.assertThat(pupils.content().from()).isEqualTo(FROM);
		Assertions.assertThat(pupils.content().to()).isEqualTo(LocalDate.of(2027, 8, 31));
		refused(ProgrammeProblem.PERIOD,
				() -> PersonalProgramme.draft(mentorship(Form.TEACHER_TEACHER, List.of()), TEMPLATE, null, null, null));
		refused(ProgrammeProblem.PERIOD, () -> PersonalProgramme.draft(mentorship(Form.PUPIL_PUPIL, List.of()),
				TEMPLATE, null, FROM, FROM.minusDays(1)));
	}

	@Test
	@DisplayName("BR-006: dated terms of the template get due dates from the programme's period")
	void activitiesAreDatedByThePeriod() {
		PersonalProgramme programme = draft();
		Assertions.assertThat(programme.plan().ordered())
			.extracting(Activity::dueFrom)
			.containsExactly(LocalDate.of(2026, 11, 1), null, LocalDate.of(2027, 3, 1));
		Assertions.assertThat(programme.plan().ordered())
			.extracting(Activity::dueTo)
			.containsExactly(LocalDate.of(2026, 11, 30), null, LocalDate.of(2027, 6, 15));
	}

	@Test
	@DisplayName("4.8: draft → agreed by both → curator_ok → approved → running → completed")
	void theLifeOfAProgramme() {
		PersonalProgramme programme = draft();
		refused(ProgrammeProblem.WRONG_STATUS, () -> programme.confirm("Куратор", TODAY));
		programme.agree(Side.MENTOR, 10, FROM, AgreedBy.SELF, TODAY);
		Assertions.assertThat(programme.status()).isEqualTo(Status.DRAFT);
		refused(ProgrammeProblem.ALREADY_AGREED, () -> programme.agree(Side.MENTOR, 10, FROM, AgreedBy.SELF, TODAY));
		refused(ProgrammeProblem.DATES,
				() -> programme.agree(Side.MENTEE, 11, TODAY.plusDays(1), AgreedBy.SELF, TODAY));
		programme.agree(Side.MENTEE, 11, FROM, AgreedBy.CURATOR, TODAY);
		Assertions.assertThat(programme.status()).isEqualTo(Status.AGREED);
		refused(ProgrammeProblem.WRONG_STATUS, () -> programme.approve("Директор", false, TODAY));
		programme.confirm("Куратор", TODAY);
		programme.approve("Директор", false, TODAY);
		Assertions.assertThat(programme.status()).isEqualTo(Status.APPROVED);
		Assertions.assertThat(programme.run()).isTrue();
		Assertions.assertThat(programme.run()).isFalse();
		refused(ProgrammeProblem.PLAN_OPEN, () -> programme.complete(TODAY, TODAY));
		programme.plan().ordered().forEach((activity) -> activity.finish(TODAY, null));
		programme.complete(TODAY, TODAY);
		Assertions.assertThat(programme.status()).isEqualTo(Status.COMPLETED);
		refused(ProgrammeProblem.WRONG_STATUS, () -> programme.add(content("Ещё")));
	}

	@Test
	void aChangedDraftAsksEverybodyAgain() {
		PersonalProgramme programme = draft();
		programme.agree(Side.MENTOR, 10, FROM, AgreedBy.SELF, TODAY);
		programme.agree(Side.MENTEE, 11, FROM, AgreedBy.SELF, TODAY);
		programme.add(content("Открытый урок"));
		Assertions.assertThat(programme.status()).isEqualTo(Status.DRAFT);
		Assertions.assertThat(programme.words().summary(mentorship(Form.TEACHER_TEACHER, List.of())).mentor()).isNull();
		Assertions.assertThat(programme.versionNo()).isEqualTo(1);
	}

	@Test
	@DisplayName("BR-038: an activity of a programme in force is struck by an approved amendment only")
	void anAmendmentStrikesOnlyWhenItIsApproved() {
		PersonalProgramme programme = running();
		programme.strike(1, "Не требуется");
		Assertions.assertThat(programme.amendment()).isEqualTo(Status.DRAFT);
		Assertions.assertThat(programme.status()).isEqualTo(Status.RUNNING);
		Assertions.assertThat(programme.plan().progress()).isEqualTo(new Plan.Progress(0, 3));
		Assertions.assertThat(programme.versionNo()).isEqualTo(1);
		refused(ProgrammeProblem.WRONG_STATUS, () -> programme.finishActivity(1, TODAY, null, TODAY));
		programme.finishActivity(2, TODAY, "Готово", TODAY);
		programme.finishActivity(3, TODAY, null, TODAY);
		refused(ProgrammeProblem.WRONG_STATUS, () -> programme.finishActivity(3, TODAY, null, TODAY));
		refused(ProgrammeProblem.PLAN_OPEN, () -> programme.complete(TODAY, TODAY));
		refused(ProgrammeProblem.WRONG_STATUS, () -> programme.approve("Директор", true, TODAY));
		approve(programme);
		Assertions.assertThat(programme.amendment()).isNull();
		Assertions.assertThat(programme.versionNo()).isEqualTo(2);
		Assertions.assertThat(programme.plan().progress()).isEqualTo(new Plan.Progress(2, 2));
		programme.complete(TODAY, TODAY);
		Assertions.assertThat(programme.status()).isEqualTo(Status.COMPLETED);
	}

	@Test
	@DisplayName("4.8: an amendment adds and changes activities when it is approved, and asks again when it changes")
	void anAmendmentAddsAndChanges() {
		PersonalProgramme programme = running();
		programme.add(content("Открытый урок")).identify(4);
		programme.agree(Side.MENTOR, 10, FROM, AgreedBy.SELF, TODAY);
		programme.changeActivity(1, content("Иначе"));
		Assertions.assertThat(programme.awaited()).containsExactly(10L, 11L);
		programme.plan().ordered().get(1).identify(5);
		Assertions.assertThat(programme.plan().open()).hasSize(3).noneMatch((label) -> label.contains("Иначе"));
		refused(ProgrammeProblem.WRONG_STATUS, () -> programme.finishActivity(1, TODAY, null, TODAY));
		approve(programme);
		Assertions.assertThat(programme.plan().ordered())
			.extracting((activity) -> activity.content().task())
			.containsExactly("Иначе", "Мероприятие 2", "Мероприятие 3", "Открытый урок");
		Assertions.assertThat(programme.plan().progress()).isEqualTo(new Plan.Progress(0, 4));
	}

	@Test
	void anAmendmentIsWithdrawnWithEverythingItProposes() {
		PersonalProgramme programme = running();
		refused(ProgrammeProblem.WRONG_STATUS, programme::withdraw);
		programme.strike(1, "Не требуется");
		programme.changeActivity(2, content("Иначе"));
		programme.agree(Side.MENTOR, 10, FROM, AgreedBy.SELF, TODAY);
		programme.withdraw();
		Assertions.assertThat(programme.amendment()).isNull();
		Assertions.assertThat(programme.plan().proposesNothing()).isTrue();
		Assertions.assertThat(programme.plan().progress()).isEqualTo(new Plan.Progress(0, 3));
		programme.add(content("Лишнее")).identify(4);
		programme.strike(4, "Передумали");
		Assertions.assertThat(programme.amendment()).as("nothing is left to approve").isNull();
		programme.strike(1, "Не требуется");
		programme.end(true, TODAY);
		Assertions.assertThat(programme.plan().ordered().getFirst().status()).isEqualTo(Activity.Status.PLANNED);
	}

	@Test
	@DisplayName("4.8: of a group every member agrees, one voice does not speak for a side")
	void everyMemberOfAGroupAgrees() {
		Outline group = new Outline(17, new Place(1, 2L, 3L, 4), Mentorship.Status.ORDERED, Form.TEACHER_TEACHER,
				List.of(), FROM, FROM.plusMonths(9), FROM, false, List.of(10L, 11L, 12L), List.of(10L),
				List.of(11L, 12L), 0);
		PersonalProgramme programme = PersonalProgramme.draft(group, TEMPLATE, null, FROM, LocalDate.of(2027, 6, 15));
		programme.agree(Side.MENTOR, 10, FROM, AgreedBy.SELF, TODAY);
		programme.agree(Side.MENTEE, 11, FROM, AgreedBy.SELF, TODAY);
		Assertions.assertThat(programme.status()).isEqualTo(Status.DRAFT);
		Assertions.assertThat(programme.awaited()).containsExactly(12L);
		Assertions.assertThat(programme.words().summary(group).mentee()).isNull();
		refused(ProgrammeProblem.ALREADY_AGREED, () -> programme.agree(Side.MENTEE, 11, FROM, AgreedBy.CURATOR, TODAY));
		programme.agree(Side.MENTEE, 12, TODAY, AgreedBy.CURATOR, TODAY);
		Assertions.assertThat(programme.status()).isEqualTo(Status.AGREED);
		Assertions.assertThat(programme.words().summary(group).mentee())
			.isEqualTo(new Approval.Word(TODAY, AgreedBy.CURATOR.toString()));
	}

	@Test
	void aProgrammeInForceIsNotRewritten() {
		PersonalProgramme programme = running();
		refused(ProgrammeProblem.WRONG_STATUS,
				() -> programme.change(mentorship(Form.TEACHER_TEACHER, List.of()), programme.content()));
		refused(ProgrammeProblem.DATES, () -> {
			programme.finishActivity(1, TODAY.plusDays(1), null, TODAY);
		});
	}

	@Test
	void theProgrammeEndsWithItsMentorship() {
		PersonalProgramme running = running();
		Assertions.assertThat(running.end(false, TODAY)).isTrue();
		Assertions.assertThat(running.status()).isEqualTo(Status.STOPPED);
		Assertions.assertThat(running.end(true, TODAY)).isFalse();
		PersonalProgramme fulfilled = running();
		fulfilled.end(true, TODAY);
		Assertions.assertThat(fulfilled.status()).isEqualTo(Status.COMPLETED);
	}

	@Test
	void theFactIsWhatItsExampleShows() {
		PersonalProgramme programme = PersonalProgramme.draft(mentorship(Form.TEACHER_TEACHER, List.of()), TEMPLATE,
				null, FROM, LocalDate.of(2027, 6, 15));
		programme.identify(23);
		programme.restore(mentorship(Form.TEACHER_TEACHER, List.of()), Status.RUNNING, 0.34, TODAY, TODAY);
		FactFile.says("programme-changed", programme.state());
	}

	private static PersonalProgramme running() {
		PersonalProgramme programme = draft();
		long id = 1;
		for (Activity activity : programme.plan().ordered()) {
			activity.identify(id++);
		}
		approve(programme);
		Assertions.assertThat(programme.status()).isEqualTo(Status.RUNNING);
		return programme;
	}

	private static void approve(PersonalProgramme programme) {
		programme.agree(Side.MENTOR, 10, FROM, AgreedBy.SELF, TODAY);
		programme.agree(Side.MENTEE, 11, FROM, AgreedBy.SELF, TODAY);
		programme.confirm("Куратор", TODAY);
		programme.approve("Директор", true, TODAY);
	}

	private static PersonalProgramme draft() {
		return PersonalProgramme.draft(mentorship(Form.TEACHER_TEACHER, List.of()), TEMPLATE, null, FROM,
				LocalDate.of(2027, 6, 15));
	}

	private static Activity.Content content(String task) {
		return new Activity.Content("", "", task, "май", null, null, "", "");
	}

	private static TemplateRow row(String no, String term) {
		return new TemplateRow("Этап", no, "Мероприятие " + no, Term.parse(term), "Результат", "Куратор");
	}

	private static Outline mentorship(Form form, List<String> methods) {
		return new Outline(17, new Place(1, 2L, 3L, 4), Mentorship.Status.ORDERED, form, methods, FROM,
				FROM.plusMonths(9), FROM, false, List.of(10L, 11L), List.of(10L), List.of(11L), 0);
	}

	private static void refused(Problem problem, ThrowingCallable work) {
		Assertions.assertThatThrownBy(work)
			.isInstanceOfSatisfying(ProblemException.class,
					(refusal) -> Assertions.assertThat(refusal.problem()).isEqualTo(problem));
	}

}
