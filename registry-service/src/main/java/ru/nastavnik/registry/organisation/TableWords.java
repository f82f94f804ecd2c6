package ru.nastavnik.registry.organisation;

import java.util.Map;

/**
 * How tables are called in a refusal.
 */
final class TableWords {

	private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("person", "Люди"),
			Map.entry("employment", "Трудоустройство"), Map.entry("enrolment", "Обучение"),
			Map.entry("representation", "Представители"), Map.entry("consent", "Согласия"),
			Map.entry("mentor", "Анкеты наставников"), Map.entry("mentee", "Анкеты наставляемых"),
			Map.entry("third_party_info", "Сведения о наставляемых"), Map.entry("account", "Учётные записи"),
			Map.entry("role_grant", "Доступы"), Map.entry("population", "Численность"),
			Map.entry("population_version", "Численность"),
			Map.entry("organisation_details", "Сведения об организации"));

	private TableWords() {
	}

	static String of(String table) {
		return WORDS.getOrDefault(table, "Другие сведения");
	}

}
