package ru.nastavnik.registry.person;

import java.time.LocalDate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records over time: merges, history, people from outside, classes that pass.
 */
class RecordTests extends RegistryTests {

	private static final LocalDate TODAY = LocalDate.now(java.time.ZoneId.of("Europe/Moscow"));

	@Autowired
	private ExternalPeople external;

	private String other = "";

	@BeforeEach
	void callers() {
		this.other = "curator@" + this.region + "/" + this.sibling;
	}

	@Test
	@DisplayName("Two records of one school become one and two again")
	void mergeInsideAndUndo() {
		long into = teacher("Двойная");
		long from = teacher("Двойная");
		long mentor = post(this.curator, "/mentors", "{\"personId\": %d}".formatted(from)).is(201).id();
		signed(from, from, "2026-09-01").is(200);
		JsonNode twins = get(this.curator, "/people/" + into + "/merges").is(200).body();
		assertThat(twins.get("own")).hasSize(1);
		JsonNode preview = get(this.curator, "/people/" + into + "/merge-preview?with=" + from).is(200).body();
		assertThat(preview.get("obstacles")).isEmpty();
		assertThat(preview.get("parts").toString()).contains("mentor", "consent", "employment");
		long merge = post(this.curator, "/people/" + into + "/merges", "{\"personId\": %d}".formatted(from)).is(200)
			.body()
			.get("merges")
			.get(0)
			.get("id")
			.asLong();
		JsonNode one = get(this.curator, "/people/" + into).is(200).body();
		assertThat(one.get("mentor").get("id").asLong()).isEqualTo(mentor);
		assertThat(one.get("employments")).hasSize(2);
		assertThat(one.get("consents").get(0).get("signedBy").get("personId").asLong()).isEqualTo(into);
		assertThat(get(this.curator, "/people/" + from).body().get("mergedIntoId").asLong()).isEqualTo(into);
		assertThat(get(this.curator, "/people?q=двойная").body().get("total").asInt()).isEqualTo(1);
		assertThat(lastFact("person-merged", from).get("undone").asBoolean()).isFalse();
		post(this.curator, "/merges/" + merge + "/undo", "").is(204);
		JsonNode again = get(this.curator, "/people/" + from).is(200).body();
		assertThat(again.has("mergedIntoId")).isFalse();
		assertThat(again.get("mentor").get("id").asLong()).isEqualTo(mentor);
		assertThat(again.get("consents")).hasSize(1);
		assertThat(get(this.curator, "/people/" + into).body().get("employments")).hasSize(1);
		assertThat(get(this.curator, "/people?q=двойная").body().get("total").asInt()).isEqualTo(2);
		assertThat(lastFact("person-merged", from).get("undone").asBoolean()).isTrue();
	}

	@Test
	void whatBothHaveStaysInTheArchive() {
		long into = teacher("Двойная");
		long from = teacher("Двойная");
		signed(into, into, "2026-09-01").is(200);
		signed(from, from, "2026-09-02").is(200);
		post(this.curator, "/mentees", mentee(into)).is(201);
		post(this.curator, "/mentees", mentee(from)).is(201);
		JsonNode parts = get(this.curator, "/people/" + into + "/merge-preview?with=" + from).body().get("parts");
		assertThat(parts.toString()).contains("{\"table\":\"mentee\",\"moves\":0,\"stays\":1}",
				"{\"table\":\"consent\",\"moves\":0,\"stays\":1}");
		post(this.curator, "/people/" + into + "/merges", "{\"personId\": %d}".formatted(from)).is(200);
		assertThat(get(this.curator, "/mentees").body().get("total").asInt()).isEqualTo(1);
	}

