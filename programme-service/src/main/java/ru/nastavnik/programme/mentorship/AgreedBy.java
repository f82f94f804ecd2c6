package ru.nastavnik.programme.mentorship;

import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

/**
 * Whose word an agreement or a confirmation is.
 */
public enum AgreedBy {

	/** The participant in person. */
	SELF,
	/** The curator, from paper. */
	CURATOR,
	/** A legal representative, entered by the curator. */
	REPRESENTATIVE;

	@EnumeratedValue
	final String code = name().toLowerCase(Locale.ROOT);

	@Override
	public String toString() {
		return this.code;
	}

}
