package ru.nastavnik.programme.mentorship;

/**
 * Other people are proposed for a mentorship. Published after {@link ReadersChanged}: its
 * rows are the new members' already.
 */
public record MembersChanged(long mentorshipId) {
}
