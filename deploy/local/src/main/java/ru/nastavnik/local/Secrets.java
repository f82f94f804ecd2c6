package ru.nastavnik.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Properties;

/**
 * Passwords of one data folder: each is made up when it is first asked for and kept
 * beside the data, readable by the owner only.
 */
final class Secrets {

	/** No letters and digits that look alike: people type these. */
	private static final String LOWER = "abcdefghjkmnpqrstuvwxyz";

	private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";

	private static final String DIGITS = "23456789";

	private final SecureRandom random = new SecureRandom();

	private final Properties values = new Properties();

	private final Path file;

	Secrets(Path folder) {
		this.file = folder.resolve("secrets.properties");
		if (Files.exists(this.file)) {
			try (Reader reader = Files.newBufferedReader(this.file)) {
				this.values.load(reader);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/** The secret of this name, 24 letters and digits. */
	String of(String name) {
		return remembered(name, 24);
	}

	/**
	 * The password of a demo account: short enough to type, long enough for the policy.
	 */
	String account(String username) {
		return remembered("account." + username, 12);
	}

	private synchronized String remembered(String name, int length) {
		String known = this.values.getProperty(name);
		if (known != null) {
			return known;
		}
		String made = password(length);
		this.values.setProperty(name, made);
		save();
		return made;
	}

	/**
	 * A password with at least one small letter, one capital and one digit, as the policy
	 * of the realm asks.
	 */
	String password(int length) {
		StringBuilder made = new StringBuilder();
		made.append(any(UPPER));
		while (made.length() < length - 3) {
			made.append(any(LOWER));
		}
		while (made.length() < length) {
			made.append(any(DIGITS));
		}
		return made.toString();
	}

	private char any(String letters) {
		return letters.charAt(this.random.nextInt(letters.length()));
	}

	private void save() {
		try {
			if (!Files.exists(this.file)) {
				Files.createFile(this.file,
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			}
			try (Writer writer = Files.newBufferedWriter(this.file)) {
				this.values.store(writer, null);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
