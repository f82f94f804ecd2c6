package ru.nastavnik.registry.exchange;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImportTests extends ExchangeTests {

	/** Surnames that are words: digits are not letters of a name. */
	private static String name(int number) {
		StringBuilder name = new StringBuilder("Тест");
		for (char digit : Integer.toString(number).toCharArray()) {
			name.append((char) ('а' + digit - '0'));
		}
		return name.append("ова").toString();
	}

	@Test
	@DisplayName("Doubts 17: a workbook with every seed defect is checked cell by cell, loaded and undone")
	void aFaultyWorkbookIsCheckedCellByCell() throws IOException {
		byte[] book = workbook((sheet) -> {
			sheet.value(0, 0, "[bookmark: _GoBack] МАОУ «Школа № 12»");
			sheet.value(1, 0, "Список молодых специалистов и обучающихся");
			sheet.range(1, 0, 1, 8).merge();
			String[] header = { "№", "Ф.И.О.", "Дата рождения (дд.мм.гггг)", "Должность", "Принят на работу", "Класс",
					"Дата зачисления", "Представитель", null, "Согласие", "Роль", "Запрос" };
			for (int at = 0; at < header.length; at++) {
				if (header[at] != null) {
					sheet.value(3, at, header[at]);
				}
			}
			sheet.range(3, 7, 3, 8).merge();
			sheet.value(4, 7, "ФИО");
			sheet.value(4, 8, "Дата рождения");
			for (int at = 0; at < header.length; at++) {
				sheet.value(5, at, at + 1);
			}
			// numbers 1, 2, 4, 5: the third is missing
			row(sheet, 6, 1, "Петpова Анна Ивановна", 29347, "Учитель", "01.09.2010");
			row(sheet, 7, 2, "ИВАНОВА  Мария\u00A0Петровна ", "6 мая 1980 г.", "учитель", "О1.O9.2010");
			row(sheet, 9, 4, "Сидорова Ольга", "06.05.1981", "Учитель", "Ежегодно");
			row(sheet, 10, 5, "Smith Анна", "31.02.1980", "Учытель", "01.09.2010");
			row(sheet, 11, 6, "Двойнова Анна", "06.05.1982", "Учитель", "01.09.2010");
			row(sheet, 12, 7, "двойнова анна", "06.05.82", "Учитель", "01.09.2011");
			sheet.value(13, 1, "Рощин Егор");
			sheet.value(13, 2, "05.09.2012");
			sheet.value(13, 5, "7 «Б»");
			sheet.value(13, 6, "01.09.2019");
			sheet.value(13, 9, "01.09.2026");
			sheet.value(13, 10, "Наставляемый");
			sheet.value(13, 11, "Подготовиться");
			for (int blank = 14; blank < 40; blank++) {
				sheet.value(blank, 1, "  ");
			}
			sheet.value(41, 0, "Итого");
			sheet.value(41, 1, 7);
			sheet.value(43, 0, "Директор ____________ Пeтрова");
		});
		long id = checked(book);
		JsonNode view = get(this.curator, "/exchange/imports/" + id).body();
		assertThat(view.get("headerRow").asInt()).isEqualTo(5);
		JsonNode totals = view.get("totals");
		assertThat(totals.get("all").asInt()).isEqualTo(7);
		assertThat(totals.get("fresh").asInt()).isEqualTo(2);
		assertThat(totals.get("wrong").asInt()).isEqualTo(5);
		assertThat(findings(id, "wrong"))
			.contains("Дата не распознана", "Возможно, «Учитель»", "русские буквы", "Такая же запись есть в строке 13",
					"Такая же запись есть в строке 12", "законным представителем")
			.contains("\"value\":\"Ежегодно\"");
		assertThat(findings(id, "warned")).contains("Латинские буквы заменены русскими: «Петрова»",
				"Исправлены прописные буквы: «Иванова»", "Буква «о» вместо нуля");
		byte[] marked = download(this.curator, "/exchange/imports/" + id + "/file");
		long again = checked(marked);
		assertThat(get(this.curator, "/exchange/imports/" + again).body().get("totals")).isEqualTo(totals);
		Map<String, List<String>> before = dump();
		assertThat(step(id, "load", "{}").get("totals").get("loaded").asInt()).isEqualTo(2);
		assertThat(get(this.curator, "/people?q=Петрова").body().get("total").asInt()).isEqualTo(1);
		assertThat(step(id, "undo", "{}").get("status").asString()).isEqualTo("undone");
		assertThat(dump()).isEqualTo(before);
	}

	private static void row(org.dhatim.fastexcel.Worksheet sheet, int at, int number, String name, Object born,
			String position, String hired) {
		sheet.value(at, 0, number);
		sheet.value(at, 1, name);
		if (born instanceof Integer serial) {
			sheet.value(at, 2, serial);
		}
		else {
			sheet.value(at, 2, born.toString());
		}
		sheet.value(at, 3, position);
		sheet.value(at, 4, hired);
	}

	@Test
	@DisplayName("A dry run, a load and an undo leave the tables as they were")
	void anUndoneLoadLeavesNoTrace() {
		teacher("Давняя");
		Map<String, List<String>> before = dump();
		long id = checked(
				csv(teacherRow("Новая", "Мария") + pupilRow("Детская", "Анна") + pupilRow("Детская", "Олег")));
		assertThat(dump()).isEqualTo(before);
		JsonNode loaded = step(id, "load", "{}");
		assertThat(loaded.get("status").asString()).isEqualTo("loaded");
		assertThat(loaded.get("totals").get("loaded").asInt()).isEqualTo(3);
		assertThat(get(this.curator, "/people?kind=representative").body().get("total").asInt())
			.as("a parent of two children is one person")
			.isEqualTo(1);
		long pupil = get(this.curator, "/people?q=Детская Анна").body().get("items").get(0).get("id").asLong();
		JsonNode card = get(this.curator, "/people/" + pupil).body();
		assertThat(card.get("mentee").get("status").asString()).isEqualTo("in_base");
		assertThat(lastFact("participant-named", pupil).get("lastName").asString()).isEqualTo("Детская");
		JsonNode undone = step(id, "undo", "{}");
		assertThat(undone.get("totals").get("undone").asInt()).isEqualTo(3);
		assertThat(dump()).isEqualTo(before);
		assertThat(this.db.client()
			.sql("select count(*) from (select method, subject, type from outbox union all select method, subject, type from feed) f "
					+ "where method = 'DELETE' and subject = " + pupil)
			.query(Long.class)
			.single()).isEqualTo(2);
		assertThat(this.db.client()
			.sql("select count(*) from import_row where label <> '' and batch_id = " + id)
			.query(Long.class)
			.single()).as("names in the journal").isZero();
		get(this.curator, "/exchange/imports/" + id + "/file").is(404);
	}

	@Test
	void whereSomebodyHasWorkedSinceTheRowStays() {
		long id = checked(
				csv(teacherRow("Первая", "Мария") + pupilRow("Вторая", "Анна") + teacherRow("Третья", "Анна")));
		step(id, "load", "{}");
		long first = person("Первая");
		put(this.curator, "/people/" + first, """
				{"lastName": "Первая", "firstName": "Мария", "birthDate": "1980-05-06", "version": 0}""").is(200);
		long second = person("Вторая");
		post(this.curator, "/consents", "{\"personId\": %d, \"kind\": \"photo\"}".formatted(second)).is(201);
		JsonNode undone = step(id, "undo", "{}");
		assertThat(undone.get("status").asString()).isEqualTo("partly");
		assertThat(undone.get("totals").get("undone").asInt()).isEqualTo(1);
		assertThat(findings(id, "kept")).contains("данные человека", "согласие").doesNotContain("Третья");
		assertThat(get(this.curator, "/people?q=Третья").body().get("total").asInt()).isZero();
		get(this.curator, "/people/" + first).is(200);
		get(this.curator, "/people/" + second).is(200);
	}

	private long person(String last) {
		return get(this.curator, "/people?q=" + last).body().get("items").get(0).get("id").asLong();
	}

	@Test
	void whoIsKnownIsSkippedOrUpdatedAndPutBack() {
		String header = "ФИО;Дата рождения;Должность;Предмет;Принят;Телефон\n";
		long known = teacher("Известная");
		Map<String, List<String>> before = dump();
		byte[] file = (header + "Известная Мария Петровна;06.05.1980;Учитель;Физика;01.09.2010;8 900 111-22-33\n"
				+ "Известная Мария Петровна;06.05.1981;Учитель;Физика;01.09.2010;\n")
			.getBytes(StandardCharsets.UTF_8);
		long id = checked(file);
		JsonNode totals = get(this.curator, "/exchange/imports/" + id).body().get("totals");
		assertThat(totals.get("update").asInt()).isEqualTo(1);
		assertThat(totals.get("fresh").asInt()).isEqualTo(1);
		assertThat(step(id, "load", "{\"existing\": \"skip\"}").get("totals").get("loaded").asInt()).isEqualTo(1);
		step(id, "undo", "{}");
		assertThat(dump()).isEqualTo(before);
		id = checked(file);
		assertThat(step(id, "load", "{\"existing\": \"update\"}").get("totals").get("loaded").asInt()).isEqualTo(2);
		JsonNode card = get(this.curator, "/people/" + known).body();
		assertThat(card.get("phone").asString()).isEqualTo("+7 900 111-22-33");
		assertThat(card.get("employments").get(0).get("subjects").get(0).asString()).isEqualTo("Физика");
		long same = checked(file);
		assertThat(get(this.curator, "/exchange/imports/" + same).body().get("totals").get("same").asInt())
			.isEqualTo(2);
		step(id, "undo", "{}");
		assertThat(dump()).isEqualTo(before);
	}

	@Test
	@DisplayName("BR-029: of another organisation nothing is told but that somebody like this is known")
	void somebodyKnownElsewhereIsAWarningWithoutData() {
		teacher("Чужая");
		String other = "curator@" + this.region + "/" + this.sibling;
		long id = upload(other, "organisation=" + this.sibling, csv(teacherRow("Чужая", "Мария"))).is(201).id();
		post(other, "/exchange/imports/" + id + "/check", "{}").is(200);
		this.worker.round(ImportJournal.QUEUE);
		JsonNode row = get(other, "/exchange/imports/" + id + "/rows?show=warned").is(200).body().get("items").get(0);
		assertThat(row.get("action").asString()).isEqualTo("new");
		assertThat(row.toString()).contains("В регионе уже есть запись").doesNotContain("Школа");
		get(this.curator, "/exchange/imports/" + id).is(404);
		post(this.curator, "/exchange/imports/" + id + "/load", "{}").is(404);
	}

	@Test
	void aKilledLoadIsTakenUpWhereItStopped() {
		String rows = IntStream.range(0, 3 * ImportRunner.CHUNK)
			.mapToObj((at) -> teacherRow(name(at), "Мария"))
			.collect(Collectors.joining());
		long id = checked(csv(rows));
		post(this.curator, "/exchange/imports/" + id + "/load", "{}").is(200);
		AtomicInteger chunks = new AtomicInteger();
		assertThatThrownBy(
				() -> As.run(this.curator, () -> this.runner.run(id, "load", () -> chunks.incrementAndGet() < 3)))
			.isInstanceOf(ImportRunner.LostLease.class);
		assertThat(loaded(id)).isEqualTo(2 * ImportRunner.CHUNK);
		JsonNode busy = get(this.curator, "/exchange/imports/" + id).body();
		assertThat(busy.has("totals")).isFalse();
		assertThat(busy.get("progress").get("done").asInt()).isEqualTo(2 * ImportRunner.CHUNK);
		this.db.execute("update exchange_job set attempts = 1, leased_until = now() - interval '1 second' "
				+ "where subject_id = " + id);
		assertThat(this.worker.round(ImportJournal.QUEUE)).isTrue();
		assertThat(loaded(id)).isEqualTo(3 * ImportRunner.CHUNK);
		assertThat(this.db.client()
			.sql("select count(*) from person where organisation_id = " + this.school)
			.query(Integer.class)
			.single()).isEqualTo(3 * ImportRunner.CHUNK);
		JsonNode view = get(this.curator, "/exchange/imports/" + id).body();
		assertThat(view.get("status").asString()).isEqualTo("loaded");
		assertThat(view.has("progress")).isFalse();
		assertThat(step(id, "undo", "{}").get("totals").get("undone").asInt()).isEqualTo(3 * ImportRunner.CHUNK);
	}

	private int loaded(long id) {
		return this.db.client()
			.sql("select count(*) from import_row where state = 'loaded' and batch_id = " + id)
			.query(Integer.class)
			.single();
	}

	@Test
	void aStoppedLoadKeepsWhatIsThereAndGoesOnOrIsUndone() {
		String rows = IntStream.range(0, ImportRunner.CHUNK + 10)
			.mapToObj((at) -> teacherRow(name(at), "Мария"))
			.collect(Collectors.joining());
		long id = checked(csv(rows));
		post(this.curator, "/exchange/imports/" + id + "/load", "{}").is(200);
		post(this.curator, "/exchange/imports/" + id + "/load", "{}").is(409);
		As.run(this.curator, () -> this.runner.run(id, "load", () -> {
			post(this.curator, "/exchange/imports/" + id + "/cancellation", "{}").is(200);
			return true;
		}));
		assertThat(get(this.curator, "/exchange/imports/" + id).body().get("status").asString()).isEqualTo("stopped");
		assertThat(loaded(id)).isEqualTo(ImportRunner.CHUNK);
		this.db.execute("delete from exchange_job where subject_id = " + id);
		assertThat(step(id, "load", "{}").get("totals").get("loaded").asInt()).isEqualTo(ImportRunner.CHUNK + 10);
		assertThat(step(id, "undo", "{}").get("status").asString()).isEqualTo("undone");
	}

	@Test
	void whatIsNoTableChangesNothing() throws IOException {
		long before = this.db.count("import_batch");
		long rows = this.db.count("import_row");
		assertThat(upload(new byte[0]).is(422).code()).isEqualTo("unreadable-sheet");
		upload("%PDF-1.7".getBytes(StandardCharsets.UTF_8)).is(422);
		assertThat(upload(csv("")).is(422).body().get("detail").asString()).contains("только заголовок");
		upload(workbook((sheet) -> IntStream.range(0, 300).forEach((at) -> sheet.value(0, at, "с" + at)))).is(422);
		StringBuilder many = new StringBuilder("Фамилия;Имя;Дата рождения\n");
		for (int at = 0; at < 1_000_001; at++) {
			many.append("а;б;\n");
		}
		long id = upload(many.toString().getBytes(StandardCharsets.UTF_8)).is(201).id();
		assertThat(step(id, "check", "{}").get("problem").asString()).contains("200 000 строк");
		assertThat(this.db.count("import_batch")).isEqualTo(before + 1);
		assertThat(this.db.count("import_row")).isEqualTo(rows);
		upload(this.psychologist, "organisation=" + this.school, csv(teacherRow("А", "Б"))).is(404);
		upload(this.curator, "organisation=" + this.sibling, csv(teacherRow("А", "Б"))).is(404);
		upload(this.curator, "organisation=" + this.school + "&kind=none", csv(teacherRow("А", "Б"))).is(404);
	}

	@Test
	void aMappingIsMadeOnceAndRememberedForTheOrganisation() {
		byte[] file = "Кто таков;Когда появился;Чем занят;Взят\nИванов Пётр;1.2.1980;Учитель;01.09.2010\n"
			.getBytes(Charset.forName("windows-1251"));
		JsonNode view = upload(file).is(201).body();
		long id = view.get("id").asLong();
		assertThat(view.get("mapping")).isEmpty();
		post(this.curator, "/exchange/imports/" + id + "/check", "{}").is(400);
		String mapping = """
				{"sheet": 0, "headerRow": 1, "mapping": {"0": "fullName", "1": "birthDate", "2": "position", "3": "%s"},
				 "version": 0}""";
		put(this.curator, "/exchange/imports/" + id + "/mapping", mapping.formatted("position")).is(400);
		put(this.curator, "/exchange/imports/" + id + "/mapping", mapping.formatted("hiredOn")).is(200);
		put(this.curator, "/exchange/imports/" + id + "/mapping", mapping.formatted("hiredOn")).is(409);
		assertThat(step(id, "check", "{}").get("totals").get("fresh").asInt()).isEqualTo(1);
		assertThat(upload(file).is(201).body().get("mapping")).hasSize(4);
		assertThat(upload("curator@" + this.region + "/" + this.sibling, "organisation=" + this.sibling, file).is(201)
			.body()
			.get("mapping")).isEmpty();
	}

	@Test
	void theTemplateFitsTheKindOfSchoolAndTheWordsOfTheRegion() throws IOException {
		post(this.institute, "/dictionary-entries", "{\"dictionary\": \"subjects\", \"name\": \"Шахматы и логика\"}")
			.is(201);
		String school = unpacked(download(this.curator, "/exchange/templates?kind=people&organisation=" + this.school));
		assertThat(school).contains("Шахматы и логика", "Зачислен", "Рощин", "dataValidation");
		long garden = organisation(this.municipality, "school", "kindergarten", "Детский сад № 3");
		String template = unpacked(download("curator@" + this.region + "/" + garden,
				"/exchange/templates?kind=people&organisation=" + garden));
		assertThat(template).contains("Воспитатель", "Шахматы и логика", "dataValidation")
			.doesNotContain("Рощин", "Зачислен", "Представитель: ФИО");
		get(this.curator, "/exchange/templates?kind=people&organisation=" + garden).is(404);
		get(this.curator, "/exchange/templates?kind=organisations&organisation=" + this.school).is(403);
	}

	private static String unpacked(byte[] book) throws IOException {
		java.nio.file.Path file = java.nio.file.Files.createTempFile("template-", ".xlsx");
		StringBuilder text = new StringBuilder();
		java.nio.file.Files.write(file, book);
		try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
			for (java.util.zip.ZipEntry part : java.util.Collections.list(zip.entries())) {
				text.append(new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		java.nio.file.Files.delete(file);
		return java.util.regex.Pattern.compile("&#(x?)([0-9a-fA-F]+);")
			.matcher(text)
			.replaceAll((code) -> java.util.regex.Matcher.quoteReplacement(
					Character.toString(Integer.parseInt(code.group(2), code.group(1).isEmpty() ? 10 : 16))));
	}

	@Test
	@DisplayName("Bad input: a password, a zip bomb, macros, formulas without values and two people who are one change nothing")
	void whatMustNotComeInChangesNothing() throws IOException {
		Map<String, List<String>> before = dump();
		byte[] locked = new byte[2000];
		byte[] ole = { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1 };
		System.arraycopy(ole, 0, locked, 0, ole.length);
		byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
		System.arraycopy(name, 0, locked, 500, name.length);
		assertThat(upload(locked).is(422).body().get("detail").asString()).contains("паролем");
		assertThat(upload(zip("xl/vbaProject.bin", new byte[3])).is(422).body().get("detail").asString())
			.contains("макрос");
		assertThat(upload(zip("xl/worksheets/sheet1.xml", new byte[60 << 20])).is(422).body().get("detail").asString())
			.contains("слишком большой");
		long formulas = checked(workbook((sheet) -> {
			String[] header = { "Фамилия", "Имя", "Дата рождения", "Должность", "Принят" };
			for (int at = 0; at < header.length; at++) {
				sheet.value(0, at, header[at]);
				sheet.formula(1, at, "HYPERLINK(\"http://example.invalid\")");
			}
		}));
		assertThat(findings(formulas, "wrong")).contains("Формула без сохранённого значения");
		// two cards of one name and birth date: nobody but the user knows whose the row
		// is
		teacher("Двойная");
		teacher("Двойная");
		before = dump();
		long twice = checked(
				"ФИО;Дата рождения;Должность;Принят;Телефон\nДвойная Мария Петровна;06.05.1980;Учитель;01.09.2010;8 900 111-22-33\n"
					.getBytes(StandardCharsets.UTF_8));
		assertThat(findings(twice, "warned")).contains("несколько карточек с таким именем");
		step(twice, "load", "{\"existing\": \"update\"}");
		assertThat(dump()).isEqualTo(before);
	}

	private static byte[] zip(String part, byte[] content) throws IOException {
		java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
		try (java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(out)) {
			for (Map.Entry<String, byte[]> one : Map
				.of("[Content_Types].xml", new byte[3], "xl/workbook.xml", new byte[3], part, content)
				.entrySet()) {
				zip.putNextEntry(new java.util.zip.ZipEntry(one.getKey()));
				zip.write(one.getValue());
			}
		}
		return out.toByteArray();
	}

	@Test
	void theTemplateIsLoadedAsItIs() {
		byte[] template = download(this.curator, "/exchange/templates?kind=people&organisation=" + this.school);
		assertThat(upload(template).is(422).body().get("detail").asString()).contains("только заголовок");
		assertThat(get(this.curator, "/exchange/fields?kind=people").body()).hasSizeGreaterThan(25);
	}

	@Test
	void theJournalTakesTheSameFewStatementsForAnySize() {
		for (int at = 0; at < 3; at++) {
			checked(csv(teacherRow(name(at), "Мария")));
		}
		assertThat(Statements.count(() -> get(this.curator, "/exchange/imports?organisation=" + this.school).is(200)))
			.isLessThanOrEqualTo(2);
		long id = checked(csv(teacherRow("Одна", "Мария")));
		assertThat(Statements.count(() -> get(this.curator, "/exchange/imports/" + id + "/rows").is(200)))
			.isLessThanOrEqualTo(4);
	}

}
