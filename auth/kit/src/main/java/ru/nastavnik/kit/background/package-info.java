/**
 * Work that no request waits for: a thread of its own that goes on in rounds as long as
 * the application runs.
 */
@NullMarked
package ru.nastavnik.kit.background;

import org.jspecify.annotations.NullMarked;
