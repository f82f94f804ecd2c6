package ru.nastavnik.registry.rights;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests of people and their clocks, withdrawal, incidents. */
class DataRequestTests extends RegistryTests {

	@Test
	@DisplayName("life cycle 4.16: received, identity checked, in work, extended, answered, closed; each step is offered in its turn")
	void aRequestGoesThroughItsLife() {
		long person = teacher("Запросов");
		JsonNode request = receive(person, "access", "2026-11-09").body();
		assertThat(request.get("status").asString()).isEqualTo("received");
		assertThat(request.get("actions").toString()).contains("identity").doesNotContain("answer");
		String uri = "/data-requests/" + request.get("id").asLong();
		post(this.curator, uri + "/answer",
				"{\"on\": \"2026-11-10\", \"outcome\": \"done\", \"answer\": \"рано\", \"version\": 0}")
			.is(409);
		post(this.curator, uri + "/identity", "{\"on\": \"2026-11-01\", \"version\": 0}").is(400);
		post(this.curator, uri + "/identity", "{\"on\": \"2026-11-10\", \"version\": 0}").is(200);
		assertThat(post(this.curator, uri + "/work", "{\"version\": 0}").is(409).body().has("current")).isTrue();
		post(this.curator, uri + "/work", "{\"version\": 1}").is(200);
		JsonNode extended = post(this.curator, uri + "/extension",
				"{\"on\": \"2026-11-12\", \"reason\": \"Ждём архив\", \"version\": 2}")
			.is(200)
			.body();
		assertThat(extended.get("status").asString()).isEqualTo("extended");
		assertThat(LocalDate.parse(extended.get("dueOn").asString()))
			.isAfter(LocalDate.parse(request.get("dueOn").asString()));
		post(this.curator, uri + "/answer",
				"{\"on\": \"2026-11-20\", \"outcome\": \"done\", \"answer\": \"Выдана выгрузка\", \"version\": 3}")
			.is(200);
		assertThat(post(this.curator, uri + "/closing", "{\"version\": 4}").is(200).body().get("closedOn").asString())
			.isNotBlank();
		assertThat(get(this.curator, "/data-requests?person=" + person).is(200).body().get("items").size())
			.isEqualTo(1);
		get(this.municipal, uri).is(404);
	}

	@Test
	@DisplayName("BR-061 a demand to stop distribution is due in 3 working days")
	void stopDistributionIsDueInThreeWorkingDays() {
		// Monday: Tuesday, Wednesday and Thursday are the three days
		assertThat(due("stop_distribution", "2026-11-09")).isEqualTo("2026-11-12");
		assertThat(due("stop_distribution", "2026-11-12")).isEqualTo("2026-11-17");
	}

	@Test
	@DisplayName("BR-062 withdrawal 30 days; access and stop 10 working days with 5 more by notice; correction 7; unlawful stop 3 and destroy 10")
	void everyKindHasItsClock() {
		assertThat(due("withdrawal", "2026-10-10")).isEqualTo("2026-11-09");
		assertThat(due("access", "2026-11-09")).isEqualTo("2026-11-23");
		assertThat(due("stop_processing", "2026-11-09")).isEqualTo("2026-11-23");
		assertThat(due("correction", "2026-11-09")).isEqualTo("2026-11-18");
		JsonNode unlawful = receive(teacher("Законов"), "unlawful", "2026-11-09").body();
		assertThat(unlawful.get("stopBy").asString()).isEqualTo("2026-11-12");
		assertThat(unlawful.get("dueOn").asString()).isEqualTo("2026-11-23");
	}

