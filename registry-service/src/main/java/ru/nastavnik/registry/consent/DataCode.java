package ru.nastavnik.registry.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a consent may name, one by one. Special categories are never implied by others
 * (BR-024).
 */
public enum DataCode {

	NAME("фамилия, имя, отчество"), BIRTH_DATE("дата рождения"),
	WORK("место работы, должность, преподаваемый предмет, стаж, квалификационная категория"),
	STUDY("место учёбы, класс"), CONTACTS("номер телефона, адрес электронной почты"),
	REQUESTS("запрос, затруднения и компетенции, цели и ход наставничества"),
	RESULTS("сведения об участии в наставничестве и его результатах"),
	ACHIEVEMENTS("сведения о достижениях и наградах"), IMAGE("фото- и видеоизображение"),
	SPECIAL_NEEDS("сведения об ограниченных возможностях здоровья, инвалидности и особых образовательных потребностях"),
	PSYCHOLOGY("результаты психолого-педагогической диагностики");

	private final String code = name().toLowerCase(Locale.ROOT);

	private final String title;

	DataCode(String title) {
		this.title = title;
	}

	/** As the form says it. */
	public String title() {
		return this.title;
	}

	/** Whether it needs to be named separately. */
	public boolean isSpecial() {
		return this == SPECIAL_NEEDS || this == PSYCHOLOGY;
	}

	public static Optional<DataCode> of(String code) {
		return Arrays.stream(values()).filter((value) -> value.code.equals(code)).findFirst();
	}

	static List<String> codes(DataCode... values) {
		return Arrays.stream(values).map((value) -> value.code).toList();
	}

	@JsonValue
	@Override
	public String toString() {
		return this.code;
	}

}
