package ru.nastavnik.programme.order;

import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

/**
 * The book that an order is registered in; each counts its numbers by itself.
 */
public enum Journal {

	MAIN("По основной деятельности"), STAFF("По личному составу"), PUPILS("По контингенту обучающихся");

	@EnumeratedValue
	final String code = name().toLowerCase(Locale.ROOT);

	private final String title;

	Journal(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	@Override
	public String toString() {
		return this.code;
	}

}
