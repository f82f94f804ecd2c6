/**
 * Parameters of the rules: each has a type and a default, a region may set its own value.
 * The institute edits them, everybody in the region reads them.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.setting;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
