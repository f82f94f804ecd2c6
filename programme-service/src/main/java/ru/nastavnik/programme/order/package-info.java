/**
 * Orders that fix pairs and their endings. Signing one moves all its mentorships in one
 * transaction.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "organisation", "mentorship", "participant" })
package ru.nastavnik.programme.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
