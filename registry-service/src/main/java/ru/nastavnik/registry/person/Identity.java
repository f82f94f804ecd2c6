package ru.nastavnik.registry.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.web.Names;
import ru.nastavnik.registry.Checks;

/**
 * Who somebody is: the name and the birth date, and the forms in which they are compared.
 */
public record Identity(String lastName, String firstName, @Nullable String middleName, LocalDate birthDate) {

	/** Age from which people act for themselves. */
	public static final int ADULT = 18;

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private static final Pattern GAPS = Pattern.compile("[ -]+");

	public Identity {
		lastName = tidy(lastName);
		firstName = tidy(firstName);
		middleName = (middleName != null && !middleName.isBlank()) ? tidy(middleName) : null;
	}

	/** What is wrong with the dates; the names are checked by their annotations. */
	public void check(LocalDate today, Checks checks) {
		checks.past(this.birthDate, today, "birthDate");
	}

	public boolean adultOn(LocalDate date) {
		return isAdult(this.birthDate, date);
	}

	/** Whether somebody born then is of age on the date; born on 29.02, from 1 March. */
	public static boolean isAdult(LocalDate born, LocalDate date) {
		LocalDate birthday = born.plusYears(ADULT);
		if (birthday.getDayOfMonth() != born.getDayOfMonth()) {
			birthday = birthday.plusDays(1);
		}
		return !date.isBefore(birthday);
	}

	public String nameNorm() {
		return Names.normalised(this.lastName, this.firstName, this.middleName);
	}

	public String lastNorm() {
		return Names.normalised(this.lastName);
	}

	/** The second half of a double surname, which people search by as well. */
	public @Nullable String lastTailNorm() {
		String[] parts = GAPS.split(lastNorm(), 2);
		return (parts.length > 1) ? parts[1] : null;
	}

	public String firstNorm() {
		return Names.normalised(this.firstName);
	}

	public @Nullable String middleNorm() {
		return (this.middleName != null) ? Names.normalised(this.middleName) : null;
	}

	/** A number that equal people share and that tells nothing else. */
	public long fingerprint() {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256")
				.digest((nameNorm() + "|" + this.birthDate).getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(hash).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String tidy(String name) {
		return BLANKS.matcher(name.strip()).replaceAll(" ");
	}

}
