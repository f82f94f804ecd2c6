/**
 * Accounts and the power they carry. The registry decides, Keycloak learns: what changed
 * is queued in the same transaction and carried over by the projector, so a stopped
 * Keycloak delays a log-in and loses nothing.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.account;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
