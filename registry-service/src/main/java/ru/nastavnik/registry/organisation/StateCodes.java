package ru.nastavnik.registry.organisation;

/**
 * Check digits of the codes that the state gives to organisations (BR-107, BR-108).
 */
final class StateCodes {

	private static final int[] WEIGHTS = { 2, 4, 10, 3, 5, 9, 4, 6, 8 };

	private StateCodes() {
	}

	static boolean isValidInn(String inn) {
		if (!inn.matches("\\d{10}")) {
			return false;
		}
		int sum = 0;
		for (int at = 0; at < WEIGHTS.length; at++) {
			sum += WEIGHTS[at] * (inn.charAt(at) - '0');
		}
		return sum % 11 % 10 == inn.charAt(9) - '0';
	}

	static boolean isValidOgrn(String ogrn) {
		return ogrn.matches("\\d{13}") && Long.parseLong(ogrn.substring(0, 12)) % 11 % 10 == ogrn.charAt(12) - '0';
	}

}
