package ru.nastavnik.kit.problem;

/**
 * What is wrong with one field.
 *
 * @param field path such as {@code employment.hiredOn} or {@code rows[17].birthDate}
 * @param message Russian sentence
 */
public record Violation(String field, String message) {
}
