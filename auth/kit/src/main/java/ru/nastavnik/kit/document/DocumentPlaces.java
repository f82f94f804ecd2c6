package ru.nastavnik.kit.document;

import ru.nastavnik.kit.tenancy.Place;

/**
 * Where the rows of an organisation belong: each service knows its organisations itself.
 */
@FunctionalInterface
public interface DocumentPlaces {

	Place place(long organisation);

}
