package ru.nastavnik.registry.organisation;

import java.util.List;

/**
 * These people belong to another organisation now; what is derived from it has to be read
 * anew in the same transaction.
 */
public record PeopleHandedOver(List<Long> people) {
}
