package ru.nastavnik.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demonstration of one data folder: loaded once, and described in {@code demo.json}
 * for scripts and in a table for people.
 */
final class Demo {

	private static final String BEGUN = "demo-begun";

	private static final String ACCOUNTS = "demo-accounts.json";

	private final Options options;

	private final Folders folders;

	private final Ports ports;

	private final Secrets secrets;

	private final Progress progress;

	Demo(Options options, Folders folders, Ports ports, Secrets secrets, Progress progress) {
		this.options = options;
		this.folders = folders;
		this.ports = ports;
		this.secrets = secrets;
		this.progress = progress;
	}

	/** Whether a start was killed while it was loading: then the folder is worthless. */
	static boolean isHalfLoaded(Path data) {
		return Files.exists(data.resolve(BEGUN)) && !Files.exists(data.resolve(ACCOUNTS));
	}

	void load() {
		Path accounts = this.folders.data().resolve(ACCOUNTS);
		if (Files.exists(accounts)) {
			return;
		}
		long begin = System.nanoTime();
		try {
			Files.createFile(this.folders.data().resolve(BEGUN));
			ArrayNode made = new DemoRegion(this.options.size(), this.ports, this.secrets, this.progress).load();
			Files.writeString(accounts, Http.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(made));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.progress.done("Demo region (" + this.options.size().code() + ")", begin);
	}

	/** Writes {@code demo.json}. */
	void describe() {
		ObjectNode demo = Http.JSON.createObjectNode();
		demo.put("gateway", this.ports.url("gateway"));
		demo.put("tokenUrl", this.ports.realmUrl() + "/protocol/openid-connect/token");
		demo.put("clientId", "demo-cli");
		demo.put("region", this.options.size().code());
		Path accounts = this.folders.data().resolve(ACCOUNTS);
		demo.set("accounts", Files.exists(accounts) ? Http.JSON.readTree(accounts) : Http.JSON.createArrayNode());
		try {
			Files.writeString(this.folders.run().resolve("demo.json"),
					Http.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(demo) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The address and the accounts, for the terminal. */
	static String table(Path file) {
		JsonNode demo = Http.JSON.readTree(file);
		StringBuilder text = new StringBuilder();
		text.append("  Open ").append(demo.path("gateway").asString()).append("   (Ctrl-C stops everything)\n\n");
		text.append(String.format(Locale.ROOT, "  %-18s %-14s %-13s %s%n", "user name", "password", "role", "where"));
		demo.path("accounts")
			.forEach((account) -> text
				.append(String.format(Locale.ROOT, "  %-18s %-14s %-13s %s%n", account.path("username").asString(),
						account.path("password").asString(), account.path("role").asString(),
						account.path("organisationName").asString() + ", " + account.path("region").asString())));
		return text.toString();
	}

}
