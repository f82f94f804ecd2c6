package ru.nastavnik.registry.organisation;

/**
 * Check digits of the codes that the state gives to organisations (BR-107, BR-108).
 */
final class StateCodes {

	private static final int[] WEIGHTS = { 2, 4, 10, 3, 5, 9, 4, 6, 8 };

	private static final int[] PERSON_FIRST = { 7, 2, 4, 10, 3, 5, 9, 4, 6, 8 };

	private static final int[] PERSON_SECOND = { 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8 };

	private StateCodes() {
	}

	static boolean isValidInn(String inn) {
		if (!inn.matches("\\d{10}")) {
			return false;
		}
		return digit(inn, WEIGHTS) == inn.charAt(9) - '0';
	}

	/** The INN of a person, such as an individual entrepreneur. */
	static boolean isValidPersonInn(String inn) {
		return inn.matches("\\d{12}") && digit(inn, PERSON_FIRST) == inn.charAt(10) - '0'
				&& digit(inn, PERSON_SECOND) == inn.charAt(11) - '0';
	}

	private static int digit(String code, int[] weights) {
		int sum = 0;
		for (int at = 0; at < weights.length; at++) {
			sum += weights[at] * (code.charAt(at) - '0');
		}
		return sum % 11 % 10;
	}

	/** The OGRNIP of an individual entrepreneur. */
	static boolean isValidOgrnip(String ogrn) {
		return ogrn.matches("\\d{15}") && Long.parseLong(ogrn.substring(0, 14)) % 13 % 10 == ogrn.charAt(14) - '0';
	}

	static boolean isValidOgrn(String ogrn) {
		return ogrn.matches("\\d{13}") && Long.parseLong(ogrn.substring(0, 12)) % 11 % 10 == ogrn.charAt(12) - '0';
	}

}
