package ru.nastavnik.programme.mentorship;

/**
 * The data of a person are about to be destroyed: whoever keeps some of them in a form of
 * its own lets go of them, in the transaction and the scope of the feed's reader.
 */
public record PersonForgotten(long region, long person) {
}
