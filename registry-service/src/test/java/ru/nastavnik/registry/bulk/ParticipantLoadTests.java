package ru.nastavnik.registry.bulk;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class ParticipantLoadTests extends RegistryTests {

	private static final String PUPIL = """
			{"key": "p%1$d", "lastName": "Детская", "firstName": "Анна", "birthDate": "2012-02-03", "kind": "pupil",
			 "grade": 7, "letter": "Б", "enrolledOn": "2019-09-01",
			 "representative": {"lastName": "Детский", "firstName": "Пётр", "birthDate": "1980-02-03", "kind": "parent"},
			 "consent": {"signedOn": "2026-09-01", "validUntil": "2099-09-01"},
			 "mentee": {"category": "pupil", "status": "in_base", "mainRequest": "Учёба", "requestCodes": ["study"]}}""";

	private static final String TEACHER = """
			{"key": "t%1$d", "lastName": "Учителева", "firstName": "Мария", "birthDate": "1980-02-03", "kind": "staff",
			 "position": "teacher", "hiredOn": "2010-09-01", "experienceSince": "2002-09-01",
			 "consent": {"signedOn": "2026-09-01"},
			 "mentor": {"status": "available", "maxLoad": 2, "timeHoursPerMonth": 8, "competences": ["Математика"]}}""";

	@Test
	void aLoadIsWhatSingleCommandsWouldHaveMade() {
		Answer loaded = load(PUPIL.formatted(1) + "," + TEACHER.formatted(2)).is(200);
		long pupil = loaded.body().get("ids").get("p1").asLong();
		long teacher = loaded.body().get("ids").get("t2").asLong();
		Answer card = get(this.curator, "/people/" + pupil).is(200);
		assertThat(card.body().get("mentee").get("status").asString()).isEqualTo("in_base");
		assertThat(card.body().get("representatives")).hasSize(1);
		assertThat(card.body().get("consents").get(0).get("signedBy").get("kind").asString())
			.isEqualTo("representative");
		assertThat(lastFact("participant-changed", pupil).toString()).contains("\"consentUntil\":\"2030-03-05\"",
				"\"grade\":7");
		assertThat(lastFact("participant-named", pupil).get("lastName").asString()).isEqualTo("Детская");
		assertThat(lastFact("participant-changed", teacher).get("mentor").get("status").asString())
			.isEqualTo("available");
		put(this.curator, "/people/" + teacher, """
				{"lastName": "Учителева", "firstName": "Мария", "birthDate": "1980-02-04", "version": 0}""").is(200);
		assertThat(get(this.curator, "/people?kind=representative").body().get("total").asInt()).isEqualTo(1);
		assertThat(post(this.curator, "/people/duplicates", """
				{"organisationId": %d, "lastName": "Детская", "firstName": "Анна", "birthDate": "2012-02-03"}"""
			.formatted(this.school)).is(200).body().get("found").asBoolean()).isTrue();
	}

	@Test
	@DisplayName("BR-016, BR-017, BR-026: a load keeps the rules and names every row at fault")
	void aLoadKeepsTheRules() {
		long before = this.db.count("person");
		String withoutParent = PUPIL.formatted(2).replaceAll("\"representative\": \\{[^}]*},", "");
		String withoutConsent = TEACHER.formatted(3).replace("\"consent\": {\"signedOn\": \"2026-09-01\"},", "");
		String unwilling = TEACHER.formatted(4).replace("\"maxLoad\"", "\"voluntary\": false, \"maxLoad\"");
		Answer refused = load(PUPIL.formatted(1) + "," + withoutParent + "," + withoutConsent + "," + unwilling + ","
				+ TEACHER.formatted(4) + "," + TEACHER.formatted(6).replace("1980-02-03", "2999-02-03"))
			.is(400);
		assertThat(refused.violations())
			.contains("rows[1].consent.signedOn", "rows[2].mentor.status", "rows[3].mentor.voluntary", "rows[4].key",
					"rows[5].birthDate")
			.doesNotContain("rows[0]");
		assertThat(this.db.count("person")).isEqualTo(before);
	}

	@Test
	void shapeIsCheckedRowByRow() {
		assertThat(load(TEACHER.formatted(1) + "," + TEACHER.formatted(2).replace("Учителева", "Учитeлева")).is(400)
			.violations()).contains("rows[1].lastName");
		assertThat(load(TEACHER.formatted(1).replace("\"hiredOn\": \"2010-09-01\",", "")).is(400).violations())
			.contains("rows[0]");
		load(TEACHER.formatted(1).replace("2010-09-01", "2027-02-29")).is(400);
		load("null").is(400);
		post(this.curator, "/bulk/participants", "{\"organisationId\": %d, \"rows\": []}".formatted(this.school))
			.is(400);
		post(this.curator, "/bulk/participants",
				"{\"organisationId\": %d, \"rows\": [%s]}".formatted(this.sibling, TEACHER.formatted(1)))
			.is(404);
	}

	@Test
	void aLoadTakesTheSameFewStatementsForAnySize() {
		StringBuilder rows = new StringBuilder(PUPIL.formatted(0));
		for (int at = 1; at < 500; at++) {
			rows.append(',').append((at % 2 == 0) ? PUPIL.formatted(at) : TEACHER.formatted(at));
		}
		assertThat(Statements.of(() -> load(rows.toString()).is(200))).hasSizeLessThanOrEqualTo(25)
			.noneMatch((sql) -> sql.contains("advisory"));
	}

	@Test
	void theLargestLoadFitsIntoARequestWithAKey() throws Exception {
		String rows = IntStream.range(0, 5000).mapToObj(PUPIL::formatted).collect(Collectors.joining(","));
		MockHttpServletResponse response = this.mvc.post()
			.uri("/bulk/participants")
			.header("Idempotency-Key", "largest-" + this.school)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"organisationId\": %d, \"rows\": [%s]}".formatted(this.school, rows))
			.with(As.grants(this.curator))
			.exchange()
			.getResponse();
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(this.json.readTree(response.getContentAsByteArray()).get("ids")).hasSize(5000);
	}

	private Answer load(String rows) {
		return post(this.curator, "/bulk/participants",
				"{\"organisationId\": %d, \"rows\": [%s]}".formatted(this.school, rows));
	}

}
