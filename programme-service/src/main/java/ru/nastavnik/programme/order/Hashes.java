package ru.nastavnik.programme.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Hashes of papers and the codes that they are checked by.
 */
final class Hashes {

	/** Tells codes of this service from those of others. */
	static final String LETTER = "p";

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int BYTES = 12;

	private Hashes() {
	}

	static String sha256(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A code that nobody guesses. */
	static String code() {
		byte[] bytes = new byte[BYTES];
		RANDOM.nextBytes(bytes);
		return LETTER + HexFormat.of().formatHex(bytes);
	}

}
