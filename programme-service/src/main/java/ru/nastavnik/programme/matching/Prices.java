package ru.nastavnik.programme.matching;

/**
 * What one more place of each mentor would be worth: the length of the shortest way to
 * free a place there in the residual network of an optimum. Whoever has a free place
 * costs nothing; otherwise somebody who has a place would leave for another mentor, or
 * for none.
 */
final class Prices {

	private Prices() {
	}

	static long[] of(Arcs arcs, int[] matched, int[] places) {
		int mentors = arcs.mentors();
		int[] taken = new int[mentors];
		for (int mentor : matched) {
			if (mentor != Assignment.NOBODY) {
				taken[mentor]++;
			}
		}
		long[] prices = new long[mentors];
		for (int mentor = 0; mentor < mentors; mentor++) {
			prices[mentor] = (taken[mentor] < places[mentor] || places[mentor] <= 0) ? 0 : Long.MAX_VALUE;
		}
		long[] own = new long[matched.length];
		for (int mentee = 0; mentee < matched.length; mentee++) {
			own[mentee] = (matched[mentee] == Assignment.NOBODY) ? 0 : value(arcs, mentee, matched[mentee]);
		}
		// Bellman and Ford; each round goes through all who have a place
		for (boolean changed = true; changed;) {
			changed = false;
			for (int mentee = 0; mentee < matched.length; mentee++) {
				int mentor = matched[mentee];
				if (mentor == Assignment.NOBODY || prices[mentor] == 0) {
					continue;
				}
				long price = own[mentee] + away(arcs, mentee, mentor, prices);
				if (price < prices[mentor]) {
					prices[mentor] = price;
					changed = true;
				}
			}
		}
		return prices;
	}

	/** The cost of the best other choice of a mentee: 0 for none at all. */
	private static long away(Arcs arcs, int mentee, int mentor, long[] prices) {
		long least = 0;
		for (int at = 0; at < arcs.count(mentee); at++) {
			int other = arcs.mentor(mentee, at);
			if (other != mentor && prices[other] != Long.MAX_VALUE) {
				least = Math.min(least, prices[other] - arcs.value(mentee, at));
			}
		}
		return least;
	}

	private static long value(Arcs arcs, int mentee, int mentor) {
		for (int at = 0; at < arcs.count(mentee); at++) {
			if (arcs.mentor(mentee, at) == mentor) {
				return arcs.value(mentee, at);
			}
		}
		throw new IllegalStateException("A pair without an arc");
	}

}
