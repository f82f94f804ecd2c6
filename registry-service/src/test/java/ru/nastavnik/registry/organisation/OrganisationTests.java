package ru.nastavnik.registry.organisation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class OrganisationTests extends RegistryTests {

	@Test
	void onlyAnOperatorOpensARegion() {
		String body = """
				{"name": "Министерство", "shortName": "Минобр", "instituteName": "Институт"}""";
		assertThat(post(this.institute, "/regions", body).is(403).code()).isEqualTo("forbidden");
		post("operator", "/regions", body).is(201);
	}

	@Test
	void aRepeatedSubmitOpensOneRegion() throws Exception {
		long before = this.db.count("organisation where level = 'ministry'");
		String key = "region-" + this.region;
		assertThat(open(key, "{\"name\": \"Министерство\"}").status()).isEqualTo(400);
		String body = """
				{"name": "Министерство", "shortName": "Минобр", "instituteName": "Институт"}""";
		Answer first = open(key, body).is(201);
		Answer second = open(key, body).is(201);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(this.db.count("organisation where level = 'ministry'")).isEqualTo(before + 1);
		assertThat(open(key, body.replace("Минобр", "Другой")).is(422).code()).isEqualTo("idempotency-key");
	}

	@Test
	void aRegionThatWasNotOpenedLeavesItsKeyFree() throws Exception {
		long before = this.db.count("organisation where level = 'ministry'");
		String key = "refused-" + this.region;
		String wrong = """
				{"name": "Министерство", "shortName": "Минобр", "instituteName": "Институт", "oktmo": "12"}""";
		String right = wrong.replace("\"12\"", "\"65000000\"");
		assertThat(open(key, wrong).is(400).violations()).contains("oktmo");
		assertThat(this.db.count("idempotency where key = '" + key + "'")).isZero();
		assertThat(open(key, wrong).is(400).violations()).contains("oktmo");
		long other = open(key + "-new", right).is(201).body().get("regionId").asLong();
		Answer again = open(key, right).is(201);
		assertThat(again.body().get("regionId").asLong()).isNotEqualTo(other);
		assertThat(open(key, right).is(201).body()).isEqualTo(again.body());
		assertThat(this.db.count("organisation where level = 'ministry'")).isEqualTo(before + 2);
	}

	private Answer open(String key, String body) throws Exception {
		MockHttpServletResponse response = this.mvc.post()
			.uri("/regions")
			.header("Idempotency-Key", key)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.with(As.grants("operator"))
			.exchange()
			.getResponse();
		return new Answer(response.getStatus(), this.json.readTree(response.getContentAsByteArray()));
	}

	@Test
	void aCallerSeesTheirSubtreeAndThePathAbove() {
		assertThat(get(this.curator, "/organisations").is(200).body().findValuesAsString("id"))
			.containsExactlyInAnyOrder(String.valueOf(this.region), String.valueOf(this.instituteId),
					String.valueOf(this.municipality), String.valueOf(this.school));
		assertThat(get(this.institute, "/organisations?level=school").body().get("total").asInt()).isEqualTo(2);
		assertThat(get(this.institute, "/organisations?q=школа 13").body().get("items").get(0).get("id").asLong())
			.isEqualTo(this.sibling);
		get(this.curator, "/organisations/" + this.sibling).is(404);
		assertThat(
				get(this.curator, "/organisations/" + this.school).is(200).body().get("path").findValuesAsString("id"))
			.containsExactly(String.valueOf(this.region), String.valueOf(this.instituteId),
					String.valueOf(this.municipality), String.valueOf(this.school));
		assertThat(get(this.curator, "/me").body().get("organisations").get(0).get("role").asString())
			.isEqualTo("curator");
	}

	@Test
	void onlyTheInstituteChangesTheDirectory() {
		String body = """
				{"parentId": %d, "level": "school", "type": "school", "fullName": "Новая", "shortName": "Новая"}"""
			.formatted(this.municipality);
		post(this.municipal, "/organisations", body).is(403);
		post(this.institute, "/organisations", body).is(201);
	}

	@Test
	void aStaleVersionIsAnsweredWithTheCurrentState() {
		String body = """
				{"type": "school", "fullName": "Переименованная", "shortName": "Школа имени", "version": %d}""";
		put(this.institute, "/organisations/" + this.school, body.formatted(0)).is(200);
		Answer stale = put(this.institute, "/organisations/" + this.school, body.formatted(0)).is(409);
		assertThat(stale.code()).isEqualTo("stale");
		assertThat(stale.body().get("current").get("shortName").asString()).isEqualTo("Школа имени");
		assertThat(lastFact("organisation-changed", this.school).get("shortName").asString()).isEqualTo("Школа имени");
	}

	@Test
	@DisplayName("BR-107, BR-108: wrong codes are refused with their fields")
	void wrongCodesAreRefused() {
		Answer refused = post(this.institute, "/organisations", """
				{"parentId": %d, "level": "school", "type": "school", "fullName": "Школа", "shortName": "Школа",
				 "inn": "6624007055", "ogrn": "1026601484833", "oktmo": "12"}""".formatted(this.municipality)).is(400);
		assertThat(refused.violations()).contains("\"inn\"", "\"ogrn\"", "\"oktmo\"");
	}

	@Test
	@DisplayName("BR-107, BR-108: only a partner may be an individual entrepreneur")
	void aPartnerMayBeAnEntrepreneur() {
		String body = """
				{"parentId": %d, "level": "school", "type": "%s", "fullName": "ИП", "shortName": "ИП",
				 "inn": "500100732259", "ogrn": "304500116000157"}""";
		assertThat(post(this.institute, "/organisations", body.formatted(this.municipality, "school")).is(400)
			.violations()).contains("\"inn\"", "\"ogrn\"");
		post(this.institute, "/organisations", body.formatted(this.municipality, "partner")).is(201);
	}

	@Test
	@DisplayName("BR-109: an ОКТМО lies in its region and its municipality; a replaced one is kept with its date")
	void anOktmoLiesWhereTheOrganisationStands() {
		this.db.execute("update organisation set oktmo = '65000000' where id = " + this.region);
		String municipality = """
				{"type": "authority", "fullName": "Заречный район", "shortName": "Заречный", "oktmo": "%s", "version": %d%s}""";
		String path = "/organisations/" + this.municipality;
		assertThat(put(this.institute, path, municipality.formatted("65701000001", 0, "")).is(400).violations())
			.contains("8 цифр");
		assertThat(put(this.institute, path, municipality.formatted("66701000", 0, "")).is(400).violations())
			.contains("65");
		put(this.institute, path, municipality.formatted("65701000", 0, "")).is(200);
		String school = """
				{"parentId": %d, "level": "school", "type": "school", "fullName": "Школа", "shortName": "Школа",
				 "oktmo": "%s"}""";
		assertThat(post(this.institute, "/organisations", school.formatted(this.municipality, "65702000001")).is(400)
			.violations()).contains("65701000");
		post(this.institute, "/organisations", school.formatted(this.municipality, "65701000001")).is(201);
		post(this.institute, "/organisations", school.formatted(this.municipality, "65701000")).is(201);
		put(this.institute, path, municipality.formatted("65501000", 1, ", \"codesFrom\": \"2026-01-01\"")).is(200);
		assertThat(get(this.institute, path + "/history").is(200).body().toString()).contains("\"kind\":\"oktmo\"",
				"65701000", "65501000", "2026-01-01");
	}

	@Test
	void aLevelStandsBelowItsParent() {
		assertThat(post(this.institute, "/organisations", """
				{"parentId": %d, "level": "municipality", "type": "authority", "fullName": "Х", "shortName": "Х"}"""
			.formatted(this.school)).is(400).violations()).contains("\"level\"");
	}

	@Test
	void aLoadIsAllOrNothing() {
		long before = this.db.count("organisation");
		Answer refused = post(this.institute, "/bulk/organisations",
				"""
						{"rows": [{"key": "a", "parentId": %1$d, "level": "school", "type": "school", "fullName": "А", "shortName": "А"},
						 {"key": "b", "parentId": 999999, "level": "school", "type": "school", "fullName": "Б", "shortName": "Б"}]}"""
					.formatted(this.municipality))
			.is(400);
		assertThat(refused.violations()).contains("rows[1].parentId");
		assertThat(this.db.count("organisation")).isEqualTo(before);
	}

	@Test
	@DisplayName("BR-086: a count is entered by the school and approved by the institute; a new value needs a new approval")
	void aPopulationIsApproved() {
		String path = "/organisations/" + this.school + "/population";
		String body = """
				{"asOf": "2026-09-01", "category": "teachers_total", "value": %d, "source": "ОО-1"}""";
		long id = post(this.curator, path, body.formatted(40)).is(201).id();
		post(this.curator, "/population/" + id + "/approval", "{}").is(403);
		assertThat(post(this.institute, "/population/" + id + "/approval", "{}").is(200)
			.body()
			.get("approved")
			.asBoolean()).isTrue();
		assertThat(lastFact("population-changed", id).get("approved").asBoolean()).isTrue();
		assertThat(post(this.curator, path, body.formatted(41)).is(201).body().get("approved").asBoolean()).isFalse();
		assertThat(get(this.curator, path).body()).hasSize(1);
		assertThat(post(this.curator, path, body.formatted(-1)).is(400).violations()).contains("value");
		post("curator@" + this.region + "/" + this.sibling, path, body.formatted(1)).is(404);
		post(this.curator, "/bulk/population",
				"{\"rows\": [{\"organisationId\": %d, \"asOf\": \"2026-09-01\", \"category\": \"pupils_total\", \"value\": 5, \"source\": \"х\", \"approved\": true}]}"
					.formatted(this.school))
			.is(400);
	}

	@Test
	void listsAskTheDatabaseFewTimes() {
		assertThat(Statements.of(() -> get(this.institute, "/organisations?q=школа"))).hasSizeLessThanOrEqualTo(3);
		assertThat(Statements.of(() -> get(this.curator, "/me"))).hasSizeLessThanOrEqualTo(3);
		assertThat(Statements.of(() -> get(this.curator, "/organisations/" + this.school))).hasSizeLessThanOrEqualTo(3);
	}

}
