/**
 * Pairs and groups from the proposal to the end. Owns the mentorship, its members and
 * their history.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "organisation", "participant" })
package ru.nastavnik.programme.mentorship;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
