/**
 * The base of mentees: who asks for what, how the need was found, and how far help has
 * come.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.mentee;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
