package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;

/**
 * A signed order moved the end of a mentorship.
 */
public record MentorshipExtended(long mentorshipId, LocalDate end) {
}
