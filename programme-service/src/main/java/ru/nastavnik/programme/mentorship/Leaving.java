package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;

/**
 * Why and when a member gives way to another one.
 *
 * @param ground code of the main ground of 4.6
 * @param order number of the order
 * @param on day of the order: the last one of the old member and the first of the new
 */
public record Leaving(String ground, String order, LocalDate on) {
}
