package ru.nastavnik.programme.participant;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What another feature keeps of a person beside rows that name them, for the file that
 * the person is given.
 */
public interface KeptOfPerson {

	String title();

	/** Of these organisations; nothing about other people. */
	List<Map<String, Object>> of(long person, Collection<Long> organisations);

}
