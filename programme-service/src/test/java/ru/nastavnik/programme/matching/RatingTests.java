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
				List.of(), 0, 2, false, false, null, List.of(), List.of());
		Assertions.assertThat(refusal(external, pupil(1000))).isEqualTo(HardRule.CHECK);
		Assertions.assertThat(refusal(MatchingTests.mentor(100, 1), pupil(1000))).isNull();
		Mentor unshared = new Mentor(100, 2000, 1L, "staff", "teacher", null, 40, 10, List.of(), List.of(), 5,
				List.of(), 0, 2, false, true, null, List.of(), List.of());
		Assertions.assertThat(refusal(unshared, pupil(1000))).isEqualTo(HardRule.OTHER_SCHOOL);
		Mentor shared = new Mentor(100, 2000, 1L, "staff", "teacher", null, 40, 10, List.of(), List.of(), 5, List.of(),
				0, 2, true, true, null, List.of(), List.of());
		Assertions.assertThat(refusal(shared, pupil(1000))).isEqualTo(HardRule.MINOR_ELSEWHERE);
		Mentor director = new Mentor(100, 1000, 1L, "staff", "director", null, 50, 25, List.of(), List.of(), 5,
				List.of(), 0, 2, true, true, null, List.of(), List.of());
		Assertions.assertThat(refusal(director, MatchingTests.mentee(1))).isEqualTo(HardRule.SUBORDINATE);
		Assertions.assertThat(HardRule.values()).allSatisfy((rule) -> {
			Assertions.assertThat(rule.words()).matches(".*[а-яё].*\\.");
			Assertions.assertThat(rule.cure()).matches(".*[а-яё].*\\.");
		});
	}

	@Test
	void whatNobodyKnowsCountsForHalf() {
		Mentor blank = new Mentor(100, 1000, 1L, "external", null, null, 40, null, List.of(), List.of(), null,
				List.of(), 0, 2, true, true, null, List.of(), List.of());
		Mentee asking = new Mentee(1, 1000, 1L, "staff", "teacher", null, 25, null, null, List.of(), List.of(),
				List.of(), null, List.of(), List.of());
		Cohort people = new Cohort(snapshot(Form.TEACHER_TEACHER, blank, asking, List.of()));
		for (Criterion criterion : List.of(Criterion.GAP, Criterion.SUBJECT, Criterion.REQUEST, Criterion.EXPERIENCE,
				Criterion.TIME, Criterion.SCHEDULE, Criterion.FORMAT, Criterion.AGE, Criterion.PREFERENCE)) {
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

	@Test
	@DisplayName("schedule and format: common times and a common way to meet count, in words; far apart and in person only counts for little")
	void whoCanMeetIsRatedHigher() {
		List<String> evenings = List.of("mon_evening", "wed_evening");
		Assertions.assertThat(meet(Criterion.SCHEDULE, evenings, evenings, 1L))
			.startsWith("1000")
			.contains("Оба могут встретиться: пн вечер, ср вечер.");
		Assertions.assertThat(meet(Criterion.SCHEDULE, evenings, List.of("wed_evening"), 1L)).startsWith("700");
		Assertions.assertThat(meet(Criterion.SCHEDULE, evenings, List.of("tue_day"), 1L))
			.startsWith("0")
			.contains("Общего времени нет: наставник может пн вечер, ср вечер, наставляемый — вт день.");
		Assertions.assertThat(meet(Criterion.SCHEDULE, evenings, List.of(), 1L))
			.startsWith("500")
			.contains("наставляемый, не указано");
		List<String> face = List.of("in_person");
		Assertions.assertThat(meet(Criterion.FORMAT, face, face, 1L)).startsWith("1000").contains("лично");
		Assertions.assertThat(meet(Criterion.FORMAT, face, face, 2L)).startsWith("300").contains("разных");
		Assertions.assertThat(meet(Criterion.FORMAT, face, List.of("in_person", "remote"), 1L)).startsWith("1000");
		Assertions.assertThat(meet(Criterion.FORMAT, face, List.of("remote"), 1L))
			.startsWith("0")
			.contains("только лично");
		Assertions.assertThat(meet(Criterion.FORMAT, List.of(), face, 1L)).startsWith("500").contains("наставник");
	}

	/** Rating and reason of two whose times, or ways to meet, these are. */
	private static String meet(Criterion criterion, List<String> mentors, List<String> mentees, Long municipality) {
		boolean times = criterion == Criterion.SCHEDULE;
		Mentor mentor = new Mentor(100, 1000, municipality, "staff", "teacher", null, 40, 10, List.of(), List.of(), 5,
				List.of(), 0, 2, true, true, null, times ? mentors : List.of(), times ? List.of() : mentors);
		Mentee mentee = new Mentee(1, 2000, 1L, "staff", "teacher", null, 25, 1, null, List.of(), List.of(), List.of(),
				null, times ? mentees : List.of(), times ? List.of() : mentees);
		Cohort people = new Cohort(snapshot(Form.TEACHER_TEACHER, mentor, mentee, List.of()));
		return criterion.rate(people, 0, 0) + " " + criterion.reason(people, 0, 0);
	}

	@Test
	@DisplayName("relatives are a hard rule of its own, before a ban, whoever of the two leads")
	void relativesAreNotPaired() {
		Snapshot snapshot = of(List.of(new Bond(1, 100, Bond.Kind.BAN), new Bond(1, 100, Bond.Kind.RELATIVE)));
		Assertions.assertThat(new Matching(snapshot).scoring().refusal(0, 0)).isEqualTo(HardRule.RELATIVE);
		Assertions.assertThat(HardRule.RELATIVE.words()).contains("родственники");
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
				null, List.of(), List.of());
	}

	@Test
	@DisplayName("BR-025: who asks for help with studies meets who offers it, who is shy meets who leads; of one class they are equals")
	void roleModels() {
		Assertions.assertThat(portrait(9, 7, "study_help", "study")).isEqualTo(Ratings.FULL);
		Assertions.assertThat(portrait(9, 7, "leadership", "social")).isEqualTo(Ratings.FULL);
		Assertions.assertThat(portrait(9, 7, "leadership", "study")).isLessThan(Ratings.FULL);
		Assertions.assertThat(portrait(7, 7, "study_help", "study")).isGreaterThan(portrait(7, 7));
		Cohort peers = peers(9, 7, List.of("leadership"), List.of("social"));
		Assertions.assertThat(Reasons.portrait(peers, 0, 0)).contains("«лидер — пассивный»");
		Assertions.assertThat(Reasons.portrait(peers(7, 7, List.of("study_help"), List.of("exam")), 0, 0))
			.contains("«равный — равному»");
	}

	private static int portrait(Integer leads, Integer led) {
		return Criterion.PORTRAIT.rate(peers(leads, led, List.of(), List.of()), 0, 0);
	}

	private static int portrait(Integer leads, Integer led, String competence, String request) {
		return Criterion.PORTRAIT.rate(peers(leads, led, List.of(competence), List.of(request)), 0, 0);
	}

	private static Cohort peers(Integer leads, Integer led, List<String> competences, List<String> requests) {
		Mentor mentor = new Mentor(100, 1000, 1L, "pupil", null, leads, 15, null, List.of(), competences, null,
				List.of(), 0, 2, false, true, null, List.of(), List.of());
		Mentee mentee = new Mentee(1, 1000, 1L, "pupil", null, led, 13, null, "pupil", List.of(), requests, List.of(),
				null, List.of(), List.of());
		return new Cohort(snapshot(Form.PUPIL_PUPIL, mentor, mentee, List.of()));
	}

	private static Snapshot snapshot(Form form, Mentor mentor, Mentee mentee, List<Bond> bonds) {
		return new Snapshot(Cohorts.DAY, form, Criterion.initialWeights(), 0, true, List.of(mentor), List.of(mentee),
				bonds);
	}

}
