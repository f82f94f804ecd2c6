/**
 * What the mentorships of the programme service mean for the bases: it listens to their
 * feed, keeps for each person the mentorship that counts, and moves the candidacies on.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.engagement;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
