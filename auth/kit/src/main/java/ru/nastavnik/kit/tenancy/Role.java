package ru.nastavnik.kit.tenancy;

import java.util.Locale;

/**
 * What a grant makes of a person in an organisation. The wire form is the lower-case
 * name.
 */
public enum Role {

	MINISTRY, INSTITUTE, MUNICIPAL, DIRECTOR, CURATOR, PSYCHOLOGIST, MENTOR, MENTEE,

	/** Opens regions and nothing else; only an acting client can have it. */
	OPERATOR;

	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Role of(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

	/** Personal roles see the rows they take part in, not an organisation. */
	public boolean isPersonal() {
		return this == MENTOR || this == MENTEE;
	}

}
