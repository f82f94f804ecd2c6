/**
 * The replica of the registry's labour papers; what an order demands of them, the
 * mentorships know.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package ru.nastavnik.programme.labour;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
