package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;

/**
 * A mentorship came to its end.
 *
 * @param fulfilled whether by ground E1, with the plan done
 */
public record MentorshipEnded(long mentorshipId, boolean fulfilled, LocalDate on) {
}
