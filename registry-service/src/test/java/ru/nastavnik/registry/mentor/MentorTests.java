package ru.nastavnik.registry.mentor;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class MentorTests extends RegistryTests {

	@Test
	@DisplayName("BR-016, BR-026: the register needs an active consent and the mentor's own yes")
	void theRegisterNeedsAConsentAndAYes() {
		long teacher = teacher("Учителева");
		long mentor = post(this.curator, "/mentors", """
				{"personId": %d, "competences": ["Математика"], "maxLoad": 2, "timeHoursPerMonth": 8}"""
			.formatted(teacher)).is(201).id();
		assertThat(move(mentor, "{\"to\": \"available\", \"voluntary\": true}").is(409).code())
			.isEqualTo("registry.participant.no-consent");
		signed(teacher, teacher, "2026-09-01").is(200);
		assertThat(move(mentor, "{\"to\": \"available\"}").is(422).code()).isEqualTo("registry.mentor.not-voluntary");
		assertThat(move(mentor, "{\"to\": \"available\", \"voluntary\": true}").is(200).body().get("status").asString())
			.isEqualTo("available");
		assertThat(lastFact("participant-changed", teacher).get("mentor").get("maxLoad").asInt()).isEqualTo(2);
		assertThat(move(mentor, "{\"to\": \"candidate\"}").is(409).code()).isEqualTo("registry.profile.transition");
		assertThat(move(mentor, "{\"to\": \"resting\", \"on\": \"2999-01-01\"}").is(400).violations())
			.contains("\"on\"");
	}

	@Test
	void theLongWayLeadsThereAsWell() {
		long teacher = teacher("Учителева");
		long mentor = post(this.curator, "/mentors", "{\"personId\": %d}".formatted(teacher)).is(201).id();
		move(mentor, "{\"to\": \"questionnaire_done\"}").is(200);
		move(mentor, "{\"to\": \"interviewed\"}").is(200);
		move(mentor, "{\"to\": \"selected\"}").is(422);
		move(mentor, "{\"to\": \"selected\", \"voluntary\": true}").is(200);
		move(mentor, "{\"to\": \"in_registry\"}").is(409);
		signed(teacher, teacher, "2026-09-01").is(200);
		move(mentor, "{\"to\": \"in_registry\"}").is(200);
		move(mentor, "{\"to\": \"excluded\", \"note\": \"увольнение\"}").is(200);
		move(mentor, "{\"to\": \"available\"}").is(409);
	}

	@Test
	void aPersonHasOneProfileAndItsEditorsMeet() {
		long teacher = teacher("Учителева");
		long mentor = post(this.curator, "/mentors", "{\"personId\": %d}".formatted(teacher)).is(201).id();
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
		put(this.municipal, "/mentors/" + mentor, "{\"version\": 1}").is(403);
		assertThat(get(this.municipal, "/mentors?q=учит").body().get("total").asInt()).isEqualTo(1);
		post(this.curator, "/mentors", "{\"personId\": 987654321}").is(404);
	}

	private Answer move(long mentor, String body) {
		return post(this.curator, "/mentors/" + mentor + "/status", body);
	}

}
