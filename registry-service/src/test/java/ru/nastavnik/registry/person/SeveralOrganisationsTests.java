package ru.nastavnik.registry.person;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person who belongs to two schools: who sees what of them.
 */
class SeveralOrganisationsTests extends RegistryTests {

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	private String other = "";

	private String both = "";

	@BeforeEach
	void callers() {
		this.other = "curator@" + this.region + "/" + this.sibling;
		this.both = this.curator + "," + this.other;
	}

	@Test
	@DisplayName("Two schools at once: each sees the person, its own post and only that there is another one")
	void twoSchoolsAtOnce() {
		long person = teacher("Двушкольная");
		get(this.other, "/people/" + person).is(404);
		employedAtSibling(person, "2026-09-01", null);
		JsonNode here = get(this.curator, "/people/" + person).is(200).body();
		JsonNode there = get(this.other, "/people/" + person).is(200).body();
		assertThat(here.get("employments")).hasSize(1);
		assertThat(there.get("employments")).hasSize(1);
		assertThat(there.get("employments").get(0).get("organisationId").asLong()).isEqualTo(this.sibling);
		assertThat(here.get("belongs").get("elsewhere").asInt()).isEqualTo(1);
		assertThat(there.get("belongs").get("elsewhere").asInt()).isEqualTo(1);
		assertThat(there.get("belongs").get("kept").asBoolean()).isFalse();
		assertThat(there.get("belongs").get("keeper").asString()).isEqualTo("Школа № 12");
		for (String caller : new String[] { this.curator, this.other }) {
			assertThat(get(caller, "/people?q=двушк").body().get("total").asInt()).isEqualTo(1);
		}
		assertThat(get(this.other, "/people?organisation=" + this.sibling).body().get("total").asInt()).isEqualTo(1);
		assertThat(get("curator@" + this.region + "/" + this.municipality, "/people/" + person).status())
			.isEqualTo(404);
	}

	@Test
	void onlyTheKeeperCorrectsAndTheOtherSchoolHearsOfIt() {
		long person = teacher("Двушкольная");
		employedAtSibling(person, "2026-09-01", null);
		String body = """
				{"lastName": "Новофамильная", "firstName": "Мария", "birthDate": "1981-05-06", "version": 0}""";
		put(this.other, "/people/" + person, body).is(403);
		put(this.curator, "/people/" + person, body).is(200);
		assertThat(this.db.client()
			.sql("select count(*) from (select data, organisation_id, type from outbox union all "
					+ "select data, organisation_id, type from feed) f where type = 'participant-named' "
					+ "and organisation_id = :school and data ->> 'lastName' = 'Новофамильная'")
			.param("school", this.sibling)
			.query(Long.class)
			.single()).isEqualTo(1);
		assertThat(this.db.client()
			.sql("select count(*) from employment where person_id = :person and born = date '1981-05-06'")
			.param("person", person)
			.query(Long.class)
			.single()).isEqualTo(2);
	}

	@Test
	void aFormerSchoolReadsHistoryWithoutContacts() {
		long person = teacher("Ушедшая");
		put(this.curator, "/people/" + person, """
				{"lastName": "Ушедшая", "firstName": "Мария", "birthDate": "1980-05-06", "phone": "+7 900 000-00-00",
				 "version": 0}""").is(200);
		long employment = employedAtSibling(person, "2025-09-01", null);
		assertThat(get(this.other, "/people/" + person).body().get("phone").asString()).startsWith("+7");
		put(this.other, "/employments/" + employment, """
				{"position": "teacher", "hiredOn": "2025-09-01", "dismissedOn": "2026-05-31", "version": 0}""").is(200);
		JsonNode former = get(this.other, "/people/" + person).is(200).body();
		assertThat(former.get("belongs").get("former").asBoolean()).isTrue();
		assertThat(former.has("phone")).isFalse();
		assertThat(former.get("employments")).hasSize(1);
		assertThat(get(this.other, "/people?q=ушедшая").body().get("total").asInt()).isZero();
		assertThat(get(this.curator, "/people/" + person).body().get("belongs").get("elsewhere").asInt()).isZero();
	}

	@Test
	@DisplayName("BR-066: another school reads a minor only while it has a class or a post of theirs, levels above never")
	void aMinorOfTwoSchools() {
		long pupil = pupil("Детская");
		parentOf(pupil);
		get(this.other, "/people/" + pupil).is(404);
		post(this.both, "/people/" + pupil + "/enrolments", """
				{"organisationId": %d, "grade": 7, "from": "2026-09-01"}""".formatted(this.sibling)).is(201);
		JsonNode there = get(this.other, "/people/" + pupil).is(200).body();
		assertThat(there.get("representatives")).hasSize(1);
		assertThat(there.get("enrolments")).hasSize(1);
		get(this.municipal, "/people/" + pupil).is(404);
		get(this.institute, "/people/" + pupil).is(404);
		get("director@" + this.region + "/" + this.instituteId, "/people/" + pupil).is(404);
	}

	@Test
	@DisplayName("BR-055: each operator has a consent of its own")
	void eachOperatorHasItsOwnConsent() {
		long person = teacher("Двушкольная");
		signed(person, person, "2026-09-01").is(200);
		employedAtSibling(person, "2026-09-01", null);
		assertThat(consent(this.curator, "/people?organisation=" + this.school)).isEqualTo("active");
		assertThat(consent(this.other, "/people?organisation=" + this.sibling)).isEqualTo("none");
		long second = post(this.other, "/consents", "{\"personId\": %d, \"kind\": \"processing\"}".formatted(person))
			.is(201)
			.id();
		post(this.other, "/consents/" + second + "/signature", """
				{"signerPersonId": %d, "signedOn": "2026-10-01", "form": "paper"}""".formatted(person)).is(200);
		assertThat(consent(this.other, "/people?organisation=" + this.sibling)).isEqualTo("active");
		assertThat(get(this.curator, "/people/" + person).body().get("consents").get(0).get("status").asString())
			.isEqualTo("active");
		assertThat(get(this.other, "/people/" + person).body().get("consents")).hasSize(1);
	}

	@Test
	@DisplayName("The wall itself: rows of the other school are not readable, and its people cannot be written")
	void theWallHolds() {
		long person = teacher("Двушкольная");
		employedAtSibling(person, "2026-09-01", null);
		assertThat(rows("select count(*) from employment where person_id = " + person, this.other)).isEqualTo(1);
		assertThat(rows("select count(*) from person where id = " + person, this.other)).isEqualTo(1);
		Integer touched = As.get(this.other, () -> this.transaction
			.execute((status) -> this.jdbc.sql("update person set phone = '1' where id = " + person).update()));
		assertThat(touched).isZero();
	}

	private long rows(String sql, String grants) {
		Long count = As.get(grants,
				() -> this.transaction.execute((status) -> this.jdbc.sql(sql).query(Long.class).single()));
		return (count != null) ? count : -1;
	}

	private String consent(String caller, String uri) {
		return get(caller, uri).body().get("items").get(0).get("consent").asString();
	}

	private long employedAtSibling(long person, String hired, String dismissed) {
		post(this.both, "/people/" + person + "/employments", """
				{"organisationId": %d, "position": "teacher", "hiredOn": "%s"%s}""".formatted(this.sibling, hired,
				(dismissed != null) ? ", \"dismissedOn\": \"" + dismissed + "\"" : ""))
			.is(201);
		return get(this.other, "/people/" + person).is(200).body().get("employments").get(0).get("id").asLong();
	}

}
