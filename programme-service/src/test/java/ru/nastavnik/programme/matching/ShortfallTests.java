package ru.nastavnik.programme.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;

import static org.assertj.core.api.Assertions.assertThat;

/** Why somebody is left alone, and what of the inputs a result rests on. */
class ShortfallTests {

	@Test
	@DisplayName("without a least score too: nobody of the subject, all of the subject at capacity, a consent of the own school")
	void theBindingReasonIsNamed() {
		Shortfall subject = left(List.of(mentor(10, 1000, "music", null, true), mentor(11, 1000, "music", null, true)),
				List.of(mentee(1, "music"), mentee(2, "music"), mentee(3, "physics")));
		assertThat(subject.code()).isEqualTo("no_subject");
		assertThat(subject.text()).contains("Физика", "Остальные возможные наставники (2) заняты");
		Shortfall capacity = left(
				List.of(mentor(10, 1000, "physics", null, true), mentor(11, 1000, "music", null, true),
						mentor(12, 1000, "music", null, true)),
				List.of(mentee(1, "physics"), mentee(2, "music"), mentee(3, "music"), mentee(4, "physics")));
		assertThat(capacity.code()).isEqualTo("all_at_capacity");
		assertThat(capacity.text()).contains("по предмету Физика (1)");
		List<Mentor> mentors = new ArrayList<>(
				IntStream.range(0, 20).mapToObj((k) -> mentor(20 + k, 2000, "physics", null, false)).toList());
		mentors.add(mentor(90, 1000, "physics", HardRule.CONSENT, true));
		Shortfall consent = left(mentors, List.of(mentee(1, "physics")));
		assertThat(consent.code()).isEqualTo("consent");
		assertThat(consent.cure()).isEqualTo(HardRule.CONSENT.cure());
	}

	@Test
	@DisplayName("beyond 64 codes of a dictionary a common subject and a competence still count")
	void manyCodesCount() {
		List<Mentor> mentors = IntStream.range(0, 70)
			.mapToObj((k) -> mentor(100 + k, 1000, "код_%02d".formatted(k), null, true))
			.toList();
		Snapshot snapshot = snapshot(mentors, List.of(mentee(1, "код_69")));
		Matching matching = new Matching(snapshot);
		assertThat(Criterion.SUBJECT.rate(matching.people(), 0, 69)).isEqualTo(Ratings.FULL);
		assertThat(Criterion.SUBJECT.rate(matching.people(), 0, 68)).isZero();
		assertThat(Criterion.GAP.rate(matching.people(), 0, 69)).isEqualTo(Ratings.FULL);
		assertThat(Criterion.GAP.rate(matching.people(), 0, 68)).isZero();
	}

	@Test
	@DisplayName("which competences help with which gap is kept with the inputs: a later answer does not change the contributions")
	void theCoversAreKept() {
		Snapshot now = snapshot(List.of(mentor(10, 1000, "physics", null, true)), List.of(mentee(1, "physics")));
		String text = new String(SnapshotText.text(now), java.nio.charset.StandardCharsets.UTF_8);
		assertThat(text).contains("\"gapCovers\":{\"physics\":[\"physics\"]}", "\"algorithm\":1");
		Snapshot later = SnapshotText
			.read(text.replace("\"gapCovers\":{\"physics\":[\"physics\"]}", "\"gapCovers\":{\"physics\":[\"other\"]}")
				.getBytes(java.nio.charset.StandardCharsets.UTF_8));
		assertThat(Criterion.GAP.rate(new Matching(now).people(), 0, 0)).isEqualTo(Ratings.FULL);
		assertThat(Criterion.GAP.rate(new Matching(later).people(), 0, 0)).isZero();
	}

	private static Shortfall left(List<Mentor> mentors, List<Mentee> mentees) {
		List<Shortfall> left = new Matching(snapshot(mentors, mentees))
			.solve(List.of(Target.BEST_TOTAL), ScoreTable.Progress.NONE)
			.values()
			.iterator()
			.next()
			.left();
		assertThat(left).hasSize(1);
		return left.getFirst();
	}

	private static Snapshot snapshot(List<Mentor> mentors, List<Mentee> mentees) {
		return new Snapshot(Cohorts.DAY, ru.nastavnik.programme.mentorship.Terms.Form.TEACHER_TEACHER,
				Criterion.initialWeights(), 0, true, mentors, mentees, List.of());
	}

	/** Whose only competence is called like the subject. */
	private static Mentor mentor(long id, long school, String subject, HardRule refusal, boolean shared) {
		return new Mentor(id, school, 100L, "staff", "teacher", null, 45, 20, List.of(subject), List.of(subject), 8,
				List.of(), 0, 1, shared, true, refusal, List.of(), List.of());
	}

	private static Mentee mentee(long id, String subject) {
		return new Mentee(id, 1000, 100L, "staff", "teacher", null, 25, 1, "young_specialist", List.of(subject),
				List.of(), List.of(subject), null, List.of(), List.of());
	}

}
