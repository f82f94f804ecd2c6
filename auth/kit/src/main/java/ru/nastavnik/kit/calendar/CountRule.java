package ru.nastavnik.kit.calendar;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * From which day a term of working days is counted. The law leaves it open, so a region
 * chooses (BR-051).
 */
public enum CountRule {

	/** Full working days after the day of the notice. */
	FULL_DAYS,
	/** The day of the notice counts when it is a working day. */
	WITH_FIRST_DAY;

	public static CountRule of(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
