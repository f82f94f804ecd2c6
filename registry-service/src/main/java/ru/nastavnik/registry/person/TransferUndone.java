package ru.nastavnik.registry.person;

/**
 * A transfer was taken back: whatever ended because of it goes on as before.
 *
 * @param transferId which
 * @param personId whose
 * @param organisationId where they stay
 */
public record TransferUndone(long transferId, long personId, long organisationId) {
}
