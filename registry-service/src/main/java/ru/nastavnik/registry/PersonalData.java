package ru.nastavnik.registry;

import java.util.Map;

/**
 * A feature that keeps data of people says what it keeps of one and forgets it. Every
 * table with a person's data belongs to exactly one implementation; the test of erasure
 * searches all columns of the database for what was missed.
 * <p>
 * Both run in the transaction of the request of the person, in the scope of whoever
 * answers it: rows of the caller's organisation. Free text counts as personal data.
 */
public interface PersonalData {

	/**
	 * All that this feature keeps of the person, by section: codes, dates and texts as
	 * the person would read them. No section when nothing is kept.
	 */
	Map<String, Object> export(long personId);

	/**
	 * Deletes it, or takes the person out of what has to stay. Rows that other features
	 * refer to are theirs to erase first, so the order is given by
	 * {@link org.springframework.core.annotation.Order}: the person's own row goes last.
	 */
	void erase(long personId);

}
