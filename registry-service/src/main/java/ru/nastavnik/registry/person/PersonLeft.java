package ru.nastavnik.registry.person;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Somebody leaves an organisation after this day: accounts and profiles there may end.
 *
 * @param personId who
 * @param organisationId where they were
 * @param on their last day
 * @param transferId the transfer that takes them away, if it was one; it may be taken
 * back
 */
public record PersonLeft(long personId, long organisationId, LocalDate on, @Nullable Long transferId) {
}
