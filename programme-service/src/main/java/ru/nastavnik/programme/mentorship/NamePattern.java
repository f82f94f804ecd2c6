package ru.nastavnik.programme.mentorship;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A regular expression of PostgreSQL that finds a person's name in free text, in any case
 * and order: the family name with whatever stands beside it, and first with middle name.
 * A first name alone says nobody's.
 */
final class NamePattern {

	private static final String LETTER = "[а-яёА-ЯЁ]";

	private static final String INITIALS = "(\\s*[А-ЯЁ]\\.){0,2}";

	private NamePattern() {
	}

	static String of(String last, String first, @Nullable String middle) {
		String family = word(last);
		String given = word(first);
		List<String> beside = new ArrayList<>(List.of(given));
		if (middle != null && !middle.isBlank()) {
			beside.add(word(middle));
		}
		String names = "(" + String.join("|", beside) + ")";
		List<String> ways = new ArrayList<>();
		ways.add("(" + names + "\\s+){0,2}" + family + "(\\s+" + names + "){0,2}" + INITIALS);
		if (beside.size() == 2) {
			ways.add(given + "\\s+" + beside.get(1));
		}
		return String.join("|", ways);
	}

	/** The stem in either case, with any ending. */
	private static String word(String name) {
		String stem = name.strip().replaceAll("[аяоеийыьюу]{1,2}$", "");
		if (stem.length() < 3) {
			stem = name.strip();
		}
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
