package ru.nastavnik.registry.account;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Accounts in Keycloak: {@code nastavnik.accounts.*}.
 *
 * @param adminUrl the realm's Admin REST API
 * @param initialPasswords whether a password may come with a new account; only the
 * demonstration allows it
 * @param project whether the projector runs
 * @param pause how long the projector rests when there is nothing to do
 */
@ConfigurationProperties("nastavnik.accounts")
record AccountProperties(@DefaultValue("") String adminUrl, @DefaultValue("false") boolean initialPasswords,
		@DefaultValue("true") boolean project, @DefaultValue("1s") Duration pause) {
}