	@Test
	@DisplayName("BR-060 a withdrawn consent closes the name above the school at once and opens a request with its clock; a new one opens the name")
	void aWithdrawnConsentClosesTheNameAtOnce() {
		long person = teacher("Отзывов");
		long consent = signed(person, person, "2026-09-01").is(200).id();
		get(this.municipal, "/people/" + person).is(200);
		post(this.curator, "/consents/" + consent + "/withdrawal",
				"{\"on\": \"2026-11-10\", \"reason\": \"Заявление\"}")
			.is(200);
		get(this.municipal, "/people/" + person).is(404);
		assertThat(get(this.municipal, "/people?q=отзывов").is(200).body().get("items").size()).isZero();
		get(this.curator, "/people/" + person).is(200);
		JsonNode request = get(this.curator, "/data-requests?person=" + person).is(200).body().get("items").get(0);
		assertThat(request.get("kind").asString()).isEqualTo("withdrawal");
		assertThat(request.get("dueOn").asString()).isEqualTo("2026-12-10");
		assertThat(lastFact("participant-changed", person).hasNonNull("consentUntil")).isFalse();
		signed(person, person, "2026-11-11").is(200);
		get(this.municipal, "/people/" + person).is(200);
	}

	@Test
	void whatIsKeptOfAPersonIsShownToTheirOrganisationOnly() {
		long person = teacher("Выгрузкин");
		signed(person, person, "2026-09-01").is(200);
		JsonNode file = get(this.curator, "/people/" + person + "/data").is(200).body();
		assertThat(file.get("sections").propertyNames()).contains("Карточка человека", "Места работы", "Согласия");
		assertThat(file.toString()).contains("Выгрузкин").doesNotContain("regionId").doesNotContain("region_id");
		get(this.municipal, "/people/" + person + "/data").is(404);
		get(this.psychologist, "/people/" + person + "/data").is(403);
		get("curator@" + this.region + "/" + this.sibling, "/people/" + person + "/data").is(404);
	}

	@Test
	@DisplayName("BR-061 what is kept of a person is handed out on paper in Russian words, all services together")
	void theFileIsPrinted() throws IOException {
		long person = teacher("Печатников");
		signed(person, person, "2026-09-01").is(200);
		String text = pdf(this.curator, HttpMethod.PUT, "/people/" + person + "/data/document", """
				{"others": {"Программы": {"Пары и группы": [{"goal": "Вести урок {{name}} **смело**", "id": 7}]},
				 "Реестр": {"Карточка человека": [{"last_name": "Подложный"}]}}}""");
		assertThat(text)
			.contains("Сведения о персональных данных", "Фамилия Печатников", "Дата рождения 06.05.1980",
					"Программы: Пары и группы", "Вести урок { {name}} * *смело* *", "Принят 01.09.2010")
			.doesNotContain("last_name", "Подложный");
		send(this.municipal, HttpMethod.PUT, "/people/" + person + "/data/document", "{\"others\": {}}").is(404);
	}

	@Test
	@DisplayName("BR-023/024 what others told is not in the file; special needs are, for the confidant and while the consent names them")
	void confidencesAreNotInTheFile() {
		long child = pupil("Тайнова");
		long consent = signed(child, parentOf(child), "2026-09-01").is(200).id();
		long mentee = post(this.curator, "/mentees", """
				{"personId": %d, "category": "pupil", "mainRequest": "Помочь",
				 "thirdParty": {"sourceRole": "other", "text": "Секрет соседки"}}""".formatted(child)).is(201).id();
		this.db.client()
			.sql("""
					insert into mentee_support (region_id, institute_id, municipality_id, organisation_id, mentee_id, codes, note)
					select region_id, institute_id, municipality_id, organisation_id, id, '{}', 'Нужен сурдопереводчик'
					from mentee where id = :mentee""")
			.param("mentee", mentee)
			.update();
		String uri = "/people/" + child + "/data";
		assertThat(get(this.curator, uri).is(200).body().toString()).doesNotContain("Секрет", "сурдопереводчик");
		this.db.execute("update consent set data_codes = data_codes || '{special_needs}' where id = " + consent);
		assertThat(get(this.curator, uri).is(200).body().toString()).contains("сурдопереводчик")
			.doesNotContain("Секрет");
		assertThat(get(this.director, uri).is(200).body().toString()).doesNotContain("Секрет", "сурдопереводчик");
	}

