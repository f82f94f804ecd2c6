package ru.nastavnik.planted.two;

import ru.nastavnik.planted.one.One;

/** The other half of the cycle. */
public record Two(One one) {
}
