package ru.nastavnik.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * What surrounds the gateway in tests: a real PostgreSQL, an identity provider that signs
 * whoever asks, and a service that notes what it receives. One of each per JVM.
 */
final class Surroundings {

	static final EmbeddedPostgres DATABASE = database();

	static final Provider PROVIDER = new Provider();

	static final Service SERVICE = new Service();

	private Surroundings() {
	}

	static Map<String, String> settings() {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("spring.datasource.url", DATABASE.getJdbcUrl("gateway_app", "gateway"));
		settings.put("spring.datasource.password", "test");
		settings.put("spring.liquibase.url", DATABASE.getJdbcUrl("gateway_owner", "gateway"));
		settings.put("spring.liquibase.password", "test");
		settings.put("gateway.login.issuer", PROVIDER.issuer());
		settings.put("gateway.registry-url", SERVICE.address());
		settings.put("gateway.monitoring-url", SERVICE.address());
		// nobody listens there
		settings.put("gateway.programme-url", "http://127.0.0.1:9");
		settings.put("gateway.read-timeout", "1500ms");
		settings.put("gateway.max-request", "100KB");
		return settings;
	}

	private static EmbeddedPostgres database() {
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
			try (Connection connection = server.getPostgresDatabase().getConnection();
					java.sql.Statement statement = connection.createStatement()) {
				statement.execute("create role gateway_owner login password 'test'");
				statement.execute("create role gateway_app login password 'test'");
				statement.execute("create database gateway owner gateway_owner");
			}
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HttpServer server() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(bytes);
		}
	}

	private static void pause(Duration duration) {
		try {
			Thread.sleep(duration);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Map<String, String> parameters(String text) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : text.split("&")) {
			String[] parts = pair.split("=", 2);
			parameters.put(parts[0], URLDecoder.decode((parts.length > 1) ? parts[1] : "", StandardCharsets.UTF_8));
		}
		return parameters;
	}

	/** Signs everybody in as one curator. */
	static final class Provider {

		final AtomicInteger refreshes = new AtomicInteger();

		volatile Duration lifetime = Duration.ofMinutes(5);

		volatile int refreshStatus = 200;

		private final Map<String, String> nonces = new ConcurrentHashMap<>();

		private final HttpServer server = server();

		private final RSAKey key;

		Provider() {
			try {
				this.key = new RSAKeyGenerator(2048).keyID("test").generate();
			}
			catch (JOSEException ex) {
				throw new IllegalStateException(ex);
			}
			String base = "/realms/nastavnik/protocol/openid-connect";
			this.server.createContext(base + "/auth", this::authorize);
			this.server.createContext(base + "/token", this::token);
			this.server.createContext(base + "/certs", (exchange) -> send(exchange, 200, "application/json",
					new JWKSet(this.key.toPublicJWK()).toString()));
		}

		String issuer() {
			return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/realms/nastavnik";
		}

		void reset() {
			this.refreshes.set(0);
			this.lifetime = Duration.ofMinutes(5);
			this.refreshStatus = 200;
		}

		private void authorize(HttpExchange exchange) throws IOException {
			Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
			String code = UUID.randomUUID().toString();
			this.nonces.put(code, query.get("nonce"));
			exchange.getResponseHeaders()
				.set("Location", query.get("redirect_uri") + "?code=" + code + "&state="
						+ java.net.URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
			exchange.sendResponseHeaders(302, -1);
			exchange.close();
		}

		private void token(HttpExchange exchange) throws IOException {
			Map<String, String> form = parameters(
					new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			if ("refresh_token".equals(form.get("grant_type"))) {
				this.refreshes.incrementAndGet();
				pause(Duration.ofMillis(150));
				if (this.refreshStatus != 200) {
					send(exchange, this.refreshStatus, "application/json", (this.refreshStatus == 400)
							? "{\"error\":\"invalid_grant\"}" : "{\"error\":\"server_error\"}");
					return;
				}
			}
			String nonce = this.nonces.getOrDefault(form.getOrDefault("code", ""), "");
			send(exchange, 200, "application/json",
					"""
							{"access_token":"%s","id_token":"%s","refresh_token":"%s","token_type":"Bearer","expires_in":%d}"""
						.formatted(accessToken(), sign(claims().audience("gateway").claim("nonce", nonce)),
								UUID.randomUUID(), this.lifetime.toSeconds()));
		}

		String accessToken() {
			return sign(claims().audience(List.of("registry", "programme", "monitoring"))
				.jwtID(UUID.randomUUID().toString())
				.claim("preferred_username", "curator")
				.claim("name", "Ирина Петровна Соколова")
				.claim("grants", List.of("curator@1/4411", "mentor@1/4411/90017", "nonsense")));
		}

		private JWTClaimsSet.Builder claims() {
			return new JWTClaimsSet.Builder().issuer(issuer())
				.subject("c1")
				.issueTime(new Date())
				.expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
		}

		private String sign(JWTClaimsSet.Builder claims) {
			try {
				SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
						claims.build());
				token.sign(new RSASSASigner(this.key));
				return token.serialize();
			}
			catch (JOSEException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/** Notes every request, and answers by path. */
	static final class Service {

		final List<Received> received = new CopyOnWriteArrayList<>();

		private final HttpServer server = server();

		Service() {
			this.server.createContext("/", this::answer);
		}

		String address() {
			return "http://127.0.0.1:" + this.server.getAddress().getPort();
		}

		Received last() {
			return this.received.getLast();
		}

		private void answer(HttpExchange exchange) throws IOException {
			URI uri = exchange.getRequestURI();
			Map<String, String> headers = new LinkedHashMap<>();
			exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
			if (uri.getPath().equals("/drop")) {
				this.received.add(new Received(exchange.getRequestMethod(), uri.toString(), headers, ""));
				exchange.close();
				return;
			}
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.received.add(new Received(exchange.getRequestMethod(), uri.toString(), headers, body));
			switch (uri.getPath()) {
				case "/slow" -> {
					pause(Duration.ofSeconds(4));
					send(exchange, 200, "application/json", "{}");
				}
				case "/created" -> {
					exchange.getResponseHeaders().set("Location", address() + "/people/5");
					exchange.getResponseHeaders().set("Set-Cookie", "inner=1");
					send(exchange, 201, "application/json", "{}");
				}
				case "/refused" -> send(exchange, 409, "application/problem+json", "{\"code\":\"stale\"}");
				case "/large" -> send(exchange, 200, "application/json", "[" + "1234567890,".repeat(1000) + "0]");
				case "/dashboards/1/changes" -> events(exchange, Duration.ofMillis(2500));
				case "/dashboards/2/changes" -> events(exchange, Duration.ofSeconds(30));
				default -> send(exchange, 200, "application/json", "{\"ok\":true}");
			}
		}

		// the second event comes later than an answer may take
		private static void events(HttpExchange exchange, Duration silence) throws IOException {
			exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
			exchange.sendResponseHeaders(200, 0);
			try (OutputStream out = exchange.getResponseBody()) {
				out.write("event: changed\ndata: 1\n\n".getBytes(StandardCharsets.UTF_8));
				out.flush();
				pause(silence);
				out.write("event: changed\ndata: 2\n\n".getBytes(StandardCharsets.UTF_8));
				out.flush();
			}
		}

	}

	record Received(String method, String uri, Map<String, String> headers, String body) {
	}

}
