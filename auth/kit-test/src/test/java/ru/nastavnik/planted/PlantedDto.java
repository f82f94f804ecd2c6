package ru.nastavnik.planted;

/** Breaks: a name that says how. */
record PlantedDto(String name) {
}
