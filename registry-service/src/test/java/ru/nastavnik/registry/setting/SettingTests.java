package ru.nastavnik.registry.setting;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class SettingTests extends RegistryTests {

	@Test
	void aParameterHasADefaultUntilTheInstituteSaysOtherwise() {
		JsonNode first = get(this.curator, "/settings").is(200).body().get(0);
		assertThat(first.get("code").asString()).isEqualTo("teen_signature");
		assertThat(first.get("value").asString()).isEqualTo("false");
		put(this.curator, "/settings", "{\"code\": \"teen_signature\", \"value\": \"true\", \"version\": 0}").is(403);
		put(this.institute, "/settings", "{\"code\": \"teen_signature\", \"value\": \"true\", \"version\": 0}").is(200);
		assertThat(get(this.curator, "/settings").body().get(0).get("value").asString()).isEqualTo("true");
		put(this.institute, "/settings", "{\"code\": \"teen_signature\", \"value\": \"false\", \"version\": 0}")
			.is(409);
		assertThat(
				put(this.institute, "/settings", "{\"code\": \"teen_signature\", \"value\": \"false\", \"version\": 1}")
					.is(200)
					.body()
					.get("version")
					.asInt())
			.isEqualTo(2);
	}

	@Test
	void aValueHasTheTypeOfItsParameter() {
		put(this.institute, "/settings", "{\"code\": \"teen_signature\", \"value\": \"yes\", \"version\": 0}").is(400);
		put(this.institute, "/settings", "{\"code\": \"min_pupil_age\", \"value\": \"99\", \"version\": 0}").is(400);
		put(this.institute, "/settings", "{\"code\": \"min_pupil_age\", \"value\": \"5.5\", \"version\": 0}").is(400);
		put(this.institute, "/settings", "{\"code\": \"nothing\", \"value\": \"1\", \"version\": 0}").is(404);
		put(this.institute, "/settings", "{\"code\": \"min_pupil_age\", \"value\": \"5\", \"version\": 0}").is(200);
	}

}
