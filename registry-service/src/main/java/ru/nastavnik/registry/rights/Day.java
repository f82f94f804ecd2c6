package ru.nastavnik.registry.rights;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Days as documents write them.
 */
final class Day {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private Day() {
	}

	static String text(LocalDate day) {
		return day.format(FORMAT);
	}

}
