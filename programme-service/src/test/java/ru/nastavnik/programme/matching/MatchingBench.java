package ru.nastavnik.programme.matching;

import java.util.List;

/**
 * How long a whole cohort takes, with everything that is said about it. Not a test: run
 * {@code MatchingBench 5000 5000} with {@code -Xmx1g}.
 */
final class MatchingBench {

	private MatchingBench() {
	}

	public static void main(String[] args) {
		int mentees = Integer.parseInt(args[0]);
		int mentors = Integer.parseInt(args[1]);
		new Matching(Cohorts.random(50, 50, 5, 1)).solve(List.of(Target.values()), ScoreTable.Progress.NONE);
		Snapshot snapshot = Cohorts.random(mentees, mentors, Math.max(1, mentees / 20), 7);
		long[] last = { System.nanoTime() };
		String[] stage = { "start" };
		long begin = System.nanoTime();
		new Matching(snapshot).solve(List.of(Target.values()), (now, done, total) -> {
			System.out.printf("%-12s %d %d ms%n", stage[0], done, (System.nanoTime() - last[0]) / 1_000_000);
			last[0] = System.nanoTime();
			stage[0] = now;
		})
			.values()
			.forEach((result) -> System.out.printf("%s: %d pairs, %d left, score %d, bound %d, %d blocking%n",
					result.target(), result.pairs().size(), result.left().size(), result.score(), result.bound(),
					result.blocking()));
		Runtime runtime = Runtime.getRuntime();
		System.out.printf("%d x %d: %d ms, %d MiB used at the end%n", mentees, mentors,
				(System.nanoTime() - begin) / 1_000_000, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
	}

}
