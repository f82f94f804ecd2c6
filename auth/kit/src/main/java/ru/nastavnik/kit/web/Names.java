package ru.nastavnik.kit.web;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Forms of people's names.
 */
public final class Names {

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private static final String LATIN = "ABCEHKMOPTXYaceopxykmtbhi";

	private static final String RUSSIAN = "АВСЕНКМОРТХУасеорхукмтвні";

	private Names() {
	}

	/** The text with Latin letters that look like Russian ones replaced. */
	public static String withoutLookAlikes(String text) {
		StringBuilder result = new StringBuilder(text.length());
		for (char letter : text.toCharArray()) {
			int at = LATIN.indexOf(letter);
			result.append((at >= 0) ? RUSSIAN.charAt(at) : letter);
		}
		return result.toString();
	}

	/**
	 * The form that people are searched and compared by: lower case, ё as е, Latin
	 * look-alikes folded, single spaces.
	 */
	public static String normalised(@Nullable String... parts) {
		StringBuilder text = new StringBuilder();
		for (String part : parts) {
			if (part != null && !part.isBlank()) {
				text.append(text.isEmpty() ? "" : " ").append(part.strip());
			}
		}
		return BLANKS.matcher(withoutLookAlikes(text.toString()).toLowerCase(Locale.ROOT).replace('ё', 'е'))
			.replaceAll(" ");
	}

	/** «Иванова М. П.» */
	public static String brief(String last, String first, @Nullable String middle) {
		String name = last + " " + first.charAt(0) + ".";
		return (middle != null && !middle.isBlank()) ? name + " " + middle.charAt(0) + "." : name;
	}

}
