/**
 * Who takes part: organisations, people, their consents and profiles, and the power of
 * accounts.
 */
@NullMarked
package ru.nastavnik.registry;

import org.jspecify.annotations.NullMarked;
