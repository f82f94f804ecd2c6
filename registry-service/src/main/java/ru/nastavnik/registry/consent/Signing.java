package ru.nastavnik.registry.consent;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.person.Identity;

/**
 * Who may sign a consent (BR-017): the person from 18 on, before that a linked
 * representative. The date of the signature decides.
 */
public final class Signing {

	private Signing() {
	}

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

}
