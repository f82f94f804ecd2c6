package ru.nastavnik.registry.organisation;

import java.util.List;

/**
 * Grants now work in another organisation; whoever projects them has to know.
 *
 * @param grants the grants that were touched
 * @param organisations where grants mean something else now
 */
public record GrantsMoved(List<Long> grants, List<Long> organisations) {
}
