/**
 * The group meeting of future mentors and mentees and the survey after it: whom everybody
 * would like to work with and, told to the curator alone, with whom they cannot.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "mentorship", "organisation", "participant" })
package ru.nastavnik.programme.preference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
