/**
 * The replica of the people who take part, with names where the reader may see them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package ru.nastavnik.programme.participant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
