package ru.nastavnik.kit.document;

import java.math.BigInteger;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Lengths of Word: twentieths of a point, or a number with a unit.
 */
final class Units {

	private Units() {
	}

	/** Points, 0 for what is not a length. */
	static double points(@Nullable Object twips) {
		return length(twips, 20);
	}

	/** Points of half points. */
	static double halves(@Nullable Object value) {
		return length(value, 2);
	}

	private static double length(@Nullable Object value, double parts) {
		if (value instanceof BigInteger number) {
			return Math.abs(number.doubleValue()) < 40_000 ? number.doubleValue() / parts : 0;
		}
		String text = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
		try {
			double number = Double.parseDouble(text.replaceAll("[a-z]+$", ""));
			return text.endsWith("pt") ? number : text.endsWith("cm") ? number * 28.3465
					: text.endsWith("mm") ? number * 2.83465 : text.endsWith("in") ? number * 72 : number / parts;
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

}
