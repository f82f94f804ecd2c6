package ru.nastavnik.planted.one;

import ru.nastavnik.planted.two.Two;

/** Breaks: a cycle of features. */
public record One(Two two) {
}
