/**
 * Meetings of a mentorship: planned, held, confirmed by both sides.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "mentorship", "participant" })
package ru.nastavnik.programme.meeting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
