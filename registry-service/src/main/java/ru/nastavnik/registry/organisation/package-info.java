/**
 * The dated tree of a region: ministry, institute, municipalities, schools; and the
 * approved counts of people that indicators divide by. Other features ask here where an
 * organisation stands.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.organisation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
