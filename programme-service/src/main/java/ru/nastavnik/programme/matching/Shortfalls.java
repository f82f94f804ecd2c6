package ru.nastavnik.programme.matching;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ru.nastavnik.programme.matching.Snapshot.Mentee;

/**
 * Finds the binding reason of everybody who is left: the one whose removal would let them
 * have a mentor.
 */
final class Shortfalls {

	private static final String MORE = "Найдите ещё наставников, увеличьте их нагрузку или включите в подбор "
			+ "наставников других организаций.";

	private final Cohort people;

	private final Scoring scoring;

	private final Snapshot snapshot;

	private final ScoreTable table;

	private final int[] places;

	private final int[] left;

	Shortfalls(Cohort people, Scoring scoring, Snapshot snapshot, ScoreTable table, int[] places, int[] left) {
		this.people = people;
		this.scoring = scoring;
		this.snapshot = snapshot;
		this.table = table;
		this.places = places;
		this.left = left;
	}

	Shortfall of(int mentee) {
		Mentee person = this.people.mentees[mentee];
		if (person.refusal() != null) {
			return new Shortfall(mentee, person.refusal().toString(), person.refusal().words(),
					person.refusal().cure());
		}
		if (this.places.length == 0) {
			return new Shortfall(mentee, "no_mentors", "В подборе нет ни одного наставника для этой формы.", MORE);
		}
		int fit = 0;
		int weak = 0;
		int best = 0;
		int free = 0;
		Map<HardRule, Integer> refused = new EnumMap<>(HardRule.class);
		for (int mentor = 0; mentor < this.places.length; mentor++) {
			int score = this.table.scores[mentee][mentor];
			if (score < 0) {
				refused.merge(Objects.requireNonNull(this.scoring.refusal(mentee, mentor)), 1, Integer::sum);
			}
			else if (score < this.snapshot.minScore()) {
				weak++;
				best = Math.max(best, score);
			}
			else {
				fit++;
				free += (this.left[mentor] > 0) ? 1 : 0;
			}
		}
		if (fit > 0) {
			return taken(mentee, fit, free);
		}
		return (weak > 0) ? tooWeak(mentee, weak, best) : everybodyRefused(mentee, refused);
	}

	private Shortfall taken(int mentee, int fit, int free) {
		if (free > 0) {
			return new Shortfall(mentee, "no_gain", "Подходящие наставники есть, но ни один не набирает баллов.",
					"Проверьте веса критериев или назначьте наставника вручную.");
		}
		return new Shortfall(mentee, "all_at_capacity",
				"Все места у подходящих наставников (" + fit + ") заняты другими наставляемыми.", MORE);
	}

	/** Nobody reaches the least score: what is missing the most is named. */
	private Shortfall tooWeak(int mentee, int weak, int best) {
		Mentee person = this.people.mentees[mentee];
		String most = " Лучший из " + weak + " возможных наставников набирает " + best + " баллов при пороге "
				+ this.snapshot.minScore() + ".";
		if (!person.subjects().isEmpty() && nobody(mentee, Ratings::subject)) {
			return new Shortfall(mentee, "no_subject",
					"Нет свободного наставника по предмету: " + Words.subjects(person.subjects()) + "." + most, MORE);
		}
		List<String> needs = person.gaps().isEmpty() ? person.requests() : person.gaps();
		boolean unmet = nobody(mentee, person.gaps().isEmpty() ? Ratings::request : Ratings::gap);
		if (!needs.isEmpty() && unmet) {
			return new Shortfall(mentee, "no_competence",
					"Нет свободного наставника с нужной компетенцией: "
							+ (person.gaps().isEmpty() ? Words.requests(needs) : Words.gaps(needs)) + "." + most,
					"Подготовьте наставника по этой теме. " + MORE);
		}
		return new Shortfall(mentee, "below_min_score", "Никто не достигает наименьшего балла." + most,
				"Снизьте порог или уточните запрос наставляемого.");
	}

	private boolean nobody(int mentee, Criterion.Rating rating) {
		for (int mentor = 0; mentor < this.places.length; mentor++) {
			if (this.table.scores[mentee][mentor] >= 0 && rating.of(this.people, mentee, mentor) >= Ratings.UNKNOWN) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Of several rules the one that keeps the most away, but for those who are not
	 * mentors yet: a rule about ready mentors is nearer to a cure.
	 */
	private Shortfall everybodyRefused(int mentee, Map<HardRule, Integer> refused) {
		HardRule binding = refused.entrySet()
			.stream()
			.max(java.util.Comparator.<Map.Entry<HardRule, Integer>, Boolean>comparing(
					(entry) -> entry.getKey() != HardRule.NOT_READY)
				.thenComparing(Map.Entry::getValue)
				.thenComparing((entry) -> -entry.getKey().ordinal()))
			.orElseThrow()
			.getKey();
		String others = (refused.size() > 1) ? " Другие наставники не подходят по другим правилам." : "";
		return new Shortfall(mentee, binding.toString(),
				"Ни один наставник не подходит. Чаще всего: " + binding.words() + others, binding.cure());
	}

}
