package ru.nastavnik.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The whole platform for the end-to-end tests: one for the JVM, on its own ports and with
 * its own data under {@code target}, or the running one of {@code deploy/up} when
 * {@code -Dstage=running} asks for it.
 */
final class Stage {

	private static final int PORT = 18_080;

	private static @Nullable Stage current;

	private final @Nullable Platform platform;

	private final JsonNode demo;

	private final Map<String, String> tokens = new HashMap<>();

	private final Map<String, Long> tokenTimes = new HashMap<>();

	private Stage(@Nullable Platform platform, JsonNode demo) {
		this.platform = platform;
		this.demo = demo;
	}

	static synchronized Stage running() {
		if (current == null) {
			current = start();
		}
		return current;
	}

	private static Stage start() {
		Path root = Folders.findRoot();
		try {
			if ("running".equals(System.getProperty("stage"))) {
				return new Stage(null, Http.JSON.readTree(root.resolve("deploy/.run/demo.json")));
			}
			Path home = root.resolve("deploy/local/target/stage");
			Options options = Options.parse("--port", Integer.toString(PORT), "--fresh");
			Folders folders = new Folders(root, home.resolve("run"), home.resolve("data"));
			Files.createDirectories(folders.run().resolve("logs"));
			Platform platform = new Platform(options, folders,
					new Progress(new PrintStream(System.out, true, StandardCharsets.UTF_8), false));
			Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(platform::close));
			platform.start();
			platform.load();
			return new Stage(platform, Http.JSON.readTree(folders.run().resolve("demo.json")));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	/** Only a platform of our own may be hurt. */
	Platform own() {
		return java.util.Objects.requireNonNull(this.platform, "the running platform of deploy/up is not ours to kill");
	}

	boolean isOwn() {
		return this.platform != null;
	}

	String gateway() {
		return this.demo.path("gateway").asString();
	}

	/** The first demo account of a role in the first region. */
	Account account(String role) {
		return accounts().stream()
			.filter((one) -> one.role().equals(role))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("no account with role " + role));
	}

	List<Account> accounts() {
		List<Account> accounts = new ArrayList<>();
		for (JsonNode one : this.demo.path("accounts")) {
			accounts.add(new Account(one.path("username").asString(), one.path("password").asString(),
					one.path("role").asString(), one.path("organisationId").asLong(),
					one.path("organisationName").asString()));
		}
		return accounts;
	}

	/** Calls the API as an account with a bearer token. */
	Answer call(Account account, String method, String path, @Nullable Object body) {
		return call(account, method, path, body, Map.of());
	}

	Answer call(Account account, String method, String path, @Nullable Object body, Map<String, String> more) {
		Map<String, String> headers = new LinkedHashMap<>(more);
		headers.put("Authorization", "Bearer " + token(account));
		HttpResponse<String> response = Http.send(method, gateway() + path, body, headers);
		return new Answer(response.statusCode(), response.body());
	}

	synchronized String token(Account account) {
		Long since = this.tokenTimes.get(account.username());
		if (since == null || System.currentTimeMillis() - since > 200_000) {
			this.tokens.put(account.username(), freshToken(account));
			this.tokenTimes.put(account.username(), System.currentTimeMillis());
		}
		return java.util.Objects.requireNonNull(this.tokens.get(account.username()));
	}

	/** Waits until an account that was made a moment ago may log in. */
	Account awaitLogIn(Account account) {
		long end = System.nanoTime() + 30_000_000_000L;
		while (true) {
			try {
				token(account);
				return account;
			}
			catch (Complaint ex) {
				if (System.nanoTime() > end) {
					throw ex;
				}
				Platform.pause(300);
			}
		}
	}

	/** Logs in once more, whatever token there is. */
	String freshToken(Account account) {
		return Http.token(this.demo.path("tokenUrl").asString(), Map.of("grant_type", "password", "client_id",
				this.demo.path("clientId").asString(), "username", account.username(), "password", account.password()));
	}

	record Account(String username, String password, String role, long organisation, String organisationName) {
	}

	record Answer(int status, String body) {

		JsonNode json() {
			return Http.JSON.readTree(this.body);
		}

		/** The body of an answer that must be a success. */
		JsonNode ok() {
			if (!List.of(200, 201, 202, 204).contains(this.status)) {
				throw new AssertionError(this.status + " " + this.body);
			}
			return this.body.isEmpty() ? Http.JSON.nullNode() : json();
		}

	}

}
