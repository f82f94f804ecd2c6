/**
 * The one place that lists what monitoring listens to: subscriptions and the shape of
 * each fact, turned into changes of state.
 */
@NullMarked
package ru.nastavnik.monitoring.intake;

import org.jspecify.annotations.NullMarked;
