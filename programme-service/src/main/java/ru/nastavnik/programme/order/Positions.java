package ru.nastavnik.programme.order;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.mentorship.Terms;

/**
 * Codes as papers say them.
 */
final class Positions {

	private static final Map<String, String> WORDS = Map.of("teacher", "учитель", "deputy", "заместитель директора",
			"director", "директор", "psychologist", "педагог-психолог", "social_teacher", "социальный педагог");

	private static final Map<Terms.Form, String> FORMS = Map.of(Terms.Form.TEACHER_TEACHER, "Учитель – учитель",
			Terms.Form.LEADER_TEACHER, "Руководитель – учитель", Terms.Form.STUDENT_STUDENT, "Студент – студент",
			Terms.Form.PUPIL_PUPIL, "Ученик – ученик", Terms.Form.TEACHER_PUPIL, "Учитель – ученик",
			Terms.Form.PARTNER_TEACHER, "Партнёр – учитель", Terms.Form.EMPLOYER_STUDENT, "Работодатель – студент",
			Terms.Form.OTHER, "Иная форма");

	private Positions() {
	}

	static String form(Terms.Form form, @Nullable String name) {
		return (name != null && !name.isBlank()) ? name
				: FORMS.getOrDefault(form, form.toString().toLowerCase(Locale.ROOT));
	}

	/** Post of staff, class of a pupil; empty when nothing is known. */
	static String post(@Nullable String position, @Nullable Integer grade) {
		if (position != null) {
			return WORDS.getOrDefault(position, "");
		}
		return (grade != null) ? grade + " класс" : "";
	}

}
