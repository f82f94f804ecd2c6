package ru.nastavnik.registry.organisation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reorganisation tells the other services, as the files in {@code api/facts} have
 * it.
 */
class OrganisationFactsContractTests extends RegistryTests {

	private static final LocalDate ON = LocalDate.of(2026, 9, 1);

	@Test
	void organisationMoved() throws IOException {
		same("organisation-moved", new OrganisationFacts.Moved(4411, ON, new OrganisationFacts.Above(2L, 301L),
				new OrganisationFacts.Above(2L, 302L), false));
	}

	@Test
	void organisationMerged() throws IOException {
		same("organisation-merged", new OrganisationFacts.Merged(4411, 4412, ON, false));
	}

	@Test
	void organisationSplit() throws IOException {
		same("organisation-split", new OrganisationFacts.Split(4411, 4413, ON, List.of(90017L, 90018L), false));
	}

	@Test
	void organisationClosed() throws IOException {
		same("organisation-changed-closed",
				new OrganisationFacts.Changed(4411, 302L, Level.SCHOOL, "school", "Школа № 12 полностью", "Школа № 12",
						"closed", ON, LocalDate.of(2026, 11, 1), null,
						List.of(new OrganisationFacts.Placed(301L, 2L, 301L, LocalDate.of(2020, 1, 1), ON.minusDays(1)),
								new OrganisationFacts.Placed(302L, 2L, 302L, ON, null))));
	}

	private void same(String name, Object fact) throws IOException {
		String text = this.json.rebuild()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValueAsString(this.json.readTree(this.json.writeValueAsString(fact))) + "\n";
		Path file = Path.of("api/facts/" + name + ".json");
		if (Boolean.getBoolean("contract.update")) {
			Files.writeString(file, text);
		}
		assertThat(this.json.readTree(Files.readString(file))).isEqualTo(this.json.readTree(text));
	}

}
