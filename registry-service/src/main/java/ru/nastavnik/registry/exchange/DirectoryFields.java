package ru.nastavnik.registry.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ru.nastavnik.kit.sheet.SheetField;
import ru.nastavnik.kit.sheet.SheetField.Kind;

/**
 * The columns of tables of organisations and of population figures.
 */
final class DirectoryFields {

	static final List<SheetField> ORGANISATIONS = List.of(SheetField
		.of("shortName", "Краткое название", Kind.TEXT, "Как организация зовётся на экранах.", "Школа № 12",
				"Сокращённое наименование", "Наименование", "Название", "Организация", "Краткое наименование", "Школа")
		.asRequired(),
			SheetField.of("fullName", "Полное название", Kind.TEXT, "По уставу. Пусто — как краткое.",
					"Муниципальное бюджетное общеобразовательное учреждение «Школа № 12»", "Полное наименование",
					"Наименование по уставу", "Наименование организации"),
			SheetField
				.of("type", "Вид организации", Kind.CHOICE, "Пусто — школа.", "Школа", "Тип", "Тип организации", "Вид",
						"Тип ОО")
				.with(PeopleFields.words("Школа", "school", "Детский сад", "kindergarten", "Дополнительное образование",
						"additional", "Колледж", "college", "Вуз", "university", "Коррекционная школа", "special",
						"Партнёр", "partner", "Орган управления", "authority", "СОШ", "school", "ООШ", "school",
						"Общеобразовательная организация", "school", "Гимназия", "school", "Лицей", "school", "ДОУ",
						"kindergarten", "ДОО", "kindergarten", "УДО", "additional", "СПО", "college", "Техникум",
						"college", "Муниципалитет", "authority")),
			SheetField
				.of("level", "Уровень", Kind.CHOICE,
						"Муниципалитет или организация. Пусто — по виду: орган управления — муниципалитет.", "")
				.with(PeopleFields.words("Организация", "school", "Муниципалитет", "municipality",
						"Образовательная организация", "school", "Школа", "school", "Муниципальный", "municipality")),
			SheetField.of("parent", "Вышестоящая", Kind.TEXT,
					"Краткое название, ИНН или ОКТМО муниципалитета; пусто — институт.", "Заречный район",
					"Вышестоящая организация", "Муниципалитет", "Учредитель", "Район", "Муниципальное образование",
					"Подчинение"),
			SheetField.of("inn", "ИНН", Kind.DIGITS, "10 цифр, у партнёра-предпринимателя 12.", "6624007054"),
			SheetField.of("kpp", "КПП", Kind.DIGITS, "9 знаков.", "662401001"),
			SheetField.of("ogrn", "ОГРН", Kind.DIGITS, "13 цифр, у партнёра-предпринимателя 15.", "1026601484832",
					"ОГРН (ОГРНИП)", "ОГРНИП"),
			SheetField.of("oktmo", "ОКТМО", Kind.DIGITS, "8 или 11 цифр; начинается с кода муниципалитета.", "",
					"Код ОКТМО"),
			SheetField.of("legalForm", "Форма", Kind.TEXT, "Организационно-правовая форма.", "МБОУ",
					"Организационно-правовая форма", "ОПФ", "Правовая форма"),
			SheetField.of("address", "Адрес", Kind.TEXT, "Где находится.", "Школьная, 1", "Юридический адрес",
					"Фактический адрес", "Местонахождение"),
			SheetField.of("phone", "Телефон", Kind.TEXT, "Как позвонить.", "+7 343 200-00-00", "Тел.",
					"Контактный телефон", "Номер телефона"),
			SheetField.of("email", "Электронная почта", Kind.EMAIL, "Куда написать.", "school12@example.ru", "E-mail",
					"Email", "Почта", "Эл. почта"),
			SheetField.of("site", "Сайт", Kind.TEXT, "Адрес в интернете.", "https://school12.example.ru", "Сайт ОО",
					"Адрес сайта", "Официальный сайт"),
			SheetField.of("headName", "Руководитель", Kind.TEXT, "Имя руководителя.", "Иванова Мария Петровна",
					"Директор", "ФИО руководителя", "ФИО директора", "Заведующий"),
			SheetField.of("headPosition", "Должность руководителя", Kind.TEXT, "Как называется должность.", "Директор"),
			SheetField.of("validFrom", "В подчинении с", Kind.DATE, "дд.мм.гггг. Пусто — со дня загрузки.", "", "Дата",
					"Действует с", "Дата включения"));

