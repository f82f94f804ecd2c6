package ru.nastavnik.programme.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The pairs that the solver is given: for each mentee some mentors and what the pair is
 * worth. Only mentors with a free place stand here.
 */
final class Arcs {

	/** Mentors of each mentee to begin with, and added in one round. */
	private static final int BEST = 12;

	private static final int MORE = 6;

	private final Assignment assignment;

	private final Target target;

	private final int mentors;

	private final int[] places;

	private final int[][] heads;

	private final long[][] values;

	private final int[] counts;

	Arcs(Assignment assignment, Target target, int mentees, int mentors, int[] places) {
		this.assignment = assignment;
		this.target = target;
		this.mentors = mentors;
		this.places = places;
		this.heads = new int[mentees][BEST];
		this.values = new long[mentees][BEST];
		this.counts = new int[mentees];
	}

	int mentees() {
		return this.counts.length;
	}

	int mentors() {
		return this.mentors;
	}

	long count() {
		return IntStream.of(this.counts).asLongStream().sum();
	}

	int count(int mentee) {
		return this.counts[mentee];
	}

	int mentor(int mentee, int at) {
		return this.heads[mentee][at];
	}

	long value(int mentee, int at) {
		return this.values[mentee][at];
	}

	void addAll() {
		for (int mentee = 0; mentee < mentees(); mentee++) {
			for (int mentor = 0; mentor < this.mentors; mentor++) {
				add(mentee, mentor);
			}
		}
	}

	void add(int[][] known) {
		for (int mentee = 0; mentee < known.length; mentee++) {
			for (int mentor : known[mentee]) {
				add(mentee, mentor);
			}
		}
	}

	/** The mentors of each mentee. */
	int[][] heads() {
		int[][] known = new int[mentees()][];
		for (int mentee = 0; mentee < known.length; mentee++) {
			known[mentee] = Arrays.copyOf(this.heads[mentee], this.counts[mentee]);
		}
		return known;
	}

	/**
	 * The best mentors of each. Among equals everybody begins to look elsewhere: else all
	 * would be given the same few mentors and most rounds would only undo that. To these
	 * comes a first choice made one after another, which leaves few without anybody.
	 */
	void addBest() {
		long[] free = new long[this.mentors];
		IntStream.range(0, mentees()).parallel().forEach((mentee) -> best(mentee, free, BEST, Long.MIN_VALUE));
		int[] left = this.places.clone();
		for (int mentee = 0; mentee < mentees(); mentee++) {
			int chosen = Assignment.NOBODY;
			long most = -1;
			for (int k = 0, mentor = start(mentee); k < this.mentors; k++, mentor = next(mentor)) {
				long value = (left[mentor] > 0) ? this.assignment.value(this.target, mentee, mentor) : -1;
				if (value > most) {
					most = value;
					chosen = mentor;
				}
			}
			if (chosen != Assignment.NOBODY) {
				left[chosen]--;
				addOnce(mentee, chosen);
			}
		}
	}

	/**
	 * Prices all pairs.
	 * @param prices what a place of each mentor is worth
	 * @return what no choice can exceed, or -1 when pairs were added that may improve the
	 * present one
	 */
	long price(long[] prices) {
		long[] gains = new long[mentees()];
		boolean added = IntStream.range(0, mentees())
			.parallel()
			.map((mentee) -> price(mentee, prices, gains))
			.sum() > 0;
		if (added) {
			return -1;
		}
		long bound = 0;
		for (long gain : gains) {
			bound += gain;
		}
		for (int mentor = 0; mentor < this.mentors; mentor++) {
			bound += prices[mentor] * Math.max(0, this.places[mentor]);
		}
		return bound;
	}

	/** How many pairs were added for this mentee. */
	private int price(int mentee, long[] prices, long[] gains) {
		long gain = 0;
		for (int at = 0; at < this.counts[mentee]; at++) {
			gain = Math.max(gain, this.values[mentee][at] - prices[this.heads[mentee][at]]);
		}
		gains[mentee] = gain;
		return best(mentee, prices, MORE, gain);
	}

	/** Adds the pairs that are worth the most after the price, above the given worth. */
	private int best(int mentee, long[] prices, int most, long above) {
		int[] found = new int[most];
		long[] worth = new long[most];
		int size = 0;
		for (int k = 0, mentor = start(mentee); k < this.mentors; k++, mentor = next(mentor)) {
			if (this.places[mentor] <= 0) {
				continue;
			}
			long value = this.assignment.value(this.target, mentee, mentor);
			long net = value - prices[mentor];
			if (value < 0 || net <= above || (size == most && net <= worth[size - 1])) {
				continue;
			}
			int at = (size < most) ? size++ : size - 1;
			for (; at > 0 && worth[at - 1] < net; at--) {
				worth[at] = worth[at - 1];
				found[at] = found[at - 1];
			}
			worth[at] = net;
			found[at] = mentor;
		}
		for (int at = 0; at < size; at++) {
			addOnce(mentee, found[at]);
		}
		return size;
	}

	/** Spread evenly, and the same in every run. */
	private int start(int mentee) {
		return (this.mentors == 0) ? 0 : (int) (mentee * 0x9E3779B1L % this.mentors);
	}

	private int next(int mentor) {
		return (mentor + 1 == this.mentors) ? 0 : mentor + 1;
	}

	private void addOnce(int mentee, int mentor) {
		for (int at = 0; at < this.counts[mentee]; at++) {
			if (this.heads[mentee][at] == mentor) {
				return;
			}
		}
		add(mentee, mentor);
	}

	private void add(int mentee, int mentor) {
		long value = this.assignment.value(this.target, mentee, mentor);
		if (value < 0 || this.places[mentor] <= 0) {
			return;
		}
		int at = this.counts[mentee]++;
		if (at == this.heads[mentee].length) {
			this.heads[mentee] = Arrays.copyOf(this.heads[mentee], 2 * at);
			this.values[mentee] = Arrays.copyOf(this.values[mentee], 2 * at);
		}
		this.heads[mentee][at] = mentor;
		this.values[mentee][at] = value;
	}

}
