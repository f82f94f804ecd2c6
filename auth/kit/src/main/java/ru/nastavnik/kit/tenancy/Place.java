package ru.nastavnik.kit.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * Where a row belongs: the owner and the levels above it. Levels that the owner does not
 * have are null.
 */
public record Place(long region, @Nullable Long institute, @Nullable Long municipality, long organisation) {
}
