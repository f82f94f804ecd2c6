/**
 * Tests of the launcher and the journeys through the whole platform.
 */
package ru.nastavnik.local;
