package ru.nastavnik.kit.sheet;

import java.math.BigDecimal;
import java.time.LocalDateTime;

import org.jspecify.annotations.Nullable;

/**
 * A cell as the file holds it.
 *
 * @param text what a person sees, without blanks at the ends; empty for an empty cell
 * @param value the typed value: {@code String}, {@link BigDecimal},
 * {@link LocalDateTime}, {@code Boolean} or null
 * @param fault why the cell has no usable value, or null
 */
public record SheetCell(String text, @Nullable Object value, @Nullable String fault) {

	static final SheetCell EMPTY = new SheetCell("", null, null);

	public static SheetCell of(@Nullable String text) {
		String tidy = tidy(text);
		return tidy.isEmpty() ? EMPTY : new SheetCell(tidy, tidy, null);
	}

	public boolean isEmpty() {
		return this.text.isEmpty() && this.fault == null;
	}

	/**
	 * Text without the blanks that word processors leave: no-break and zero-width spaces.
	 */
	static String tidy(@Nullable String text) {
		if (text == null) {
			return "";
		}
		StringBuilder tidy = new StringBuilder(text.length());
		for (int at = 0; at < text.length(); at++) {
			char letter = text.charAt(at);
			if (letter == '\u00A0' || letter == '\u202F' || letter == '\u2007' || letter == '\t') {
				tidy.append(' ');
			}
			else if (letter == '\u200B' || letter == '\uFEFF' || letter == '\u00AD' || letter == '\r') {
				continue;
			}
			else {
				tidy.append((Character.isISOControl(letter) && letter != '\n') ? ' ' : letter);
			}
		}
		return tidy.toString().strip();
	}

}