	@Test
	@DisplayName("A merge takes each field from the card that is right, shows before what differs, and its undo is exact")
	void fieldsAreChosen() {
		long into = teacher("Двойная");
		long from = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Двойная-Новая", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1981-05-06", "phone": "+7 900 000-00-01", "email": "d@example.ru",
				 "employment": {"position": "deputy", "hiredOn": "2015-09-01"}}""".formatted(this.school)).is(201).id();
		signed(from, from, "2026-09-01").is(200);
		post(this.curator, "/mentors", "{\"personId\": %d}".formatted(from)).is(201);
		String before = rows(into, from);
		JsonNode preview = get(this.curator, "/people/" + into + "/merge-preview?with=" + from).is(200).body();
		assertThat(preview.get("differences").toString()).isEqualTo("[\"name\",\"birthDate\",\"phone\",\"email\"]");
		assertThat(preview.get("obstacles")).isEmpty();
		String uri = "/people/" + into + "/merges";
		assertThat(post(this.curator, uri, "{\"personId\": %d}".formatted(from)).is(400).violations())
			.contains("birthDate");
		assertThat(
				post(this.curator, uri, "{\"personId\": %d, \"fields\": {\"birthDate\": \"nobody\"}}".formatted(from))
					.status())
			.isEqualTo(400);
		long merge = post(this.curator, uri, """
				{"personId": %d, "fields": {"name": "from", "birthDate": "from", "phone": "into"}}""".formatted(from))
			.is(200)
			.body()
			.get("merges")
			.get(0)
			.get("id")
			.asLong();
		JsonNode one = get(this.curator, "/people/" + into).is(200).body();
		assertThat(one.get("name").asString()).isEqualTo("Двойная-Новая Мария Петровна");
		assertThat(one.get("birthDate").asString()).isEqualTo("1981-05-06");
		assertThat(one.has("phone")).isFalse();
		assertThat(one.get("email").asString()).isEqualTo("d@example.ru");
		assertThat(this.db.count("employment where born = '1981-05-06' and person_id = " + into)).isEqualTo(2);
		assertThat(get(this.curator, "/people?q=новая").body().get("total").asInt()).isEqualTo(1);
		assertThat(lastFact("participant-named", into).get("lastName").asString()).isEqualTo("Двойная-Новая");
		post(this.curator, "/merges/" + merge + "/undo", "").is(204);
		assertThat(rows(into, from)).isEqualTo(before);
		assertThat(lastFact("participant-named", into).get("lastName").asString()).isEqualTo("Двойная");
	}

	@Test
	@DisplayName("A minor and an adult stay two")
	void aMinorAndAnAdultStayTwo() {
		long adult = teacher("Двойная");
		long minor = pupil("Двойная");
		assertThat(get(this.curator, "/people/" + adult + "/merge-preview?with=" + minor).body()
			.get("obstacles")
			.toString()).contains("несовершеннолетний");
		assertThat(post(this.curator, "/people/" + adult + "/merges",
				"{\"personId\": %d, \"fields\": {\"birthDate\": \"into\"}}".formatted(minor))
			.is(409)
			.code()).isEqualTo("registry.person.merge-state");
	}

	/** All that the two records say, but for the numbers of edits. */
	private String rows(long into, long from) {
		StringBuilder rows = new StringBuilder();
		for (String table : new String[] { "person", "employment", "mentor", "consent", "person_fingerprint" }) {
			rows.append(this.db.client()
				.sql("""
						select coalesce(string_agg((to_jsonb(t) - 'version' - 'updated_at' - 'updated_by')::text, ' '
						  order by to_jsonb(t)::text), '') from %s t where t.person_id in (:into, :from)"""
					.formatted(table))
				.param("into", into)
				.param("from", from)
				.query(String.class)
				.single()).append('\n');
		}
		return rows.toString();
	}

	@Test
	@DisplayName("BR-072: a minor's leave to sign in follows a merge of records and comes back with its undo")
	void theLeaveOfAMinorFollowsAMerge() {
		long into = pupil("Детская");
		long from = pupil("Детская");
		long consent = signed(from, parentOf(from), "2026-09-01").is(200).id();
		post(this.director, "/account-leaves",
				"{\"personId\": %d, \"basis\": \"Приказ № 3\", \"consentId\": %d}".formatted(from, consent))
			.is(204);
		JsonNode merged = post(this.curator, "/people/" + into + "/merges", "{\"personId\": %d}".formatted(from))
			.is(200)
			.body();
		assertThat(this.db.count("minor_leave where person_id = " + into)).isEqualTo(1);
		post(this.curator, "/merges/" + merged.get("merges").get(0).get("id").asLong() + "/undo", "").is(204);
		assertThat(this.db.count("minor_leave where person_id = " + into)).isZero();
		assertThat(this.db.count("minor_leave where person_id = " + from)).isEqualTo(1);
	}

	@Test
	@DisplayName("BR-020: a merge that would make somebody their own representative is refused")
	void nobodyRepresentsThemselvesAfterAMerge() {
		long pupil = pupil("Детская");
		long parent = parentOf(pupil);
		assertThat(post(this.curator, "/people/" + pupil + "/merges", "{\"personId\": %d}".formatted(parent)).is(409)
			.code()).isEqualTo("registry.person.merge-state");
		post(this.curator, "/people/" + pupil + "/merges", "{\"personId\": %d}".formatted(pupil)).is(409);
		long teacher = teacher("Двойная");
		post(this.other, "/people/" + teacher + "/merges", "{\"personId\": %d}".formatted(teacher)).is(404);
		post(this.municipal, "/people/" + teacher + "/merges", "{\"personId\": %d}".formatted(teacher)).is(403);
	}

	@Test
	@DisplayName("Two schools: one proposes without seeing, the other agrees; both read the one card")
	void mergeAcrossSchools() {
		long into = teacher("Двойная");
		long from = post(this.other, "/people", """
				{"organisationId": %d, "lastName": "Двойная", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "employment": {"position": "teacher", "hiredOn": "2020-09-01"}}"""
			.formatted(this.sibling)).is(201).id();
		JsonNode twins = get(this.curator, "/people/" + into + "/merges").body();
		assertThat(twins.get("elsewhere").asBoolean()).isTrue();
		assertThat(twins.get("own")).isEmpty();
		JsonNode proposed = post(this.curator, "/people/" + into + "/merge-proposals", "").is(200).body();
		long merge = proposed.get("merges").get(0).get("id").asLong();
		assertThat(proposed.get("merges").get(0).has("name")).isFalse();
		post(this.curator, "/people/" + into + "/merge-proposals", "").is(409);
		post(this.curator, "/merges/" + merge + "/acceptance", "").is(404);
		assertThat(get(this.other, "/people/" + from + "/merges").body().get("merges")).hasSize(1);
		post(this.other, "/merges/" + merge + "/acceptance", "").is(204);
		assertThat(get(this.other, "/people/" + into).is(200).body().get("employments")).hasSize(1);
		assertThat(get(this.curator, "/people/" + into).body().get("employments")).hasSize(1);
		assertThat(
				get(this.other, "/people?organisation=" + this.sibling).body().get("items").get(0).get("id").asLong())
			.isEqualTo(into);
		post(this.other, "/merges/" + merge + "/undo", "").is(204);
		get(this.other, "/people/" + into).is(404);
		assertThat(get(this.other, "/people/" + from).is(200).body().get("employments")).hasSize(1);
	}

	@Test
	@DisplayName("BR-027: an adult from outside needs a seen certificate that is not older than twelve months")
	void clearRecord() {
		long guest = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Партнёров", "firstName": "Пётр", "birthDate": "1970-05-06"}"""
			.formatted(this.school)).is(201).id();
		assertThat(isClear(guest, TODAY)).isFalse();
		assertThat(put(this.curator, "/people/" + guest + "/external",
				"{\"partnerName\": \"Завод\", \"position\": \"инженер\"}")
			.is(200)
			.body()
			.get("external")
			.get("clearance")
			.asString()).isEqualTo("missing");
		post(this.curator, "/people/" + guest + "/record-checks", "{\"documentOn\": \"2999-01-01\"}").is(400);
		post(this.curator, "/people/" + guest + "/record-checks", """
				{"documentOn": "%s", "validUntil": "%s"}""".formatted(TODAY, TODAY.plusMonths(13))).is(400);
		LocalDate seen = TODAY.minusMonths(12).plusDays(10);
		JsonNode expiring = post(this.curator, "/people/" + guest + "/record-checks",
				"{\"documentOn\": \"%s\"}".formatted(seen))
			.is(201)
			.body()
			.get("external");
		assertThat(expiring.get("clearance").asString()).isEqualTo("expiring");
		assertThat(isClear(guest, TODAY)).isTrue();
		assertThat(isClear(guest, seen.minusDays(1))).isFalse();
		assertThat(isClear(guest, seen.plusMonths(12))).isTrue();
		assertThat(isClear(guest, seen.plusMonths(12).plusDays(1))).isFalse();
		assertThat(isClear(teacher("Учителева"), TODAY)).isTrue();
		put(this.other, "/people/" + guest + "/external", "{\"partnerName\": \"Завод\"}").is(404);
		put(this.curator, "/people/" + pupil("Детская") + "/external", "{\"partnerName\": \"Завод\"}").is(400);
	}

	@Test
	void classesPassToTheNextYearTogether() {
		long one = pupil("Первая");
		long two = pupil("Вторая");
		long last = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Выпускная", "firstName": "Анна", "birthDate": "2009-02-03",
				 "enrolment": {"grade": 11, "letter": "А", "from": "2016-09-01"}}""".formatted(this.school)).is(201)
			.id();
		JsonNode preview = get(this.curator, "/organisations/" + this.school + "/promotion?on=" + TODAY).is(200).body();
		assertThat(preview.get("classes")).hasSize(2);
		assertThat(preview.get("classes").get(0).get("next").asInt()).isEqualTo(8);
		assertThat(preview.get("classes").get(0).get("pupils")).hasSize(2);
		assertThat(preview.get("classes").get(1).has("next")).isFalse();
		get(this.other, "/organisations/" + this.school + "/promotion").is(404);
		long promotion = post(this.curator, "/organisations/" + this.school + "/promotions", """
				{"on": "%s", "enrolmentIds": [%d, %d]}""".formatted(TODAY, enrolment(one), enrolment(last))).is(201)
			.id();
		JsonNode passed = get(this.curator, "/people/" + one).body().get("enrolments");
		assertThat(passed).hasSize(2);
		assertThat(passed.get(0).get("grade").asInt()).isEqualTo(8);
		assertThat(passed.get(0).get("letter").asString()).isEqualTo("Б");
		assertThat(passed.get(1).get("to").asString()).isEqualTo(TODAY.minusDays(1).toString());
		assertThat(lastFact("participant-changed", one).get("grade").asInt()).isEqualTo(8);
		assertThat(get(this.curator, "/people/" + two).body().get("enrolments")).hasSize(1);
		assertThat(get(this.curator, "/people/" + last).body().get("enrolments").get(0).get("endReason").asString())
			.isEqualTo("graduated");
		post(this.other, "/promotions/" + promotion + "/undo", "").is(404);
		post(this.curator, "/promotions/" + promotion + "/undo", "").is(200);
		assertThat(get(this.curator, "/people/" + one).body().get("enrolments")).hasSize(1);
		assertThat(get(this.curator, "/people/" + last).body().get("enrolments").get(0).has("to")).isFalse();
		post(this.curator, "/promotions/" + promotion + "/undo", "").is(409);
	}

	@Test
	void theHistoryOfACardIsReadable() {
		long person = teacher("Прежняя");
		put(this.curator, "/people/" + person, """
				{"lastName": "Новая", "firstName": "Мария", "middleName": "Петровна", "birthDate": "1980-05-06",
				 "version": 0}""").is(200);
		signed(person, person, "2026-09-01").is(200);
		JsonNode history = get(this.curator, "/people/" + person + "/history").is(200).body();
		assertThat(history.toString()).contains("registered", "renamed", "Прежняя Мария Петровна", "hired",
				"consent_signed", "2010-09-01", "\"organisation\":\"Школа № 12\"", "\"by\":");
		get(this.other, "/people/" + person + "/history").is(404);
	}

	@Test
	@DisplayName("BR-065: the card keeps no passport, no СНИЛС, no address, no nationality, no parents' work")
	void nothingIsKeptWithoutAPurpose() {
		assertThat(this.db.client()
			.sql("select count(*) from information_schema.columns where table_schema = 'public' "
					+ "and table_name in ('person', 'employment', 'enrolment', 'representation', 'external_person') "
					+ "and column_name ~ '(passport|snils|address|nationality|citizenship|work_place)'")
			.query(Long.class)
			.single()).isZero();
		assertThat(post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Лишняя", "firstName": "Анна", "birthDate": "1980-01-01",
				 "passport": "1234 567890", "snils": "112-233-445 95"}""".formatted(this.school)).body().toString())
			.doesNotContain("567890", "112-233");
	}

	private boolean isClear(long person, LocalDate on) {
		return As.get(this.curator, () -> this.external.hasClearRecord(person, on));
	}

	private long enrolment(long person) {
		return get(this.curator, "/people/" + person).body().get("enrolments").get(0).get("id").asLong();
	}

	private static String mentee(long person) {
		return "{\"personId\": %d, \"category\": \"gaps\", \"mainRequest\": \"ИКТ\"}".formatted(person);
	}

}
