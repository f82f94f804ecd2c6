package ru.nastavnik.monitoring.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Hides small numbers of minors from everybody above the school (BR-067). One to four is
 * hidden; where the hidden numbers of a group could be worked out from its total, others
 * are hidden too. It goes from the top of what the caller sees downwards, so that a
 * number hidden in the table of one level is hidden on the unit's own page and cannot be
 * summed up from the level below.
 */
final class Suppression {

	/** The smallest number of minors that is shown; 0 is shown as well. */
	static final int K = 5;

	private Suppression() {
	}

	/**
	 * A unit of the tree with its numbers.
	 *
	 * @param values by key; a missing key is zero
	 * @param forced keys that are hidden whatever their value: the difference from the
	 * other reading is small
	 */
	record Node(long id, @Nullable Long parent, Map<String, Long> values, Set<String> forced) {

		Node(long id, @Nullable Long parent, Map<String, Long> values) {
			this(id, parent, values, Set.of());
		}

		long value(String key) {
			return this.values.getOrDefault(key, 0L);
		}

	}

	/**
	 * What is hidden in each unit.
	 * @param top the highest unit that the caller sees
	 * @param nodes the unit and the known levels below it
	 * @param keys keys to protect
	 * @param parts keys that make up a shown total, so that a single hidden one would be
	 * the rest; they include keys that are not about minors
	 * @param small keys in which 1…4 is hidden by itself
	 */
	static Map<Long, Set<String>> hide(long top, List<Node> nodes, Set<String> keys, Set<String> parts,
			Set<String> small) {
		Map<Long, Set<String>> hidden = new HashMap<>();
		Map<Long, List<Node>> below = new LinkedHashMap<>();
		for (Node node : nodes.stream().sorted(java.util.Comparator.comparingLong(Node::id)).toList()) {
			if (node.id() == top) {
				hidden.put(top, group(List.of(node), Set.of(), keys, parts, small, true).getFirst());
			}
			else if (node.parent() != null) {
				below.computeIfAbsent(node.parent(), (id) -> new ArrayList<>()).add(node);
			}
		}
		List<Long> open = new ArrayList<>(List.of(top));
		while (!open.isEmpty()) {
			long parent = open.removeFirst();
			List<Node> children = below.getOrDefault(parent, List.of());
			List<Set<String>> result = group(children, hidden.getOrDefault(parent, Set.of()), keys, parts, small,
					false);
			for (int at = 0; at < children.size(); at++) {
				hidden.put(children.get(at).id(), result.get(at));
				open.add(children.get(at).id());
			}
		}
		return hidden;
	}

	private static List<Set<String>> group(List<Node> nodes, Set<String> hiddenAbove, Set<String> keys,
			Set<String> parts, Set<String> small, boolean alone) {
		List<Set<String>> hidden = new ArrayList<>();
		for (Node node : nodes) {
			Set<String> own = new HashSet<>(node.forced());
			own.retainAll(keys);
			small.stream().filter((key) -> isSmall(node.value(key))).forEach(own::add);
			hidden.add(own);
		}
		boolean changed = true;
		while (changed) {
			changed = false;
			for (String key : keys) {
				if (!alone) {
					long[] column = nodes.stream().mapToLong((node) -> node.value(key)).toArray();
					boolean[] marks = marks(hidden, (own) -> own.contains(key));
					if (protect(column, marks, hiddenAbove.contains(key))) {
						changed = true;
						for (int at = 0; at < marks.length; at++) {
							if (marks[at]) {
								hidden.get(at).add(key);
							}
						}
					}
				}
			}
			List<String> row = parts.stream().sorted().toList();
			for (int at = 0; at < nodes.size(); at++) {
				Node node = nodes.get(at);
				Set<String> own = hidden.get(at);
				long[] values = row.stream().mapToLong(node::value).toArray();
				boolean[] marks = new boolean[values.length];
				for (int part = 0; part < marks.length; part++) {
					marks[part] = own.contains(row.get(part));
				}
				if (protect(values, marks, false)) {
					changed = true;
					for (int part = 0; part < marks.length; part++) {
						if (marks[part]) {
							own.add(row.get(part));
						}
					}
				}
			}
		}
		return hidden;
	}

	private static boolean[] marks(List<Set<String>> hidden, java.util.function.Predicate<Set<String>> test) {
		boolean[] marks = new boolean[hidden.size()];
		for (int at = 0; at < marks.length; at++) {
			marks[at] = test.test(hidden.get(at));
		}
		return marks;
	}

	/**
	 * Hides further values of a group until the hidden ones cannot be worked out.
	 * @param total whether the group's total is hidden too
	 * @return whether anything was added
	 */
	static boolean protect(long[] values, boolean[] marks, boolean total) {
		boolean changed = false;
		if (none(marks) && !(total && sum(values) >= K)) {
			return false;
		}
		while (!isSafe(values, marks) && !(total && sum(values) < K)) {
			int next = next(values, marks);
			if (next < 0) {
				break;
			}
			marks[next] = true;
			changed = true;
		}
		return changed;
	}

	/**
	 * Whether the sum of the hidden leaves each of them open: at least two, neither so
	 * few that all are 1 nor so many that all small ones are 4.
	 */
	private static boolean isSafe(long[] values, boolean[] marks) {
		int count = 0;
		long sum = 0;
		boolean large = false;
		for (int at = 0; at < values.length; at++) {
			if (marks[at]) {
				count++;
				sum += values[at];
				large |= values[at] >= K;
			}
		}
		return count >= 2 && sum >= Math.max(K, 2L * count) && (large || sum <= 3L * count);
	}

	/**
	 * The first shown value that is not zero, in the order of the group; then zeros. Not
	 * the smallest: whoever knows that the smallest is hidden learns a bound from the
	 * others.
	 */
	private static int next(long[] values, boolean[] marks) {
		int zero = -1;
		for (int at = 0; at < values.length; at++) {
			if (!marks[at] && values[at] > 0) {
				return at;
			}
			if (!marks[at] && zero < 0) {
				zero = at;
			}
		}
		return zero;
	}

	private static boolean none(boolean[] marks) {
		for (boolean mark : marks) {
			if (mark) {
				return false;
			}
		}
		return true;
	}

	private static long sum(long[] values) {
		return java.util.Arrays.stream(values).sum();
	}

	static boolean isSmall(long value) {
		return value > 0 && value < K;
	}

}
