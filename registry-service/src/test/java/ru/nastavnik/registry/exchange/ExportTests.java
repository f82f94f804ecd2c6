package ru.nastavnik.registry.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.export.ExportWorker;
import ru.nastavnik.kit.test.Statements;

import static org.assertj.core.api.Assertions.assertThat;

class ExportTests extends ExchangeTests {

	@Autowired
	private ExportWorker exports;

	private long export(String grants, String body) {
		long id = post(grants, "/exports", body).is(202).id();
		while (this.exports.round()) {
			// until the queue is empty
		}
		return id;
	}

	private String csv(String grants, String list, String more) {
		long id = export(grants, "{\"list\": \"%s\", \"format\": \"csv\"%s}".formatted(list, more));
		assertThat(get(grants, "/exports/" + id).is(200).body().get("status").asString()).isEqualTo("done");
		return new String(download(grants, "/exports/" + id + "/file"), StandardCharsets.UTF_8);
	}

	@Test
	void aCardThatWasMergedAwayIsNotInTheList() {
		long into = teacher("Двойная");
		long from = teacher("Двойная");
		post(this.curator, "/people/" + into + "/merges", "{\"personId\": %d}".formatted(from)).is(200);
		assertThat(csv(this.curator, "people", ", \"organisation\": " + this.school).split("Двойная")).hasSize(2);
	}

	@Test
	void aListComesAsShownWithRealTypesAndAGlossary() throws IOException {
		teacher("Бета");
		teacher("Альфа");
		pupil("Гамма");
		long id = export(this.curator, """
				{"list": "people", "format": "xlsx", "organisation": %d, "sort": "-name", "filters": {"kind": "staff"},
				 "columns": ["birth", "name", "unknown"]}""".formatted(this.school));
		try (ReadableWorkbook book = new ReadableWorkbook(
				new ByteArrayInputStream(download(this.curator, "/exports/" + id + "/file")))) {
			List<Row> rows = book.getFirstSheet().read();
			assertThat(rows).hasSize(3);
			assertThat(rows.get(0).getCellText(1)).isEqualTo("Фамилия, имя, отчество");
			assertThat(rows.get(1).getCell(0).getType()).isEqualTo(CellType.NUMBER);
			assertThat(rows.get(1).getCellText(1)).startsWith("Бета");
			assertThat(book.getSheet(1).orElseThrow().read()).hasSize(3);
		}
		assertThat(get(this.curator, "/exports").is(200).body()).hasSize(1);
		get(this.director, "/exports/" + id).is(404);
		get(this.director, "/exports/" + id + "/file").is(404);
	}

	@Test
	void everyListOfTheRegistryIsWritten() {
		long person = teacher("Наставникова");
		signed(person, person, "2026-09-01").is(200);
		post(this.curator, "/organisations/" + this.school + "/population", """
				{"asOf": "2026-09-01", "category": "teachers_total", "value": 40, "source": "=ОО-1"}""").is(201);
		String here = ", \"organisation\": " + this.school;
		assertThat(csv(this.curator, "consents", here)).contains("Наставникова", "01.09.2026");
		assertThat(csv(this.institute, "organisations", ", \"organisation\": " + this.instituteId))
			.contains("Школа № 12", "Школа № 13");
		assertThat(csv(this.institute, "population", ", \"organisation\": " + this.instituteId)).contains(";40;'=ОО-1;",
				"Ждёт утверждения");
	}

	@Test
	void papersActsMinutesAndRequestsComeInWords() {
		long mentor = teacher("Бумагина");
		long mentee = teacher("Договорова");
		post(this.curator, "/labour-assignments", """
				{"organisationId": %d, "mentorId": %d, "menteeId": %d, "from": "2026-03-01", "to": "2026-12-31",
				 "content": "Уроки", "form": "В школе", "paySize": "10 процентов", "payBasis": "Положение об оплате"}"""
			.formatted(this.school, mentor, mentee)).is(201);
		post(this.curator, "/acts", """
				{"organisationId": %d, "level": "institutional", "kind": "Приказ", "issuer": "Школа", "number": "17-о",
				 "date": "2026-09-01", "title": "О наставничестве"}""".formatted(this.school)).is(201);
		post(this.curator, "/minutes", """
				{"organisationId": %d, "body": "Педсовет", "number": "3", "date": "2026-09-01", "agenda": "О парах",
				 "decision": "Одобрить"}""".formatted(this.school)).is(201);
		post(this.curator, "/data-requests",
				"""
						{"personId": %d, "kind": "access", "applicant": "self", "channel": "paper", "receivedOn": "2026-09-01"}"""
					.formatted(mentor))
			.is(201);
		String here = ", \"organisation\": " + this.school;
		assertThat(csv(this.curator, "labour-papers", here)).contains("Бумагина", "Договорова", "Предложено",
				"дополнительное соглашение", "10 процентов");
		assertThat(csv(this.curator, "labour-papers", here + ", \"filters\": {\"status\": \"active\"}"))
			.doesNotContain("Бумагина");
		assertThat(csv(this.curator, "acts", here + ", \"filters\": {\"level\": \"institutional\"}")).contains("17-о",
				"Действует", "01.09.2026");
		assertThat(csv(this.curator, "minutes", here)).contains("О парах", "Одобрить");
		assertThat(csv(this.curator, "data-requests", here)).contains("Бумагина", "Узнать, какие данные хранятся",
				"Сам человек", "Поступило");
		String neighbour = "curator@" + this.region + "/" + this.sibling;
		for (String list : List.of("labour-papers", "minutes", "data-requests")) {
			assertThat(csv(neighbour, list, "")).as(list).doesNotContain("Бумагина", "Договорова", "О парах");
		}
	}

