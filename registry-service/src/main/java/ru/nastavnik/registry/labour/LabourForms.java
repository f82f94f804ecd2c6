package ru.nastavnik.registry.labour;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.labour.LabourFiles.Paper;
import ru.nastavnik.registry.labour.Papers.PapersView;

/**
 * The forms of the labour papers, filled with what is known; what is not stands as a line
 * to write on.
 */
@Service
@Transactional(readOnly = true)
class LabourForms {

	private static final String LINE = "____________________";

	private static final String DAY = "«___» ______________ 20___ г.";

	private final Papers papers;

	private final Documents documents;

	private final JdbcClient jdbc;

	LabourForms(Papers papers, Documents documents, JdbcClient jdbc) {
		this.papers = papers;
		this.documents = documents;
		this.jdbc = jdbc;
	}

	RenderedDocument print(long id, Paper paper) {
		PapersView view = this.papers.view(id);
		if (view.status() == Assignment.Status.EXEMPT) {
			throw KitProblem.CONFLICT
				.because("Наставничество входит в обязанности работника: эти документы не оформляются.");
		}
		Map<String, Object> data = new HashMap<>();
		data.put("employer", employer(view.organisationId()));
		data.put("mentor", or(view.mentor().name(), LINE));
		data.put("mentorShort", (view.mentor().name() != null) ? Russian.signatureName(view.mentor().name()) : LINE);
		data.put("mentee", or(view.mentee().name(), LINE));
		data.put("content", or(view.content(), LINE));
		data.put("form", or(view.form(), LINE));
		data.put("from", Russian.longDate(view.from()));
		data.put("to", day(view.to()));
		data.put("size", (view.pay() != null) ? view.pay().size() : LINE);
		data.put("basis", (view.pay() != null) ? or(view.pay().basis(), LINE) : LINE);
		data.put("consentOn", day(view.consentOn()));
		data.put("number", or(view.addendumNumber(), "____"));
		data.put("addendumOn", day(view.addendumOn()));
		data.put("givenOn", (view.notice() != null) ? Russian.longDate(view.notice().givenOn()) : DAY);
		data.put("effectiveOn", (view.notice() != null) ? Russian.longDate(view.notice().effectiveOn()) : DAY);
		boolean employer = view.notice() != null && view.notice().by().equals("employer");
		return this.documents.render(switch (paper) {
			case CONSENT -> consent();
			case ADDENDUM -> addendum();
			case NOTICE -> notice(employer);
		}, title(paper), data);
	}

	static String title(Paper paper) {
		return switch (paper) {
			case CONSENT -> "Согласие на выполнение работы по наставничеству";
			case ADDENDUM -> "Дополнительное соглашение к трудовому договору";
			case NOTICE -> "Уведомление о досрочном прекращении наставничества";
		};
	}

	private static byte[] consent() {
		return Blank.a4()
			.right("Руководителю организации")
			.right("{{employer}}")
			.right("от {{mentor}}")
			.title(title(Paper.CONSENT))
			.paragraph(
					"Я, {{mentor}}, в соответствии со статьёй 351.8 Трудового кодекса Российской Федерации добровольно "
							+ "соглашаюсь выполнять работу по наставничеству в отношении работника {{mentee}} на следующих условиях.")
			.paragraph("**Содержание работы:** {{content}}.")
			.paragraph("**Срок:** с {{from}} по {{to}}.")
			.paragraph("**Форма наставничества:** {{form}}.")
			.paragraph("**Стимулирующая выплата:** {{size}}; условия: {{basis}}.")
			.paragraph("Мне известно, что я вправе досрочно отказаться от наставничества, предупредив работодателя в "
					+ "письменной форме не менее чем за три рабочих дня.")
			.gap()
			.columns(List.of(4, 3, 4), List.of("{{consentOn}}", LINE, "{{mentorShort}}"))
			.bytes();
	}

	private static byte[] addendum() {
		return Blank.a4()
			.title("Дополнительное соглашение № {{number}} к трудовому договору")
			.right("{{addendumOn}}")
			.paragraph("{{employer}}, далее «Работодатель», в лице руководителя " + LINE
					+ ", и {{mentor}}, далее «Работник», "
					+ "на основании статьи 351.8 Трудового кодекса Российской Федерации и письменного согласия Работника от "
					+ "{{consentOn}} договорились о нижеследующем.")
			.paragraph(
					"1. Работодатель поручает, а Работник выполняет наряду с работой по трудовому договору работу по "
							+ "наставничеству в отношении работника {{mentee}}.")
			.paragraph("2. Содержание работы: {{content}}.")
			.paragraph("3. Срок: с {{from}} по {{to}}. Форма наставничества: {{form}}.")
			.paragraph("4. За выполнение работы устанавливается стимулирующая выплата: {{size}}; условия: {{basis}}.")
			.paragraph("5. Работник вправе досрочно отказаться от наставничества, а Работодатель — досрочно отменить "
					+ "поручение, предупредив другую сторону в письменной форме не менее чем за три рабочих дня.")
			.paragraph("6. Соглашение составлено в двух экземплярах, по одному для каждой стороны.")
			.gap()
			.columns(List.of(1, 1),
					List.of("**Работодатель**\n\n" + LINE + "\nМ. П.",
							"**Работник**\n\n" + LINE + " {{mentorShort}}\nЭкземпляр получен: " + LINE))
			.bytes();
	}

	private static byte[] notice(boolean employer) {
		Blank sheet = Blank.a4();
		if (employer) {
			sheet.right("{{mentor}}")
				.title(title(Paper.NOTICE))
				.paragraph(
						"{{employer}} уведомляет Вас о досрочной отмене поручения о выполнении работы по наставничеству в "
								+ "отношении работника {{mentee}} с {{effectiveOn}} (статья 351.8 Трудового кодекса Российской "
								+ "Федерации).")
				.gap()
				.columns(List.of(4, 3, 4), List.of("{{givenOn}}", LINE, "руководитель организации"))
				.gap()
				.left("С уведомлением ознакомлен: " + LINE + " {{mentorShort}}");
		}
		else {
			sheet.right("Руководителю организации")
				.right("{{employer}}")
				.right("от {{mentor}}")
				.title(title(Paper.NOTICE))
				.paragraph("Уведомляю о досрочном отказе от выполнения работы по наставничеству в отношении работника "
						+ "{{mentee}} с {{effectiveOn}} (статья 351.8 Трудового кодекса Российской Федерации).")
				.gap()
				.columns(List.of(4, 3, 4), List.of("{{givenOn}}", LINE, "{{mentorShort}}"));
		}
		return sheet.bytes();
	}

	private String employer(long organisation) {
		return this.jdbc.sql("select full_name from organisation where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", organisation)
			.query(String.class)
			.single();
	}

	private static String day(@Nullable LocalDate date) {
		return (date != null) ? Russian.longDate(date) : DAY;
	}

	private static String or(@Nullable String text, String otherwise) {
		return (text != null && !text.isBlank()) ? text : otherwise;
	}

}
