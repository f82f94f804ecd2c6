package ru.nastavnik.kit.tenancy;

import java.util.Set;

/**
 * The one table that says which sets of organisations a role opens. It mirrors the role ×
 * power matrix of the domain; see {@code auth/README.md}.
 */
enum Power {

	/** Named data of one organisation, minors included. */
	OWN,
	/** Change rows that belong to one organisation. */
	WRITE,
	/** Named data of adults in a subtree. */
	NAMED,
	/** Counts of a subtree. */
	AGGREGATE,
	/** The directory of organisations of a subtree. */
	MANAGE;

	static Set<Power> of(Role role) {
		return switch (role) {
			case CURATOR, DIRECTOR -> Set.of(OWN, WRITE, AGGREGATE);
			case PSYCHOLOGIST -> Set.of(OWN, AGGREGATE);
			case MUNICIPAL -> Set.of(WRITE, NAMED, AGGREGATE);
			case INSTITUTE -> Set.of(WRITE, NAMED, AGGREGATE, MANAGE);
			case MINISTRY -> Set.of(AGGREGATE);
			case MENTOR, MENTEE, OPERATOR -> Set.of();
		};
	}

}
