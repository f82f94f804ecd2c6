/**
 * The figures: states of persons, mentorships and organisations, what each contributes to
 * the cells of its units, the fold of a batch of facts, and the recompute that proves it.
 */
@NullMarked
package ru.nastavnik.monitoring.indicator;

import org.jspecify.annotations.NullMarked;
