/**
 * The replica of the registry's directory: where a row belongs and what the school is
 * called.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package ru.nastavnik.programme.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