	static final List<SheetField> POPULATION = List.of(
			SheetField
				.of("organisation", "Организация", Kind.TEXT, "Краткое название, ИНН или ОКТМО.", "Школа № 12",
						"Краткое название", "Наименование", "Название", "Школа", "ИНН", "ОКТМО", "Муниципалитет",
						"Наименование организации")
				.asRequired(),
			SheetField
				.of("category", "Кого считают", Kind.CHOICE, "Выберите из списка.", "Педагогические работники, всего",
						"Категория", "Показатель", "Кто")
				.with(PeopleFields.words("Обучающиеся 10–19 лет", "pupils_10_19", "Обучающиеся 15–19 лет",
						"pupils_15_19", "Обучающиеся, всего", "pupils_total", "Педагогические работники, всего",
						"teachers_total", "Молодые специалисты со стажем 0–3 года", "young_specialists_0_3",
						"Жители 10–19 лет", "residents_10_19", "Жители 15–19 лет", "residents_15_19", "Педагоги, всего",
						"teachers_total", "Учителя", "teachers_total", "Ученики", "pupils_total", "Учащиеся",
						"pupils_total", "Педагоги со стажем 0–3 года", "young_specialists_0_3", "Молодые специалисты",
						"young_specialists_0_3"))
				.asRequired(),
			SheetField.of("asOf", "На дату", Kind.DATE, "дд.мм.гггг.", "20.09.2026", "Дата", "По состоянию на")
				.asRequired(),
			SheetField
				.of("value", "Число", Kind.INTEGER, "Сколько человек.", "64", "Количество", "Численность", "Человек",
						"Значение", "Кол-во")
				.asRequired(),
			SheetField.of("source", "Источник", Kind.TEXT, "Откуда число.", "ОО-1", "Форма", "Откуда").asRequired(),
			SheetField.of("documentRef", "Документ", Kind.TEXT, "Реквизиты документа, если есть.",
					"Отчёт № 5 от 10.09.2026", "Основание", "Реквизиты"),
			SheetField.of("approved", "Утвердить", Kind.CHOICE, "Да или нет; пусто — да.", "Да", "Утверждено")
				.with(PeopleFields.words("Да", "yes", "Нет", "no", "+", "yes", "-", "no")));

	private DirectoryFields() {
	}

	/**
	 * The fields with what may stand in one of them to choose from; other words stay
	 * possible.
	 */
	static List<SheetField> offering(List<SheetField> fields, String key, List<String> names) {
		Map<String, String> words = new LinkedHashMap<>();
		names.forEach((name) -> words.put(name, name));
		return fields.stream()
			.map((field) -> (field.key().equals(key) && !words.isEmpty()) ? field.with(words) : field)
			.toList();
	}

	static List<Map<String, String>> organisationExamples() {
		return List.of(
				Map.of("shortName", "Заречный район", "fullName", "Управление образования Заречного района", "type",
						"Орган управления", "oktmo", "65701000"),
				Map.of("shortName", "Школа № 12", "fullName", "МБОУ «Школа № 12»", "type", "Школа", "parent",
						"Заречный район", "inn", "6624007054", "ogrn", "1026601484832", "legalForm", "МБОУ", "headName",
						"Иванова Мария Петровна", "headPosition", "Директор"));
	}

	static List<Map<String, String>> populationExamples() {
		return List.of(Map.of("organisation", "Школа № 12", "category", "Педагогические работники, всего", "asOf",
				"20.09.2026", "value", "64", "source", "ОО-1", "documentRef", "Отчёт № 5 от 10.09.2026"));
	}

}
