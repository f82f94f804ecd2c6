/**
 * Plans, roadmaps and work plans that a personal programme starts from, and the terms
 * their rows carry.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package ru.nastavnik.programme.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
