/**
 * What waits for the caller today. Reads the tables of the other features and owns none.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "mentorship", "region" })
package ru.nastavnik.programme.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
