package ru.nastavnik.registry.account;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A grant to be given.
 *
 * @param insteadOf the account of whoever is substituted while the grant is valid
 */
record Granting(GrantRole role, long organisationId, @Nullable LocalDate validFrom, @Nullable LocalDate validTo,
		@Nullable String basis, @Nullable Long insteadOf) {
}
