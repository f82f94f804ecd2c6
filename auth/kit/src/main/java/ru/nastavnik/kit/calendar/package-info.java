/**
 * The production calendar: the federal one as the Labour Code says, and terms of working
 * days. What a region decides otherwise, each service keeps for itself.
 */
@NullMarked
package ru.nastavnik.kit.calendar;

import org.jspecify.annotations.NullMarked;
