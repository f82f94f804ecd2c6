package ru.nastavnik.registry.mentee;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class MenteeTests extends RegistryTests {

	private static final String MENTEE = """
			{"personId": %d, "category": "pupil", "mainRequest": "Подготовка к олимпиаде", "requestCodes": ["olympiad"],
			 "source": "third_party", "thirdPartyInfo": "Сведения классного руководителя"}""";

	@Test
	@DisplayName("BR-016: a mentee enters the base with an active consent only")
	void theBaseNeedsAConsent() {
		long pupil = pupil("Детская");
		long mentee = post(this.curator, "/mentees", MENTEE.formatted(pupil)).is(201).id();
		assertThat(post(this.curator, "/mentees/" + mentee + "/status", "{\"to\": \"in_base\"}").is(409).code())
			.isEqualTo("registry.participant.no-consent");
		signed(pupil, parentOf(pupil), "2026-09-01").is(200);
		post(this.curator, "/mentees/" + mentee + "/status", "{\"to\": \"in_base\"}").is(200);
		assertThat(lastFact("participant-changed", pupil).get("mentee").get("status").asString()).isEqualTo("in_base");
		assertThat(post(this.curator, "/mentees/" + mentee + "/status", "{\"to\": \"completed\"}").is(409).code())
			.isEqualTo("registry.profile.transition");
	}

	@Test
	@DisplayName("BR-023: what others told is for the curator and the psychologist only")
	void thirdPartyInfoIsForTwo() {
		long pupil = pupil("Детская");
		Answer created = post(this.curator, "/mentees", MENTEE.formatted(pupil)).is(201);
		assertThat(created.body().get("thirdPartyInfo").asString()).isNotBlank();
		assertThat(get(this.psychologist, "/people/" + pupil).is(200).body().toString()).contains("Сведения");
		assertThat(get(this.director, "/people/" + pupil).is(200).body().toString()).doesNotContain("Сведения");
		assertThat(get(this.director, "/mentees").is(200).body().toString()).doesNotContain("Сведения");
		put(this.director, "/mentees/" + created.id(), """
				{"category": "pupil", "mainRequest": "Другое", "thirdPartyInfo": "Подмена", "version": 0}""").is(200);
		assertThat(get(this.curator, "/people/" + pupil).body().toString()).contains("Сведения")
			.doesNotContain("Подмена");
		assertThat(this.db.client()
			.sql("select count(*) from (select data from outbox union all select data from feed) f where data::text like '%Сведения%'")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void textsAreCheckedButEmojiAreWelcome() {
		long pupil = pupil("Детская");
		post(this.curator, "/mentees", MENTEE.formatted(pupil).replace("Подготовка", "я".repeat(2001))).is(400);
		post(this.curator, "/mentees", MENTEE.formatted(pupil).replace("Подготовка к олимпиаде", " ")).is(400);
		post(this.curator, "/mentees", MENTEE.formatted(pupil).replace("Подготовка", "\\u0007")).is(400);
		post(this.curator, "/mentees", MENTEE.formatted(pupil).replace("Подготовка", "Готовимся 🚀")).is(201);
	}

}
