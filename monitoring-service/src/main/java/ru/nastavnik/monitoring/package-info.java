/**
 * Monitoring: what the work of schools amounts to.
 */
@NullMarked
package ru.nastavnik.monitoring;

import org.jspecify.annotations.NullMarked;
