package ru.nastavnik.kit.web;

import java.util.regex.Pattern;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@link PersonName}.
 */
public class PersonNameValidator implements ConstraintValidator<PersonName, String> {

	private static final Pattern RUSSIAN = Pattern.compile("[А-ЯЁа-яё](?:[А-ЯЁа-яё'’. -]*[А-ЯЁа-яё.])?");

	private static final Pattern CYRILLIC = Pattern.compile(".*[А-ЯЁа-яё].*", Pattern.DOTALL);

	@Override
	public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
		if (value == null) {
			return true;
		}
		String problem = problem(value);
		if (problem == null) {
			return true;
		}
		context.disableDefaultConstraintViolation();
		// braces would be read as an expression
		context.buildConstraintViolationWithTemplate(problem.replaceAll("[{}$\\\\]", " ")).addConstraintViolation();
		return false;
	}

	/** The name with its Latin look-alikes corrected, when that makes it right. */
	public static @Nullable String suggestion(@Nullable Object value) {
		if (!(value instanceof String text) || text.length() > 100 || !CYRILLIC.matcher(text).matches()
				|| RUSSIAN.matcher(text.strip()).matches()) {
			return null;
		}
		String corrected = Names.withoutLookAlikes(text).strip();
		return RUSSIAN.matcher(corrected).matches() ? corrected : null;
	}

	/** What is wrong with a part of a name, or null. */
	public static @Nullable String problem(String value) {
		if (value.isBlank()) {
			return "Заполните поле.";
		}
		if (value.length() > 100) {
			return "Не больше 100 знаков.";
		}
		if (RUSSIAN.matcher(value.strip()).matches()) {
			return null;
		}
		String corrected = Names.withoutLookAlikes(value);
		if (CYRILLIC.matcher(value).matches() && RUSSIAN.matcher(corrected).matches()) {
			return "Внутри русского слова латинские буквы. Возможно, «" + corrected + "».";
		}
		return "Допустимы русские буквы, дефис, апостроф, точка и пробел.";
	}

}
