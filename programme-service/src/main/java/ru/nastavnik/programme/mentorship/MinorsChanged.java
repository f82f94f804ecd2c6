package ru.nastavnik.programme.mentorship;

import java.util.List;

/**
 * These mentorships are, or are no longer, with minors: what belongs to them follows.
 * Published where the facts of the registry are applied.
 */
public record MinorsChanged(List<Long> regions, List<Long> organisations, List<Long> mentorships) {

	/** Carries the mark over to the rows of a table that name their mentorship. */
	public static String update(String table) {
		return "update " + table + " t set with_minors = m.with_minors, version = t.version + 1 from mentorship m "
				+ "where t.region_id = any(:regions) and t.mentorship_id = any(:mentorships) "
				+ "and m.region_id = t.region_id and m.id = t.mentorship_id";
	}

}
