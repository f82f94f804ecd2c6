package ru.nastavnik.registry.exchange;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Loads of the institute: organisations and population figures. */
class DirectoryImportTests extends ExchangeTests {

	private static final String COLUMNS = "Краткое название;Полное наименование;Вид;Муниципалитет;ИНН;ОГРН;ОКТМО;КПП;"
			+ "Директор;Телефон\n";

	private long batch(String kind, String text) {
		long id = upload(this.institute, "organisation=" + this.instituteId + "&kind=" + kind + "&name=a.csv",
				text.getBytes(StandardCharsets.UTF_8))
			.is(201)
			.id();
		assertThat(go(id, "check", "{}").get("status").asString()).isEqualTo("checked");
		return id;
	}

	private JsonNode go(long id, String step, String body) {
		post(this.institute, "/exchange/imports/" + id + "/" + step, body).is(200);
		while (this.worker.round(ImportJournal.QUEUE)) {
			// until the queue is empty
		}
		return get(this.institute, "/exchange/imports/" + id).is(200).body();
	}

	private String found(long id, String show) {
		return get(this.institute, "/exchange/imports/" + id + "/rows?size=100&show=" + show).is(200)
			.body()
			.get("items")
			.toString();
	}

	private long organisation(String name) {
		return get(this.institute, "/organisations?q=" + name).is(200).body().get("items").get(0).get("id").asLong();
	}

	@Test
	@DisplayName("BR-107, BR-108, BR-109: codes of a table of organisations are checked cell by cell")
	void codesAreChecked() {
		this.db.execute("update organisation set oktmo = '65000000' where id = " + this.region);
		long id = batch("organisations",
				COLUMNS + "Северный район;;Орган управления;;;;65702000;;;\n"
						+ "Школа № 20;;СОШ;Северный район;6624007055;1026601484833;65702000001;12;;\n"
						+ "Школа № 21;;СОШ;Южный район;6624007054;1026601484832;65702000001;662401001;;\n"
						+ "Школа № 22;;Школа;Заречный район;;;66701000;;;\n"
						+ "Школа № 23;;Школа;Северный район;7826049838;;65702000001;;;\n"
						+ "Школа № 23;;Школа;Северный район;7826049838;;65702000001;;;\n");
		String wrong = found(id, "wrong");
		assertThat(wrong).contains("контрольной цифрой", "ОГРН", "КПП — 9 знаков", "нет ни в дереве, ни выше в таблице",
				"код региона, 65", "Такая же запись есть в строке");
		JsonNode totals = get(this.institute, "/exchange/imports/" + id).body().get("totals");
		assertThat(totals.get("fresh").asInt()).isEqualTo(1);
		assertThat(totals.get("wrong").asInt()).isEqualTo(5);
		assertThat(new String(download(this.institute, "/exchange/imports/" + id + "/file"), StandardCharsets.UTF_8))
			.contains("Что исправить");
	}

