package ru.nastavnik.monitoring.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;

/**
 * Sums by cell on their way to the database: for each unit the lines of its table, for
 * each line a row of numbers by period. Adding what a subject gave before with a minus
 * and what it gives now with a plus leaves the difference.
 */
final class Tally {

	/** A line of a unit's table. */
	record Line(String indicator, String slice, String value) {

		Line(String indicator) {
			this(indicator, "", "");
		}

	}

	private static final class Unit {

		private final Place place;

		/** Numerator and denominator in turn, by slot. */
		private final Map<Line, long[]> lines = new HashMap<>();

		Unit(Place place) {
			this.place = place;
		}

	}

	private final Map<Long, Unit> units = new TreeMap<>();

	private final Map<Place, List<Place>> above = new HashMap<>();

	private final int slots;

	private int sign = 1;

	Tally(LocalDate horizon) {
		this.slots = Period.slots(horizon);
	}

	/** From now on what is added counts with this sign. */
	void sign(int newSign) {
		this.sign = newSign;
	}

	void add(Place unit, Line line, int slot, long num, long den) {
		long[] sums = sums(unit, line);
		sums[2 * slot] += this.sign * num;
		sums[2 * slot + 1] += this.sign * den;
	}

	/** Adds to the numerator and to the denominator of the marked slots. */
	@FunctionalInterface
	interface Adding {

		void add(Place unit, Line line, BitSet nums, BitSet dens);

	}

	/** Adds one to the numerator and to the denominator of the marked slots. */
	void add(Place unit, Line line, BitSet nums, BitSet dens) {
		add(unit, line, nums, dens, this.sign);
	}

	/** Takes away what {@link #add} adds. */
	void subtract(Place unit, Line line, BitSet nums, BitSet dens) {
		add(unit, line, nums, dens, -this.sign);
	}

	private void add(Place unit, Line line, BitSet nums, BitSet dens, int step) {
		if (nums.isEmpty() && dens.isEmpty()) {
			return;
		}
		long[] sums = sums(unit, line);
		for (int slot = nums.nextSetBit(0); slot >= 0; slot = nums.nextSetBit(slot + 1)) {
			sums[2 * slot] += step;
		}
		for (int slot = dens.nextSetBit(0); slot >= 0; slot = dens.nextSetBit(slot + 1)) {
			sums[2 * slot + 1] += step;
		}
	}

	private long[] sums(Place unit, Line line) {
		return this.units.computeIfAbsent(unit.organisation(), (id) -> new Unit(unit)).lines.computeIfAbsent(line,
				(key) -> new long[2 * this.slots]);
	}

	/** The unit at this place and the units above it, each once, lowest first. */
	List<Place> units(Place place) {
		return this.above.computeIfAbsent(place, Tally::chain);
	}

	private static List<Place> chain(Place place) {
		List<Place> chain = new ArrayList<>();
		chain.add(place);
		Long institute = place.institute();
		Long municipality = place.municipality();
		if (municipality != null && municipality != place.organisation()) {
			chain.add(new Place(place.region(), institute, municipality, municipality));
		}
		if (institute != null && institute != place.organisation()) {
			chain.add(new Place(place.region(), institute, null, institute));
		}
		if (place.region() != place.organisation()) {
			chain.add(new Place(place.region(), null, null, place.region()));
		}
		return List.copyOf(chain);
	}

	/** Whatever is not zero. */
	Columns columns() {
		Columns columns = new Columns();
		this.units.forEach((id, unit) -> unit.lines.forEach((line, sums) -> {
			for (int slot = 0; slot < this.slots; slot++) {
				if (sums[2 * slot] != 0 || sums[2 * slot + 1] != 0) {
					columns.add(unit.place, line, Period.code(slot), sums[2 * slot], sums[2 * slot + 1]);
				}
			}
		}));
		return columns;
	}

	/** Differences as the texts of PostgreSQL arrays, a column each. */
	static final class Columns {

		private final Map<String, StringBuilder> texts = new HashMap<>();

		private final Set<Long> touched = new TreeSet<>();

		private void add(Place unit, Line line, int period, long num, long den) {
			if (this.touched.add(unit.organisation())) {
				put("places", unit.organisation());
				put("regions", unit.region());
				put("institutes", unit.institute());
				put("municipalities", unit.municipality());
			}
			put("units", unit.organisation());
			put("periods", period);
			put("indicators", quoted(line.indicator()));
			put("slices", quoted(line.slice()));
			put("values", quoted(line.value()));
			put("nums", num);
			put("dens", den);
		}

		private void put(String column, @Nullable Object value) {
			StringBuilder text = this.texts.computeIfAbsent(column, (name) -> new StringBuilder("{"));
			if (text.length() > 1) {
				text.append(',');
			}
			text.append((value != null) ? value : "null");
		}

		private static String quoted(String value) {
			return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
		}

		boolean isEmpty() {
			return this.touched.isEmpty();
		}

		/** The units whose cells change. */
		Set<Long> touched() {
			return this.touched;
		}

		Map<String, String> params() {
			Map<String, String> params = new HashMap<>();
			this.texts.forEach((column, text) -> params.put(column, text + "}"));
			return params;
		}

	}

}
