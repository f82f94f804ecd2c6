/**
 * Loads of participants: the set-wise twin of registering one by one. The rules are those
 * of the features; only the writing differs.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.bulk;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
