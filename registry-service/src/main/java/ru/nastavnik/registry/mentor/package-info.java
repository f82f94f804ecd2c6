/**
 * The base of mentors: who offers to mentor, in what, for how many, and how far the
 * candidacy has come.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.mentor;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
