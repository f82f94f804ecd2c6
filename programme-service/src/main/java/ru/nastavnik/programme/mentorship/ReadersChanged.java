package ru.nastavnik.programme.mentorship;

import java.util.List;

/**
 * The members of these mentorships, or the ages of the members, are others now: who may
 * read what belongs to the mentorships follows, in the same transaction.
 */
public record ReadersChanged(List<Long> regions, List<Long> organisations, List<Long> mentorships) {

	/** Carries both over to the rows of a table that name their mentorship. */
	public static String update(String table) {
		return "update " + table + " t set with_minors = m.with_minors, participants = m.participants, "
				+ "version = t.version + 1 from mentorship m "
				+ "where t.region_id = any(:regions) and t.mentorship_id = any(:mentorships) "
				+ "and m.region_id = t.region_id and m.id = t.mentorship_id";
	}

}
