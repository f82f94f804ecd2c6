package ru.nastavnik.programme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The example of a fact: the contract between services.
 */
public final class FactFile {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private FactFile() {
	}

	/** What this service says is what its committed example shows. */
	public static void says(String type, Object state) {
		Assertions.assertThat(JSON.readTree(JSON.writeValueAsString(state)))
			.isEqualTo(read(Path.of("api/facts", type + ".json")));
	}

	/** The registry's example, once the registry has committed it. */
	public static Optional<JsonNode> ofRegistry(String type) {
		Path path = Path.of("../registry-service/api/facts", type + ".json");
		if (!Files.exists(path)) {
			return Optional.empty();
		}
		JsonNode file = read(path);
		return Optional.of(file.has("data") ? file.get("data") : file);
	}

	private static JsonNode read(Path path) {
		try {
			return JSON.readTree(Files.readString(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
