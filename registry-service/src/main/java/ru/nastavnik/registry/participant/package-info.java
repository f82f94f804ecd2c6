/**
 * What a participant is to others: the facts that other services live on and the profiles
 * that screens show. It reads the tables of all features and owns none; features call it
 * after they have changed something.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.participant;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