	@Test
	@DisplayName("What looks like a day and is none, and what is nothing, is printed as it is")
	void oddValuesArePrinted() throws IOException {
		long person = teacher("Печатников");
		assertThat(pdf(this.curator, HttpMethod.PUT, "/people/" + person + "/data/document", """
				{"others": {"Программы": {"Пары": [{"goal": "2026-13-01", "topic": null}, null], "Встречи": null,
				 "Планы": [{"subjects": ["Химия", null]}], "Итоги": {"starts_on": "2026-02-30T10:00"}}}}"""))
			.contains("2026-13-01", "2026-02-30T10:00", "Химия");
	}

	@Test
	@DisplayName("Two who change the same request or incident at once: one is told of the other")
	void changedOnce() throws Exception {
		String request = "/data-requests/" + receive(teacher("Гонкин"), "access", "2026-11-09").id();
		assertThat(atOnce("data_request",
				() -> post(this.curator, request + "/identity", "{\"on\": \"2026-11-10\", \"version\": 0}")))
			.containsExactlyInAnyOrder(200, 409);
		String incident = "/incidents/" + post(this.director, "/incidents", """
				{"organisationId": %d, "detectedAt": "%s", "account": {"what": "Письмо ушло не тому"}}"""
			.formatted(this.school, Instant.now().minus(1, ChronoUnit.HOURS))).is(201).id();
		assertThat(atOnce("incident",
				() -> put(this.director, incident, "{\"account\": {\"what\": \"Письмо\"}, \"version\": 0}")))
			.containsExactlyInAnyOrder(200, 409);
		assertThat(atOnce("incident",
				() -> post(this.director, incident + "/notice",
						"{\"at\": \"%s\", \"version\": 1}".formatted(Instant.now()))))
			.containsExactlyInAnyOrder(200, 409);
	}

