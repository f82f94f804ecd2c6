package ru.nastavnik.monitoring.indicator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import ru.nastavnik.kit.tenancy.Place;

/**
 * Sums by cell on their way to the database. Adding what a subject gave before with a
 * minus and what it gives now with a plus leaves the difference.
 */
final class Tally {

	/** The key of a cell. */
	record Key(long unit, int period, String indicator, String slice, String value) {

		static final Comparator<Key> ORDER = Comparator.comparingLong(Key::unit)
			.thenComparingInt(Key::period)
			.thenComparing(Key::indicator)
			.thenComparing(Key::slice)
			.thenComparing(Key::value);

	}

	/** What changes in a cell; the components are its columns. */
	record Delta(long regionId, @org.jspecify.annotations.Nullable Long instituteId,
			@org.jspecify.annotations.Nullable Long municipalityId, long organisationId, long unitId, int period,
			String indicator, String slice, String valueCode, long num, long den) {
	}

	private final Map<Key, long[]> sums = new HashMap<>();

	private final Map<Long, Place> units = new HashMap<>();

	private final Map<Place, List<Place>> above = new HashMap<>();

	private int sign = 1;

	/** From now on what is added counts with this sign. */
	void sign(int newSign) {
		this.sign = newSign;
	}

	void add(Place unit, int period, String indicator, String slice, String value, long num, long den) {
		this.units.put(unit.organisation(), unit);
		long[] sum = this.sums.computeIfAbsent(new Key(unit.organisation(), period, indicator, slice, value),
				(key) -> new long[2]);
		sum[0] += this.sign * num;
		sum[1] += this.sign * den;
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

	/** What is not zero, in the order of the keys so that writers never cross. */
	List<Delta> deltas() {
		return this.sums.entrySet()
			.stream()
			.filter((entry) -> entry.getValue()[0] != 0 || entry.getValue()[1] != 0)
			.sorted(Map.Entry.comparingByKey(Key.ORDER))
			.map((entry) -> delta(entry.getKey(), entry.getValue()))
			.toList();
	}

	private Delta delta(Key key, long[] sum) {
		Place unit = java.util.Objects.requireNonNull(this.units.get(key.unit()));
		return new Delta(unit.region(), unit.institute(), unit.municipality(), unit.organisation(), key.unit(),
				key.period(), key.indicator(), key.slice(), key.value(), sum[0], sum[1]);
	}

	/** The units whose cells change. */
	static Set<Long> touched(List<Delta> deltas) {
		Set<Long> units = new TreeSet<>();
		deltas.forEach((delta) -> units.add(delta.unitId()));
		return units;
	}

}
