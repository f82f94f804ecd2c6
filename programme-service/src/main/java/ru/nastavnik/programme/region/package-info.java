/**
 * What a region has decided about the rules: parameters and the production calendar, as
 * the registry tells.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package ru.nastavnik.programme.region;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
