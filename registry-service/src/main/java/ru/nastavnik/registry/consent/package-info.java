/**
 * Consents: one document is one kind. Owns who may sign and what a withdrawal does.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.consent;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
