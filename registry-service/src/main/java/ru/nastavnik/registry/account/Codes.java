package ru.nastavnik.registry.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * One-time codes: sixteen characters that cannot be mistaken for each other on paper, 80
 * bits, kept only as a digest with the account's salt.
 */
final class Codes {

	private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final int LENGTH = 16;

	private static final SecureRandom RANDOM = new SecureRandom();

	private Codes() {
	}

	/** A new code as it is printed: {@code K7QM-9XBD-3HTP-W2RC}. */
	static String next() {
		StringBuilder code = new StringBuilder();
		for (int at = 0; at < LENGTH; at++) {
			code.append((at > 0 && at % 4 == 0) ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
		}
		return code.toString();
	}

	static byte[] digest(String salt, String code) {
		String plain = code.toUpperCase(Locale.ROOT)
			.replaceAll("[^0-9A-ZА-Я]", "")
			.replace('O', '0')
			.replace('О', '0')
			.replace('I', '1')
			.replace('L', '1')
			// the same shapes from a Russian keyboard
			.replace('А', 'A')
			.replace('В', 'B')
			.replace('С', 'C')
			.replace('Е', 'E')
			.replace('Н', 'H')
			.replace('К', 'K')
			.replace('М', 'M')
			.replace('Р', 'P')
			.replace('Т', 'T')
			.replace('Х', 'X');
		try {
			return MessageDigest.getInstance("SHA-256").digest((salt + ":" + plain).getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
