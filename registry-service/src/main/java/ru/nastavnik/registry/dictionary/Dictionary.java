package ru.nastavnik.registry.dictionary;

import java.util.Arrays;
import java.util.Optional;

/**
 * A dictionary that a region may word in its own way.
 */
public enum Dictionary {

	REQUESTS("requestCodes", "Запросы наставляемых", false),

	PROBLEM_GROUPS("problemGroups", "Группы трудностей обучающихся", false),

	SUPPORT_NEEDS("supportNeeds", "Особые потребности (ОВЗ)", false),

	GAPS("gaps", "Профессиональные затруднения", false),

	COMPETENCES("competences", "Компетенции наставников", false),

	CATEGORIES("categories", "Категории наставляемых", true),

	SUBJECTS("subjects", "Предметы", false),

	POSITIONS("positions", "Должности", true),

	TRAININGS("trainings", "Виды обучения наставников", false),

	MENTEE_AGES("menteeAges", "Желаемый возраст наставляемого", false),

	THIRD_PARTY_SOURCES("thirdPartySources", "Кто сообщил о наставляемом", false);

	private final String code;

	private final String title;

	private final boolean closed;

	Dictionary(String code, String title, boolean closed) {
		this.code = code;
		this.title = title;
		this.closed = closed;
	}

	/** The name in the contract. */
	public String code() {
		return this.code;
	}

	String title() {
		return this.title;
	}

	/** Rules and figures know its codes: it is renamed and ordered, never extended. */
	boolean closed() {
		return this.closed;
	}

	static Optional<Dictionary> of(String code) {
		return Arrays.stream(values()).filter((dictionary) -> dictionary.code.equals(code)).findFirst();
	}

}
