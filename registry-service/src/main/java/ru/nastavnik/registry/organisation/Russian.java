package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * How refusals of this feature write dates and counts.
 */
final class Russian {

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private Russian() {
	}

	static String date(LocalDate date) {
		return DATE.format(date);
	}

	/** «1 человек», «2 человека», «5 человек». */
	static String count(long count, String one, String few, String many) {
		long tens = count % 100;
		long units = count % 10;
		String word = (tens >= 11 && tens <= 14) ? many : (units == 1) ? one : (units >= 2 && units <= 4) ? few : many;
		return count + " " + word;
	}

}
