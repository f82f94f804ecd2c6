package ru.nastavnik.registry.act;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.document.DocumentKind;
import ru.nastavnik.kit.document.DocumentPrinting;
import ru.nastavnik.kit.document.Placeholder;
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.act.ActReading.MinutesView;

/**
 * Minutes on paper (8.22): the chair and the secretary sign what the platform keeps.
 */
@Service
@Transactional(readOnly = true)
class MinutesPaper {

	static final String KIND = "minutes";

	private final ActReading reading;

	private final DocumentPrinting printing;

	private final JdbcClient jdbc;

	MinutesPaper(ActReading reading, DocumentPrinting printing, JdbcClient jdbc) {
		this.reading = reading;
		this.printing = printing;
		this.jdbc = jdbc;
	}

	RenderedDocument of(long id) {
		MinutesView view = this.reading.minutes(id);
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("организация",
				this.jdbc.sql("select full_name from organisation where region_id = :region and id = :id")
					.param("region", Scope.current().region())
					.param("id", view.organisationId())
					.query(String.class)
					.single());
		data.put("орган", view.body());
		data.put("номер", view.number());
		data.put("дата", Russian.longDate(view.date()));
		data.put("повестка", lines("вопрос", view.agenda()));
		data.put("решение", lines("пункт", view.decision()));
		data.put("основания", view.cites().stream().map((act) -> Map.of("акт", act.text())).toList());
		return this.printing.render(KIND, this.printing.version(KIND, view.organisationId()),
				"Протокол № " + view.number(), data);
	}

	private static List<Map<String, String>> lines(String field, String text) {
		return text.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.map((line) -> Map.of(field, line))
			.toList();
	}

	/** The minutes as the platform brings them. */
	@Configuration(proxyBeanMethods = false)
	static class MinutesBlank {

		@Bean
		DocumentKind minutesBlank() {
			return new DocumentKind(KIND, "Протокол совета", "Подписывают председатель и секретарь.",
					List.of(Placeholder.required("организация", "полное название организации", "МБОУ «Школа № 12»"),
							Placeholder.required("орган", "что за совет", "Педагогический совет"),
							Placeholder.required("номер", "номер протокола", "4"),
							Placeholder.required("дата", "дата заседания", "10 сентября 2026 г."),
							Placeholder.required("повестка", "строки повестки: {{?повестка}}{{вопрос}}{{/повестка}}",
									""),
							Placeholder.optional("вопрос", "строка повестки", ""),
							Placeholder.required("решение", "строки решения: {{?решение}}{{пункт}}{{/решение}}", ""),
							Placeholder.optional("пункт", "строка решения", ""),
							Placeholder.optional("основания", "акты, на которые ссылается протокол", ""),
							Placeholder.optional("акт", "акт с номером и датой", "")),
					Map.of("повестка", List.of(Map.of("вопрос", "О положении о наставничестве")), "решение",
							List.of(Map.of("пункт", "Принять положение о наставничестве.")), "основания",
							List.of(Map.of("акт", "Распоряжение № Р-145 от 25.12.2019"))),
					MinutesBlank::blank)
				.forOrganisations();
		}

		private static byte[] blank() {
			return Blank.kept()
				.centre("**{{организация}}**")
				.gap()
				.title("ПРОТОКОЛ")
				.centre("{{орган}}")
				.ends("{{дата}}", "№ {{номер}}")
				.gap()
				.left("Председатель: ______________________    Секретарь: ______________________")
				.left("Присутствовали: ____________________________________________________")
				.gap()
				.left("**ПОВЕСТКА ДНЯ:**")
				.tag("{{?повестка}}")
				.paragraph("{{вопрос}}")
				.tag("{{/повестка}}")
				.gap()
				.left("**РЕШИЛИ:**")
				.tag("{{?решение}}")
				.paragraph("{{пункт}}")
				.tag("{{/решение}}")
				.tag("{{?основания}}")
				.paragraph("Основание: {{акт}}.")
				.tag("{{/основания}}")
				.gap()
				.columns(List.of(4, 3, 4), List.of("Председатель", "______________", "____________________"))
				.columns(List.of(4, 3, 4), List.of("Секретарь", "______________", "____________________"))
				.bytes();
		}

	}

}
