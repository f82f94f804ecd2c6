/**
 * The only door. Signs people in and keeps their tokens out of the browser, relays API
 * calls to the services, serves the user interface. It knows nothing of tenancy: power is
 * decided by the services from the token.
 */
@NullMarked
package ru.nastavnik.gateway;

import org.jspecify.annotations.NullMarked;
