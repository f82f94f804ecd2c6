package ru.nastavnik.registry.person;

import ru.nastavnik.kit.tenancy.Place;

/**
 * A person's card went to another keeper: features whose rows belong to the profiles move
 * them too. Published while the rows of both organisations are open.
 *
 * @param personId whose card
 * @param from the organisation that kept it
 * @param to where it is kept now
 */
public record PersonMoved(long personId, long from, Place to) {
}