	@Test
	void theBasesAndTheAccountsComeAsShown() throws IOException {
		long mentor = teacher("Наставникова");
		signed(mentor, mentor, "2026-09-01").is(200);
		post(this.curator, "/mentors", """
				{"personId": %d, "competenceCodes": ["subject"], "maxLoad": 2, "voluntary": true}""".formatted(mentor))
			.is(201);
		long mentee = pupil("Детская");
		post(this.curator, "/mentees", """
				{"personId": %d, "category": "pupil", "mainRequest": "=Олимпиада"}""".formatted(mentee)).is(201);
		String here = ", \"organisation\": " + this.school;
		long id = export(this.curator,
				"{\"list\": \"mentors\", \"format\": \"xlsx\"%s, \"columns\": [\"name\", \"load\", \"competences\", \"since\"], "
					.formatted(here) + "\"filters\": {\"status\": \"questionnaire_done\", \"free\": \"\"}}");
		try (ReadableWorkbook book = new ReadableWorkbook(
				new ByteArrayInputStream(download(this.curator, "/exports/" + id + "/file")))) {
			List<Row> rows = book.getFirstSheet().read();
			assertThat(rows.getFirst().getCellText(2)).isEqualTo("Готов вести, чел.");
			for (Row row : rows.subList(1, rows.size())) {
				assertThat(row.getCell(2).getType()).isEqualTo(CellType.NUMBER);
				assertThat(row.getCell(4).getType()).isEqualTo(CellType.NUMBER);
			}
		}
		assertThat(csv(this.curator, "mentors", here)).contains("Наставникова", "Действует")
			.doesNotContain(";subject;");
		assertThat(csv(this.curator, "mentees", here)).contains("Детская", "'=Олимпиада", "Обучающийся");
		post(this.director, "/accounts", """
				{"username": "export-%d", "displayName": "Берёзова Анна",
				 "grants": [{"role": "curator", "organisationId": %d}]}""".formatted(this.school, this.school)).is(201);
		assertThat(csv(this.director, "accounts", here)).contains("Берёзова Анна", "Куратор", "Вход готовится");
		// the wall: a neighbour's curator gets none of it, a municipality adults only
		String neighbour = "curator@" + this.region + "/" + this.sibling;
		for (String list : List.of("mentors", "mentees", "accounts")) {
			post(neighbour, "/exports", "{\"list\": \"%s\", \"format\": \"csv\"%s}".formatted(list, here)).is(404);
			assertThat(csv(neighbour, list, "")).as(list).doesNotContain("Наставникова", "Детская", "Берёзова");
		}
		assertThat(csv(this.municipal, "mentees", ", \"organisation\": " + this.municipality))
			.doesNotContain("Детская");
		String bad = "{\"list\": \"mentors\", \"format\": \"csv\", \"filters\": {\"status\": \"unknown\"}}";
		assertThat(get(this.curator, "/exports/" + export(this.curator, bad)).body().get("problem").asString())
			.contains("фильтра");
	}

	@Test
	void theNumberOfStatementsDoesNotGrowWithTheRows() {
		String body = "{\"list\": \"mentors\", \"format\": \"csv\", \"organisation\": " + this.school + "}";
		post(this.curator, "/exports", body).is(202);
		int few = Statements.count(this.exports::round);
		for (String name : List.of("Альфа", "Бета", "Гамма", "Дельта")) {
			post(this.curator, "/mentors", "{\"personId\": " + teacher(name) + "}").is(201);
		}
		post(this.curator, "/exports", body).is(202);
		// one more: the log says of whom the file was made
		assertThat(Statements.count(this.exports::round)).isLessThanOrEqualTo(few + 2);
		assertThat(this.db.client()
			.sql("select count(*) from audit_event where region_id = :region and action = 'exported'")
			.param("region", this.region)
			.query(Integer.class)
			.single()).isPositive();
	}

	@Test
	void fromAboveOnlyAdultsAreWrittenAndTheMinistryGetsNoNames() {
		teacher("Взрослова");
		pupil("Детская");
		String list = csv(this.municipal, "people", ", \"organisation\": " + this.municipality);
		assertThat(list).contains("Взрослова").doesNotContain("Детская");
		assertThat(csv(this.municipal, "people",
				", \"organisation\": %d, \"filters\": {\"kind\": \"pupil\"}".formatted(this.municipality)))
			.doesNotContain("Детская");
		post("ministry@" + this.region + "/" + this.region, "/exports", """
				{"list": "people", "format": "csv", "organisation": %d}""".formatted(this.region)).is(403);
		post(this.curator, "/exports", "{\"list\": \"secrets\", \"format\": \"csv\"}").is(404);
		post(this.curator, "/exports", "{\"list\": \"people\", \"format\": \"pdf\"}").is(400);
		long id = post(this.curator, "/exports", "{\"list\": \"people\", \"format\": \"csv\"}").is(202).id();
		post(this.curator, "/exports/" + id + "/cancellation", "{}").is(200);
		assertThat(this.exports.round()).isFalse();
		assertThat(get(this.curator, "/exports/" + id).body().get("status").asString()).isEqualTo("stopped");
	}

}
