package ru.nastavnik.programme.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.document.DocumentKind;
import ru.nastavnik.kit.document.DocumentPlaces;
import ru.nastavnik.kit.document.Placeholder;
import ru.nastavnik.programme.organisation.Organisations;

/**
 * Orders as the platform brings them: requisites, title, text, table, signature and visas
 * by ГОСТ Р 7.0.97-2025 as far as the rules say (BR-110…112).
 */
@Configuration(proxyBeanMethods = false)
class OrderBlanks {

	static final String ROWS = "строки";

	/** Columns of the table and their shares. */
	private record Table(List<String> titles, List<String> fields, List<Integer> widths) {
	}

	private static final Table PAIRS = new Table(List.of("№", "Наставник", "Наставляемые", "Форма", "Срок"),
			List.of("номер", "наставник", "наставляемые", "форма", "срок"), List.of(2, 9, 9, 6, 6));

	private static final Table ENDED = new Table(
			List.of("№", "Наставник", "Наставляемые", "Срок", "Завершено, основание"),
			List.of("номер", "наставник", "наставляемые", "срок", "основание"), List.of(2, 9, 9, 6, 6));

	static String code(OrderKind kind) {
		return "order-" + kind.toString().replace('_', '-');
	}

	@Bean
	DocumentPlaces documentPlaces(Organisations organisations) {
		return organisations::place;
	}

	@Bean
	DocumentKind pairingBlank() {
		return order(OrderKind.PAIRING, PAIRS, "Таблица пар и групп, согласия, оплата, контроль (ст. 351.8 ТК РФ).");
	}

	@Bean
	DocumentKind replacementBlank() {
		return order(OrderKind.REPLACEMENT, PAIRS, "Основание замены, кто и с какого дня, изменяемый приказ.");
	}

	@Bean
	DocumentKind extensionBlank() {
		return order(OrderKind.EXTENSION, PAIRS, "Новый срок по взаимному согласию.");
	}

	@Bean
	DocumentKind endingBlank() {
		return order(OrderKind.ENDING, ENDED, "Основания E1–E3 и даты.");
	}

	@Bean
	DocumentKind curatorBlank() {
		return order(OrderKind.CURATOR, people("Функции"), "Люди, их функции и срок.");
	}

	@Bean
	DocumentKind mentorRegistryBlank() {
		return order(OrderKind.MENTOR_REGISTRY, people("Компетенции"), "Список наставников с компетенциями.");
	}

	@Bean
	DocumentKind trainingBlank() {
		return order(OrderKind.TRAINING, people("Примечание"), "Кого, чему и когда обучают.");
	}

	@Bean
	DocumentKind rewardBlank() {
		return order(OrderKind.REWARD, people("Вид поощрения"), "Список, вид поощрения и основание.");
	}

	private static Table people(String note) {
		return new Table(List.of("№", "Фамилия, имя, отчество", "Должность, класс", note),
				List.of("номер", "фио", "должность", "примечание"), List.of(2, 11, 9, 10));
	}

	private static DocumentKind order(OrderKind kind, Table table, String note) {
		Map<String, String> sample = new LinkedHashMap<>();
		table.fields().forEach((field) -> sample.put(field, SAMPLES.getOrDefault(field, "")));
		Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
		tables.put(ROWS, List.of(sample));
		tables.put("пункты", List.of(Map.of("пункт", "2. Контроль за исполнением приказа оставляю за собой.")));
		tables.put("визы", List.of(Map.of("виза", "Заместитель директора М. П. Иванова, 20.11.2026")));
		tables.put("ознакомлены", List.of(Map.of("лицо", "И. С. Петров")));
		return new DocumentKind(code(kind), "Приказ «" + kind.title() + "»", note, fields(), tables, () -> blank(table))
			.forOrganisations();
	}

