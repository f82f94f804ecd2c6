package ru.nastavnik.programme.mentorship;

/**
 * The first meeting was held and the work began.
 */
public record MentorshipActivated(long mentorshipId) {
}
