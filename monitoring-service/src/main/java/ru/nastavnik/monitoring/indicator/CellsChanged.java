package ru.nastavnik.monitoring.indicator;

import java.time.Instant;
import java.util.Set;

/**
 * Figures of these units have changed.
 *
 * @param feed the feed whose facts did it
 * @param position how far that feed is applied now
 * @param units ids of the units
 * @param asOf time of the last applied fact
 */
public record CellsChanged(String feed, long position, Set<Long> units, Instant asOf) {
}
