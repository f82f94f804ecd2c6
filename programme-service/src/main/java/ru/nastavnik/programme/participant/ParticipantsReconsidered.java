package ru.nastavnik.programme.participant;

import java.util.Set;

import ru.nastavnik.kit.tenancy.Place;

/**
 * Something that decides who suits whom is new about these people: a pair, an answer of a
 * survey, a pin. Published in the transaction that writes it.
 */
public record ParticipantsReconsidered(Place place, Set<Long> people) {
}
