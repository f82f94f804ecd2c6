package ru.nastavnik.monitoring.dashboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.monitoring.dashboard.Views.UnitView;
import ru.nastavnik.monitoring.indicator.Period;

/**
 * Units of the tree with the numbers to be protected, by period, and who stood under whom
 * in it.
 */
final class Numbers {

	private record Stood(List<LocalDate> since, @Nullable Long[] parents, @Nullable Long[] institutes,
			@Nullable Long[] municipalities) {

		/** The placement of the period's last day. */
		int at(int period) {
			LocalDate last = new Period(period).last();
			int found = 0;
			for (int at = 1; at < this.since.size(); at++) {
				if (!this.since.get(at).isAfter(last)) {
					found = at;
				}
			}
			return found;
		}

	}

	private final As as;

	private final Map<Long, UnitView> units = new LinkedHashMap<>();

	private final Map<Long, Stood> stood = new HashMap<>();

	private final Set<Long> shifted = new HashSet<>();

	private final Map<Integer, Map<Long, Map<String, Long>>> values = new HashMap<>();

	/** Keys whose two readings differ by a small number. */
	private final Map<Integer, Map<Long, Set<String>>> telling = new HashMap<>();

	Numbers(As as) {
		this.as = as;
	}

	/** Whether the unit is new here. */
	boolean add(UnitView unit) {
		return this.units.putIfAbsent(unit.id(), unit) == null;
	}

	void stood(long unit, List<LocalDate> since, @Nullable Long[] parents, @Nullable Long[] institutes,
			@Nullable Long[] municipalities) {
		if (!since.isEmpty()) {
			this.stood.put(unit, new Stood(since, parents, institutes, municipalities));
		}
	}

	void shifted(long unit) {
		this.shifted.add(unit);
	}

	void put(int period, long unit, String key, long value, long shift) {
		this.values.computeIfAbsent(period, (code) -> new HashMap<>())
			.computeIfAbsent(unit, (id) -> new HashMap<>())
			.put(key, value);
		if (Suppression.isSmall(Math.abs(shift))) {
			this.telling.computeIfAbsent(period, (code) -> new HashMap<>())
				.computeIfAbsent(unit, (id) -> new HashSet<>())
				.add(key);
		}
	}

	/** The units that stood directly under the unit in the period. */
	List<UnitView> under(long parent, int period) {
		return this.units.values().stream().filter((unit) -> Objects.equals(parentOf(unit, period), parent)).toList();
	}

	/** The units of a level that stood anywhere under the unit in the period. */
	List<UnitView> under(long above, int period, String level) {
		return this.units.values()
			.stream()
			.filter((unit) -> unit.level().equals(level) && unit.id() != above && stoodUnder(unit, above, period))
			.toList();
	}

	private boolean stoodUnder(UnitView unit, long above, int period) {
		Stood places = (this.as == As.WAS) ? this.stood.get(unit.id()) : null;
		if (places == null) {
			return true;
		}
		int at = places.at(period);
		UnitView top = this.units.get(above);
		return (top != null && top.level().equals("ministry")) || Objects.equals(places.institutes()[at], above)
				|| Objects.equals(places.municipalities()[at], above);
	}

	private @Nullable Long parentOf(UnitView unit, int period) {
		Stood places = (this.as == As.WAS) ? this.stood.get(unit.id()) : null;
		return (places != null) ? places.parents()[places.at(period)] : unit.parentId();
	}

	/** The tree of the period with its numbers. */
	List<Suppression.Node> nodes(int period) {
		Map<Long, Map<String, Long>> here = this.values.getOrDefault(period, Map.of());
		Map<Long, Set<String>> forced = this.telling.getOrDefault(period, Map.of());
		List<Suppression.Node> nodes = new ArrayList<>();
		for (UnitView unit : this.units.values()) {
			nodes.add(new Suppression.Node(unit.id(), parentOf(unit, period), here.getOrDefault(unit.id(), Map.of()),
					forced.getOrDefault(unit.id(), Set.of())));
		}
		if (this.as == As.WAS) {
			nodes.addAll(gone(nodes));
		}
		return nodes;
	}

	/**
	 * What is in a unit's total and belongs to none of the units that the reader sees
	 * below it: a school that went elsewhere. It is protected as one more of them.
	 */
	private List<Suppression.Node> gone(List<Suppression.Node> nodes) {
		Map<Long, Map<String, Long>> left = new HashMap<>();
		for (Suppression.Node node : nodes) {
			if (this.shifted.contains(node.id())) {
				left.put(node.id(), new HashMap<>(node.values()));
			}
		}
		Set<Long> parents = new HashSet<>();
		for (Suppression.Node node : nodes) {
			Map<String, Long> rest = (node.parent() != null) ? left.get(node.parent()) : null;
			if (rest != null) {
				parents.add(node.parent());
				node.values().forEach((key, value) -> rest.merge(key, -value, Long::sum));
			}
		}
		List<Suppression.Node> gone = new ArrayList<>();
		for (Long parent : parents) {
			Map<String, Long> rest = new HashMap<>();
			Objects.requireNonNull(left.get(parent)).forEach((key, value) -> {
				if (value > 0) {
					rest.put(key, value);
				}
			});
			if (!rest.isEmpty()) {
				gone.add(new Suppression.Node(-parent, parent, rest));
			}
		}
		return gone;
	}

}
