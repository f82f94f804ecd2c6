package ru.nastavnik.programme.matching;

import java.util.List;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.programme.matching.Snapshot.Bond;
import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;
import ru.nastavnik.programme.mentorship.Terms.Form;

class RatingTests {

	@Test
	@DisplayName("BR-025: among pupils a mentor of a higher class is rated above an equal or a younger one")
	void amongPupilsTheMentorIsOlder() {
		Assertions.assertThat(portrait(9, 7)).isEqualTo(Ratings.FULL);
		Assertions.assertThat(portrait(7, 7)).isLessThan(Ratings.UNKNOWN);
		Assertions.assertThat(portrait(6, 7)).isZero();
		Assertions.assertThat(portrait(null, 7)).isEqualTo(Ratings.UNKNOWN);
	}

	@Test
	@DisplayName("BR-052: an earlier mentorship may only add to the score; its early end is not even an input")
	void historyNeverLowers() {
		Snapshot before = of(List.of());
		Snapshot after = of(List.of(new Bond(1, 100, Bond.Kind.TOGETHER)));
		Assertions.assertThat(score(after)).isGreaterThanOrEqualTo(score(before));
		Assertions.assertThat(Bond.Kind.values())
			.noneMatch((kind) -> kind.name().matches(".*(REFUS|END|TERMINAT|FAIL).*"));
	}

	@Test
	@DisplayName("BR-027: an outsider without a check meets no minors; BR-028: a mentor goes elsewhere by leave only")
	void hardRulesSayWhy() {
		Mentor external = new Mentor(100, 1000, 1L, "external", null, null, 40, null, List.of(), List.of(), 5,
				List.of(), 0, 2, false, false, null);
		Assertions.assertThat(refusal(external, pupil(1000))).isEqualTo(HardRule.CHECK);
		Assertions.assertThat(refusal(MatchingTests.mentor(100, 1), pupil(1000))).isNull();
		Mentor unshared = new Mentor(100, 2000, 1L, "staff", "teacher", null, 40, 10, List.of(), List.of(), 5,
				List.of(), 0, 2, false, true, null);
		Assertions.assertThat(refusal(unshared, pupil(1000))).isEqualTo(HardRule.OTHER_SCHOOL);
		Mentor director = new Mentor(100, 1000, 1L, "staff", "director", null, 50, 25, List.of(), List.of(), 5,
				List.of(), 0, 2, true, true, null);
		Assertions.assertThat(refusal(director, MatchingTests.mentee(1))).isEqualTo(HardRule.SUBORDINATE);
		Assertions.assertThat(HardRule.values()).allSatisfy((rule) -> {
			Assertions.assertThat(rule.words()).matches(".*[а-яё].*\\.");
			Assertions.assertThat(rule.cure()).matches(".*[а-яё].*\\.");
		});
	}

	@Test
	void whatNobodyKnowsCountsForHalf() {
		Mentor blank = new Mentor(100, 1000, 1L, "external", null, null, 40, null, List.of(), List.of(), null,
				List.of(), 0, 2, true, true, null);
		Mentee asking = new Mentee(1, 1000, 1L, "staff", "teacher", null, 25, null, null, List.of(), List.of(),
				List.of(), null);
		Cohort people = new Cohort(snapshot(Form.TEACHER_TEACHER, blank, asking, List.of()));
		for (Criterion criterion : List.of(Criterion.GAP, Criterion.SUBJECT, Criterion.REQUEST, Criterion.EXPERIENCE,
				Criterion.TIME, Criterion.AGE, Criterion.PREFERENCE)) {
			Assertions.assertThat(criterion.rate(people, 0, 0)).as(criterion.toString()).isEqualTo(Ratings.UNKNOWN);
			Assertions.assertThat(criterion.reason(people, 0, 0)).isNotBlank();
		}
	}

	@Test
	void reasonsSpeakRussian() {
		Matching matching = new Matching(of(List.of()));
		Assertions.assertThat(matching.scoring().contributions(0, 0))
			.extracting(Scoring.Contribution::reason)
			.contains("Наставник поможет с затруднениями: Методика преподавания предмета.", "Общий предмет: Физика.",
					"Стаж наставника больше на 19 лет.", "На одного наставляемого приходится 8 часов в месяц.");
	}

	private static Snapshot of(List<Bond> bonds) {
		return snapshot(Form.TEACHER_TEACHER, MatchingTests.mentor(100, 1), MatchingTests.mentee(1), bonds);
	}

	private static int score(Snapshot snapshot) {
		return new Matching(snapshot).scoring().score(0, 0);
	}

	private static HardRule refusal(Mentor mentor, Mentee mentee) {
		Form form = mentee.kind().equals("pupil") ? Form.TEACHER_PUPIL : Form.TEACHER_TEACHER;
		return new Matching(snapshot(form, mentor, mentee, List.of())).scoring().refusal(0, 0);
	}

	private static Mentee pupil(long school) {
		return new Mentee(1, school, 1L, "pupil", null, 7, 13, null, "pupil", List.of(), List.of("study"), List.of(),
				null);
	}

	private static int portrait(Integer leads, Integer led) {
		Mentor mentor = new Mentor(100, 1000, 1L, "pupil", null, leads, 15, null, List.of(), List.of(), null, List.of(),
				0, 2, false, true, null);
		Mentee mentee = new Mentee(1, 1000, 1L, "pupil", null, led, 13, null, "pupil", List.of(), List.of(), List.of(),
				null);
		return Criterion.PORTRAIT.rate(new Cohort(snapshot(Form.PUPIL_PUPIL, mentor, mentee, List.of())), 0, 0);
	}

	private static Snapshot snapshot(Form form, Mentor mentor, Mentee mentee, List<Bond> bonds) {
		return new Snapshot(Cohorts.DAY, form, Criterion.initialWeights(), 0, false, List.of(mentor), List.of(mentee),
				bonds);
	}

}
