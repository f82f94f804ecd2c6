package ru.nastavnik.programme.matching;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

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
		if (fit > 0 && free > 0) {
			return new Shortfall(mentee, "no_gain", "Подходящие наставники есть, но ни один не набирает баллов.",
					"Проверьте веса критериев или назначьте наставника вручную.");
		}
		if (fit > 0) {
			return taken(mentee, fit);
		}
		return (weak > 0) ? tooWeak(mentee, weak, best) : everybodyRefused(mentee, refused);
	}

	/**
	 * All places are taken: by those who meet the need, or nobody does meet it and a
	 * place with anybody else would not help much.
	 */
	private Shortfall taken(int mentee, int fit) {
		Mentee person = this.people.mentees[mentee];
		Shortfall missing = missing(mentee, " Остальные возможные наставники (" + fit + ") заняты.");
		if (missing != null) {
			return missing;
		}
		String whose = !person.subjects().isEmpty() ? "по предмету " + Words.subjects(person.subjects())
				: !person.gaps().isEmpty() || !person.requests().isEmpty() ? "по запросу наставляемого" : "подходящих";
		int suitable = suitable(mentee);
		return new Shortfall(mentee, "all_at_capacity", "Все места у наставников " + whose + " ("
				+ ((suitable > 0) ? suitable : fit) + ") заняты другими наставляемыми.", MORE);
	}

	/** Allowed mentors who meet what is needed the most. */
	private int suitable(int mentee) {
		Criterion.Rating need = need(this.people.mentees[mentee]);
		int suitable = 0;
		for (int mentor = 0; mentor < this.places.length; mentor++) {
			boolean allowed = this.table.scores[mentee][mentor] >= this.snapshot.minScore()
					&& this.table.scores[mentee][mentor] >= 0;
			suitable += (allowed && need.of(this.people, mentee, mentor) > Ratings.UNKNOWN) ? 1 : 0;
		}
		return suitable;
	}

	private static Criterion.Rating need(Mentee person) {
		return !person.subjects().isEmpty() ? Ratings::subject
				: !person.gaps().isEmpty() ? Ratings::gap : Ratings::request;
	}

	/** Nobody reaches the least score: what is missing the most is named. */
	private Shortfall tooWeak(int mentee, int weak, int best) {
		Mentee person = this.people.mentees[mentee];
		String most = " Лучший из " + weak + " возможных наставников набирает " + best + " баллов при пороге "
				+ this.snapshot.minScore() + ".";
		Shortfall missing = missing(mentee, most);
		return (missing != null) ? missing : new Shortfall(mentee, "below_min_score",
				"Никто не достигает наименьшего балла." + most, "Снизьте порог или уточните запрос наставляемого.");
	}

	/** Nobody of those allowed has the subject, or the competence, or null. */
	private @Nullable Shortfall missing(int mentee, String others) {
		Mentee person = this.people.mentees[mentee];
		if (!person.subjects().isEmpty() && nobody(mentee, Ratings::subject)) {
			return new Shortfall(mentee, "no_subject",
					"Нет свободного наставника по предмету: " + Words.subjects(person.subjects()) + "." + others, MORE);
		}
		List<String> needs = person.gaps().isEmpty() ? person.requests() : person.gaps();
		boolean unmet = nobody(mentee, person.gaps().isEmpty() ? Ratings::request : Ratings::gap);
		if (!needs.isEmpty() && unmet) {
			return new Shortfall(mentee, "no_competence",
					"Нет свободного наставника с нужной компетенцией: "
							+ (person.gaps().isEmpty() ? Words.requests(needs) : Words.gaps(needs)) + "." + others,
					"Подготовьте наставника по этой теме. " + MORE);
		}
		return null;
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
	 * Of several rules the one that is the nearest to a cure: those who are not mentors
	 * yet come last, then counts whether lifting it would free a place, whether it is at
	 * the mentee's own school, and how many it keeps away.
	 */
	private Shortfall everybodyRefused(int mentee, Map<HardRule, Integer> refused) {
		Map<HardRule, Boolean> frees = new EnumMap<>(HardRule.class);
		Map<HardRule, Boolean> own = new EnumMap<>(HardRule.class);
		for (int mentor = 0; mentor < this.places.length; mentor++) {
			HardRule rule = Objects.requireNonNull(this.scoring.refusal(mentee, mentor));
			Snapshot.Mentor leads = this.people.mentors[mentor];
			boolean place = leads.maxLoad() > leads.load() && (leads.refusal() != null || this.left[mentor] > 0);
			frees.merge(rule, place, Boolean::logicalOr);
			own.merge(rule, place && this.people.sameSchool(mentee, mentor), Boolean::logicalOr);
		}
		HardRule binding = refused.keySet()
			.stream()
			.max(Comparator.<HardRule, Boolean>comparing((rule) -> rule != HardRule.NOT_READY)
				.thenComparing((rule) -> Boolean.TRUE.equals(own.get(rule)))
				.thenComparing((rule) -> Boolean.TRUE.equals(frees.get(rule)))
				.thenComparing((rule) -> refused.getOrDefault(rule, 0))
				.thenComparing((rule) -> -rule.ordinal()))
			.orElseThrow();
		String others = (refused.size() > 1) ? " Другие наставники не подходят по другим правилам." : "";
		return new Shortfall(mentee, binding.toString(),
				"Ни один наставник не подходит. Ближе всего к решению: " + binding.words() + others, binding.cure());
	}

}
