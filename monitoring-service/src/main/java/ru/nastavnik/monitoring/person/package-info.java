/**
 * What monitoring keeps of one person, for the person's right to know it: dates and codes
 * under the registry's id, never a name.
 */
@NullMarked
package ru.nastavnik.monitoring.person;

import org.jspecify.annotations.NullMarked;
