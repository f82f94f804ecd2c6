package ru.nastavnik.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of each fact, kept beside its producer, is read as it stands. */
class FactContractTests extends MonitoringTests {

	@ParameterizedTest
	@CsvSource({ "registry,organisation-changed,unit", "registry,population-changed,population_state",
			"registry,participant-changed,participant_state", "programme,mentorship-changed,mentorship_state",
			"programme,meeting-changed,meeting_state" })
	void theProducersExampleBecomesAState(String service, String type, String table) throws IOException {
		Path example = Path.of("../" + service + "-service/api/facts/" + type + ".json");
		Assumptions.assumeTrue(Files.exists(example), "no example of " + type + " yet");
		JsonNode node = this.json.readTree(Files.readString(example));
		JsonNode data = (node.has("data") && node.has("type")) ? node.get("data") : node;
		long organisation = data.path("organisationId").asLong(data.path("id").asLong());
		Place place = new Place(this.region, null, null, organisation);
		long subject = data.path("id").asLong(data.path("personId").asLong());
		batch(service + "Facts", List.of(new Fact(1, type, subject, false, place, this.clock.instant(), data)));
		assertThat(this.db.client()
			.sql("select count(*) from " + table + " where region_id = :region")
			.param("region", this.region)
			.query(Long.class)
			.single()).isEqualTo(1);
	}

}