	@Test
	@DisplayName("A municipality and its schools come by one table, are corrected by the next, and the load is undone exactly")
	void organisationsAreLoadedCorrectedAndUndone() {
		var before = dump();
		String table = COLUMNS + "Северный район;Управление Северного района;Орган управления;;;;;;;\n"
				+ "Школа № 31;МБОУ «Школа № 31»;Школа;Северный район;6624007054;1026601484832;;662401001;Иванова Мария Петровна;+7 343 200-00-00\n"
				+ "Школа № 32;;Лицей;Северный район;;;;;;\n";
		long id = batch("organisations", table);
		assertThat(dump()).isEqualTo(before);
		JsonNode loaded = go(id, "load", "{}");
		assertThat(loaded.get("totals").get("loaded").asInt()).as(found(id, "wrong")).isEqualTo(3);
		long school = organisation("школа 31");
		JsonNode card = get(this.institute, "/organisations/" + school + "/details").is(200).body();
		assertThat(card.get("headName").asString()).isEqualTo("Иванова Мария Петровна");
		assertThat(card.get("founders").toString()).contains("Управление Северного района");
		assertThat(lastFact("organisation-changed", school).get("shortName").asString()).isEqualTo("Школа № 31");
		long same = batch("organisations", table);
		assertThat(get(this.institute, "/exchange/imports/" + same).body().get("totals").get("same").asInt())
			.isEqualTo(3);
		// found again by its ОГРН under another name; an empty cell erases nothing
		var then = dump();
		long next = batch("organisations",
				"Название;Вид;ОГРН;Телефон\nГимназия № 31;Школа;1026601484832;+7 343 200-00-01\n");
		assertThat(go(next, "load", "{\"existing\": \"update\"}").get("totals").get("loaded").asInt()).isEqualTo(1);
		card = get(this.institute, "/organisations/" + school + "/details").is(200).body();
		assertThat(card.get("phone").asString()).isEqualTo("+7 343 200-00-01");
		assertThat(card.get("headName").asString()).isEqualTo("Иванова Мария Петровна");
		assertThat(get(this.institute, "/organisations/" + school).body().get("shortName").asString())
			.isEqualTo("Гимназия № 31");
		assertThat(go(next, "undo", "{}").get("status").asString()).isEqualTo("undone");
		assertThat(dump()).isEqualTo(then);
		// somebody works with one of them: its row and the one above stay
		post("curator@" + this.region + "/" + school, "/people", """
				{"organisationId": %d, "lastName": "Новая", "firstName": "Анна", "birthDate": "1980-05-06",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(school)).is(201);
		JsonNode undone = go(id, "undo", "{}");
		assertThat(undone.get("totals").get("kept").asInt()).isEqualTo(2);
		assertThat(found(id, "kept")).contains("люди", "нижестоящие организации");
		assertThat(get(this.institute, "/organisations?q=школа 32").body().get("total").asInt()).isZero();
	}

	@Test
	@DisplayName("An undone load of organisations leaves the tables as they were")
	void anUndoneLoadLeavesNoTrace() {
		var before = dump();
		long id = batch("organisations", COLUMNS + "Северный район;;Орган управления;;;;;;;\n"
				+ "Школа № 41;;Школа;Северный район;;;;;Иванова Мария Петровна;\n");
		go(id, "load", "{}");
		assertThat(go(id, "undo", "{}").get("status").asString()).isEqualTo("undone");
		assertThat(dump()).isEqualTo(before);
	}

	@Test
	@DisplayName("BR-086: figures come with date and source, are approved by the institute's load, corrected and undone")
	void figuresAreLoadedCorrectedAndUndone() {
		String columns = "Школа;Показатель;По состоянию на;Количество;Форма;Реквизиты;Утвердить\n";
		String table = columns + "Школа № 12;Педагоги, всего;20.09.2026;64;ОО-1;Отчёт № 5;\n"
				+ "Школа № 13;Учащиеся;20.09.2026;1043;ОО-1;;Нет\n" + "Школа № 99;Учащиеся;20.09.2026;10;ОО-1;;\n"
				+ "Школа № 12;Учащиеся;20.09.2126;10;ОО-1;;\n" + "Школа № 12;Учащиеся;20.09.2025;много;;;\n";
		var before = dump();
		long id = batch("population", table);
		assertThat(found(id, "wrong")).contains("Такой действующей организации", "ещё не наступила", "откуда число");
		assertThat(go(id, "load", "{}").get("totals").get("loaded").asInt()).isEqualTo(2);
		JsonNode figure = get(this.curator, "/organisations/" + this.school + "/population").body().get(0);
		assertThat(figure.get("status").asString()).isEqualTo("approved");
		assertThat(figure.get("documentRef").asString()).isEqualTo("Отчёт № 5");
		assertThat(lastFact("population-changed", figure.get("id").asLong()).get("approved").asBoolean()).isTrue();
		assertThat(get(this.institute, "/organisations/" + this.sibling + "/population").body()
			.get(0)
			.get("status")
			.asString()).isEqualTo("submitted");
		var then = dump();
		long next = batch("population", columns + "Школа № 12;Педагоги, всего;20.09.2026;65;ОО-1;Отчёт № 6;\n");
		go(next, "load", "{\"existing\": \"update\"}");
		assertThat(
				get(this.curator, "/organisations/" + this.school + "/population").body().get(0).get("value").asInt())
			.isEqualTo(65);
		go(next, "undo", "{}");
		assertThat(dump().get("population")).isEqualTo(then.get("population"));
		post("curator@" + this.region + "/" + this.sibling, "/organisations/" + this.sibling + "/population", """
				{"asOf": "2026-09-20", "category": "pupils_total", "value": 1, "source": "школа"}""").is(201);
		JsonNode undone = go(id, "undo", "{}");
		// the correction and its undoing are work with the first figure, the school's
		// value with the second
		assertThat(undone.get("totals").get("kept").asInt()).isEqualTo(2);
		long again = batch("population", columns + "Школа № 12;Учащиеся;20.09.2024;10;ОО-1;;\n");
		var held = dump();
		go(again, "load", "{}");
		go(again, "undo", "{}");
		assertThat(dump()).isEqualTo(held).isNotEqualTo(before);
	}

	@Test
	@DisplayName("Only the institute loads the directory; a school sees neither its batches nor its templates' power")
	void power() {
		byte[] file = (COLUMNS + "Школа № 50;;Школа;;;;;;;\n").getBytes(StandardCharsets.UTF_8);
		for (String kind : new String[] { "organisations", "population" }) {
			upload(this.curator, "organisation=" + this.school + "&kind=" + kind, file).is(403);
			upload(this.municipal, "organisation=" + this.municipality + "&kind=" + kind, file).is(403);
			upload(this.municipal, "organisation=" + this.instituteId + "&kind=" + kind, file).is(404);
			byte[] template = download(this.institute,
					"/exchange/templates?organisation=" + this.instituteId + "&kind=" + kind);
			assertThat(upload(this.institute, "organisation=" + this.instituteId + "&kind=" + kind, template).is(422)
				.body()
				.get("detail")
				.asString()).contains("только заголовок");
		}
		upload(this.institute, "organisation=" + this.instituteId + "&kind=people", file).is(403);
	}

}
