package ru.nastavnik.registry.act;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletResponse;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class ActTests extends RegistryTests {

	private static final LocalDate TODAY = LocalDate.now(java.time.ZoneId.of("Europe/Moscow"));

	@Test
	@DisplayName("BR-013: a region begins with the federal acts, its institute repeals and adds, its schools read them")
	void theLibraryOfTheRegion() {
		Answer federal = get(this.curator, "/acts?level=federal&size=100").is(200);
		assertThat(federal.body().get("total").asInt()).isEqualTo(FederalLibrary.ACTS.size());
		assertThat(federal.body().toString()).contains("Р-145", "АЗ-1128/08", "273-ФЗ", "152-ФЗ", "1264-р");
		assertThat(post(this.institute, "/federal-acts", "{\"organisationId\": %d}".formatted(this.instituteId)).is(200)
			.body()
			.get("added")
			.asInt()).isZero();
		post(this.curator, "/federal-acts", "{\"organisationId\": %d}".formatted(this.school)).is(403);
		long regional = add(this.institute, this.instituteId, "regional", "14", "").is(201).id();
		assertThat(get(this.curator, "/acts/" + regional).is(200).body().get("keeps").asBoolean()).isFalse();
		put(this.curator, "/acts/" + regional, act("15", "").replace("}", ", \"version\": 0}")).is(403);
		add(this.curator, this.school, "regional", "15", "").is(403);
		add(this.municipal, this.municipality, "municipal", "3-м", "").is(201);
		assertThat(get(this.curator, "/acts?level=municipal").body().get("total").asInt()).isEqualTo(1);
		long local = add(this.curator, this.school, "institutional", "77", "").is(201).id();
		get("curator@" + this.region + "/" + this.sibling, "/acts/" + local).is(404);
		get("curator@987/654", "/acts/" + regional).is(404);
		assertThat(add(this.curator, this.school, "institutional", "77", "").is(409).code())
			.isEqualTo("registry.act.exists");
	}

	@Test
	@DisplayName("BR-013: a repealed or replaced act flags every document that cites it, until it is mended")
	void aRepealedActFlagsWhatCitesIt() {
		long cited = add(this.institute, this.instituteId, "regional", "14", "").is(201).id();
		long newer = add(this.institute, this.instituteId, "regional", "28", "").is(201).id();
		String cites = ", \"cites\": [%d]".formatted(cited);
		long local = add(this.curator, this.school, "institutional", "77", cites).is(201).id();
		long minutes = minutes("5", cites).is(201).id();
		assertThat(get(this.curator, "/acts?level=institutional&flagged=true").body().get("total").asInt()).isZero();
		post(this.curator, "/acts/" + cited + "/repeal", "{\"on\": \"2026-10-01\"}").is(403);
		post(this.institute, "/acts/" + cited + "/repeal",
				"{\"on\": \"2026-10-01\", \"replacedById\": %d}".formatted(newer))
			.is(200);
		Answer flagged = get(this.curator, "/acts?level=institutional&flagged=true").is(200);
		assertThat(flagged.body().get("items").get(0).get("id").asLong()).isEqualTo(local);
		assertThat(flagged.body().get("items").get(0).get("cites").get(0).get("replacedById").asLong())
			.isEqualTo(newer);
		assertThat(get(this.curator, "/minutes?flagged=true").body().get("items").get(0).get("id").asLong())
			.isEqualTo(minutes);
		assertThat(get(this.curator, "/reminders").body().toString()).contains("acts-flagged", "Документов: 2");
		assertThat(readiness().get("completeness").get("flagged").asInt()).isEqualTo(2);
		put(this.curator, "/acts/" + local,
				act("77", ", \"cites\": [%d]".formatted(newer)).replaceAll("}$", ", \"version\": 0}"))
			.is(200);
		assertThat(get(this.curator, "/acts?level=institutional&flagged=true").body().get("total").asInt()).isZero();
		post(this.institute, "/acts/" + cited + "/reinstatement", "").is(200);
		assertThat(get(this.curator, "/minutes?flagged=true").body().get("total").asInt()).isZero();
		post(this.institute, "/acts/" + cited + "/repeal",
				"{\"on\": \"2026-10-01\", \"replacedById\": %d}".formatted(cited))
			.is(400);
		post(this.institute, "/acts/" + cited + "/repeal", "{\"on\": \"2000-10-01\"}").is(400);
		assertThat(minutes("6", ", \"cites\": [987654321]").is(400).violations()).contains("cites");
	}

	@Test
	@DisplayName("BR-011: the four acts of a school: regulation, pairing order, councils, programmes")
	void theFourActsOfASchool() {
		assertThat(readiness().get("completeness").get("regulation")).isEmpty();
		add(this.curator, this.school, "institutional", "1", ", \"serves\": \"regulation\"").is(201);
		add(this.curator, this.school, "institutional", "2", ", \"serves\": \"pairing_order\"").is(201);
		long plan = add(this.curator, this.school, "institutional", "3", ", \"serves\": \"council\"").is(201).id();
		add(this.curator, this.school, "institutional", "4", ", \"serves\": \"programmes\"").is(201);
		minutes("1", "").is(201);
		var completeness = readiness().get("completeness");
		for (String part : new String[] { "regulation", "pairingOrder", "council", "programmes" }) {
			assertThat(completeness.get(part)).as(part).hasSize(1);
		}
		assertThat(completeness.get("minutesThisYear").asInt()).isEqualTo(1);
		post(this.curator, "/acts/" + plan + "/repeal", "{\"on\": \"%s\"}".formatted(TODAY)).is(200);
		assertThat(readiness().get("completeness").get("council")).isEmpty();
		add(this.institute, this.instituteId, "regional", "9", ", \"serves\": \"regulation\"").is(400);
		get(this.municipal, "/readiness?organisation=" + this.school).is(403);
	}

	@Test
	@DisplayName("BR-012: five conditions of a start, each with who, when and why not")
	void theConditionsOfAStart() {
		assertThat(readiness().get("conditions")).hasSize(5)
			.allMatch((condition) -> condition.get("state").asString().equals("open"));
		String body = "{\"organisationId\": %d, \"year\": 2026, \"item\": \"%s\", \"state\": \"%s\", \"version\": 0%s}";
		Answer done = put(this.curator, "/launch-conditions",
				body.formatted(this.school, "team", "done", ", \"on\": \"2026-09-02\""))
			.is(200);
		assertThat(done.body().get("on").asString()).isEqualTo("2026-09-02");
		assertThat(done.body().get("by").asString()).isNotEmpty();
		assertThat(put(this.curator, "/launch-conditions", body.formatted(this.school, "roadmap", "waived", "")).is(400)
			.violations()).contains("reason");
		put(this.curator, "/launch-conditions",
				body.formatted(this.school, "roadmap", "waived", ", \"reason\": \"Ведём план района\""))
			.is(200);
		put(this.curator, "/launch-conditions", body.formatted(this.school, "team", "open", "")).is(409);
		assertThat(put(this.director, "/launch-conditions",
				body.formatted(this.school, "team", "open", "").replace("\"version\": 0", "\"version\": 1"))
			.is(200)
			.body()
			.get("state")
			.asString()).isEqualTo("open");
		put(this.psychologist, "/launch-conditions", body.formatted(this.school, "acts", "done", "")).is(403);
		put("curator@" + this.region + "/" + this.sibling, "/launch-conditions",
				body.formatted(this.school, "acts", "done", ""))
			.is(404);
		assertThat(get(this.curator, "/readiness?organisation=" + this.school + "&year=2025").body()
			.get("conditions")
			.toString()).doesNotContain("waived");
	}

	@Test
	@DisplayName("BR-015: twelve months after the last word about who needs mentoring: a task for the curator, a mark for the director")
	void theYearlyConfirmation() {
		assertThat(readiness().get("need").get("overdue").asBoolean()).isFalse();
		assertThat(get(this.curator, "/reminders").body()).isEmpty();
		this.db.execute(
				"update organisation set created_at = now() - interval '12 months 2 days' where id = " + this.school);
		assertThat(readiness().get("need").get("overdue").asBoolean()).isTrue();
		assertThat(get(this.curator, "/reminders").body().get(0).get("kind").asString()).isEqualTo("need-confirmation");
		assertThat(get(this.director, "/reminders?organisation=" + this.school).body().get(0).get("why").asString())
			.contains("Куратор не подтвердил");
		long mentee = teacher("Молодцова");
		post(this.curator, "/mentees",
				"{\"personId\": %d, \"category\": \"gaps\", \"mainRequest\": \"ИКТ\"}".formatted(mentee))
			.is(201);
		String body = "{\"organisationId\": %d, \"note\": \"Сверено\"}".formatted(this.school);
		post(this.director, "/need-confirmations", body).is(403);
		Answer need = post(this.curator, "/need-confirmations", body).is(201);
		assertThat(need.body().get("overdue").asBoolean()).isFalse();
		assertThat(need.body().get("listed").asInt()).isEqualTo(1);
		assertThat(need.body().get("dueOn").asString()).isEqualTo(TODAY.plusMonths(12).toString());
		assertThat(get(this.curator, "/reminders").body()).isEmpty();
		this.db.execute("update need_confirmation set confirmed_on = confirmed_on - 340 where organisation_id = "
				+ this.school);
		assertThat(get(this.curator, "/reminders").body().toString()).contains("need-confirmation");
		assertThat(get(this.director, "/reminders").body()).isEmpty();
	}

	@Test
	@DisplayName("8.22: minutes are printed with their requisites, agenda and decision, as Word and as PDF, for the own school only")
	void minutesOnPaper() throws java.io.IOException {
		long minutes = minutes("8", "").is(201).id();
		String uri = "/minutes/" + minutes + "/document";
		MockHttpServletResponse pdf = this.mvc.get().uri(uri).with(As.grants(this.curator)).exchange().getResponse();
		assertThat(pdf.getContentAsByteArray()).startsWith('%', 'P', 'D', 'F');
		MockHttpServletResponse word = this.mvc.get()
			.uri(uri + "?format=docx")
			.with(As.grants(this.curator))
			.exchange()
			.getResponse();
		try (var document = new org.apache.poi.xwpf.usermodel.XWPFDocument(
				new java.io.ByteArrayInputStream(word.getContentAsByteArray()));
				var text = new org.apache.poi.xwpf.extractor.XWPFWordExtractor(document)) {
			assertThat(text.getText()).contains("ПРОТОКОЛ", "№ 8", "ПОВЕСТКА", "РЕШИЛИ", "Секретарь")
				.doesNotContain("{{");
		}
		get("curator@1/2/3/987654", uri).is(404);
	}

	@ParameterizedTest
	@CsvSource({ "5, 2026-09-10, 409", "5, 2025-09-10, 201", "6, 2026-09-10, 201", "5, 2999-09-10, 400" })
	void theNumberOfMinutesIsUniqueInABodyAndYear(String number, LocalDate date, int status) {
		minutes("5", "").is(201);
		Answer answer = post(this.curator, "/minutes", minutesBody(number, date.toString(), "Педагогический Совет", ""))
			.is(status);
		if (status == 409) {
			assertThat(answer.code()).isEqualTo("registry.minutes.number-taken");
			post(this.curator, "/minutes", minutesBody(number, date.toString(), "Методический совет", "")).is(201);
		}
	}

	@Test
	void listsAreFoundByAWordAndReadInAFewStatements() {
		long minutes = minutes("5", "").is(201).id();
		assertThat(get(this.curator, "/minutes?q=наставн").body().get("total").asInt()).isEqualTo(1);
		assertThat(get(this.curator, "/minutes?q=нечто").body().get("total").asInt()).isZero();
		assertThat(get(this.curator, "/acts?q=методология р-145").body().get("total").asInt()).isZero();
		assertThat(get(this.curator, "/acts?q=методологии р 145").body().get("total").asInt()).isEqualTo(1);
		long act = add(this.curator, this.school, "institutional", "77", "").is(201).id();
		add(this.curator, this.school, "institutional", "78", ", \"cites\": [%d]".formatted(act)).is(201);
		assertThat(Statements.count(() -> get(this.curator, "/acts?size=100").is(200))).isEqualTo(3);
		assertThat(Statements.count(() -> get(this.curator, "/minutes").is(200))).isEqualTo(2);
		assertThat(Statements.count(() -> get(this.curator, "/readiness?organisation=" + this.school).is(200)))
			.isLessThanOrEqualTo(8);
		put(this.curator, "/minutes/" + minutes,
				minutesBody("7", "2026-09-10", "Педагогический совет", "").replaceAll("}$", ", \"version\": 0}"))
			.is(200);
		put(this.curator, "/minutes/" + minutes,
				minutesBody("7", "2026-09-10", "Педагогический совет", "").replaceAll("}$", ", \"version\": 0}"))
			.is(409);
	}

	@Test
	void aFileOfASharedActIsReadInTheRegionAndOfALocalOneAtHome() {
		long regional = add(this.institute, this.instituteId, "regional", "14", "").is(201).id();
		long local = add(this.curator, this.school, "institutional", "77", "").is(201).id();
		assertThat(attach(this.institute, "/acts/" + regional + "/file", "приказ.pdf", "%PDF-1.4 текст"))
			.isEqualTo(200);
		assertThat(attach(this.curator, "/acts/" + local + "/file", "положение.pdf", "%PDF-1.4 текст")).isEqualTo(200);
		assertThat(attach(this.curator, "/acts/" + local + "/file", "положение.pdf", "MZ\u0001")).isEqualTo(422);
		assertThat(attach(this.curator, "/acts/" + regional + "/file", "приказ.pdf", "%PDF-1.4 текст")).isEqualTo(403);
		assertThat(download(this.curator, "/acts/" + regional + "/file")).contains("%PDF");
		assertThat(download(this.curator, "/acts/" + local + "/file")).contains("%PDF");
		assertThat(download("curator@" + this.region + "/" + this.sibling, "/acts/" + local + "/file"))
			.contains("not-found");
	}

	private int attach(String grants, String uri, String name, String content) {
		return this.mvc.post()
			.uri(uri)
			.header("X-File-Name", java.net.URLEncoder.encode(name, StandardCharsets.UTF_8))
			.contentType("application/octet-stream")
			.content(content.getBytes(StandardCharsets.UTF_8))
			.with(As.grants(grants))
			.exchange()
			.getResponse()
			.getStatus();
	}

	private String download(String grants, String uri) {
		MockHttpServletResponse response = this.mvc.get().uri(uri).with(As.grants(grants)).exchange().getResponse();
		return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private tools.jackson.databind.JsonNode readiness() {
		return get(this.curator, "/readiness?organisation=" + this.school + "&year=2026").is(200).body();
	}

	private Answer add(String grants, long organisation, String level, String number, String more) {
		return post(grants, "/acts", act(number, more).replaceFirst("\\{",
				"{\"organisationId\": %d, \"level\": \"%s\", ".formatted(organisation, level)));
	}

	private static String act(String number, String more) {
		return """
				{"kind": "Положение", "issuer": "Школа", "number": "%s", "date": "2026-09-01", "title": "О наставничестве"%s}"""
			.formatted(number, more);
	}

	private Answer minutes(String number, String more) {
		return post(this.curator, "/minutes", minutesBody(number, "2026-09-10", "Педагогический совет", more));
	}

	private String minutesBody(String number, String date, String body, String more) {
		return """
				{"organisationId": %d, "body": "%s", "number": "%s", "date": "%s", "agenda": "О системе наставничества",
				 "decision": "Принять положение"%s}""".formatted(this.school, body, number, date, more);
	}

}