	/** Both have read before either can write: somebody else holds the rows meanwhile. */
	private List<Integer> atOnce(String table, Supplier<Answer> request) throws Exception {
		CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> this.db
			.execute("do $$ begin perform id from %s where region_id = %d for update; perform pg_sleep(1.5); end $$"
				.formatted(table, this.region)), Thread::startVirtualThread);
		Thread.sleep(300);
		CompletableFuture<Answer> one = CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
		CompletableFuture<Answer> another = CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
		holder.get(20, TimeUnit.SECONDS);
		return List.of(one.get(20, TimeUnit.SECONDS).status(), another.get(20, TimeUnit.SECONDS).status());
	}

	@Test
	@DisplayName("Lists of requests and of ended terms, and a request itself, say in the log which minors they named")
	void namedMinorsAreLogged() {
		long child = pupil("Журналова");
		long adult = teacher("Журналов");
		long request = receive(child, "access", "2026-11-09").id();
		receive(adult, "access", "2026-11-09");
		String read = "audit_event where action = 'read' and subject_type = 'person' and organisation_id = "
				+ this.school + " and person_id = ";
		assertThat(this.db.count(read + child)).isZero();
		get(this.curator, "/data-requests?organisation=" + this.school).is(200);
		assertThat(this.db.count(read + child)).isEqualTo(1);
		get(this.curator, "/data-requests/" + request).is(200);
		assertThat(this.db.count(read + child)).isEqualTo(2);
		this.db.execute("update data_request set status = 'closed' where id = " + request);
		long mentee = post(this.curator, "/mentees", """
				{"personId": %d, "category": "pupil", "mainRequest": "Помочь"}""".formatted(child)).is(201).id();
		this.db.execute("update mentee set status = 'left', status_since = '2020-05-31' where id = " + mentee);
		assertThat(get(this.curator, "/retention?organisation=" + this.school).is(200).body().get("items")).hasSize(1);
		assertThat(this.db.count(read + child)).isEqualTo(3);
		assertThat(this.db.count(read + adult)).isZero();
	}

	@Test
	@DisplayName("Whose file is read or printed is in the log")
	void theFileIsLogged() throws IOException {
		long person = pupil("Журналов");
		get(this.curator, "/people/" + person + "/data").is(200);
		pdf(this.curator, HttpMethod.PUT, "/people/" + person + "/data/document", "{\"others\": {}}");
		String events = "audit_event where subject_type = 'person' and person_id = " + person + " and action = ";
		assertThat(this.db.count(events + "'exported'")).isEqualTo(1);
		assertThat(this.db.count(events + "'printed'")).isEqualTo(1);
	}

	private String pdf(String grants, HttpMethod method, String uri, String body) throws IOException {
		MockHttpServletResponse response = this.mvc.method(method)
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.with(As.grants(grants))
			.exchange()
			.getResponse();
		assertThat(response.getStatus()).isEqualTo(200);
		try (PDDocument pdf = Loader.loadPDF(response.getContentAsByteArray())) {
			assertThat(pdf.getDocumentCatalog().getLanguage()).startsWith("ru");
			assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids()).isNotEmpty();
			return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
		}
	}

	@Test
	@DisplayName("BR-063 the act of destruction is printed with the requisites of order 179 and the extract of the log")
	void theActIsPrinted() throws IOException {
		long person = teacher("Актов");
		signed(person, person, "2026-09-01").is(200);
		String uri = "/data-requests/" + receive(person, "withdrawal", "2026-11-09").id();
		post(this.curator, uri + "/identity", "{\"on\": \"2026-11-10\", \"version\": 0}").is(200);
		post(this.curator, uri + "/work", "{\"version\": 1}").is(200);
		post(this.curator, uri + "/destruction", "{\"version\": 2}").is(200);
		long act = post(this.director, uri + "/destruction-approval", "{\"version\": 3}").is(200)
			.body()
			.get("actId")
			.asLong();
		assertThat(pdf(this.director, HttpMethod.GET, "/destruction-acts/" + act + "/document", ""))
			.contains("Акт № " + act + " об уничтожении персональных данных", "от 28.10.2022 № 179",
					"Школа № 12 полностью", "Выгрузка из журнала регистрации событий", "Карточка человека 1")
			.doesNotContain("Актов ");
	}

	@Test
	@DisplayName("BR-064 an incident: first notice within 24 hours, result within 72, with drafts of both texts")
	void anIncidentHasTwoClocks() {
		Instant detected = Instant.now().minus(30, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
		JsonNode incident = post(this.director, "/incidents", """
				{"organisationId": %d, "detectedAt": "%s",
				 "account": {"what": "Письмо ушло не тому", "subjects": 3, "categories": "Фамилии"}}"""
			.formatted(this.school, detected)).is(201).body();
		assertThat(Instant.parse(incident.get("noticeDue").asString())).isEqualTo(detected.plus(24, ChronoUnit.HOURS));
		assertThat(Instant.parse(incident.get("resultDue").asString())).isEqualTo(detected.plus(72, ChronoUnit.HOURS));
		assertThat(incident.get("noticeOverdue").asBoolean()).isTrue();
		assertThat(incident.get("resultOverdue").asBoolean()).isFalse();
		assertThat(incident.get("noticeDraft").asString()).contains("Письмо ушло не тому")
			.contains("Школа № 12 полностью");
		String uri = "/incidents/" + incident.get("id").asLong();
		post(this.director, uri + "/result",
				"{\"at\": \"%s\", \"result\": \"Ошибка\", \"version\": 0}".formatted(detected))
			.is(409);
		post(this.director, uri + "/notice", "{\"at\": \"%s\", \"version\": 0}".formatted(Instant.now())).is(200);
		JsonNode done = post(this.director, uri + "/result",
				"{\"at\": \"%s\", \"result\": \"Ошибка в адресе\", \"version\": 1}".formatted(Instant.now()))
			.is(200)
			.body();
		assertThat(done.get("resultDraft").asString()).contains("Ошибка в адресе");
		assertThat(done.get("resultOverdue").asBoolean()).isFalse();
	}

	private Answer receive(long person, String kind, String on) {
		return post(this.curator, "/data-requests", """
				{"personId": %d, "kind": "%s", "applicant": "self", "channel": "paper", "receivedOn": "%s"}"""
			.formatted(person, kind, on)).is(201);
	}

	private String due(String kind, String on) {
		return receive(teacher("Срокова"), kind, on).body().get("dueOn").asString();
	}

}
