package ru.nastavnik.programme.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.persistence.EnumeratedValue;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.document.DocumentKind;
import ru.nastavnik.kit.document.DocumentPrinting;
import ru.nastavnik.kit.document.Placeholder;
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.organisation.Organisations;

/**
 * Blank applications that a participant signs, filled with what is known (8.19).
 */
@Service
@Transactional(readOnly = true)
class Applications {

	static final String CODE = "application";

	private final Organisations organisations;

	private final OrderWording wording;

	private final DocumentPrinting printing;

	private final Audit audit;

	private final JdbcClient jdbc;

	Applications(Organisations organisations, OrderWording wording, DocumentPrinting printing, Audit audit,
			JdbcClient jdbc) {
		this.organisations = organisations;
		this.wording = wording;
		this.printing = printing;
		this.audit = audit;
		this.jdbc = jdbc;
	}

	/** What is applied for. */
	enum Kind {

		PARTICIPATION("Прошу включить меня в программу наставничества в качестве ____________________. "
				+ "С положением о наставничестве ознакомлен(а), участвую добровольно."),
		REPLACEMENT("Прошу заменить наставника в связи с "
				+ "______________________________________________________________."),
		RESIGNATION("Прошу освободить меня от обязанностей наставника с «___» ____________ 20___ г. в связи с "
				+ "____________________________________________."),
		EXIT("Прошу завершить моё участие в программе наставничества с «___» ____________ 20___ г. в связи с "
				+ "____________________________________________.");

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.code;
		}

	}

	private record Applicant(String name, String post, boolean pupil) {
	}

	RenderedDocument blank(Kind kind, long organisation, long person) {
		Place place = this.organisations.place(organisation);
		Applicant applicant = this.jdbc.sql(
				"select concat_ws(' ', last_name, first_name, middle_name) as name, position, grade, kind from participant "
						+ "where region_id = :region and organisation_id = :organisation and person_id = :person "
						+ "and consent_until is not null and last_name is not null")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("person", person)
			.query((row, number) -> new Applicant(row.getString("name"),
					Positions.post(row.getString("position"), row.getObject("grade", Integer.class)),
					"pupil".equals(row.getString("kind"))))
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Человек не найден среди участников организации."));
		this.audit.read(place, "printed", "application", List.of(person));
		Map<String, Object> data = new LinkedHashMap<>(this.wording.organisation(place));
		data.put("заявитель", applicant.name());
		data.put("должность", applicant.post());
		data.put("текст", kind.text);
		data.put("расшифровка", Russian.signatureName(applicant.name()));
		data.put("представитель", applicant.pupil() ? "да" : "");
		return this.printing.render(CODE, this.printing.version(CODE, organisation), "Заявление", data);
	}

	/** The application as the platform brings it. */
	@Configuration(proxyBeanMethods = false)
	static class Blanks {

		@Bean
		DocumentKind applicationBlank() {
			return DocumentKind.of(CODE, "Заявление участника",
					"Участие, замена наставника, сложение обязанностей, выход: текст подставляется по виду заявления.",
					List.of(Placeholder.required("организация", "полное название организации", "МБОУ «Школа № 12»"),
							Placeholder.optional("учредитель", "учредитель", ""),
							Placeholder.required("заявитель", "кто подаёт, полностью", "Иванова Мария Петровна"),
							Placeholder.optional("должность", "должность или класс", "учитель"),
							Placeholder.required("текст", "о чём заявление", Kind.REPLACEMENT.text),
							Placeholder.required("расшифровка", "подпись расшифровкой", "М. П. Иванова"),
							Placeholder.optional("представитель",
									"блок законного представителя: {{?представитель}}…{{/представитель}}", "")),
					Blanks::blank)
				.forOrganisations();
		}

		private static byte[] blank() {
			return Blank.a4()
				.right("Директору")
				.right("{{организация}}")
				.right("______________________________")
				.right("от: {{заявитель}}")
				.right("{{?должность}}{{должность}}{{/должность}}")
				.gap()
				.title("ЗАЯВЛЕНИЕ")
				.paragraph("{{текст}}")
				.gap()
				.columns(List.of(4, 3, 4), List.of("«___» ____________ 20___ г.", "______________", "{{расшифровка}}"))
				.gap()
				.left("{{?представитель}}Законный представитель: ______________ / ____________________{{/представитель}}")
				.bytes();
		}

	}

}
