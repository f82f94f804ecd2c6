package ru.nastavnik.programme.mentorship;

import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

/**
 * The role of a member.
 */
public enum Side {

	MENTOR, MENTEE;

	@EnumeratedValue
	final String code = name().toLowerCase(Locale.ROOT);

	@Override
	public String toString() {
		return this.code;
	}

}
