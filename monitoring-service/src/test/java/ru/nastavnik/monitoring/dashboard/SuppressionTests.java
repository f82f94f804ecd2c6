package ru.nastavnik.monitoring.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** BR-067: what is hidden, and that nobody can work it out. */
class SuppressionTests {

	private static final String KEY = "R145-1";

	private static final Set<String> ONE = Set.of(KEY);

	@Test
	void br067OneToFourIsHiddenZeroAndFiveAreShown() {
		assertThat(hidden(0)).isFalse();
		assertThat(hidden(1)).isTrue();
		assertThat(hidden(4)).isTrue();
		assertThat(hidden(5)).isFalse();
	}

	private static boolean hidden(long value) {
		return !Suppression.hide(1, List.of(node(1, null, value)), ONE, Set.of(), ONE).get(1L).isEmpty();
	}

	@Test
	void br067ASecondNumberIsHiddenSoThatTheTotalDoesNotRevealTheFirst() {
		Map<Long, Set<String>> hidden = Suppression.hide(1,
				List.of(node(1, null, 53), node(2, 1L, 3), node(3, 1L, 20), node(4, 1L, 30)), ONE, Set.of(), ONE);
		assertThat(hidden.get(1L)).isEmpty();
		assertThat(hidden.get(2L)).containsExactly(KEY);
		assertThat(hidden.get(3L)).containsExactly(KEY);
		assertThat(hidden.get(4L)).isEmpty();
	}

	@Test
	void br067AUnitHiddenForItsSiblingsSakeIsNotTheSumOfItsShownChildren() {
		Map<Long, Set<String>> hidden = Suppression.hide(1, List.of(node(1, null, 53), node(2, 1L, 3), node(3, 1L, 20),
				node(4, 1L, 30), node(31, 3L, 8), node(32, 3L, 12), node(41, 4L, 30)), ONE, Set.of(), ONE);
		assertThat(hidden.get(3L)).containsExactly(KEY);
		assertThat(hidden.get(31L)).containsExactly(KEY);
		assertThat(hidden.get(41L)).isEmpty();
	}

	/**
	 * The attacker knows the total, every shown number and how the numbers to hide are
	 * chosen. For every table there is, they must be left with two possibilities at least
	 * for each small number.
	 */
	@Test
	void br067NoTableOfOneLevelCanBeReconstructed() {
		for (int size = 2; size <= 6; size++) {
			for (int total = 5; total <= ((size <= 4) ? 30 : 18); total++) {
				Map<String, List<long[]>> seen = new HashMap<>();
				tables(new long[size], 0, total, seen);
				seen.forEach((published, tables) -> {
					long[] first = tables.getFirst();
					for (int at = 0; at < first.length; at++) {
						int cell = at;
						if (Suppression.isSmall(first[at])
								&& tables.stream().mapToLong((table) -> table[cell]).distinct().count() < 2) {
							assertThat(published).as(Arrays.toString(first) + " is revealed at " + at).isEmpty();
						}
					}
				});
			}
		}
	}

	private static void tables(long[] table, int at, long left, Map<String, List<long[]>> seen) {
		if (at == table.length - 1) {
			table[at] = left;
			seen.computeIfAbsent(published(table), (key) -> new ArrayList<>()).add(table.clone());
			return;
		}
		for (long value = 0; value <= left; value++) {
			table[at] = value;
			tables(table, at + 1, left - value, seen);
		}
	}

	private static String published(long[] table) {
		List<Suppression.Node> nodes = new ArrayList<>();
		nodes.add(node(1, null, Arrays.stream(table).sum()));
		for (int at = 0; at < table.length; at++) {
			nodes.add(node(10 + at, 1L, table[at]));
		}
		Map<Long, Set<String>> hidden = Suppression.hide(1, nodes, ONE, Set.of(), ONE);
		StringBuilder text = new StringBuilder();
		for (int at = 0; at < table.length; at++) {
			text.append(hidden.get(10L + at).isEmpty() ? table[at] : "?").append(' ');
		}
		return text.toString();
	}

