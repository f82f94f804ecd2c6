package ru.nastavnik.registry.mentor;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;
import ru.nastavnik.registry.participant.CanMeet;

import static org.assertj.core.api.Assertions.assertThat;

class MentorTests extends RegistryTests {

	private static final String INTERVIEW = """
			{"heldOn": "2026-09-10", "interviewer": "Завучева А. П.", "psychologistPresent": true, "readiness": "ready",
			 "decision": "%s", "note": "Готов к работе"}""";

	@Test
	@DisplayName("BR-016, BR-026: every step of the selection has its guard; the register needs a consent, a yes and an order")
	void theSelectionGoesStepByStep() {
		long teacher = teacher("Учителева");
		long mentor = mentor(teacher, "");
		move(mentor, "{\"to\": \"available\", \"voluntary\": true}").is(409);
		assertThat(move(mentor, "{\"to\": \"questionnaire_done\"}").is(409).code())
			.isEqualTo("registry.participant.no-consent");
		signed(teacher, teacher, "2026-09-01").is(200);
		assertThat(move(mentor, "{\"to\": \"questionnaire_done\"}").is(400).violations()).contains("анкету");
		put(this.curator, "/mentors/" + mentor, """
				{"competenceCodes": ["subject"], "motivation": "Хочу делиться", "availability": "По средам",
				 "desiredAges": ["18_25"], "timeHoursPerMonth": 6, "version": 0}""").is(200);
		move(mentor, "{\"to\": \"questionnaire_done\"}").is(200);
		assertThat(move(mentor, "{\"to\": \"interviewed\"}").is(400).violations()).contains("собеседование");
		post(this.psychologist, "/mentors/" + mentor + "/interviews", INTERVIEW.formatted("repeat")).is(201);
		move(mentor, "{\"to\": \"interviewed\"}").is(200);
		assertThat(move(mentor, "{\"to\": \"selected\"}").is(422).code()).isEqualTo("registry.mentor.not-voluntary");
		assertThat(move(mentor, "{\"to\": \"selected\", \"voluntary\": true}").is(400).violations())
			.contains("отобрать");
		assertThat(post(this.curator, "/mentors/" + mentor + "/interviews", INTERVIEW.formatted("select")).is(201)
			.body()
			.get("interviews")).hasSize(2);
		move(mentor, "{\"to\": \"selected\", \"voluntary\": true}").is(200);
		String order = "{\"organisationId\": %d, \"orderNumber\": \"7-н\", \"orderedOn\": \"2026-09-15\", \"mentorIds\": [%d]}"
			.formatted(this.school, mentor);
		post(this.curator, "/mentor-registry-orders", order).is(403);
		move(mentor, "{\"to\": \"in_registry\"}").is(403);
		assertThat(
				post(this.director, "/mentors/" + mentor + "/status", "{\"to\": \"in_registry\"}").is(400).violations())
			.contains("orderNumber");
		post(this.director, "/mentor-registry-orders", order).is(204);
		assertThat(post(this.director, "/mentor-registry-orders", order).is(400).violations()).contains("mentorIds");
		assertThat(move(mentor, "{\"to\": \"trained\"}").is(400).violations()).contains("обучение");
		post(this.curator, "/mentors/" + mentor + "/trainings", """
				{"kind": "mentor_school", "title": "Школа наставника", "finishedOn": "2026-09-20", "hours": 16}""")
			.is(201);
		assertThat(move(mentor, "{\"to\": \"trained\"}").is(200).body().get("status").asString())
			.isEqualTo("available");
		JsonNode card = get(this.curator, "/mentors/" + mentor).is(200).body();
		assertThat(card.get("registryOrderNumber").asString()).isEqualTo("7-н");
		assertThat(card.get("steps")).hasSize(7);
		assertThat(lastFact("participant-changed", teacher).get("mentor").get("status").asString())
			.isEqualTo("available");
		move(mentor, "{\"to\": \"assigned\"}").is(409);
		move(mentor, "{\"to\": \"resting\", \"on\": \"2999-01-01\"}").is(400);
		move(mentor, "{\"to\": \"alumni_pool\"}").is(200);
		move(mentor, "{\"to\": \"available\"}").is(200);
	}

