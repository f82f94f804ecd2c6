package ru.nastavnik.programme.order;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.mentorship.Terms;

/**
 * Codes as papers say them.
 */
final class Positions {

	private static final Map<String, String> WORDS = Map.of("teacher", "учитель", "deputy", "заместитель директора",
			"director", "директор", "psychologist", "педагог-психолог", "social_teacher", "социальный педагог");

	private Positions() {
	}

	static String form(Terms.Form form, @Nullable String name) {
		return (name != null && !name.isBlank()) ? name : form.title();
	}

	/** Post of staff, class of a pupil; empty when nothing is known. */
	static String post(@Nullable String position, @Nullable Integer grade) {
		if (position != null) {
			return WORDS.getOrDefault(position, "");
		}
		return (grade != null) ? grade + " класс" : "";
	}

}
