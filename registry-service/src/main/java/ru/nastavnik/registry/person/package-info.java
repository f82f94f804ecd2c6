/**
 * People: names and birth dates, where they work or study, who represents a minor. Owns
 * the rules of dates and the duplicate guard.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.person;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
