package ru.nastavnik.registry.mentor;

/**
 * BR-027: whether somebody may meet minors as far as the check of criminal records goes.
 */
interface ClearRecords {

	/** An external adult needs a check that was seen and is not outdated. */
	boolean mayMeetMinors(long person);

}
