package ru.nastavnik.kit.web;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A regular expression of PostgreSQL that finds a person's name in free text, in any case
 * and order: the family name with whatever stands beside it, and first with middle name.
 * A first name alone says nobody's.
 */
public final class NamePattern {

	private static final String LETTER = "[а-яёА-ЯЁ]";

	private static final String INITIAL = "(\\s*[А-ЯЁ]\\.)?";

	private static final String INITIALS = "(\\s*[А-ЯЁ]\\.){0,2}";

	private NamePattern() {
	}

	public static String of(String last, String first, @Nullable String middle) {
		return (middle != null && !middle.isBlank()) ? family(last, first, middle) + "|" + given(first, middle)
				: family(last, first, middle);
	}

	/** The family name with whatever of the person's own stands beside it. */
	public static String family(String last, String first, @Nullable String middle) {
		List<String> beside = new ArrayList<>(List.of(word(first)));
		if (middle != null && !middle.isBlank()) {
			beside.add(word(middle));
		}
		String names = "(" + String.join("|", beside) + ")";
		return "(" + names + "\\s+){0,2}" + word(last) + "(\\s+" + names + "){0,2}" + INITIALS;
	}

	/**
	 * The same where others of that family name may be meant: the family name only beside
	 * one of the person's own names or initials.
	 */
	public static String beside(String last, String first, @Nullable String middle) {
		String second = (middle != null && !middle.isBlank()) ? "(\\s*" + initial(middle) + ")?" : INITIAL;
		List<String> own = new ArrayList<>(List.of(word(first), initial(first) + second));
		if (middle != null && !middle.isBlank()) {
			own.add(given(first, middle));
		}
		String names = "(" + String.join("|", own) + ")";
		return word(last) + "\\s*" + names + "|" + names + "\\s*" + word(last);
	}

	/** First with middle name. */
	public static String given(String first, String middle) {
		return word(first) + "\\s+" + word(middle);
	}

	private static String initial(String name) {
		return "(?<!" + LETTER + ")" + Character.toUpperCase(name.strip().charAt(0)) + "\\.";
	}

	/** The stem of a name, as normalised names begin with it. */
	public static String stem(String name) {
		String stem = name.strip().replaceAll("[аяоеийыьюу]{1,2}$", "");
		return (stem.length() < 3) ? name.strip() : stem;
	}

	/** The stem in either case, with any ending. */
	private static String word(String name) {
		String stem = stem(name);
		StringBuilder pattern = new StringBuilder("(?<!" + LETTER + ")");
		for (int at = 0; at < stem.length(); at++) {
			char letter = stem.charAt(at);
			if (Character.isLetter(letter)) {
				pattern.append('[')
					.append(Character.toUpperCase(letter))
					.append(Character.toLowerCase(letter))
					.append(']');
			}
			else {
				pattern.append("[^а-яёА-ЯЁ0-9]+");
			}
		}
		return pattern.append(LETTER).append("{0,4}(?!").append(LETTER).append(")").toString();
	}

}
