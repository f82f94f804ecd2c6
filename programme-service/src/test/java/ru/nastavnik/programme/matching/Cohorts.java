package ru.nastavnik.programme.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;

import ru.nastavnik.programme.matching.Snapshot.Bond;
import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;
import ru.nastavnik.programme.mentorship.Terms.Form;

/** Made-up cohorts, the same for the same seed. */
final class Cohorts {

	static final LocalDate DAY = LocalDate.of(2026, 9, 1);

	private static final List<String> SUBJECTS = List.of("russian", "foreign", "mathematics", "informatics", "history",
			"geography", "physics", "chemistry", "biology", "primary", "music", "physical");

	private static final List<String> COMPETENCES = List.of("subject", "methods", "lesson_analysis", "assessment",
			"functional_literacy", "project_work", "gifted", "inclusive", "class_teacher", "upbringing", "parents",
			"digital", "communication", "certification");

	private static final List<String> GAPS = List.of("subject_content", "methods", "lesson_design",
			"formative_assessment", "functional_literacy", "project_work", "gifted", "inclusive", "motivation",
			"classroom", "parents", "digital", "normative");

	private static final List<String> REQUESTS = List.of("lesson", "assessment", "discipline", "parents", "digital",
			"documents", "certification", "adaptation", "career");

	private static final List<String> TIMES = List.of("mon_day", "tue_day", "wed_evening", "thu_day", "fri_evening",
			"sat_morning");

	private static final List<String> MODES = List.of("in_person", "remote");

	private Cohorts() {
	}

	static Snapshot random(int mentees, int mentors, int schools, long seed) {
		Random random = new Random(seed);
		List<Mentor> leads = IntStream.range(0, mentors).mapToObj((j) -> mentor(random, 100_001 + j, schools)).toList();
		List<Mentee> led = IntStream.range(0, mentees).mapToObj((i) -> mentee(random, 1 + i, schools)).toList();
		return new Snapshot(DAY, Form.TEACHER_TEACHER, Criterion.initialWeights(), 0, true, leads, led,
				bonds(random, mentees, mentors));
	}

	private static Mentor mentor(Random random, long id, int schools) {
		long school = random.nextInt(schools);
		return new Mentor(id, 1000 + school, 100 + school / 10, "staff", "teacher", null, 30 + random.nextInt(30),
				3 + random.nextInt(30), some(random, SUBJECTS, 1), some(random, COMPETENCES, 4), random.nextInt(12),
				List.of(), random.nextInt(2), 1 + random.nextInt(3), random.nextInt(4) > 0, true,
				(random.nextInt(12) == 0) ? HardRule.CONSENT : null, some(random, TIMES, 2), some(random, MODES, 1));
	}

	private static Mentee mentee(Random random, long id, int schools) {
		long school = random.nextInt(schools);
		return new Mentee(id, 1000 + school, 100 + school / 10, "staff", "teacher", null, 22 + random.nextInt(10),
				random.nextInt(4), "young_specialist", some(random, SUBJECTS, 1), some(random, REQUESTS, 2),
				some(random, GAPS, 2), (random.nextInt(20) == 0) ? HardRule.CONSENT : null, some(random, TIMES, 2),
				some(random, MODES, 1));
	}

	private static List<Bond> bonds(Random random, int mentees, int mentors) {
		List<Bond> bonds = new ArrayList<>();
		for (int k = 0; k < (mentees + mentors) / 4 && mentees > 0 && mentors > 0; k++) {
			Bond.Kind kind = Bond.Kind.values()[1 + random.nextInt(Bond.Kind.values().length - 1)];
			bonds.add(new Bond(1 + random.nextInt(mentees), 100_001 + random.nextInt(mentors), kind));
		}
		return bonds.stream().sorted().distinct().toList();
	}

	private static List<String> some(Random random, List<String> of, int count) {
		return random.ints(count, 0, of.size()).distinct().sorted().mapToObj(of::get).toList();
	}

	static Snapshot with(Snapshot snapshot, SortedMap<String, Integer> weights, int minScore, List<Bond> bonds) {
		return new Snapshot(snapshot.day(), snapshot.form(), weights, minScore, snapshot.includeShared(),
				snapshot.mentors(), snapshot.mentees(), bonds.stream().sorted().toList());
	}

}
