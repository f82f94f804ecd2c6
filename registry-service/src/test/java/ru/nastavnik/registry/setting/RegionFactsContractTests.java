package ru.nastavnik.registry.setting;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/** What a region decides is told to the services whose rules ask for it. */
class RegionFactsContractTests extends RegistryTests {

	@Autowired
	private Db database;

	@Autowired
	private JsonMapper mapper;

	@Test
	void theFactsAreWhatTheirExamplesShow() throws Exception {
		put(this.institute, "/settings", "{\"code\": \"review_days\", \"value\": \"7\", \"version\": 0}").is(200);
		put(this.institute, "/calendar", """
				{"year": 2029, "daysOff": ["2029-03-08", "2029-03-09"], "workingWeekends": ["2029-03-10"],
				 "source": "Закон", "countRule": "full_days", "version": 0}""").is(200);
		says("setting-changed");
		says("calendar-changed");
	}

	private void says(String type) throws Exception {
		String told = this.database.client()
			.sql("select data::text from (select type, time, data from outbox union all select type, time, data from feed) f "
					+ "where type = ? order by time desc limit 1")
			.param(type)
			.query(String.class)
			.single();
		JsonNode file = this.mapper.readTree(Files.readString(Path.of("api/facts/" + type + ".json")));
		assertThat(this.mapper.readTree(told)).isEqualTo(file);
	}

}
