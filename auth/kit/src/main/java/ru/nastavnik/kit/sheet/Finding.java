package ru.nastavnik.kit.sheet;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong, or was mended, in one cell of one row.
 *
 * @param column index of the column in the file, or -1 when the file has no such column
 * @param field key of the field, or empty when it is about the whole row
 * @param title name of the field as the user knows it
 * @param value what stands in the cell
 * @param message what is wrong and how to mend it
 * @param warning whether the row may be loaded all the same
 */
public record Finding(int column, String field, String title, @Nullable String value, String message, boolean warning) {
}
