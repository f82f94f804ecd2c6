package ru.nastavnik.programme.matching;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What the whole is optimised for. Each is exact: whatever comes first is never given up
 * for what comes after it.
 */
enum Target {

	/** The highest sum of scores. */
	BEST_TOTAL,
	/** As many mentees with a mentor as possible, then the highest sum. */
	NOBODY_LEFT,
	/** As many pairs inside the schools as possible, then the highest sum. */
	OWN_FIRST;

	@JsonCreator
	static Target of(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
