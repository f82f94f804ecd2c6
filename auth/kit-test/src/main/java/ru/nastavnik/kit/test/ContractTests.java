package ru.nastavnik.kit.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * Keeps {@code api/openapi.yaml} true: the committed file is what the code says. Run with
 * {@code -Dcontract.update=true} to write it after a change you mean.
 */
@ServiceTest
public abstract class ContractTests {

	private static final Path SNAPSHOT = Path.of("api/openapi.yaml");

	@Autowired
	private MockMvcTester mvc;

	/** A change file that no line includes is never run, and nothing else says so. */
	@Test
	void everyChangeFileIsIncludedOnce() throws IOException {
		Path folder = Path.of("src/main/resources/db/changelog");
		String master = Files.readString(folder.resolve("db.changelog-master.yaml"));
		try (Stream<Path> files = Files.list(folder)) {
			Assertions
				.assertThat(files.map((file) -> file.getFileName().toString())
					.filter((name) -> !name.startsWith("db.changelog-master"))
					.filter((name) -> master
						.split(Pattern.quote("  - include:\n      file: db/changelog/" + name + "\n"), -1).length != 2))
				.isEmpty();
		}
	}

	@Test
	void theCommittedContractIsWhatTheCodeSays() throws IOException {
		String actual = this.mvc.get()
			.uri("/v3/api-docs.yaml")
			.with(As.grants("curator@1/1"))
			.exchange()
			.getResponse()
			.getContentAsString(StandardCharsets.UTF_8)
			.replaceAll("(?m)^servers:\\R(?:^[- ] .*\\R)+", "");
		if (Boolean.getBoolean("contract.update")) {
			Files.createDirectories(SNAPSHOT.getParent());
			Files.writeString(SNAPSHOT, actual);
		}
		Assertions.assertThat(SNAPSHOT).as("run the test with -Dcontract.update=true").exists();
		Assertions.assertThat(actual).isEqualTo(Files.readString(SNAPSHOT));
	}

}
