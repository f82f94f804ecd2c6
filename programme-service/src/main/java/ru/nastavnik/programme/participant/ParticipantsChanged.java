package ru.nastavnik.programme.participant;

import java.util.List;

import ru.nastavnik.kit.tenancy.Place;

/**
 * The registry told about these people. Published in the transaction that applies it.
 */
public record ParticipantsChanged(List<Told> people) {

	/** A person in an organisation. */
	public record Told(Place place, long person) {
	}

}
