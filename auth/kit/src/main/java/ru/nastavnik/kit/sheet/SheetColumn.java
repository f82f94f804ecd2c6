package ru.nastavnik.kit.sheet;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table that is written as a file.
 *
 * @param key key that the screen names the column by
 * @param title header
 * @param meaning what it means, for the glossary
 * @param width characters
 * @param value the value of a row: text, number, date, truth or nothing
 * @param <T> row
 */
public record SheetColumn<T>(String key, String title, String meaning, int width, Function<T, @Nullable Object> value) {
}
