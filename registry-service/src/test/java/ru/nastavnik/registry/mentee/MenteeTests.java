package ru.nastavnik.registry.mentee;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class MenteeTests extends RegistryTests {

	private static final String MENTEE = """
			{"personId": %d, "category": "pupil", "mainRequest": "Подготовка к олимпиаде", "requestCodes": ["olympiad"],
			 "problemGroups": ["motivation"], "source": "third_party",
			 "thirdParty": {"sourceRole": "class_teacher", "text": "Сведения классного руководителя"}}""";

	@Test
	@DisplayName("BR-016: a mentee enters the base with an active consent only")
	void theBaseNeedsAConsent() {
		long pupil = pupil("Детская");
		long mentee = mentee(pupil);
		assertThat(move(mentee, "{\"to\": \"in_base\"}").is(409).code()).isEqualTo("registry.participant.no-consent");
		signed(pupil, parentOf(pupil), "2026-09-01").is(200);
		Answer based = move(mentee, "{\"to\": \"in_base\"}").is(200);
		assertThat(based.body().get("enteredOn").asString()).isNotBlank();
		assertThat(lastFact("participant-changed", pupil).get("mentee").get("status").asString()).isEqualTo("in_base");
		assertThat(move(mentee, "{\"to\": \"completed\"}").is(409).code()).isEqualTo("registry.profile.transition");
		assertThat(move(mentee, "{\"to\": \"matched\"}").is(409).code()).isEqualTo("registry.profile.transition");
		assertThat(move(mentee, "{\"to\": \"withdrawn\"}").is(400).violations()).contains("note");
		move(mentee, "{\"to\": \"withdrawn\", \"note\": \"по своему желанию\"}").is(200);
		JsonNode steps = get(this.curator, "/mentees/" + mentee).is(200).body().get("steps");
		assertThat(steps).hasSize(3);
		assertThat(steps.get(0).get("note").asString()).isEqualTo("по своему желанию");
	}

	@Test
	@DisplayName("BR-018: where the region asks for it, a teenager of 14 signs as well")
	void aTeenagerSignsAsWell() {
		put(this.institute, "/settings", "{\"code\": \"teen_signature\", \"value\": \"true\", \"version\": 0}").is(200);
		long teen = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Подростков", "firstName": "Олег", "birthDate": "2011-02-03",
				 "enrolment": {"grade": 9, "from": "2019-09-01"}}""".formatted(this.school)).is(201).id();
		long mentee = mentee(teen);
		signed(teen, parentOf(teen), "2026-09-01").is(200);
		assertThat(move(mentee, "{\"to\": \"in_base\"}").is(409).violations()).contains("teenSignedOn");
		move(mentee, "{\"to\": \"in_base\", \"teenSignedOn\": \"2999-09-01\"}").is(400);
		assertThat(move(mentee, "{\"to\": \"in_base\", \"teenSignedOn\": \"2026-09-02\"}").is(200)
			.body()
			.get("teenSignedOn")
			.asString()).isEqualTo("2026-09-02");
		put(this.institute, "/settings", "{\"code\": \"teen_signature\", \"value\": \"false\", \"version\": 1}")
			.is(200);
		long other = pupil("Детская");
		long free = mentee(other);
		signed(other, parentOf(other), "2026-09-01").is(200);
		move(free, "{\"to\": \"in_base\"}").is(200);
	}

	@Test
	@DisplayName("BR-022: where the request comes from is kept")
	void theSourceIsKept() {
		long mentee = mentee(pupil("Детская"));
		assertThat(get(this.curator, "/mentees/" + mentee).body().get("source").asString()).isEqualTo("third_party");
		put(this.curator, "/mentees/" + mentee, """
				{"category": "pupil", "mainRequest": "Другое", "source": "own", "version": 0}""").is(200);
		assertThat(get(this.curator, "/mentees/" + mentee).body().get("source").asString()).isEqualTo("own");
		put(this.curator, "/mentees/" + mentee, """
				{"category": "pupil", "mainRequest": "Другое", "source": "rumour", "version": 1}""").is(400);
	}

	@Test
	@DisplayName("BR-023: what others told is for the curator and the psychologist only, entry by entry")
	void thirdPartyInfoIsForTwo() {
		long pupil = pupil("Детская");
		long mentee = mentee(pupil);
		JsonNode card = post(this.psychologist, "/mentees/" + mentee + "/third-party", """
				{"sourceRole": "parents", "text": "Сведения родителей", "toldOn": "2026-09-05"}""").is(200).body();
		assertThat(card.get("thirdParty")).hasSize(2);
		assertThat(get(this.curator, "/mentees/" + mentee).body().get("thirdParty").toString())
			.contains("Сведения родителей", "class_teacher");
		for (String uri : new String[] { "/mentees/" + mentee, "/people/" + pupil, "/mentees" }) {
			assertThat(get(this.director, uri).is(200).body().toString()).doesNotContain("Сведения", "thirdParty");
		}
		post(this.director, "/mentees/" + mentee + "/third-party", "{\"sourceRole\": \"other\", \"text\": \"Подмена\"}")
			.is(403);
		get(this.municipal, "/mentees/" + mentee).is(404);
		get("mentee@" + this.region + "/" + this.school + "/" + pupil, "/mentees/" + mentee);
		assertThat(
				get("mentee@" + this.region + "/" + this.school + "/" + pupil, "/mentees/" + mentee).body().toString())
			.doesNotContain("Сведения");
		assertThat(post(this.curator, "/mentees/" + mentee + "/third-party",
				"{\"sourceRole\": \"neighbour\", \"text\": \"Слышал\"}")
			.is(400)
			.violations()).contains("sourceRole");
		long note = card.get("thirdParty").get(0).get("id").asLong();
		send(this.director, HttpMethod.DELETE, "/third-party-info/" + note, "").is(403);
		assertThat(
				send(this.curator, HttpMethod.DELETE, "/third-party-info/" + note, "").is(200).body().get("thirdParty"))
			.hasSize(1);
		assertThat(this.db.client()
			.sql("select count(*) from (select data from outbox union all select data from feed) f where data::text like '%Сведения%'")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	@DisplayName("BR-024: special needs are kept only under a consent that names the category")
	void specialNeedsNeedTheirConsent() {
		long pupil = pupil("Детская");
		long mentee = mentee(pupil);
		long parent = parentOf(pupil);
		String body = "{\"codes\": [\"tutor\"], \"note\": \"Нужен тьютор\"}";
		assertThat(put(this.curator, "/mentees/" + mentee + "/support", body).is(409).code())
			.isEqualTo("registry.participant.no-consent");
		signed(pupil, parent, "2026-09-01").is(200);
		put(this.curator, "/mentees/" + mentee + "/support", body).is(409);
		long consent = post(this.curator, "/consents", """
				{"personId": %d, "kind": "processing", "categories": ["special_needs"]}""".formatted(pupil)).is(201)
			.id();
		post(this.curator, "/consents/" + consent + "/signature", """
				{"signerPersonId": %d, "signedOn": "2026-09-02", "form": "paper"}""".formatted(parent)).is(200);
		put(this.curator, "/mentees/" + mentee + "/support", body.replace("tutor", "unknown")).is(400);
		put(this.director, "/mentees/" + mentee + "/support", body).is(403);
		JsonNode kept = put(this.curator, "/mentees/" + mentee + "/support", body).is(200).body().get("needsSupport");
		assertThat(kept.get("open").asBoolean()).isTrue();
		assertThat(kept.get("support").get("codes").get(0).asString()).isEqualTo("tutor");
		assertThat(get(this.psychologist, "/mentees/" + mentee).body().toString()).contains("Нужен тьютор");
		assertThat(get(this.director, "/mentees/" + mentee).body().toString()).doesNotContain("тьютор", "needsSupport");
		post(this.curator, "/consents/" + consent + "/withdrawal",
				"{\"on\": \"2026-09-10\", \"reason\": \"передумали\"}")
			.is(200);
		JsonNode closed = get(this.curator, "/mentees/" + mentee).body().get("needsSupport");
		assertThat(closed.get("open").asBoolean()).isFalse();
		assertThat(closed.has("support")).isFalse();
	}

	@Test
	@DisplayName("BR-030: who waits has a psychologist, a day of the next search and a place in the list")
	void theWaitingListKeepsSearching() {
		long pupil = pupil("Детская");
		long mentee = mentee(pupil);
		signed(pupil, parentOf(pupil), "2026-09-01").is(200);
		move(mentee, "{\"to\": \"in_base\"}").is(200);
		assertThat(move(mentee, "{\"to\": \"waiting\"}").is(400).violations()).contains("psychologistId", "searchOn");
		long teacher = teacher("Учителева");
		assertThat(move(mentee, """
				{"to": "waiting", "psychologistId": %d, "searchOn": "2099-01-01"}""".formatted(teacher)).is(400)
			.violations()).contains("psychologistId");
		long psychologist = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Психологова", "firstName": "Анна", "birthDate": "1985-05-06",
				 "employment": {"position": "psychologist", "hiredOn": "2010-09-01"}}""".formatted(this.school)).is(201)
			.id();
		assertThat(move(mentee, """
				{"to": "waiting", "psychologistId": %d, "searchOn": "2020-01-01"}""".formatted(psychologist)).is(400)
			.violations()).contains("searchOn");
		move(mentee,
				"{\"to\": \"waiting\", \"psychologistId\": %d, \"searchOn\": \"2099-01-01\"}".formatted(psychologist))
			.is(200);
		JsonNode list = get(this.curator, "/mentees?status=waiting&sort=searchOn").is(200).body();
		assertThat(list.get("items").get(0).get("psychologist").asString()).contains("Психологова");
		assertThat(list.get("items").get(0).get("searchOn").asString()).isEqualTo("2099-01-01");
		assertThat(lastFact("participant-changed", pupil).get("mentee").get("status").asString()).isEqualTo("waiting");
	}

	@Test
	void theListHasTheColumnsOfTheBaseAndItsFilters() {
		long pupil = pupil("Детская");
		mentee(pupil);
		post(this.curator, "/people/" + pupil + "/representatives", """
				{"lastName": "Родителев", "firstName": "Пётр", "birthDate": "1980-02-03", "kind": "parent",
				 "phone": "+7 900 000-00-00"}""").is(201);
		JsonNode line = get(this.curator, "/mentees?category=pupil&request=olympiad&grade=7&sort=-endedOn").is(200)
			.body()
			.get("items")
			.get(0);
		assertThat(line.get("birthYear").asInt()).isEqualTo(2012);
		assertThat(line.get("positionOrGrade").asString()).isEqualTo("7Б");
		assertThat(line.get("contact").asString()).contains("900");
		assertThat(get(this.curator, "/mentees?request=exam").body().get("total").asInt()).isZero();
		assertThat(get(this.curator, "/mentees?consent=missing").body().get("total").asInt()).isEqualTo(1);
		assertThat(get(this.curator, "/mentees?consent=expiring").body().get("total").asInt()).isZero();
		assertThat(get(this.municipal, "/mentees").body().get("total").asInt()).isZero();
		get(this.curator, "/mentees?sort=contact").is(400);
		// the third is the log's: the list names a minor
		assertThat(Statements.count(() -> get(this.curator, "/mentees"))).isLessThanOrEqualTo(3);
	}

	@Test
	void textsAndCodesAreCheckedButEmojiAreWelcome() {
		long pupil = pupil("Детская");
		post(this.curator, "/mentees", MENTEE.formatted(pupil).replace("Подготовка", "я".repeat(2001))).is(400);
		post(this.curator, "/mentees", MENTEE.formatted(pupil).replace("Подготовка к олимпиаде", " ")).is(400);
		post(this.curator, "/mentees", MENTEE.formatted(pupil).replace("Подготовка", "\\u0007")).is(400);
		assertThat(
				post(this.curator, "/mentees", MENTEE.formatted(pupil).replace("\"olympiad\"", "\"nothing\"")).is(400)
					.violations())
			.contains("requestCodes");
		put(this.institute, "/dictionary-entries",
				"""
						{"dictionary": "requestCodes", "code": "olympiad", "name": "Олимпиада", "retired": true, "version": 0}""")
			.is(200);
		post(this.curator, "/mentees", MENTEE.formatted(pupil)).is(400);
		post(this.curator, "/mentees",
				MENTEE.formatted(pupil).replace("Подготовка", "Готовимся 🚀").replace("\"olympiad\"", ""))
			.is(201);
	}

	private long mentee(long person) {
		return post(this.curator, "/mentees", MENTEE.formatted(person)).is(201).id();
	}

	private Answer move(long mentee, String body) {
		return post(this.curator, "/mentees/" + mentee + "/status", body);
	}

}
