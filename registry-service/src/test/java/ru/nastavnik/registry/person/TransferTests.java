package ru.nastavnik.registry.person;

import java.time.LocalDate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People go from school to school; nothing of their history is lost.
 */
class TransferTests extends RegistryTests {

	private static final LocalDate TODAY = LocalDate.now(java.time.ZoneId.of("Europe/Moscow"));

	@Autowired
	private TransferUpkeep upkeep;

	private String other = "";

	@BeforeEach
	void callers() {
		this.other = "curator@" + this.region + "/" + this.sibling;
	}

	@Test
	@DisplayName("BR-029: a duplicate elsewhere is found without a word about it, an own one by its card")
	void duplicatesAreGuarded() {
		long own = teacher("Двойникова");
		assertThat(
				ask(this.curator, this.school, "ДВОЙНИКОВА", "1980-05-06").is(200).body().get("own").get("id").asLong())
			.isEqualTo(own);
		assertThat(ask(this.other, this.sibling, "Двойникова", "1980-05-06").is(200).body().toString())
			.isEqualTo("{\"found\":true}");
		assertThat(ask(this.other, this.sibling, "Двойникова", "1981-05-06").body().toString())
			.isEqualTo("{\"found\":false}");
		ask(this.other, this.school, "Двойникова", "1980-05-06").is(404);
		ask(this.psychologist, this.school, "Двойникова", "1980-05-06").is(404);
		assertThat(this.db.client()
			.sql("select count(*) from person_ask where organisation_id = :school and found = array[:person]::bigint[]")
			.param("school", this.sibling)
			.param("person", own)
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	@Test
	@DisplayName("BR-029: whoever asks too often is stopped")
	void probingIsLimited() {
		for (int at = 0; at < 60; at++) {
			ask(this.other, this.sibling, "Двойникова", LocalDate.of(1980, 1, 1).plusDays(at).toString()).is(200);
		}
		assertThat(ask(this.other, this.sibling, "Двойникова", "1980-05-06").is(429).code())
			.isEqualTo("registry.person.too-many-asks");
		ask(this.curator, this.school, "Двойникова", "1980-05-06").is(200);
	}

	@Test
	void somebodyKnownElsewhereIsAcceptedByNameAndBirthDate() {
		long person = teacher("Совместительница");
		assertThat(accept("Совместительница", "1980-05-07", "2026-09-01").is(404).code())
			.isEqualTo("registry.person.not-known");
		Answer accepted = accept("Совместительница", "1980-05-06", "2026-09-01").is(201);
		assertThat(accepted.id()).isEqualTo(person);
		assertThat(accepted.body().get("employments")).hasSize(1);
		assertThat(accepted.body().get("belongs").get("kept").asBoolean()).isFalse();
		assertThat(get(this.curator, "/people/" + person).body().get("employments")).hasSize(1);
		accept("Совместительница", "1980-05-06", "2026-09-01").is(409);
		long transfer = accepted.body().get("transfers").get(0).get("id").asLong();
		post(this.other, "/transfers/" + transfer + "/undo", "").is(204);
		get(this.other, "/people/" + person).is(404);
		assertThat(get(this.curator, "/people/" + person).body().get("belongs").has("keeper")).isFalse();
	}

	@Test
	void whoeverHasLeftComesWithTheCard() {
		long person = teacher("Ушедшая");
		long employment = employment(person);
		post(this.curator, "/employments/" + employment + "/dismissal", """
				{"on": "2026-08-31", "reason": "own_wish", "basisNo": "17-к", "basisOn": "2026-08-20", "version": 0}""")
			.is(200);
		Answer accepted = accept("Ушедшая", "1980-05-06", "2026-09-01").is(201);
		assertThat(accepted.body().get("belongs").get("kept").asBoolean()).isTrue();
		JsonNode former = get(this.curator, "/people/" + person).is(200).body();
		assertThat(former.get("belongs").get("former").asBoolean()).isTrue();
		assertThat(former.get("employments").get(0).get("endBasisNo").asString()).isEqualTo("17-к");
	}

	@Test
	@DisplayName("Transfer: the old post ends the day before, the card and the mentor's profile go along, consents stay")
	void aTransferOfToday() {
		long person = teacher("Переводная");
		signed(person, person, "2026-09-01").is(200);
		long mentor = post(this.curator, "/mentors", "{\"personId\": %d, \"voluntary\": true}".formatted(person)).id();
		post(this.curator, "/mentors/" + mentor + "/status", "{\"to\": \"available\", \"carriedOver\": true}").is(200);
		JsonNode old = transfer(person, TODAY).is(201).body();
		assertThat(old.get("employments").get(0).get("dismissedOn").asString())
			.isEqualTo(TODAY.minusDays(1).toString());
		assertThat(old.get("employments").get(0).get("endReason").asString()).isEqualTo("transfer");
		assertThat(old.get("belongs").get("former").asBoolean()).isTrue();
		assertThat(old.has("mentor")).isFalse();
		assertThat(old.get("consents")).hasSize(1);
		JsonNode now = get(this.other, "/people/" + person).is(200).body();
		assertThat(now.get("organisationId").asLong()).isEqualTo(this.sibling);
		assertThat(now.get("mentor").get("status").asString()).isEqualTo("available");
		assertThat(now.get("consents")).isEmpty();
		assertThat(now.get("employments").get(0).get("experienceSince").asString()).isEqualTo("2002-09-01");
		assertThat(get(this.other, "/mentors").body().get("items").get(0).get("consent").asString()).isEqualTo("none");
		assertThat(get(this.curator, "/mentors").body().get("total").asInt()).isZero();
		assertThat(fact(person, this.school).has("mentor")).isFalse();
		assertThat(fact(person, this.school).get("to").asString()).isEqualTo(TODAY.minusDays(1).toString());
		assertThat(fact(person, this.sibling).get("mentor").get("status").asString()).isEqualTo("available");
		assertThat(fact(person, this.sibling).has("consentUntil")).isFalse();
	}

	@Test
	void aTransferIsTakenBackWithinADay() {
		long person = teacher("Возвращённая");
		long mentor = post(this.curator, "/mentors", "{\"personId\": %d, \"voluntary\": true}".formatted(person)).id();
		JsonNode before = get(this.curator, "/people/" + person).body();
		long transfer = transfer(person, TODAY).is(201).body().get("transfers").get(0).get("id").asLong();
		post("curator@" + this.region + "/" + this.municipality, "/transfers/" + transfer + "/undo", "").is(404);
		post(this.curator, "/transfers/" + transfer + "/undo", "").is(204);
		JsonNode after = get(this.curator, "/people/" + person).body();
		assertThat(after.get("employments").get(0).has("dismissedOn")).isFalse();
		assertThat(after.get("belongs")).isEqualTo(before.get("belongs"));
		assertThat(after.get("mentor").get("id").asLong()).isEqualTo(mentor);
		get(this.other, "/people/" + person).is(404);
		post(this.curator, "/transfers/" + transfer + "/undo", "").is(409);
		assertThat(this.db.client()
			.sql("select count(*) from (select method, type, organisation_id from outbox union all "
					+ "select method, type, organisation_id from feed) f where method = 'DELETE' "
					+ "and organisation_id = :school")
			.param("school", this.sibling)
			.query(Long.class)
			.single()).isEqualTo(2);
	}

	@Test
	void aTransferThatSomebodyBuiltOnStays() {
		long person = teacher("Оформленная");
		long transfer = transfer(person, TODAY).is(201).body().get("transfers").get(0).get("id").asLong();
		post(this.other, "/consents", "{\"personId\": %d, \"kind\": \"processing\"}".formatted(person)).is(201);
		assertThat(post(this.curator, "/transfers/" + transfer + "/undo", "").is(409).code())
			.isEqualTo("registry.person.transfer-state");
	}

	@Test
	void aFutureTransferWaitsForItsDay() {
		long person = teacher("Плановая");
		JsonNode planned = transfer(person, TODAY.plusDays(3)).is(201).body();
		assertThat(planned.get("transfers").get(0).get("status").asString()).isEqualTo("planned");
		assertThat(planned.get("belongs").get("kept").asBoolean()).isTrue();
		assertThat(transfer(person, TODAY.plusDays(5)).is(409).code()).isEqualTo("registry.person.transfer-state");
		this.upkeep.round();
		assertThat(get(this.curator, "/people/" + person).body().get("belongs").get("kept").asBoolean()).isTrue();
		this.db.execute("update person_transfer set on_date = current_date where person_id = " + person);
		this.upkeep.round();
		assertThat(get(this.other, "/people/" + person).body().get("organisationId").asLong()).isEqualTo(this.sibling);
		assertThat(get(this.other, "/people/" + person).body().get("belongs").get("kept").asBoolean()).isTrue();
	}

	@Test
	void aPupilGoesWithTheParentAndTheClass() {
		long pupil = pupil("Детская");
		long parent = parentOf(pupil);
		long enrolment = get(this.curator, "/people/" + pupil).body().get("enrolments").get(0).get("id").asLong();
		post(this.curator, "/people/" + pupil + "/transfers", """
				{"enrolmentId": %d, "toId": %d, "on": "%s"}""".formatted(enrolment, this.sibling, TODAY)).is(201);
		JsonNode now = get(this.other, "/people/" + pupil).is(200).body();
		assertThat(now.get("enrolments").get(0).get("grade").asInt()).isEqualTo(7);
		assertThat(now.get("representatives").get(0).get("personId").asLong()).isEqualTo(parent);
		assertThat(get(this.other, "/people/" + parent).is(200).body().get("organisationId").asLong())
			.isEqualTo(this.sibling);
		get(this.municipal, "/people/" + pupil).is(404);
	}

	@Test
	void theCardFollowsWhenTheLastPostAtTheKeeperEnds() {
		long person = teacher("Совместительница");
		accept("Совместительница", "1980-05-06", "2026-09-01").is(201);
		post(this.curator, "/employments/" + employment(person) + "/dismissal", """
				{"on": "%s", "reason": "own_wish", "version": 0}""".formatted(TODAY.minusDays(1))).is(200);
		assertThat(get(this.other, "/people/" + person).body().get("organisationId").asLong()).isEqualTo(this.sibling);
	}

	@Test
	void badTransfersAreRefused() {
		long person = teacher("Переводная");
		long employment = employment(person);
		String path = "/people/" + person + "/transfers";
		assertThat(post(this.curator, path,
				"{\"employmentId\": %d, \"toId\": %d, \"on\": \"2010-09-01\"}".formatted(employment, this.sibling))
			.is(400)
			.violations()).contains("on");
		assertThat(post(this.curator, path,
				"{\"employmentId\": %d, \"toId\": %d, \"on\": \"2026-09-01\"}".formatted(employment, this.school))
			.is(400)
			.violations()).contains("toId");
		assertThat(post(this.curator, path,
				"{\"employmentId\": %d, \"toId\": 987654321, \"on\": \"2026-09-01\"}".formatted(employment))
			.is(400)
			.violations()).contains("toId");
		post(this.other, path,
				"{\"employmentId\": %d, \"toId\": %d, \"on\": \"2026-09-01\"}".formatted(employment, this.sibling))
			.is(404);
		post(this.municipal, path,
				"{\"employmentId\": %d, \"toId\": %d, \"on\": \"2026-09-01\"}".formatted(employment, this.sibling))
			.is(403);
		assertThat(get(this.curator, "/people/" + person + "/destinations?q=13").is(200).body()).hasSize(1);
	}

	@Test
	void leaveAndReturn() {
		long person = teacher("Отпускная");
		long employment = employment(person);
		JsonNode away = post(this.curator, "/employments/" + employment + "/leaves", """
				{"kind": "childcare", "from": "%s"}""".formatted(TODAY.minusDays(10))).is(201).body();
		assertThat(away.get("marks").get("onLeave").asBoolean()).isTrue();
		assertThat(get(this.curator, "/people?mark=on_leave").body().get("total").asInt()).isEqualTo(1);
		post(this.curator, "/employments/" + employment + "/leaves", """
				{"kind": "annual", "from": "%s", "to": "%s"}""".formatted(TODAY, TODAY.plusDays(5))).is(400);
		long leave = away.get("leaves").get(0).get("id").asLong();
		JsonNode back = post(this.curator, "/leaves/" + leave + "/return", "{\"on\": \"%s\"}".formatted(TODAY)).is(200)
			.body();
		assertThat(back.get("marks").get("onLeave").asBoolean()).isFalse();
		assertThat(get(this.curator, "/people?mark=on_leave&on=" + TODAY.minusDays(3)).body().get("total").asInt())
			.isEqualTo(1);
		post(this.other, "/leaves/" + leave + "/return", "{\"on\": \"%s\"}".formatted(TODAY)).is(404);
	}

	@Test
	@DisplayName("BR-021: marks are derived on any date")
	void marksOnADate() {
		post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Молодая", "firstName": "Анна", "birthDate": "1999-06-01",
				 "employment": {"position": "teacher", "hiredOn": "2023-09-01", "experienceSince": "2023-09-01",
				 "subjects": ["Физика", "Информатика"], "category": "first"}}""".formatted(this.school)).is(201);
		long pupil = pupil("Детская");
		assertThat(total("mark=young_specialist&on=2026-09-01")).isEqualTo(1);
		assertThat(total("mark=young_specialist&on=2026-09-02")).isZero();
		assertThat(total("mark=newcomer&on=2024-09-01")).isEqualTo(1);
		assertThat(total("mark=newcomer&on=2024-09-02")).isZero();
		assertThat(total("mark=under_35&on=2034-05-31")).isEqualTo(1);
		assertThat(total("mark=under_35&on=2034-06-01")).isZero();
		assertThat(total("mark=minor&on=2030-02-02")).isEqualTo(1);
		assertThat(total("mark=minor&on=2030-02-03")).isZero();
		assertThat(total("mark=from_10_to_19&on=2022-02-03")).isEqualTo(1);
		assertThat(total("mark=from_15_to_19&on=2027-02-02")).isZero();
		assertThat(total("mark=from_15_to_19&on=2027-02-03")).isEqualTo(1);
		JsonNode card = get(this.curator, "/people/" + pupil + "?on=2030-02-03").body();
		assertThat(card.get("marks").get("minor").asBoolean()).isFalse();
		assertThat(card.get("marks").get("from10to19").asBoolean()).isTrue();
		JsonNode line = get(this.curator, "/people?q=молодая").body().get("items").get(0);
		assertThat(line.get("subjects")).hasSize(2);
		assertThat(line.get("category").asString()).isEqualTo("first");
	}

	@Test
	@DisplayName("BR-019: the platform warns of a pupil younger than the region's least age")
	void pupilsBelowTheLeastAge() {
		long pupil = pupil("Детская");
		assertThat(tooYoung(pupil, "2022-02-02")).isTrue();
		assertThat(tooYoung(pupil, "2022-02-03")).isFalse();
		assertThat(tooYoung(teacher("Учителева"), "1985-01-01")).isFalse();
		put(this.institute, "/settings", "{\"code\": \"min_pupil_age\", \"value\": \"5\", \"version\": 0}").is(200);
		assertThat(tooYoung(pupil, "2022-02-02")).isFalse();
	}

	private boolean tooYoung(long person, String on) {
		return get(this.curator, "/people/" + person + "?on=" + on).body().get("marks").get("tooYoung").asBoolean();
	}

	private int total(String query) {
		return get(this.curator, "/people?" + query).is(200).body().get("total").asInt();
	}

	private Answer ask(String grants, long organisation, String last, String born) {
		return post(grants, "/people/duplicates", """
				{"organisationId": %d, "lastName": "%s", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "%s"}""".formatted(organisation, last, born));
	}

	private Answer accept(String last, String born, String hired) {
		return post(this.other, "/people/acceptances", """
				{"organisationId": %d, "lastName": "%s", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "%s", "employment": {"position": "teacher", "hiredOn": "%s"}}""".formatted(this.sibling,
				last, born, hired));
	}

	private long employment(long person) {
		return get(this.curator, "/people/" + person).body().get("employments").get(0).get("id").asLong();
	}

	private Answer transfer(long person, LocalDate on) {
		return post(this.curator, "/people/" + person + "/transfers", """
				{"employmentId": %d, "toId": %d, "on": "%s", "basisNo": "21-п", "basisOn": "2026-09-01"}"""
			.formatted(employment(person), this.sibling, on));
	}

	private JsonNode fact(long person, long organisation) {
		return this.json.readTree(this.db.client()
			.sql("""
					select data::text from (select id, time, type, subject, organisation_id, data from outbox
					  union all select position, time, type, subject, organisation_id, data from feed) f
					where type = 'participant-changed' and subject = :person and organisation_id = :organisation
					order by time desc limit 1""")
			.param("person", person)
			.param("organisation", organisation)
			.query(String.class)
			.single());
	}

}
