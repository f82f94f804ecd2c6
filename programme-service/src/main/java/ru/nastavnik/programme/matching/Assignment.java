package ru.nastavnik.programme.matching;

import java.util.Arrays;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;

import ru.nastavnik.programme.matching.ScoreTable.Progress;

/**
 * The exact optimum of a cohort with capacities, as a flow of least cost. The solver is
 * given a few mentors of each mentee; prices of the mentors' places then show, over
 * <em>all</em> pairs, which of those left out could still improve the whole. They are
 * added and it is solved again, until there is none: then the prices prove the optimum of
 * all pairs, and their sum is the dual bound that is kept with the result.
 *
 * <p>
 * Deterministic: people stand in the order of their ids, arcs are added in a fixed order,
 * and the solver is sequential. Where several optima are equal, that order decides.
 */
final class Assignment {

	static final int NOBODY = -1;

	/** Below so many pairs the solver is simply given all of them. */
	private static final int SMALL = 40_000;

	private final ScoreTable table;

	private final int minScore;

	private final int[] places;

	private final int[] pins;

	/**
	 * What the first goal of a target outweighs: more than all scores together could
	 * give.
	 */
	private final long first;

	/** The pairs that proved enough last time. */
	private int[][] known = {};

	static {
		Loader.loadNativeLibraries();
	}

	/**
	 * @param places free places of each mentor
	 * @param pins the mentor each mentee is pinned to, or {@link #NOBODY}
	 */
	Assignment(ScoreTable table, int minScore, int[] places, int[] pins) {
		this.table = table;
		this.minScore = minScore;
		this.pins = pins;
		this.places = places.clone();
		for (int mentor : pins) {
			if (mentor != NOBODY) {
				this.places[mentor]--;
			}
		}
		this.first = 100L * table.mentees() + 1;
	}

	/**
	 * Who goes to whom.
	 *
	 * @param mentors the mentor of each mentee, or {@link #NOBODY}
	 * @param value what the target counts, without pins
	 * @param bound what no other choice can exceed; equals the value
	 */
	record Solution(int[] mentors, long value, long bound) {
	}

	/** What a pair adds to a target, or a negative number when it cannot be made. */
	long value(Target target, int mentee, int mentor) {
		int score = this.table.scores[mentee][mentor];
		if (score < this.minScore || this.pins[mentee] != NOBODY) {
			return -1;
		}
		return switch (target) {
			case BEST_TOTAL -> score;
			case NOBODY_LEFT -> this.first + score;
			case OWN_FIRST -> this.table.own(mentee, mentor) ? this.first + score : score;
		};
	}

	Solution solve(Target target, Progress progress) {
		int mentees = this.table.mentees();
		int mentors = this.table.mentors();
		Arcs arcs = new Arcs(this, target, mentees, mentors, this.places);
		boolean all = (long) mentees * mentors <= SMALL;
		if (all) {
			arcs.addAll();
		}
		else {
			// what mattered for one target mostly matters for the next
			arcs.add(this.known);
			if (this.known.length == 0 || target == Target.OWN_FIRST) {
				arcs.addBest();
			}
		}
		for (int round = 1;; round++) {
			progress.at(target.toString(), round, 0);
			int[] matched = flow(arcs, mentees, mentors);
			long[] prices = Prices.of(arcs, matched, this.places);
			long bound = arcs.price(prices);
			if (bound >= 0) {
				this.known = arcs.heads();
				return solution(target, matched, bound);
			}
		}
	}

	private Solution solution(Target target, int[] matched, long bound) {
		long value = 0;
		for (int mentee = 0; mentee < matched.length; mentee++) {
			if (matched[mentee] != NOBODY) {
				value += value(target, mentee, matched[mentee]);
			}
		}
		int[] mentors = matched.clone();
		for (int mentee = 0; mentee < mentors.length; mentee++) {
			mentors[mentee] = (this.pins[mentee] != NOBODY) ? this.pins[mentee] : mentors[mentee];
		}
		if (value != bound) {
			throw new IllegalStateException("The optimum is not proved: " + value + " of " + bound);
		}
		return new Solution(mentors, value, bound);
	}

	/**
	 * Each mentee sends one unit to a mentor, or past everybody; a mentor lets through as
	 * many as there are places.
	 */
	private int[] flow(Arcs arcs, int mentees, int mentors) {
		int[] matched = new int[mentees];
		Arrays.fill(matched, NOBODY);
		if (mentees == 0 || arcs.count() == 0) {
			return matched;
		}
		MinCostFlow flow = new MinCostFlow();
		try {
			int sink = mentees + mentors;
			for (int mentee = 0; mentee < mentees; mentee++) {
				for (int at = 0; at < arcs.count(mentee); at++) {
					flow.addArcWithCapacityAndUnitCost(mentee, mentees + arcs.mentor(mentee, at), 1,
							-arcs.value(mentee, at));
				}
			}
			int pairs = flow.getNumArcs();
			for (int mentee = 0; mentee < mentees; mentee++) {
				flow.addArcWithCapacityAndUnitCost(mentee, sink, 1, 0);
				flow.setNodeSupply(mentee, 1);
			}
			for (int mentor = 0; mentor < mentors; mentor++) {
				if (this.places[mentor] > 0) {
					flow.addArcWithCapacityAndUnitCost(mentees + mentor, sink, this.places[mentor], 0);
				}
			}
			flow.setNodeSupply(sink, -mentees);
			MinCostFlowBase.Status status = flow.solve();
			if (status != MinCostFlowBase.Status.OPTIMAL) {
				throw new IllegalStateException("The solver answered " + status);
			}
			for (int arc = 0; arc < pairs; arc++) {
				if (flow.getFlow(arc) > 0) {
					matched[flow.getTail(arc)] = flow.getHead(arc) - mentees;
				}
			}
			return matched;
		}
		finally {
			flow.delete();
		}
	}

}
