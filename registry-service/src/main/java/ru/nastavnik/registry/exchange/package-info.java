/**
 * Tables in and out. A load is staged, checked row by row against the same rules as the
 * screens, loaded in chunks by a worker that survives a crash, and undone as a whole; a
 * list is written to a file in the background under the rights of whoever asked.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.exchange;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
