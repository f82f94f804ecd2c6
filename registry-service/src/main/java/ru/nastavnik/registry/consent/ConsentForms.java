package ru.nastavnik.registry.consent;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.document.Mark;
import ru.nastavnik.kit.document.PaperCheck;
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.document.DocumentPrinting;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.setting.Parameter;
import ru.nastavnik.registry.setting.Settings;

/**
 * Prints consents by the templates that were in force when they were handed out: one, or
 * a class at once.
 */
@Service
@Transactional(readOnly = true)
class ConsentForms {

	/** Progress is told after so many. */
	private static final int TOLD = 5;

	private final DocumentPrinting printing;

	private final Documents documents;

	private final Representatives representatives;

	private final Settings settings;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Audit audit;

	private final Clock clock;

	/** Where people open the product. */
	private final String address;

	ConsentForms(DocumentPrinting printing, Documents documents, Representatives representatives, Settings settings,
			JdbcClient jdbc, JsonMapper json, Audit audit, Clock clock,
			@Value("${nastavnik.mail.public-url}") String address) {
		this.address = address;
		this.printing = printing;
		this.documents = documents;
		this.representatives = representatives;
		this.settings = settings;
		this.jdbc = jdbc;
		this.json = json;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * A form to be filled: what it needs is read, the printing itself needs no database.
	 */
	record Form(String name, String title, byte[] template, Map<String, Object> data, Mark mark) {
	}

	/**
	 * The words of a form as they are printed.
	 *
	 * @param representative who signs for a minor, empty when the subject signs
	 * @param special special categories that are named separately, or empty
	 * @param categories of a distribution, each with what was allowed
	 */
	record FormText(String title, String number, String operator, String address, String subject, String born,
			String signs, String representative, String basis, String purpose, String data, String special,
			String actions, String processor, String recipient, String resources, String term, String withdrawal,
			String date, List<FormCategory> categories) {

		static FormText of(String title, Map<String, Object> data) {
			Function<String, String> word = (name) -> String.valueOf(data.getOrDefault(name, ""));
			List<FormCategory> categories = new ArrayList<>();
			if (data.get("категории") instanceof List<?> rows) {
				for (Object row : rows) {
					if (row instanceof Map<?, ?> cells) {
						categories.add(new FormCategory(String.valueOf(cells.get("категория")),
								String.valueOf(cells.get("разрешение")), String.valueOf(cells.get("условия"))));
					}
				}
			}
			return new FormText(title, word.apply("номер"), word.apply("оператор"), word.apply("оператор_адрес"),
					word.apply("субъект"), word.apply("субъект_рождение"), word.apply("подписывает"),
					word.apply("представитель"), word.apply("основание"), word.apply("цель"), word.apply("данные"),
					word.apply("специальные"), word.apply("действия"), word.apply("обработчик"),
					word.apply("получатель"), word.apply("ресурсы"), word.apply("срок"), word.apply("отзыв"),
					word.apply("дата"), categories);
		}

	}

	/** A row of the table of a distribution. */
	record FormCategory(String title, String permission, String condition) {
	}

	private record Row(Place place, long id, Consent.Kind kind, int template, long person, LocalDate born, String name,
			@Nullable String signer, @Nullable Long signerId, @Nullable LocalDate signedOn,
			@Nullable Long representative, @Nullable LocalDate validUntil, Terms terms, String withdrawal,
			String operator, @Nullable String operatorAddress, Map<String, String> prohibitions, String code,
			boolean electronic) {
	}

	/** The forms of these consents in the order asked for; 404 when one is not there. */
	List<Form> forms(Collection<Long> ids) {
		return forms(ids, "printed");
	}

	/** What a form says, for the screen. */
	FormText text(long id) {
		Form form = forms(List.of(id), "read").getFirst();
		return FormText.of(form.title(), form.data());
	}

	private List<Form> forms(Collection<Long> ids, String action) {
		Map<Long, Row> rows = new HashMap<>();
		this.jdbc.sql("""
				select c.*, x.birth_date, x.last_name, x.first_name, x.middle_name, s.last_name as s_last,
				  s.first_name as s_first, s.middle_name as s_middle, o.full_name
				from consent c join person x on x.region_id = c.region_id and x.id = c.person_id
				join organisation o on o.region_id = c.region_id and o.id = c.organisation_id
				left join person s on s.region_id = c.region_id and s.id = c.signer_id
				where c.region_id = :region and c.id = any (:ids) and c.status <> 'destroyed'""")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query((row) -> {
				Row found = row(row);
				rows.put(found.id(), found);
			});
		if (!rows.keySet().containsAll(ids)) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		List<Long> people = rows.values().stream().map(Row::person).distinct().toList();
		Representatives.Links links = this.representatives.on(people, LocalDate.now(this.clock));
		rows.values()
			.stream()
			.collect(Collectors.groupingBy(Row::place, Collectors.mapping(Row::person, Collectors.toSet())))
			.forEach((place, named) -> this.audit.read(place, action, "consent", named));
		boolean teenagers = this.settings.on(Parameter.TEEN_SIGNATURE);
		Map<String, byte[]> templates = new HashMap<>();
		List<Form> forms = new ArrayList<>();
		for (Long id : ids) {
			Row row = rows.get(id);
			if (row != null) {
				String code = ConsentBlanks.code(row.kind());
				byte[] template = templates.computeIfAbsent(code + row.template(),
						(key) -> this.printing.template(code, row.template()));
				forms.add(new Form(
						"Согласие " + row.id() + " " + Russian.signatureName(row.name()).replace('\u00A0', ' '),
						title(row.kind()), template, data(row, links, teenagers), mark(row)));
			}
		}
		return forms;
	}

	@Transactional(propagation = org.springframework.transaction.annotation.Propagation.NOT_SUPPORTED)
	RenderedDocument one(Form form) {
		return this.documents.render(form.template(), form.title(), form.data(), form.mark());
	}

	/** 404 when one of these is not there. */
	void requireAll(Collection<Long> ids) {
		int found = this.jdbc
			.sql("select count(*) from consent where region_id = :region and id = any (:ids) and status <> 'destroyed'")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query(Integer.class)
			.single();
		if (found < ids.stream().distinct().count()) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
	}

	/** One PDF of all forms, each on its own sheet. */
	@Transactional(propagation = org.springframework.transaction.annotation.Propagation.NOT_SUPPORTED)
	byte[] pdf(List<Form> forms, IntConsumer done) {
		List<RenderedDocument> documents = new ArrayList<>();
		for (Form form : forms) {
			documents.add(one(form));
			if (documents.size() % TOLD == 0) {
				// filling is the lesser half of the work
				done.accept(documents.size() / 2);
			}
		}
		return this.documents.pdf("Бланки согласий", documents);
	}

	/** A ZIP with the DOCX and the PDF of each form, written as they are made. */
	@Transactional(propagation = org.springframework.transaction.annotation.Propagation.NOT_SUPPORTED)
	void zip(List<Form> forms, OutputStream out, IntConsumer done) throws IOException {
		AtomicInteger count = new AtomicInteger();
		this.documents.zip(() -> forms.stream().flatMap((form) -> {
			RenderedDocument document = one(form);
			if (count.incrementAndGet() % TOLD == 0) {
				done.accept(count.get());
			}
			return List.of(document.asDocx(form.name()), document.asPdf(form.name())).stream();
		}).iterator(), out);
	}

	/** BR-110: the code leads to the check of the document, which names nobody. */
	private Mark mark(Row row) {
		List<String> signature = (row.electronic() && row.signedOn() != null && row.signer() != null)
				? List.of("ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "Подписал: " + row.signer(),
						"Дата: " + Russian.date(row.signedOn()))
				: List.of();
		return new Mark(this.address + PaperCheck.PAGE + row.code(), "Бланк № " + row.id(), signature);
	}

	private Map<String, Object> data(Row row, Representatives.Links links, boolean teenagers) {
		LocalDate day = (row.signedOn() != null) ? row.signedOn() : LocalDate.now(this.clock);
		boolean adult = Identity.isAdult(row.born(), day);
		Representatives.Link link = representative(row, links);
		String representative = (row.signer() != null && !Long.valueOf(row.person()).equals(row.signerId()))
				? row.signer() : (link != null) ? link.name() : Operator.filled(null, 44);
		String signs = adult ? row.name() : representative;
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("оператор", row.operator());
		data.put("оператор_адрес", Operator.filled(row.operatorAddress(), 44));
		data.put("субъект", row.name());
		data.put("субъект_рождение", Russian.date(row.born()));
		data.put("подписывает", signs);
		data.put("представитель", adult ? "" : representative);
		data.put("сам", adult ? row.name() : "");
		data.put("основание", (link != null) ? basis(link) : "____________________");
		data.put("цель", row.terms().purpose());
		data.put("данные", titles(row.terms().data(), false));
		data.put("специальные", titles(row.terms().data(), true));
		data.put("действия", row.terms().actions());
		data.put("обработчик", Operator.filled(row.terms().processor(), 44));
		data.put("получатель", Operator.filled(row.terms().recipient(), 44));
		data.put("ресурсы", Operator.filled(row.terms().resources(), 44));
		data.put("срок",
				(row.validUntil() != null) ? "до " + Russian.date(row.validUntil()) : "до достижения цели или отзыва");
		data.put("отзыв", row.withdrawal());
		data.put("дата", (row.signedOn() != null) ? Russian.date(row.signedOn()) : "«___» ______________ 20___ г.");
		data.put("расшифровка", signs.startsWith("_") ? "______________" : Russian.signatureName(signs));
		data.put("подросток", (teenagers && !adult && !day.isBefore(row.born().plusYears(14))) ? "да" : "");
		data.put("номер", String.valueOf(row.id()));
		data.put("категории", categories(row));
		return data;
	}

	private static Representatives.@Nullable Link representative(Row row, Representatives.Links links) {
		List<Representatives.Link> all = links.byPerson().getOrDefault(row.person(), List.of());
		Long named = (row.signerId() != null) ? row.signerId() : row.representative();
		return all.stream().filter((link) -> named == null || link.representative() == named).findFirst().orElse(null);
	}

	private static String basis(Representatives.Link link) {
		String kind = switch (link.kind()) {
			case "parent" -> "родитель";
			case "guardian" -> "опекун (попечитель)";
			case "adoptive" -> "усыновитель";
			default -> "законный представитель";
		};
		return (link.basis() != null) ? kind + ", " + link.basis() : kind;
	}

	/** BR-058: one row for each category; nothing is ticked before the subject does. */
	private static List<Map<String, String>> categories(Row row) {
		return row.terms()
			.data()
			.stream()
			.flatMap((code) -> DataCode.of(code).stream())
			.map((code) -> Map.of("категория", code.title(), "разрешение",
					(row.signedOn() != null) ? "разрешаю" : "□ разрешаю  □ запрещаю", "условия",
					row.prohibitions().getOrDefault(code.toString(), "")))
			.toList();
	}

	private static String titles(List<String> codes, boolean special) {
		return codes.stream()
			.flatMap((code) -> DataCode.of(code).stream())
			.filter((code) -> code.isSpecial() == special)
			.map(DataCode::title)
			.collect(Collectors.joining("; "));
	}

	static String title(Consent.Kind kind) {
		return switch (kind) {
			case PROCESSING -> "Согласие на обработку персональных данных";
			case DISTRIBUTION -> "Согласие на распространение персональных данных";
			case PHOTO -> "Согласие на фото- и видеосъёмку";
			case TRANSFER -> "Согласие на передачу персональных данных";
			case LABOUR -> "Согласие работника на наставничество";
		};
	}

	private Row row(ResultSet row) throws SQLException {
		Consent.Kind kind = Consent.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT));
		Terms usual = Terms.usual(kind,
				new Operator.Card(0, row.getString("full_name"), null, null, null, null, null, 0));
		List<String> data = Arrays.asList((String[]) row.getArray("data_codes").getArray());
		String purpose = row.getString("purpose");
		// papers of before the terms were kept say what they always said
		Terms terms = (purpose != null) ? new Terms(purpose, data, row.getString("actions"), row.getString("processor"),
				row.getString("recipient"), row.getString("resources")) : usual.with(null, data, null, null);
		String signerLast = row.getString("s_last");
		String operator = row.getString("operator_name");
		return new Row(Place.of(row), row.getLong("id"), kind, row.getInt("template_version"), row.getLong("person_id"),
				row.getObject("birth_date", LocalDate.class),
				Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
						row.getString("middle_name")),
				(signerLast != null)
						? Profiles.fullName(signerLast, row.getString("s_first"), row.getString("s_middle")) : null,
				row.getObject("signer_id", Long.class), row.getObject("signed_on", LocalDate.class),
				row.getObject("representative_id", Long.class), row.getObject("valid_until", LocalDate.class), terms,
				(row.getString("withdrawal_way") != null) ? row.getString("withdrawal_way") : Terms.WITHDRAWAL,
				(operator != null) ? operator : row.getString("full_name"), row.getString("operator_address"),
				this.json.readValue(row.getString("prohibitions"), new TypeReference<Map<String, String>>() {
				}), row.getString("check_code"), "e_sign".equals(row.getString("form")));
	}

}