	private static final Map<String, String> SAMPLES = Map.of("номер", "1", "наставник",
			"Иванова Мария Петровна, учитель", "наставляемые", "Ёлкина Анна Сергеевна, 7 класс", "форма",
			"Учитель – ученик", "срок", "01.12.2026 – 31.05.2027", "основание", "31.05.2027, E1: план выполнен", "фио",
			"Иванова Мария Петровна", "должность", "учитель", "примечание", "Благодарность");

	private static List<Placeholder> fields() {
		return new ArrayList<>(List.of(
				Placeholder.optional("учредитель", "учредитель или орган управления образованием",
						"Управление образования города Заречного"),
				Placeholder.required("организация", "полное название организации", "МБОУ «Школа № 12»"),
				Placeholder.optional("проект", "слово «ПРОЕКТ», пока приказ не подписан", ""),
				Placeholder.required("дата", "дата приказа или место для неё", "21 ноября 2026 г."),
				Placeholder.required("номер", "номер приказа или место для него", "15-од"),
				Placeholder.required("заголовок", "заголовок к тексту", "О закреплении наставнических пар и групп"),
				Placeholder.required("преамбула", "основание, до слова «приказываю»",
						"В целях реализации программы наставничества"),
				Placeholder.required("первый_пункт", "пункт 1, за ним таблица",
						"1. Закрепить наставников за наставляемыми:"),
				Placeholder.required(ROWS, "строки таблицы", ""),
				Placeholder.required("пункты", "остальные пункты: {{?пункты}}{{пункт}}{{/пункты}}", ""),
				Placeholder.optional("пункт", "текст пункта с номером", ""),
				Placeholder.required("должность_подписанта", "должность того, кто подписывает", "Директор"),
				Placeholder.required("подписант", "подпись расшифровкой", "П. И. Рощин"),
				Placeholder.optional("отметка", "место отметки об электронной подписи; без него она в конце", ""),
				Placeholder.optional("визы", "визы: {{?визы}}{{виза}}{{/визы}}", ""),
				Placeholder.optional("виза", "должность, имя и дата одной визы", ""),
				Placeholder.optional("согласовано", "слово «СОГЛАСОВАНО», когда есть визы", "СОГЛАСОВАНО"),
				Placeholder.optional("ознакомлены", "кого знакомят: {{?ознакомлены}}{{лицо}}{{/ознакомлены}}", ""),
				Placeholder.optional("лицо", "имя того, кого знакомят", ""),
				Placeholder.optional("подготовил", "кто составил проект", "Берёзова Анна Олеговна")));
	}

	private static byte[] blank(Table table) {
		List<String> cells = new ArrayList<>(table.fields().stream().map((field) -> "[" + field + "]").toList());
		cells.set(0, "{{" + ROWS + "}}" + cells.getFirst());
		return Blank.kept()
			.right("{{?проект}}**{{проект}}**{{/проект}}")
			.centre("{{?учредитель}}{{учредитель}}{{/учредитель}}")
			.centre("**{{организация}}**")
			.gap()
			.title("ПРИКАЗ")
			.ends("{{дата}}", "№ {{номер}}")
			.gap()
			.left("**{{заголовок}}**")
			.gap()
			.paragraph("{{преамбула}},")
			.left("**ПРИКАЗЫВАЮ:**")
			.paragraph("{{первый_пункт}}")
			.table(table.titles(), table.widths(), List.of(cells))
			.gap()
			.tag("{{?пункты}}")
			.paragraph("{{пункт}}")
			.tag("{{/пункты}}")
			.gap()
			.columns(List.of(4, 3, 4), List.of("{{должность_подписанта}}", "______________", "{{подписант}}"))
			.tag("{{отметка}}")
			.left("{{?согласовано}}**{{согласовано}}**{{/согласовано}}")
			.tag("{{?визы}}")
			.left("{{виза}}")
			.tag("{{/визы}}")
			.left("С приказом ознакомлены:")
			.tag("{{?ознакомлены}}")
			.left("______________ {{лицо}}  «___» ____________ 20___ г.")
			.tag("{{/ознакомлены}}")
			.left("Подготовил: {{подготовил}}")
			.bytes();
	}

}
