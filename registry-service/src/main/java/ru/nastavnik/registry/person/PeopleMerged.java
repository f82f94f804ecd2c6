package ru.nastavnik.registry.person;

/**
 * Two records are one person now, or two again: whoever keeps copies of a person's id
 * outside its own table, such as the accounts in Keycloak, renews them. Published while
 * the rows of all organisations of both are open.
 *
 * @param personId the record that went
 * @param intoId the record that stays
 * @param undone whether they are two again
 */
public record PeopleMerged(long personId, long intoId, boolean undone) {
}
