package ru.nastavnik.registry.notification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a notification is about; of each but the invitation a reader may switch letters
 * off.
 */
public enum Topic {

	INVITATION("Приглашения"), CONSENT("Согласия"), PERSONAL_FILE("Личные дела"),
	DATA_REQUEST("Обращения о персональных данных"), PERSON("Приём, переводы и увольнения"),
	PAPER("Документы и приказы"), LOAD("Загрузки и выгрузки");

	private final String title;

	Topic(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	/** An invitation is the only way to an account. */
	boolean isOptional() {
		return this != INVITATION;
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
