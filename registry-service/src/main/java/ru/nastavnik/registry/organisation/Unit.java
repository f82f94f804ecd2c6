package ru.nastavnik.registry.organisation;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;

/**
 * What other features need to know of an organisation.
 */
public record Unit(long id, @Nullable Long parentId, Level level, String type, String shortName, Place place) {
}
