package ru.nastavnik.registry.rights;

import java.util.Map;

/**
 * How acts and extracts call what the tables hold.
 */
final class Categories {

	private static final Map<String, String> TITLES = Map.ofEntries(Map.entry("person", "Карточка человека"),
			Map.entry("employment", "Места работы"), Map.entry("enrolment", "Обучение"),
			Map.entry("representation", "Законные представители"), Map.entry("consent", "Согласия"),
			Map.entry("mentor", "Анкета наставника"), Map.entry("mentee", "Анкета наставляемого"),
			Map.entry("third_party_info", "Сведения от третьих лиц"), Map.entry("account", "Учётная запись"),
			Map.entry("role_grant", "Доступы"), Map.entry("person_fingerprint", "Признак для поиска дубликатов"),
			Map.entry("stored_file", "Файлы"), Map.entry("labour_assignment", "Кадровые документы наставника"),
			Map.entry("notification", "Уведомления"), Map.entry("audit_event", "Записи журнала"),
			Map.entry("file_access", "Доступ наставника к личному делу"),
			Map.entry("file_view", "Просмотры личного дела"), Map.entry("import_row", "Строки загрузок"));

	private Categories() {
	}

	static String title(String table) {
		return TITLES.getOrDefault(table, table);
	}

}
