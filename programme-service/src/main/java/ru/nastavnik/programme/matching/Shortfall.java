package ru.nastavnik.programme.matching;

/**
 * Why somebody is without a mentor.
 *
 * @param mentee number in the cohort
 * @param code stable, for filters
 * @param text what binds, in words
 * @param cure what would help
 */
record Shortfall(int mentee, String code, String text, String cure) {
}
