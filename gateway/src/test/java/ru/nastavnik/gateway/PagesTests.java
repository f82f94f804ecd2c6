package ru.nastavnik.gateway;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTests extends GatewayTest {

	@ParameterizedTest
	@ValueSource(strings = { "/", "/index.html", "/pairs", "/people/17/consents", "/api-help" })
	void everyRouteOfTheInterfaceIsThePageWithItsOwnNonce(String path) {
		HttpResponse<String> first = stranger().get(path);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
		assertThat(first.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		String nonce = nonce(first);
		assertThat(first.body()).contains("content=\"" + nonce + "\"", "<style nonce=\"" + nonce + "\"")
			.doesNotContain("__CSP_NONCE__");
		assertThat(nonce(stranger().get(path))).isNotEqualTo(nonce);
	}

	@Test
	@DisplayName("BR-069: pages load from nowhere but the platform itself")
	void scriptsComeFromThisHostOnly() {
		String policy = policy(stranger().get("/"));
		assertThat(policy)
			.contains("script-src 'self';", "frame-ancestors 'none'", "connect-src 'self'", "base-uri 'none'",
					"form-action 'self' " + Surroundings.PROVIDER.issuer().replace("/realms/nastavnik", ""))
			.doesNotContain("unsafe", "*");
		assertThat(policy(stranger().get("/api/me"))).contains("script-src 'self';").doesNotContain("nonce");
	}

	@Test
	void theOtherSecurityHeadersAreSent() {
		HttpResponse<String> page = stranger().get("/");
		assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
		assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
		assertThat(page.headers().firstValue("Permissions-Policy").orElse("")).contains("camera=()");
		assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin-allow-popups");
		assertThat(stranger().get("/relogin-done.html").headers().firstValue("Cross-Origin-Opener-Policy")).isEmpty();
	}

	@Test
	void assetsAreKeptForAYearAndCompressed() {
		HttpResponse<String> asset = stranger().get("/assets/app-1a2b3c.js", "Accept-Encoding", "gzip");
		assertThat(asset.statusCode()).isEqualTo(200);
		assertThat(asset.headers().firstValue("Cache-Control").orElse("")).contains("max-age=31536000", "immutable");
		assertThat(asset.headers().firstValue("Content-Encoding")).hasValue("gzip");
		assertThat(asset.headers().firstValue("Content-Type").orElse("")).contains("javascript");
		assertThat(stranger().get("/theme.js").headers().firstValue("Cache-Control").orElse(""))
			.contains("max-age=3600")
			.doesNotContain("immutable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/assets/gone.js", "/favicon.gone", "/assets/../application.yml", "/openapi/gateway.yaml",
			"/application.yml" })
	void aFileThatIsNotThereIsAProblemAndNotThePage(String path) {
		HttpResponse<String> answer = stranger().get(path);
		assertThat(answer.statusCode()).isIn(400, 404);
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
	}

	@Test
	void healthIsOpenAndTellsNoDetails() {
		assertThat(stranger().get("/actuator/health/readiness").body()).contains("UP").doesNotContain("db");
		assertThat(stranger().get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
		assertThat(stranger().get("/actuator/env").statusCode()).isEqualTo(404);
		assertProblem(stranger().get("/actuator/prometheus", "X-Forwarded-For", "203.0.113.7"), 403, "forbidden");
	}

	@Test
	void theContractsOfTheServicesAreOneDocument() {
		HttpResponse<String> answer = stranger().get("/api/openapi");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(json(answer).path("openapi").asString()).startsWith("3.1");
		assertThat(json(answer).path("paths").has("/api/me")).isTrue();
		assertThat(json(answer).path("paths").has("/api/registry/people/{id}")).isTrue();
		Matcher references = Pattern.compile("\"#/components/([^/\"]+)/([^\"]+)\"").matcher(answer.body());
		while (references.find()) {
			assertThat(json(answer).path("components").path(references.group(1)).has(references.group(2)))
				.as(references.group())
				.isTrue();
		}
	}

	private static String policy(HttpResponse<String> response) {
		return response.headers().firstValue("Content-Security-Policy").orElse("");
	}

	private static String nonce(HttpResponse<String> response) {
		Matcher matcher = Pattern.compile("style-src 'self' 'nonce-([^']+)'").matcher(policy(response));
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

}
