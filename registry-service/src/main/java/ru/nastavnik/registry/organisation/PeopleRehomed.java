package ru.nastavnik.registry.organisation;

import java.util.List;

/**
 * A reorganisation has handed people over, or has given them back, and their rows stand
 * where they stand now: features that tell other services of such rows tell it again.
 *
 * @param people whose
 */
public record PeopleRehomed(List<Long> people) {
}