	/**
	 * Three levels: region, municipalities, schools. Every page is read; then all
	 * equations "a shown total is the sum of its parts" are propagated as bounds until
	 * nothing changes. No small number may be pinned down.
	 */
	@Test
	void br067ATreeReadPageByPageCannotBeReconstructed() {
		Random random = new Random(67);
		for (int round = 0; round < 400; round++) {
			Tree tree = Tree.random(random);
			Map<Long, Set<String>> hidden = Suppression.hide(1, tree.nodes(), ONE, Set.of(), ONE);
			Map<Long, long[]> bounds = tree.attack(hidden);
			tree.values.forEach((id, value) -> {
				if (Suppression.isSmall(value)) {
					assertThat(hidden.get(id)).contains(KEY);
					assertThat(bounds.get(id)[0]).as(tree.values + " reveals " + id).isLessThan(bounds.get(id)[1]);
				}
			});
		}
	}

	@Test
	void br067ASliceOfFormsDoesNotRevealTheRestOfTheTotal() {
		Set<String> forms = Set.of("form.pupil_pupil", "form.teacher_teacher", "form.other");
		Map<Long, Set<String>> hidden = Suppression.hide(1,
				List.of(new Suppression.Node(1, null,
						Map.of("form.pupil_pupil", 2L, "form.teacher_teacher", 40L, "form.other", 7L))),
				forms, forms, Set.of("form.pupil_pupil"));
		assertThat(hidden.get(1L)).containsExactlyInAnyOrder("form.pupil_pupil", "form.other");
	}

	@Test
	void br067FormsOfAdultsAloneAreShown() {
		Set<String> forms = Set.of("form.pupil_pupil", "form.teacher_teacher");
		assertThat(Suppression
			.hide(1, List.of(new Suppression.Node(1, null, Map.of("form.teacher_teacher", 2L))), forms, forms,
					Set.of("form.pupil_pupil"))
			.get(1L)).isEmpty();
	}

	private static Suppression.Node node(long id, Long parent, long value) {
		return new Suppression.Node(id, parent, Map.of(KEY, value));
	}

	private record Tree(Map<Long, Long> values, Map<Long, List<Long>> below) {

		static Tree random(Random random) {
			Map<Long, Long> values = new TreeMap<>();
			Map<Long, List<Long>> below = new TreeMap<>();
			long sum = 0;
			List<Long> municipalities = new ArrayList<>();
			for (long at = 10; at < 10 + 2 + random.nextInt(4); at++) {
				long total = 0;
				List<Long> schools = new ArrayList<>();
				for (long school = at * 100; school < at * 100 + 1 + random.nextInt(5); school++) {
					long value = (random.nextInt(3) == 0) ? 0 : random.nextInt((random.nextBoolean()) ? 6 : 25);
					values.put(school, value);
					schools.add(school);
					total += value;
				}
				values.put(at, total);
				below.put(at, schools);
				municipalities.add(at);
				sum += total;
			}
			values.put(1L, sum);
			below.put(1L, municipalities);
			return new Tree(values, below);
		}

		List<Suppression.Node> nodes() {
			Map<Long, Long> parents = new HashMap<>();
			this.below.forEach((parent, children) -> children.forEach((child) -> parents.put(child, parent)));
			return this.values.entrySet()
				.stream()
				.map((entry) -> new Suppression.Node(entry.getKey(), parents.get(entry.getKey()),
						Map.of(KEY, entry.getValue())))
				.toList();
		}

		/** Lower and upper bounds of every number, from what is published. */
		Map<Long, long[]> attack(Map<Long, Set<String>> hidden) {
			long most = this.values.get(1L) + 100;
			Map<Long, long[]> bounds = new HashMap<>();
			this.values.forEach((id, value) -> bounds.put(id,
					hidden.get(id).isEmpty() ? new long[] { value, value } : new long[] { 0, most }));
			boolean changed = true;
			while (changed) {
				changed = false;
				for (Map.Entry<Long, List<Long>> group : this.below.entrySet()) {
					Set<Long> members = new HashSet<>(group.getValue());
					long[] total = bounds.get(group.getKey());
					long low = members.stream().mapToLong((id) -> bounds.get(id)[0]).sum();
					long high = members.stream().mapToLong((id) -> bounds.get(id)[1]).sum();
					changed |= narrow(total, low, high);
					for (long id : members) {
						long[] own = bounds.get(id);
						changed |= narrow(own, total[0] - (high - own[1]), total[1] - (low - own[0]));
					}
				}
			}
			return bounds;
		}

		private static boolean narrow(long[] bound, long low, long high) {
			boolean changed = false;
			if (low > bound[0]) {
				bound[0] = low;
				changed = true;
			}
			if (high < bound[1]) {
				bound[1] = high;
				changed = true;
			}
			return changed;
		}

	}

}
