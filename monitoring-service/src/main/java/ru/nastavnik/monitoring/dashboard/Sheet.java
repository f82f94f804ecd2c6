package ru.nastavnik.monitoring.dashboard;

import java.util.HashMap;
import java.util.Map;

/**
 * The cells of one unit in one period.
 */
final class Sheet {

	static final Amount ZERO = new Amount(0, 0);

	/** What one cell holds. */
	record Amount(long num, long den) {
	}

	private record Key(String indicator, String slice, String value) {
	}

	private final Map<Key, Amount> amounts = new HashMap<>();

	void put(String indicator, String slice, String value, Amount amount) {
		this.amounts.put(new Key(indicator, slice, value), amount);
	}

	Amount get(String indicator) {
		return get(indicator, "", "");
	}

	Amount get(String indicator, String slice, String value) {
		return this.amounts.getOrDefault(new Key(indicator, slice, value), ZERO);
	}

}
