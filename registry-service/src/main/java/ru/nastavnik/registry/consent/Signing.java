package ru.nastavnik.registry.consent;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.person.Identity;

/**
 * Who may sign a consent (BR-017): the person from 18 on, before that a linked
 * representative. The date of the signature decides.
 *
 * @param born when the subject was born
 * @param signer who signed
 * @param self whether that is the subject
 * @param represents whether the signer represented the subject on the date
 * @param on the date of the signature
 * @param coSigned whether the subject, 14 to 17 years old, signed as well
 * @param graceDays how long a representative's signature holds beyond the eighteenth
 * birthday
 */
public record Signing(LocalDate born, long signer, boolean self, boolean represents, LocalDate on, boolean coSigned,
		int graceDays) {

	/** What a consent to processing names unless it says otherwise. */
	public static final List<String> USUAL_DATA = DataCode.codes(DataCode.NAME, DataCode.BIRTH_DATE, DataCode.WORK,
			DataCode.STUDY, DataCode.CONTACTS, DataCode.REQUESTS, DataCode.RESULTS);

	private static final int ADULT = 18;

	/** Why the signer may not sign, or null. */
	public static @Nullable String refusal(LocalDate born, boolean self, boolean represents, LocalDate on) {
		boolean adult = Identity.isAdult(born, on);
		if (adult && !self) {
			return "На дату подписи человеку исполнилось 18 лет: согласие подписывает он сам.";
		}
		if (!adult && self) {
			return "На дату подписи человеку не исполнилось 18 лет: согласие подписывает законный представитель.";
		}
		if (!adult && !represents) {
			return "Этот человек не был законным представителем на дату подписи. Добавьте представителя или проверьте дату.";
		}
		return null;
	}

	/** The day from which the person signs for themselves. */
	public static LocalDate majority(LocalDate born) {
		LocalDate birthday = born.plusYears(ADULT);
		return (birthday.getDayOfMonth() != born.getDayOfMonth()) ? birthday.plusDays(1) : birthday;
	}

	/**
	 * Until when a consent works: its term, or for a minor the end of the days of grace
	 * after the eighteenth birthday.
	 */
	public static @Nullable LocalDate holdsUntil(LocalDate born, boolean self, @Nullable LocalDate validUntil,
			int graceDays) {
		if (self) {
			return validUntil;
		}
		LocalDate grace = majority(born).plusDays(graceDays);
		return (validUntil != null && validUntil.isBefore(grace)) ? validUntil : grace;
	}

	@Nullable String refusal() {
		return refusal(this.born, this.self, this.represents, this.on);
	}

	@Nullable LocalDate majority() {
		return this.self ? null : majority(this.born);
	}

}
