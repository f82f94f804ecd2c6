package ru.nastavnik.registry.mentee;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/**
 * Why somebody needs a mentor.
 */
public enum Category {

	PUPIL, YOUNG_SPECIALIST, NEWCOMER, AFTER_BREAK, GAPS, NEW_POST, STUDENT;

	@EnumeratedValue
	private final String code = name().toLowerCase(Locale.ROOT);

	@JsonValue
	@Override
	public String toString() {
		return this.code;
	}

}
