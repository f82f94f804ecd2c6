package ru.nastavnik.registry.organisation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class PopulationTests extends RegistryTests {

	private long entered(String more) {
		return post(this.curator, "/organisations/" + this.school + "/population", """
				{"asOf": "2026-09-01", "category": "teachers_total", "value": 40, "source": "ОО-1",
				 "documentRef": "Отчёт № 5 от 10.09.2026"%s}""".formatted(more)).is(201).id();
	}

	private String status(long id) {
		return this.db.client()
			.sql("select status from population where id = :id and region_id = :region")
			.param("id", id)
			.param("region", this.region)
			.query(String.class)
			.single();
	}

	@Test
	@DisplayName("BR-086: the municipality approves or returns what its school submits, the school approves nothing")
	void theLevelAboveDecides() {
		long id = entered("");
		Answer seen = get(this.municipal, "/organisations/" + this.school + "/population").is(200);
		assertThat(seen.body().get(0).get("actions").toString()).contains("approval", "return").doesNotContain("edit");
		post(this.curator, "/population/" + id + "/approval", "{}").is(403);
		assertThat(post(this.municipal, "/population/" + id + "/return", "{\"reason\": \"\"}").is(400).violations())
			.contains("reason");
		post(this.municipal, "/population/" + id + "/return", "{\"reason\": \"Сверьте с ОО-1\"}").is(200);
		assertThat(status(id)).isEqualTo("returned");
		post(this.municipal, "/population/" + id + "/approval", "{}").is(409);
		put(this.curator, "/population/" + id, """
				{"value": 41, "source": "ОО-1", "documentRef": "Отчёт № 6", "version": 1}""").is(200);
		Answer stale = put(this.curator, "/population/" + id, "{\"value\": 42, \"source\": \"ОО-1\", \"version\": 1}")
			.is(409);
		assertThat(stale.body().get("current").get("value").asInt()).isEqualTo(41);
		assertThat(post(this.municipal, "/population/" + id + "/approval", "{}").is(200)
			.body()
			.get("approved")
			.asBoolean()).isTrue();
		assertThat(lastFact("population-changed", id).get("approved").asBoolean()).isTrue();
		String history = get(this.curator, "/population/" + id + "/versions").is(200).body().toString();
		assertThat(history).contains("Сверьте с ОО-1", "\"value\":40", "\"value\":41", "Отчёт № 6", "approved");
		// another municipality sees nothing of it and decides nothing
		long other = organisation(this.instituteId, "municipality", "authority", "Дальний район");
		String stranger = "municipal@" + this.region + "/" + other;
		post(stranger, "/population/" + id + "/approval", "{}").is(404);
		post(stranger, "/population/" + id + "/return", "{\"reason\": \"чужое\"}").is(404);
		get(stranger, "/population/" + id + "/versions").is(404);
	}

	@Test
	@DisplayName("BR-086: a draft waits for its school, is deleted by it alone; what was submitted stays in the history")
	void draft() {
		long id = entered(", \"draft\": true");
		assertThat(get(this.municipal, "/organisations/" + this.school + "/population").body()
			.get(0)
			.get("actions")
			.toString()).isEqualTo("[]");
		post(this.municipal, "/population/" + id + "/approval", "{}").is(409);
		delete(this.municipal, "/population/" + id).is(403);
		delete(this.curator, "/population/" + id).is(204);
		assertThat(get(this.curator, "/organisations/" + this.school + "/population").body()).isEmpty();
		long again = entered(", \"draft\": true");
		post(this.curator, "/population/" + again + "/submission", "{}").is(200);
		assertThat(status(again)).isEqualTo("submitted");
		assertThat(delete(this.curator, "/population/" + again).is(409).code()).isEqualTo("registry.population.state");
		post(this.institute, "/population/" + again + "/approval", "{}").is(200);
		entered("");
		assertThat(status(again)).isEqualTo("submitted");
		assertThat(get(this.curator, "/population/" + again + "/versions").body()).hasSize(4);
	}

	@Test
	@DisplayName("BR-086: what was approved, submitted or returned is not deleted by way of a draft")
	void aDraftOfAnApprovedFigureIsNotDeleted() {
		long id = entered("");
		post(this.municipal, "/population/" + id + "/approval", "{}").is(200);
		Answer draft = put(this.curator, "/population/" + id,
				"{\"value\": 1, \"source\": \"ОО-1\", \"draft\": true, \"version\": 1}")
			.is(200);
		assertThat(draft.body().get("status").asString()).isEqualTo("draft");
		assertThat(draft.body().get("actions").toString()).contains("submission").doesNotContain("deletion");
		assertThat(get(this.curator, "/organisations/" + this.school + "/population").body().get(0).get("actions"))
			.isEqualTo(draft.body().get("actions"));
		assertThat(delete(this.curator, "/population/" + id).is(409).code()).isEqualTo("registry.population.state");
		assertThat(get(this.curator, "/population/" + id + "/versions").body()).hasSize(3);
		post(this.curator, "/population/" + id + "/submission", "{}").is(200);
		post(this.municipal, "/population/" + id + "/return", "{\"reason\": \"Сверьте\"}").is(200);
		delete(this.curator, "/population/" + id).is(409);
	}

	@Test
	@DisplayName("Form, КПП, contacts and head are kept by the organisation and the institute; founders follow from the tree")
	void details() {
		String path = "/organisations/" + this.school + "/details";
		Answer empty = get(this.curator, path).is(200);
		assertThat(empty.body().get("version").asInt()).isZero();
		assertThat(empty.body().get("founders").findValuesAsString("id")).containsExactly(String.valueOf(this.region),
				String.valueOf(this.instituteId), String.valueOf(this.municipality));
		String lines = """
				{"legalForm": "МБОУ", "kpp": "%s", "address": "Школьная, 1", "phone": "+7 (343) 200-00-00, доб. 5",
				 "email": "%s", "site": "%s", "headName": "Иванова Мария Петровна", "headPosition": "Директор", "version": %d}""";
		assertThat(put(this.director, path, lines.formatted("12", "нет", "school12.ru", 0)).is(400).violations())
			.contains("\"kpp\"", "\"email\"", "\"site\"");
		String good = lines.formatted("662401001", "s12@edu.ru", "https://school12.ru", 0);
		assertThat(put(this.director, path, good).is(200).body().get("version").asInt()).isEqualTo(1);
		assertThat(put(this.institute, path, good).is(409).body().get("current").get("headName").asString())
			.isEqualTo("Иванова Мария Петровна");
		put(this.institute, path, lines.formatted("662401001", "s12@edu.ru", "https://school12.ru", 1)).is(200);
		put(this.municipal, path, good).is(403);
		put("curator@" + this.region + "/" + this.sibling, path, good).is(404);
		assertThat(get(this.municipal, path).is(200).body().get("editable").asBoolean()).isFalse();
	}

}
