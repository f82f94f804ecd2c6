/**
 * The way in for many mentorships at once, with the rules of the single commands.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "organisation", "participant", "mentorship", "order", "template", "personal",
		"meeting" })
package ru.nastavnik.programme.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