	@Test
	@DisplayName("BR-016, BR-026: a selection that took place before the platform is carried over by its evidence")
	void aSelectionIsCarriedOver() {
		long teacher = teacher("Учителева");
		long mentor = mentor(teacher, ", \"competences\": [\"Математика\"], \"maxLoad\": 2");
		String carried = "{\"to\": \"available\", \"carriedOver\": true%s}";
		assertThat(move(mentor, carried.formatted(", \"voluntary\": true")).is(409).code())
			.isEqualTo("registry.participant.no-consent");
		signed(teacher, teacher, "2026-09-01").is(200);
		assertThat(move(mentor, carried.formatted("")).is(422).code()).isEqualTo("registry.mentor.not-voluntary");
		JsonNode done = move(mentor,
				carried.formatted(", \"voluntary\": true, \"orderNumber\": \"3\", \"orderedOn\": \"2026-08-30\""))
			.is(200)
			.body();
		assertThat(done.get("carriedOver").asBoolean()).isTrue();
		assertThat(done.get("registryOrderedOn").asString()).isEqualTo("2026-08-30");
		assertThat(lastFact("participant-changed", teacher).get("mentor").get("maxLoad").asInt()).isEqualTo(2);
		move(mentor, carried.formatted("")).is(409);
	}

	@Test
	@DisplayName("BR-027: somebody from outside is free only with a check of criminal records; life cycle 4.3: trained → available")
	void anOutsiderNeedsAClearRecord() {
		long outsider = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Внешнев", "firstName": "Пётр", "birthDate": "1980-05-06"}"""
			.formatted(this.school)).is(201).id();
		long mentor = mentor(outsider, ", \"competenceCodes\": [\"subject\"]");
		signed(outsider, outsider, "2026-09-01").is(200);
		assertThat(move(mentor, "{\"to\": \"available\", \"carriedOver\": true, \"voluntary\": true}").is(409).code())
			.isEqualTo("registry.mentor.no-clear-record");
	}

	@Test
	@DisplayName("BR-052: a refusal and an early end leave a step and no mark that lowers anything")
	void aRefusalLowersNothing() {
		long teacher = teacher("Учителева");
		long mentor = mentor(teacher, ", \"competenceCodes\": [\"subject\"]");
		signed(teacher, teacher, "2026-09-01").is(200);
		JsonNode before = get(this.curator, "/people/" + teacher).body().get("mentor");
		move(mentor, "{\"to\": \"questionnaire_done\"}").is(200);
		post(this.curator, "/mentors/" + mentor + "/interviews", INTERVIEW.formatted("decline")).is(201);
		move(mentor, "{\"to\": \"interviewed\"}").is(200);
		assertThat(move(mentor, "{\"to\": \"declined\"}").is(400).violations()).contains("note");
		move(mentor, "{\"to\": \"declined\", \"note\": \"передумал\"}").is(200);
		move(mentor, "{\"to\": \"consent_pending\"}").is(200);
		JsonNode after = get(this.curator, "/people/" + teacher).body().get("mentor");
		before.propertyNames().forEach((field) -> {
			if (!List.of("status", "statusSince", "statusNote", "version").contains(field)) {
				assertThat(after.get(field)).as(field).isEqualTo(before.get(field));
			}
		});
		assertThat(this.db.client()
			.sql("select column_name from information_schema.columns where table_name in ('mentor', 'profile_step', "
					+ "'mentor_interview', 'mentor_training', 'engagement', 'mentorship_link')")
			.query(String.class)
			.list()).noneMatch((column) -> column.matches(".*(score|rating|penalt|points|rank|fine).*"));
		assertThat(lastFact("participant-changed", teacher).get("mentor").propertyNames()).containsExactlyInAnyOrder(
				"profileId", "status", "since", "maxLoad", "competenceCodes", "desiredAges", "voluntary", "shared",
				"meetsMinorsUntil", "meetingTimes", "meetingModes");
	}

	@Test
	@DisplayName("when and how somebody can meet is kept as codes on both cards and told in the fact")
	void whenAndHowSomebodyCanMeet() {
		long teacher = teacher("Учителева");
		long mentor = mentor(teacher, ", \"meetingTimes\": [\"wed_evening\", \"mon_day\", \"mon_day\"]");
		assertThat(lastFact("participant-changed", teacher).at("/mentor/meetingTimes").toString())
			.isEqualTo("[\"mon_day\",\"wed_evening\"]");
		String change = "{\"meetingTimes\": [\"%s\"], \"meetingModes\": [\"%s\"], \"version\": %d}";
		assertThat(put(this.curator, "/mentors/" + mentor, change.formatted("sun_night", "remote", 0)).is(400)
			.violations()).contains("mon_morning");
		assertThat(
				put(this.curator, "/mentors/" + mentor, change.formatted("sat_day", "by_post", 0)).is(400).violations())
			.contains("in_person");
		JsonNode changed = put(this.curator, "/mentors/" + mentor, change.formatted("sat_day", "remote", 0)).is(200)
			.body();
		assertThat(changed.at("/meetingTimes/0").asString()).isEqualTo("sat_day");
		assertThat(CanMeet.of(List.of("wed_evening", "mon_day", "mon_morning"), List.of("remote")).timesInWords())
			.isEqualTo("пн: утро, день; ср: вечер");
		long mentee = post(this.curator, "/mentees", """
				{"personId": %d, "category": "gaps", "mainRequest": "ИКТ", "meetingTimes": ["sat_day"],
				 "meetingModes": ["in_person", "remote"]}""".formatted(teacher)).is(201).id();
		JsonNode told = lastFact("participant-changed", teacher);
		assertThat(told.at("/mentor/meetingModes").toString()).isEqualTo("[\"remote\"]");
		assertThat(told.at("/mentee/meetingModes")).hasSize(2);
		put(this.curator, "/mentees/" + mentee, """
				{"category": "gaps", "mainRequest": "ИКТ", "version": 0}""").is(200);
		assertThat(get(this.curator, "/mentees/" + mentee).body().get("meetingTimes")).isEmpty();
	}

	@Test
	void leavingTheRegisterIsTheDirectorsWordWithAReason() {
		long mentor = available(teacher("Учителева"));
		move(mentor, "{\"to\": \"excluded\", \"reason\": \"own_wish\", \"note\": \"заявление\"}").is(403);
		String uri = "/mentors/" + mentor + "/status";
		assertThat(post(this.director, uri, "{\"to\": \"excluded\"}").is(400).violations()).contains("reason", "note");
		post(this.director, uri, "{\"to\": \"excluded\", \"reason\": \"own_wish\", \"note\": \"заявление\"}").is(200);
		assertThat(get(this.director, "/mentors/" + mentor).body().get("steps").get(0).get("reason").asString())
			.isEqualTo("own_wish");
		move(mentor, "{\"to\": \"available\"}").is(409);
		move(mentor, "{\"to\": \"consent_pending\"}").is(200);
	}

	@Test
	@DisplayName("BR-028: another school sees the card by the mentor's leave only, without contacts, and not a moment longer")
	void otherSchoolsSeeACardByLeaveOnly() {
		String other = "curator@" + this.region + "/" + this.sibling;
		long teacher = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Учителева", "firstName": "Мария", "birthDate": "1980-05-06",
				 "phone": "+7 900 111-22-33", "email": "m@example.org",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(this.school)).is(201)
			.id();
		long mentor = available(teacher);
		assertThat(get(other, "/shared-mentors").is(200).body().get("total").asInt()).isZero();
		put(this.curator, "/mentors/" + mentor + "/sharing", "{\"leave\": true, \"on\": \"2999-09-01\"}").is(400);
		assertThat(put(this.curator, "/mentors/" + mentor + "/sharing", "{\"leave\": true, \"on\": \"2026-09-20\"}")
			.is(200)
			.body()
			.get("sharedOn")
			.asString()).isEqualTo("2026-09-20");
		JsonNode seen = get(other, "/shared-mentors?competence=subject&q=учит").is(200).body();
		assertThat(seen.get("items").get(0).get("name").asString()).contains("Учителева");
		assertThat(seen.get("items").get(0).get("organisation").asString()).isEqualTo("Школа № 12");
		assertThat(seen.toString()).doesNotContain("900", "example.org");
		assertThat(Statements.count(() -> get(other, "/shared-mentors"))).isLessThanOrEqualTo(2);
		get(other, "/people/" + teacher).is(404);
		get(other, "/mentors/" + mentor).is(404);
		assertThat(get(this.curator, "/shared-mentors").body().get("total").asInt()).as("one's own").isZero();
		assertThat(get("mentor@" + this.region + "/" + this.sibling + "/1", "/shared-mentors").status()).isEqualTo(403);
		long version = get(this.curator, "/people/" + teacher).body().get("version").asLong();
		put(this.curator, "/people/" + teacher, """
				{"lastName": "Новая", "firstName": "Мария", "birthDate": "1980-05-06", "version": %d}"""
			.formatted(version)).is(200);
		assertThat(get(other, "/shared-mentors").body().toString()).contains("Новая");
		put(this.curator, "/mentors/" + mentor + "/sharing", "{\"leave\": false}").is(200);
		assertThat(get(other, "/shared-mentors").body().get("total").asInt()).isZero();
		put(this.curator, "/mentors/" + mentor + "/sharing", "{\"leave\": true}").is(200);
		long consent = get(this.curator, "/people/" + teacher).body().get("consents").get(0).get("id").asLong();
		post(this.curator, "/consents/" + consent + "/withdrawal", "{\"on\": \"2026-09-10\", \"reason\": \"отзыв\"}")
			.is(200);
		assertThat(get(other, "/shared-mentors").body().get("total").asInt()).isZero();
	}

	@Test
	@DisplayName("BR-028, BR-066: the card of a pupil is shown to no other school")
	void pupilsAreNotShown() {
		long pupil = pupil("Детская");
		signed(pupil, parentOf(pupil), "2026-09-01").is(200);
		long mentor = mentor(pupil, ", \"competenceCodes\": [\"study_help\"]");
		move(mentor, "{\"to\": \"available\", \"carriedOver\": true, \"voluntary\": true}").is(200);
		assertThat(put(this.curator, "/mentors/" + mentor + "/sharing", "{\"leave\": true}").is(400).violations())
			.contains("leave");
	}

	@Test
	@DisplayName("BR-046: who was helped becomes a candidate in one action and keeps the history")
	void aMenteeBecomesACandidate() {
		long teacher = teacher("Учителева");
		signed(teacher, teacher, "2026-09-01").is(200);
		long mentee = post(this.curator, "/mentees", """
				{"personId": %d, "category": "newcomer", "mainRequest": "Освоиться"}""".formatted(teacher)).is(201)
			.id();
		post(this.curator, "/mentees/" + mentee + "/mentor-candidacy", "").is(409);
		this.db.client().sql("update mentee set status = 'completed' where id = :id").param("id", mentee).update();
		assertThat(post(this.curator, "/mentees/" + mentee + "/mentor-candidacy", "").is(201)
			.body()
			.get("status")
			.asString()).isEqualTo("candidate");
		JsonNode person = get(this.curator, "/people/" + teacher).body();
		assertThat(person.get("mentee").get("status").asString()).isEqualTo("alumni");
		assertThat(person.get("mentee").get("mainRequest").asString()).isEqualTo("Освоиться");
		assertThat(get(this.curator, "/mentees/" + mentee).body().get("steps").size()).isEqualTo(2);
		assertThat(lastFact("participant-changed", teacher).get("mentor").get("status").asString())
			.isEqualTo("candidate");
		move(person.get("mentor").get("id").asLong(), "{\"to\": \"consent_pending\"}").is(200);
	}

	@Test
	void aPersonHasOneProfileAndItsEditorsMeet() {
		long teacher = teacher("Учителева");
		long mentor = mentor(teacher, "");
		assertThat(post(this.curator, "/mentors", "{\"personId\": %d}".formatted(teacher)).is(409).code())
			.isEqualTo("registry.profile.exists");
		put(this.curator, "/mentors/" + mentor, "{\"competences\": [\"ИКТ\"], \"version\": 0}").is(200);
		assertThat(put(this.curator, "/mentors/" + mentor, "{\"version\": 0}").is(409)
			.body()
			.get("current")
			.get("competences")
			.get(0)
			.asString()).isEqualTo("ИКТ");
		put(this.curator, "/mentors/" + mentor, "{\"maxLoad\": 0, \"version\": 1}").is(400);
		put(this.curator, "/mentors/" + mentor, "{\"competenceCodes\": [\"нет\"], \"version\": 1}").is(400);
		put(this.municipal, "/mentors/" + mentor, "{\"version\": 1}").is(403);
		assertThat(get(this.municipal, "/mentors?q=учит").body().get("total").asInt()).isEqualTo(1);
		assertThat(get(this.municipal, "/mentors/" + mentor).is(200).body().has("interviews")).isFalse();
		assertThat(get(this.curator, "/mentors?free=true").body().get("total").asInt()).isZero();
		assertThat(Statements.count(() -> get(this.curator, "/mentors"))).isLessThanOrEqualTo(2);
		post(this.curator, "/mentors", "{\"personId\": 987654321}").is(404);
	}

	private long mentor(long person, String more) {
		return post(this.curator, "/mentors", "{\"personId\": %d%s}".formatted(person, more)).is(201).id();
	}

	private long available(long teacher) {
		signed(teacher, teacher, "2026-09-01").is(200);
		long mentor = mentor(teacher, ", \"competenceCodes\": [\"subject\"]");
		move(mentor, "{\"to\": \"available\", \"carriedOver\": true, \"voluntary\": true}").is(200);
		return mentor;
	}

	private Answer move(long mentor, String body) {
		return post(this.curator, "/mentors/" + mentor + "/status", body);
	}

}
