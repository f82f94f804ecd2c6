package ru.nastavnik.registry.appointment;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class AppointmentTests extends RegistryTests {

	private static final String ROW = """
			{"key": "%s", "lastName": "Учителева", "firstName": "Мария", "birthDate": "1980-02-03", "kind": "staff",
			 "position": "teacher", "hiredOn": "2010-09-01"%s}""";

	private static final String MENTEE = ", \"mentee\": {\"category\": \"gaps\", \"mainRequest\": \"Методика\"}";

	@BeforeEach
	void nobodyIsAppointed() {
		this.db.client()
			.sql("delete from curator_appointment where organisation_id = :school")
			.param("school", this.school)
			.update();
	}

	@Test
	@DisplayName("BR-014: without an order about the curator of this year nobody enters the bases")
	void theBasesBeginWithAnOrder() {
		long teacher = teacher("Учителева");
		String mentee = """
				{"personId": %d, "category": "gaps", "mainRequest": "Методика"}""".formatted(teacher);
		Answer refused = post(this.curator, "/mentees", mentee).is(409);
		assertThat(refused.code()).isEqualTo("registry.participant.no-curator");
		assertThat(refused.body().get("detail").asString()).contains("приказ о назначении куратора", "Внесите");
		assertThat(post(this.curator, "/mentors", "{\"personId\": %d}".formatted(teacher)).is(409).code())
			.isEqualTo("registry.participant.no-curator");
		long deputy = teacher("Завучева");
		appoint(this.director, deputy, "2025-08-30", ", \"academicYear\": 2020").is(201);
		post(this.curator, "/mentees", mentee).is(409);
		Answer list = appoint(this.director, deputy, "2026-08-30", "").is(201);
		assertThat(list.body().get(0).get("current").asBoolean()).isTrue();
		assertThat(list.body().get(0).get("name").asString()).contains("Завучева");
		post(this.curator, "/mentees", mentee).is(201);
		post(this.curator, "/mentors", "{\"personId\": %d}".formatted(teacher)).is(201);
		long id = list.body().get(0).get("id").asLong();
		assertThat(send(this.director, org.springframework.http.HttpMethod.DELETE, "/curator-appointments/" + id, "")
			.is(200)
			.body()).hasSize(1);
	}

	@Test
	@DisplayName("BR-014: a load appoints the curator itself or is refused as a whole")
	void aLoadNeedsTheOrderToo() {
		assertThat(load(ROW.formatted("a", MENTEE)).is(409).code()).isEqualTo("registry.participant.no-curator");
		load(ROW.formatted("b", "")).is(200);
		load(ROW.formatted("c", MENTEE) + ","
				+ ROW.formatted("d", ", \"curator\": {\"orderNumber\": \"12-н\", \"orderedOn\": \"2026-08-28\"}"))
			.is(200);
		assertThat(get(this.curator, "/organisations/" + this.school + "/curators").is(200).body()).hasSize(1);
		assertThat(load(ROW.formatted("e", ", \"curator\": {\"orderNumber\": \"1\", \"orderedOn\": \"2999-08-28\"}"))
			.is(400)
			.violations()).contains("rows[0].curator.orderedOn");
	}

	@Test
	void theCuratorIsAnAdultOfTheOrganisationAndTheOrderHasADate() {
		assertThat(appoint(this.director, pupil("Детская"), "2026-08-30", "").is(400).violations())
			.contains("personId");
		long teacher = teacher("Учителева");
		assertThat(appoint(this.director, teacher, "2999-08-30", "").is(400).violations()).contains("orderedOn");
		appoint(this.psychologist, teacher, "2026-08-30", "").is(404);
		appoint(this.municipal, teacher, "2026-08-30", "").is(404);
		appoint(this.director, 987654321L, "2026-08-30", "").is(404);
	}

	private Answer appoint(String caller, long person, String on, String more) {
		return post(caller, "/organisations/" + this.school + "/curators", """
				{"personId": %d, "orderNumber": "12-н", "orderedOn": "%s"%s}""".formatted(person, on, more));
	}

	private Answer load(String rows) {
		return post(this.curator, "/bulk/participants",
				"{\"organisationId\": %d, \"rows\": [%s]}".formatted(this.school, rows));
	}

}
