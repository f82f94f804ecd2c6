/**
 * Plan values of indicators: federal defaults and what an institute set for its region.
 */
@NullMarked
package ru.nastavnik.monitoring.target;

import org.jspecify.annotations.NullMarked;
