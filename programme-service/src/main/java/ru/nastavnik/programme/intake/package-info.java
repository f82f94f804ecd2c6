/**
 * The single place that lists what this service listens to.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "labour", "matching", "mentorship", "organisation", "participant",
		"preference", "region" })
package ru.nastavnik.programme.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
