package ru.nastavnik.programme.matching;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ru.nastavnik.programme.matching.ScoreTable.Progress;

/**
 * From a snapshot to the pairs of every target with their explanations. Nothing else goes
 * in, so the same snapshot always gives the same answer.
 */
final class Matching {

	/** So many next best mentors stand beside each pair. */
	static final int ALTERNATIVES = 3;

	private static final int BLOCKING_SHOWN = 200;

	private final Snapshot snapshot;

	private final Cohort people;

	private final Scoring scoring;

	private final Pins pins;

	Matching(Snapshot snapshot) {
		this.snapshot = snapshot;
		this.people = new Cohort(snapshot);
		this.scoring = new Scoring(snapshot, this.people);
		this.pins = Pins.of(snapshot.bonds(), this.people, this.scoring);
	}

	/** A pair; people by their number in the cohort. */
	record Pair(int mentee, int mentor, int score, boolean pinned, int[] alternatives) {
	}

	/** Two who would both rather be together than as they are now. */
	record Blocking(int mentee, int mentor, int score, int now) {
	}

	/**
	 * The answer for one target.
	 *
	 * @param score sum of the scores of the pairs
	 * @param bound the proof: what no choice can exceed, counted as the target counts
	 * @param blocking how many blocking pairs there are; the best are listed
	 */
	record Result(Target target, List<Pair> pairs, List<Shortfall> left, int score, int own, long value, long bound,
			int blocking, List<Blocking> worst) {
	}

	Cohort people() {
		return this.people;
	}

	Scoring scoring() {
		return this.scoring;
	}

	/** Pins that a rule or another pin does not let be kept: the rest is solved. */
	List<Pins.Loose> loosePins() {
		return this.pins.loose();
	}

	/** Solves the given targets. */
	Map<Target, Result> solve(List<Target> targets, Progress progress) {
		int[] pins = this.pins.mentors();
		ScoreTable table = ScoreTable.of(this.people, this.scoring, progress);
		int[] places = Arrays.stream(this.people.mentors).mapToInt(Snapshot.Mentor::free).toArray();
		Assignment assignment = new Assignment(table, this.snapshot.minScore(), places, pins);
		Map<Target, Result> results = new EnumMap<>(Target.class);
		for (Target target : targets) {
			Assignment.Solution solution = assignment.solve(target, progress);
			progress.at("explaining", results.size(), targets.size());
			results.put(target, result(target, solution, table, places, pins));
		}
		return results;
	}

	private Result result(Target target, Assignment.Solution solution, ScoreTable table, int[] places, int[] pins) {
		int[] mentors = solution.mentors();
		List<Pair> pairs = IntStream.range(0, mentors.length)
			.filter((mentee) -> mentors[mentee] != Assignment.NOBODY)
			.parallel()
			.mapToObj((mentee) -> new Pair(mentee, mentors[mentee], this.scoring.score(mentee, mentors[mentee]),
					pins[mentee] != Assignment.NOBODY, alternatives(table.scores[mentee], mentors[mentee])))
			.toList();
		int[] left = places.clone();
		for (Pair pair : pairs) {
			left[pair.mentor()]--;
		}
		Shortfalls shortfalls = new Shortfalls(this.people, this.scoring, this.snapshot, table, places, left);
		List<Shortfall> alone = IntStream.range(0, mentors.length)
			.filter((mentee) -> mentors[mentee] == Assignment.NOBODY)
			.parallel()
			.mapToObj(shortfalls::of)
			.toList();
		BlockingPairs blocking = new BlockingPairs(table, this.snapshot.minScore(), pairs, left);
		int own = (int) pairs.stream().filter((pair) -> this.people.sameSchool(pair.mentee(), pair.mentor())).count();
		return new Result(target, pairs, alone, pairs.stream().mapToInt(Pair::score).sum(), own, solution.value(),
				solution.bound(), blocking.count(), blocking.worst(BLOCKING_SHOWN));
	}

	/** The best other mentors of a pair that was made by hand. */
	List<Integer> alternatives(int mentee, int mentor) {
		byte[] scores = new byte[this.people.mentors.length];
		this.scoring.row(mentee, scores);
		return Arrays.stream(alternatives(scores, mentor)).boxed().toList();
	}

	/** The best others, by score and then by id. */
	private int[] alternatives(byte[] scores, int mentor) {
		int[] best = new int[ALTERNATIVES];
		int size = 0;
		for (int other = 0; other < scores.length; other++) {
			if (other == mentor || scores[other] < Math.max(0, this.snapshot.minScore())
					|| (size == best.length && scores[other] <= scores[best[size - 1]])) {
				continue;
			}
			int at = (size < best.length) ? size++ : size - 1;
			for (; at > 0 && scores[best[at - 1]] < scores[other]; at--) {
				best[at] = best[at - 1];
			}
			best[at] = other;
		}
		return Arrays.copyOf(best, size);
	}

}
