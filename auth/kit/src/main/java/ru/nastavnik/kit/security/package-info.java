/**
 * The door of a service: bearer tokens, the scope of the caller, nothing else.
 */
@NullMarked
package ru.nastavnik.kit.security;

import org.jspecify.annotations.NullMarked;
