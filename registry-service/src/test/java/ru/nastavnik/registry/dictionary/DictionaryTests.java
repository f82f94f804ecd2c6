package ru.nastavnik.registry.dictionary;

import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class DictionaryTests extends RegistryTests {

	@Test
	void aNewRegionHasTheDictionariesAtOnce() {
		JsonNode all = get(this.curator, "/dictionaries").is(200).body();
		assertThat(all.get("problemGroups")).hasSize(4);
		assertThat(all.get("supportNeeds").size()).isPositive();
		assertThat(all.get("positions").get(0).get("code").asString()).isEqualTo("teacher");
		assertThat(all.get("mentorStatuses").toString()).contains("alumni_pool", "declined");
		assertThat(Statements.count(() -> get(this.curator, "/dictionaries"))).isLessThanOrEqualTo(1);
	}

	@Test
	void theInstituteAddsRenamesOrdersAndRetiresButNothingDisappears() {
		String code = post(this.institute, "/dictionary-entries", """
				{"dictionary": "gaps", "name": "Работа с ИИ-сервисами", "hint": "Проверка ответов"}""").is(201)
			.body()
			.get("code")
			.asString();
		assertThat(entry("gaps", code).get("name").asString()).isEqualTo("Работа с ИИ-сервисами");
		JsonNode renamed = put(this.institute, "/dictionary-entries", """
				{"dictionary": "gaps", "code": "methods", "name": "Методика предмета", "version": 0}""").is(200).body();
		assertThat(renamed.get("version").asInt()).isEqualTo(1);
		assertThat(put(this.institute, "/dictionary-entries", """
				{"dictionary": "gaps", "code": "methods", "name": "Иначе", "version": 0}""").is(409)
			.body()
			.get("current")
			.get("name")
			.asString()).isEqualTo("Методика предмета");
		put(this.institute, "/dictionary-entries",
				"""
						{"dictionary": "gaps", "code": "methods", "name": "Методика предмета", "retired": true, "version": 1}""")
			.is(200);
		assertThat(entry("gaps", "methods").get("retired").asBoolean()).isTrue();
		assertThat(get(this.institute, "/dictionary-entries/history?dictionary=gaps&code=methods").is(200).body())
			.hasSize(2);
		JsonNode ordered = put(this.institute, "/dictionary-entries/order",
				"{\"dictionary\": \"gaps\", \"codes\": [\"%s\", \"motivation\"]}".formatted(code))
			.is(200)
			.body();
		assertThat(ordered.get(0).get("code").asString()).isEqualTo(code);
		assertThat(ordered.get(1).get("code").asString()).isEqualTo("motivation");
		assertThat(ordered).hasSize(17);
	}

	@Test
	void namesAreUniqueAndClosedDictionariesStayClosed() {
		assertThat(post(this.institute, "/dictionary-entries", """
				{"dictionary": "gaps", "name": " методика преподавания ПРЕДМЕТА"}""").is(400).violations())
			.contains("name");
		post(this.institute, "/dictionary-entries", "{\"dictionary\": \"categories\", \"name\": \"Ещё одна\"}").is(400);
		post(this.institute, "/dictionary-entries", "{\"dictionary\": \"nothing\", \"name\": \"Ещё одна\"}").is(404);
		post(this.institute, "/dictionary-entries", "{\"dictionary\": \"gaps\", \"name\": \" \"}").is(400);
		put(this.institute, "/dictionary-entries/order", "{\"dictionary\": \"gaps\", \"codes\": [\"x\"]}").is(400);
		put(this.institute, "/dictionary-entries", """
				{"dictionary": "positions", "code": "teacher", "name": "Педагог", "version": 0}""").is(200);
	}

	@Test
	void onlyTheInstituteOfTheRegionWrites() {
		post(this.curator, "/dictionary-entries", "{\"dictionary\": \"gaps\", \"name\": \"Своё\"}").is(403);
		post(this.municipal, "/dictionary-entries", "{\"dictionary\": \"gaps\", \"name\": \"Своё\"}").is(403);
		post(this.institute, "/dictionary-entries", "{\"dictionary\": \"gaps\", \"name\": \"Своё\"}").is(201);
		String first = this.curator;
		openRegion();
		assertThat(get(this.curator, "/dictionaries").body().get("gaps").toString()).doesNotContain("Своё");
		assertThat(get(first, "/dictionaries").body().get("gaps").toString()).contains("Своё");
	}

	private JsonNode entry(String dictionary, String code) {
		JsonNode views = get(this.curator, "/dictionaries/regional").is(200).body();
		return StreamSupport.stream(views.spliterator(), false)
			.filter((view) -> view.get("code").asString().equals(dictionary))
			.flatMap((view) -> StreamSupport.stream(view.get("entries").spliterator(), false))
			.filter((entry) -> entry.get("code").asString().equals(code))
			.findFirst()
			.orElseThrow();
	}

}
