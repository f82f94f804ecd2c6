package ru.nastavnik.registry.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.document.Russian;

/**
 * The papers that are handed out: all that is kept of a person, and the act of
 * destruction with the extract of the log (BR-063).
 */
@Service
@Transactional(readOnly = true)
class RightsPapers {

	/** More than a person would read; the file for machines has all of it. */
	private static final int FIELDS = 4000;

	private static final String LINE = "____________________";

	private final DataRequests requests;

	private final Acts acts;

	private final Documents documents;

	RightsPapers(DataRequests requests, Acts acts, Documents documents) {
		this.requests = requests;
		this.acts = acts;
		this.documents = documents;
	}

	/**
	 * Prints the file of a person.
	 * @param others what the other services have answered to the same caller: they keep
	 * their own part, and no service asks another
	 */
	RenderedDocument file(long person, Map<String, Map<String, Object>> others) {
		DataRequests.PersonFile file = this.requests.file(person, "printed");
		String title = "Сведения о персональных данных";
		Blank sheet = Blank.a4()
			.title(title)
			.paragraph("Выданы субъекту персональных данных или его законному представителю по обращению на "
					+ "основании статьи 14 Федерального закона от 27.07.2006 № 152-ФЗ.")
			.paragraph("Дата выдачи: " + Russian.longDate(file.on()) + ".");
		Map<String, Map<String, Object>> parts = new LinkedHashMap<>();
		parts.put("Реестр", file.sections());
		others.forEach(parts::putIfAbsent);
		int left = FIELDS;
		for (Map.Entry<String, Map<String, Object>> part : parts.entrySet()) {
			for (Map.Entry<String, Object> section : part.getValue().entrySet()) {
				List<List<String>> rows = rows(section.getValue());
				if (rows.isEmpty() || left <= 0) {
					continue;
				}
				sheet.section(plain(part.getKey() + ": " + section.getKey()))
					.table(List.of("Что", "Сведения"), List.of(2, 3), rows.subList(0, Math.min(rows.size(), left)));
				left -= rows.size();
			}
		}
		if (left <= 0) {
			sheet.paragraph("Здесь не все сведения: полностью они есть в файле JSON, который выдаётся вместе с этим "
					+ "документом.");
		}
		sheet.gap().columns(List.of(4, 3, 4), List.of("Выдал", LINE, LINE));
		return this.documents.render(sheet.bytes(), title, Map.of());
	}

	RenderedDocument act(long id) {
		Acts.ActView act = this.acts.one(id);
		String title = "Акт № " + act.id() + " об уничтожении персональных данных";
		Blank sheet = Blank.a4()
			.centre(plain(act.operatorName()))
			.title(title)
			.right(Russian.longDate(act.onDate()))
			.paragraph("Составлен в соответствии с требованиями, утверждёнными приказом Роскомнадзора от 28.10.2022 "
					+ "№ 179.")
			.table(List.of("Реквизит", "Сведения"), List.of(2, 3),
					List.of(line("Оператор", act.operatorName()), line("Причина уничтожения", act.reason()),
							line("Субъекты персональных данных", act.subjects()),
							line("Число субъектов", String.valueOf(act.subjectCount())),
							line("Категории уничтоженных данных", String.join(", ", act.categories())),
							line("Информационная система", "Наставник: реестр, программы, мониторинг"),
							line("Способ уничтожения", act.method()), line("Дата", Russian.date(act.onDate()))))
			.section("Выгрузка из журнала регистрации событий")
			.table(List.of("Категория данных", "Уничтожено записей"), List.of(3, 1),
					act.lines()
						.stream()
						.map((row) -> List.of(plain(row.category()), String.valueOf(row.rows())))
						.toList())
			.gap()
			.columns(List.of(4, 3, 4), List.of("Подготовил", LINE, plain(act.preparedName())))
			.gap()
			.columns(List.of(4, 3, 4), List.of("Утвердил", LINE, plain(act.approvedName())));
		return this.documents.render(sheet.bytes(), title, Map.of());
	}

	private static List<String> line(String what, String text) {
		return List.of(what, plain(text));
	}

	/** One record after another, its fields one below the other. */
	private static List<List<String>> rows(Object section) {
		Collection<?> records = (section instanceof Collection<?> many) ? many : Collections.singletonList(section);
		List<List<String>> rows = new ArrayList<>();
		int number = 0;
		for (Object record : records) {
			List<List<String>> fields = fields(record).toList();
			if (!fields.isEmpty() && records.size() > 1) {
				number++;
				rows.add(List.of("**Запись " + number + "**", ""));
			}
			rows.addAll(fields);
		}
		return rows;
	}

	private static Stream<List<String>> fields(Object record) {
		if (!(record instanceof Map<?, ?> map)) {
			return Stream.of(List.of("", plain(FieldWords.value(record))));
		}
		return map.entrySet().stream().filter((field) -> field.getValue() != null).map((field) -> {
			String word = FieldWords.of(String.valueOf(field.getKey()));
			String value = FieldWords.value(field.getValue());
			return (word == null || value.isBlank()) ? null : List.of(word, plain(value));
		}).filter(Objects::nonNull);
	}

	/** Text as it is: neither a place to fill in nor bold. */
	private static String plain(String text) {
		return text.replaceAll("[\\p{Cntrl}&&[^\n]]|[\uFFFE\uFFFF]|\\p{Cs}", "")
			.replace("{{", "{ {")
			.replace("**", "* *");
	}

}
