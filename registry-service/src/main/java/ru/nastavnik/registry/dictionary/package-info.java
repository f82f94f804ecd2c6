/**
 * Codes and their Russian names, for forms and lists.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.dictionary;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
