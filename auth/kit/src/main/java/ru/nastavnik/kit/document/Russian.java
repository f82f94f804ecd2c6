package ru.nastavnik.kit.document;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How dates, names and counts are written in Russian documents.
 */
public final class Russian {

	private static final List<String> MONTHS = List.of("января", "февраля", "марта", "апреля", "мая", "июня", "июля",
			"августа", "сентября", "октября", "ноября", "декабря");

	private Russian() {
	}

	/** «21.11.2022» */
	public static String date(LocalDate date) {
		return "%02d.%02d.%d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
	}

	/** «21 ноября 2022 г.» */
	public static String longDate(LocalDate date) {
		return date.getDayOfMonth() + "\u00A0" + MONTHS.get(date.getMonthValue() - 1) + " " + date.getYear()
				+ "\u00A0г.";
	}

	/** «И. О. Фамилия», as in signatures. */
	public static String signatureName(String last, String first, @Nullable String middle) {
		return initial(first) + ((middle != null && !middle.isBlank()) ? initial(middle) : "") + last;
	}

	/** «И. О. Фамилия» of «Фамилия Имя Отчество». */
	public static String signatureName(String fullName) {
		String[] words = fullName.strip().split("\\s+", 3);
		return (words.length > 1) ? signatureName(words[0], words[1], (words.length > 2) ? words[2] : null) : fullName;
	}

	/** «5 пар», «21 пара», «2 пары». */
	public static String count(long number, String one, String few, String many) {
		return number + "\u00A0" + form(number, one, few, many);
	}

	/** The form of a word that goes with a number. */
	public static String form(long number, String one, String few, String many) {
		long tens = Math.abs(number) % 100;
		long ones = tens % 10;
		if (tens > 10 && tens < 20 || ones == 0 || ones > 4) {
			return many;
		}
		return (ones == 1) ? one : few;
	}

	private static String initial(String name) {
		return name.strip().substring(0, 1) + ".\u00A0";
	}

}
