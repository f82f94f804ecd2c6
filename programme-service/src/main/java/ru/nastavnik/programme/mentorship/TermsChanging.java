package ru.nastavnik.programme.mentorship;

/**
 * Somebody is about to change what a mentorship is. A listener refuses it where a signed
 * paper says otherwise.
 */
public record TermsChanging(long mentorshipId) {
}
