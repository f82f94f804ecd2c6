/**
 * The rights of the person whose data are kept: requests with the clocks of the law, what
 * is kept of a person, destruction with act and log extract, storage terms, incidents.
 * What a feature keeps is found through the schema and through
 * {@link ru.nastavnik.registry.PersonalData}.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.rights;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
