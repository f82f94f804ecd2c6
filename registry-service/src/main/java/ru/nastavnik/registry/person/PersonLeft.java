package ru.nastavnik.registry.person;

import java.time.LocalDate;

/**
 * Somebody leaves an organisation after this day: accounts and profiles there may end.
 *
 * @param personId who
 * @param organisationId where they were
 * @param on their last day
 */
public record PersonLeft(long personId, long organisationId, LocalDate on) {
}
