package ru.nastavnik.kit.document;

import java.util.Optional;

/**
 * Whether a printed document is what it says it is (BR-110). A bean of this type opens
 * the door of {@link PaperDoor}; it reads in its own transaction.
 *
 * @param <V> what anybody may know of a document: never who is listed in it
 */
public interface PaperCheck<V> {

	/** The page of the product behind a code. */
	String PAGE = "/check/";

	Optional<V> find(String code);

}
