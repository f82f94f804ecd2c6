/**
 * What people are to know: the bell in the product, and letters. A use case says it once,
 * in its own transaction; the delivery finds out afterwards whom it reaches, so a caller
 * needs no right to see their accounts. Nothing that is said names a minor: a letter
 * leaves the platform.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.notification;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
