package ru.nastavnik.registry.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;

/** What the tests of loads and exports share: files in, the worker's rounds, dumps. */
abstract class ExchangeTests extends RegistryTests {

	static final String HEADER = "Фамилия;Имя;Отчество;Дата рождения;Телефон;Должность;Предмет;Принят;Класс;Зачислен;"
			+ "Представитель: ФИО;Представитель: дата рождения;Представитель: телефон;Согласие подписано;"
			+ "Роль в наставничестве;Главный запрос;Компетенции наставника;Согласен быть наставником\n";

	@Autowired
	protected ExchangeWorker worker;

	@Autowired
	protected ImportRunner runner;

	protected static String teacherRow(String last, String first) {
		return last + ";" + first
				+ ";Петровна;06.05.1980;89001234567;Учитель;Математика;01.09.2010;;;;;;01.09.2026;Наставник;;Методика урока;Да\n";
	}

	protected static String pupilRow(String last, String first) {
		return last + ";" + first + ";;05.09.2012;;;;;7Б;01.09.2019;" + last
				+ " Ирина Викторовна;03.04.1985;8 900 765-43-21;01.09.2026;Наставляемый;Подготовиться к олимпиаде;;\n";
	}

	protected Answer upload(String grants, String query, byte[] content) {
		MockHttpServletResponse response = this.mvc.post()
			.uri("/exchange/imports?" + query)
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.content(content)
			.with(As.grants(grants))
			.exchange()
			.getResponse();
		String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
		return new Answer(response.getStatus(), this.json.readTree(text.isEmpty() ? "{}" : text));
	}

	protected Answer upload(byte[] content) {
		return upload(this.curator, "organisation=" + this.school + "&kind=people&name=list.xlsx", content);
	}

	protected byte[] download(String grants, String uri) {
		MockHttpServletResponse response = this.mvc.get().uri(uri).with(As.grants(grants)).exchange().getResponse();
		org.assertj.core.api.Assertions.assertThat(response.getStatus()).isEqualTo(200);
		return response.getContentAsByteArray();
	}

	protected static byte[] csv(String rows) {
		return (HEADER + rows).getBytes(StandardCharsets.UTF_8);
	}

	protected static byte[] workbook(Consumer<Worksheet> content) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Workbook book = new Workbook(out, "Test", "1.0");
		content.accept(book.newWorksheet("Лист1"));
		book.finish();
		return out.toByteArray();
	}

	/** Starts a step and lets the worker do it. */
	protected JsonNode step(long id, String step, String body) {
		post(this.curator, "/exchange/imports/" + id + "/" + step, body).is(200);
		while (this.worker.round(ImportJournal.QUEUE)) {
			// until the queue is empty
		}
		return get(this.curator, "/exchange/imports/" + id).is(200).body();
	}

	protected long checked(byte[] content) {
		long id = upload(content).is(201).id();
		JsonNode view = step(id, "check", "{}");
		org.assertj.core.api.Assertions.assertThat(view.get("status").asString())
			.as(view.toString())
			.isEqualTo("checked");
		return id;
	}

	protected String findings(long id, String show) {
		return get(this.curator, "/exchange/imports/" + id + "/rows?show=" + show + "&size=100").is(200)
			.body()
			.get("items")
			.toString();
	}

	/**
	 * Every row of the tables of this region, without stamps and journals (who acted is
	 * one of them).
	 */
	protected Map<String, List<String>> dump() {
		return this.db.client()
			.sql("""
					select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'region_id'
					where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1""")
			.query(String.class)
			.list()
			.stream()
			.filter((table) -> !Pattern
				.matches("import_.*|export_.*|exchange_.*|person_author|outbox|feed|idempotency|audit.*", table))
			.collect(Collectors.toMap((table) -> table, (table) -> this.db.client()
				.sql("select (to_jsonb(t) - array['created_at', 'updated_at', 'updated_by', 'version'])::text from "
						+ table + " t where region_id = " + this.region + " order by 1")
				.query(String.class)
				.list()));
	}

}
