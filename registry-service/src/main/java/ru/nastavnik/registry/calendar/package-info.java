/**
 * The production calendar of a region: which days are worked, and when a term of working
 * days is over. A year that nobody has corrected follows the federal calendar.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.calendar;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
