/**
 * What a unit sees of itself and of the level below: figures with plan and light, trend,
 * suppression of small numbers of minors, live changes.
 */
@NullMarked
package ru.nastavnik.monitoring.dashboard;

import org.jspecify.annotations.NullMarked;
