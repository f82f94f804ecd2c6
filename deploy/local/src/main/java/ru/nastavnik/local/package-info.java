/**
 * The whole platform on one machine without Docker: it starts PostgreSQL, Keycloak, the
 * services and the gateway, waits until they are healthy, fills a fictional region
 * through the services' own HTTP API and stops everything together.
 */
@NullMarked
package ru.nastavnik.local;

import org.jspecify.annotations.NullMarked;
