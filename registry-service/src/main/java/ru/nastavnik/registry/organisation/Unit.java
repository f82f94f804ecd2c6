package ru.nastavnik.registry.organisation;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;

/**
 * What other features need to know of an organisation.
 *
 * @param status of the organisation; {@link #ended()} ones take nobody in
 */
public record Unit(long id, @Nullable Long parentId, Level level, String type, String shortName, Place place,
		String status) {

	/** Whether it was closed or went into its successor. */
	public boolean ended() {
		return this.status.equals("closed") || this.status.equals("reorganised");
	}

}
