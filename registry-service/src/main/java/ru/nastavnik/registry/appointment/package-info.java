/**
 * Who was made curator by which order for which academic year. Without such an order
 * nothing is entered into the bases of that year (BR-014).
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.appointment;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
