/**
 * What mentoring rests on in documents: the library of normative acts of all levels with
 * what replaced what, the minutes of councils, whether a school has its four acts, its
 * conditions for a start, and the yearly word of its curator about who needs mentoring.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.act;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
