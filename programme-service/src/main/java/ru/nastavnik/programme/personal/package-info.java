/**
 * Personal programmes of pairs: activities, approvals, progress.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "mentorship", "template" })
package ru.nastavnik.programme.personal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
