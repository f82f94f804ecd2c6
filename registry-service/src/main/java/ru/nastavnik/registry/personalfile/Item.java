package ru.nastavnik.registry.personalfile;

import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A part of a personal file.
 */
enum Item {

	/** The date of birth. */
	BIRTH,
	/** Category, main request, themes. */
	REQUEST,
	/** Groups of difficulties, gaps, notes on them. */
	GAPS,
	/** Class, or posts with category and experience. */
	PLACE,
	/** Earlier mentorships, without the names of others. */
	HISTORY,
	/** Phone and mail; of a minor only the representative's. */
	CONTACT;

	static Item of(String code) {
		return Arrays.stream(values()).filter((item) -> item.toString().equals(code)).findFirst().orElseThrow();
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
