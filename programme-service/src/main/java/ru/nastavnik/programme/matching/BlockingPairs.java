package ru.nastavnik.programme.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import ru.nastavnik.programme.matching.Matching.Blocking;
import ru.nastavnik.programme.matching.Matching.Pair;

/**
 * Pairs that would both rather be together: the mentee scores higher there than now, and
 * the mentor has a free place or leads somebody of a lower score. The optimum of a whole
 * may need such pairs apart; whoever publishes should know of them.
 */
final class BlockingPairs {

	private final ScoreTable table;

	private final int minScore;

	private final int[] now;

	/** What a newcomer has to exceed at each mentor. */
	private final int[] weakest;

	BlockingPairs(ScoreTable table, int minScore, List<Pair> pairs, int[] free) {
		this.table = table;
		this.minScore = Math.max(0, minScore);
		this.now = new int[table.mentees()];
		Arrays.fill(this.now, -1);
		this.weakest = new int[table.mentors()];
		Arrays.fill(this.weakest, Integer.MAX_VALUE);
		for (Pair pair : pairs) {
			this.now[pair.mentee()] = pair.score();
			this.weakest[pair.mentor()] = Math.min(this.weakest[pair.mentor()], pair.score());
		}
		for (int mentor = 0; mentor < free.length; mentor++) {
			this.weakest[mentor] = (free[mentor] > 0) ? -1 : this.weakest[mentor];
		}
	}

	int count() {
		int count = 0;
		for (int mentee = 0; mentee < this.now.length; mentee++) {
			for (int mentor = 0; mentor < this.weakest.length; mentor++) {
				count += blocks(mentee, mentor) ? 1 : 0;
			}
		}
		return count;
	}

	/** Those with the most to gain. */
	List<Blocking> worst(int limit) {
		List<Blocking> found = new ArrayList<>();
		for (int mentee = 0; mentee < this.now.length; mentee++) {
			Blocking most = null;
			for (int mentor = 0; mentor < this.weakest.length; mentor++) {
				int score = this.table.scores[mentee][mentor];
				if (blocks(mentee, mentor) && (most == null || score > most.score())) {
					most = new Blocking(mentee, mentor, score, this.now[mentee]);
				}
			}
			if (most != null) {
				found.add(most);
			}
		}
		return found.stream()
			.sorted(Comparator.<Blocking>comparingInt((pair) -> pair.now() - pair.score())
				.thenComparingInt(Blocking::mentee))
			.limit(limit)
			.toList();
	}

	private boolean blocks(int mentee, int mentor) {
		int score = this.table.scores[mentee][mentor];
		return score >= this.minScore && score > this.now[mentee] && score > this.weakest[mentor];
	}

}
