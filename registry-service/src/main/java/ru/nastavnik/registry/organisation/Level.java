package ru.nastavnik.registry.organisation;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/**
 * The four levels of a region, top first. A level may be skipped.
 */
public enum Level {

	MINISTRY, INSTITUTE, MUNICIPALITY, SCHOOL;

	@EnumeratedValue
	private final String code = name().toLowerCase(Locale.ROOT);

	static Level of(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

	@JsonValue
	@Override
	public String toString() {
		return this.code;
	}

}
