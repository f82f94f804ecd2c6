package ru.nastavnik.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class LoginTests extends GatewayTest {

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void aStrangerIsToldToSignIn() {
		Browser browser = stranger();
		assertProblem(browser.get("/api/me"), 401, "unauthenticated");
		assertProblem(browser.get("/api/session"), 401, "unauthenticated");
		assertProblem(browser.get("/api/registry/people"), 401, "unauthenticated");
		assertThat(browser.cookie("SESSION")).isEmpty();
		assertThat(Surroundings.SERVICE.received).isEmpty();
	}

	@Test
	void whoSignsInReturnsToTheirPageAndIsKnown() {
		Browser browser = stranger();
		assertThat(browser.login("/pairs?status=active")).isEqualTo("/pairs?status=active");
		HttpResponse<String> me = browser.get("/api/me");
		assertThat(me.statusCode()).isEqualTo(200);
		assertThat(json(me).path("username").asString()).isEqualTo("curator");
		assertThat(json(me).path("name").asString()).isEqualTo("Ирина Петровна Соколова");
		assertThat(json(me).path("grants")).isEqualTo(JsonMapper.shared()
			.readTree(
					"""
							[{"organisation":4411,"region":1,"role":"curator"},{"organisation":4411,"person":90017,"region":1,"role":"mentor"}]"""));
		assertThat(Instant.parse(json(me).path("sessionExpiresAt").asString()))
			.isBetween(Instant.now().plus(Duration.ofMinutes(29)), Instant.now().plus(Duration.ofMinutes(31)));
	}

	@Test
	void theSessionCookieIsOutOfReachOfScriptsAndOfOtherSites() {
		HttpResponse<String> start = stranger().get("/oauth2/authorization/keycloak");
		assertThat(start.headers().allValues("Set-Cookie"))
			.anySatisfy((cookie) -> assertThat(cookie).contains("SESSION=", "HttpOnly", "SameSite=Lax"));
		assertThat(Browser.location(start).getQuery()).contains("code_challenge_method=S256");
	}

	@Test
	void theBrowserNeverSeesATokenAndTheSessionHoldsNoSecret() {
		Browser browser = curator();
		assertThat(browser.get("/api/me").body()).doesNotContain("eyJ");
		assertThat(browser.cookies.getCookieStore().getCookies().toString()).doesNotContain("eyJ");
		Integer secrets = this.jdbc.queryForObject("""
				select count(*) from spring_session_attributes
				where position('nastavnik-local'::bytea in attribute_bytes) > 0""", Integer.class);
		assertThat(secrets).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/people/17?tab=consents#last", "/relogin-done.html",
			"/people?q=%D0%98%D0%B2%D0%B0%D0%BD&sort=name,-since" })
	void theWayBackKeepsThePage(String path) {
		assertThat(stranger().login(path)).isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
			"javascript:alert(1)", "/api/registry/people", "/logout", "/login/oauth2/code/keycloak", "pairs",
			"/a\r\nSet-Cookie: x=1", "/./\\evil.example", "/..//evil.example", "/%zz" })
	void theWayBackNeverLeavesTheInterface(String path) {
		assertThat(stranger().login(path)).isEqualTo("/");
	}

	@Test
	void aFailedLogInEndsOnAPageThatSaysSo() {
		Browser browser = stranger();
		HttpResponse<String> failed = browser.get("/login/oauth2/code/keycloak?error=access_denied&state=x");
		assertThat(Browser.location(failed).toString()).isEqualTo("/login-failed.html");
		assertThat(browser.get("/login-failed.html").body()).contains("Вход не выполнен");
	}

	@Test
	void aWriteWithoutTheCsrfHeaderIsRefused() {
		Browser browser = curator();
		assertProblem(browser.postWithoutCsrf("/api/registry/people"), 403, "csrf");
		assertProblem(browser.postWithoutCsrf("/logout"), 403, "csrf");
		assertProblem(browser.postWithoutCsrf("/api/registry/people", "X-XSRF-TOKEN", "guessed"), 403, "csrf");
		assertThat(Surroundings.SERVICE.received).isEmpty();
		assertThat(browser.post("/api/registry/people", "{}").statusCode()).isEqualTo(200);
	}

	@Test
	void aCodeOpensTheOneDoorWithoutASessionAndNotTooOften() {
		Browser browser = stranger();
		assertProblem(browser.postWithoutCsrf("/api/registry/activations"), 403, "csrf");
		browser.get("/api/me");
		assertThat(browser.post("/api/registry/activations", "{}").statusCode()).isEqualTo(200);
		assertProblem(browser.post("/api/registry/accounts", "{}"), 401, "unauthenticated");
		assertProblem(browser.get("/api/registry/activations"), 401, "unauthenticated");
		assertProblem(browser.post("/api/registry/activations/other", "{}"), 401, "unauthenticated");
		for (int at = 0; at < 60; at++) {
			browser.post("/api/registry/activations", "{}");
		}
		assertProblem(browser.post("/api/registry/activations", "{}"), 429, "too-many");
	}

	@Test
	void aPrintedDocumentIsCheckedWithoutASession() {
		Browser browser = stranger();
		assertProblem(browser.postWithoutCsrf("/api/registry/document-checks"), 403, "csrf");
		browser.get("/api/me");
		assertThat(browser.post("/api/registry/document-checks", "{}").statusCode()).isEqualTo(200);
		assertProblem(browser.get("/api/registry/document-checks"), 401, "unauthenticated");
		assertThat(browser.get("/check/0123456789").statusCode()).isEqualTo(200);
	}

	@Test
	void signingOutClosesTheSessionAndLeadsToTheProvider() {
		Browser browser = curator();
		HttpResponse<String> out = browser.post("/logout", "");
		assertThat(out.statusCode()).isEqualTo(202);
		assertThat(Browser.location(out).toString())
			.startsWith(Surroundings.PROVIDER.issuer() + "/protocol/openid-connect/logout?client_id=gateway")
			.contains("id_token_hint=eyJ")
			.contains("post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A" + this.port + "%2F");
		assertProblem(browser.get("/api/me"), 401, "unauthenticated");
	}

	@Test
	void askingForTheTimeLeftDoesNotProlongItAndExtendingDoes() {
		Browser browser = curator();
		this.jdbc.update("update spring_session set last_access_time = last_access_time - 600000, "
				+ "expiry_time = expiry_time - 600000 where principal_name is not null");
		assertThat(json(browser.get("/api/session")).path("secondsLeft").asInt()).isBetween(1190, 1200);
		assertThat(json(browser.get("/api/session")).path("secondsLeft").asInt()).isBetween(1190, 1200);
		assertThat(json(browser.post("/api/session", "")).path("secondsLeft").asInt()).isBetween(1790, 1800);
		assertThat(json(browser.get("/api/session")).path("secondsLeft").asInt()).isBetween(1790, 1800);
	}

	@Test
	void anExpiredSessionIsOver() {
		Browser browser = curator();
		this.jdbc.update("update spring_session set last_access_time = 0, expiry_time = 0");
		assertProblem(browser.get("/api/session"), 401, "unauthenticated");
		assertProblem(browser.get("/api/me"), 401, "unauthenticated");
	}

	@Test
	void aSessionOfAnotherVersionMeansSigningInAgain() {
		Browser browser = curator();
		this.jdbc.update("update spring_session_attributes set attribute_bytes = '\\xaced0005'::bytea");
		assertProblem(browser.get("/api/me"), 401, "unauthenticated");
	}

	@Test
	void parallelRequestsRenewTheTokenOnce() {
		Surroundings.PROVIDER.lifetime = Duration.ofSeconds(5);
		Browser browser = stranger();
		browser.login("/");
		Surroundings.PROVIDER.lifetime = Duration.ofMinutes(5);
		List<Integer> answers;
		try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> all = IntStream.range(0, 12)
				.mapToObj((i) -> tabs.submit(() -> browser.get("/api/registry/people?i=" + i).statusCode()))
				.toList();
			answers = all.stream().map(LoginTests::result).toList();
		}
		assertThat(answers).containsOnly(200);
		assertThat(Surroundings.PROVIDER.refreshes).hasValue(1);
		assertThat(Surroundings.SERVICE.received.stream().map((one) -> one.headers().get("authorization")).distinct())
			.hasSize(1);
	}

	@Test
	void aSessionThatTheProviderEndedIsOver() {
		Surroundings.PROVIDER.lifetime = Duration.ofSeconds(5);
		Browser browser = stranger();
		browser.login("/");
		Surroundings.PROVIDER.refreshStatus = 400;
		assertProblem(browser.get("/api/registry/people"), 401, "unauthenticated");
		assertProblem(browser.get("/api/session"), 401, "unauthenticated");
		assertThat(Surroundings.SERVICE.received).isEmpty();
		assertThat(Surroundings.PROVIDER.refreshes).hasValue(1);
	}

	@Test
	void aSilentProviderCostsNothingWhileTheTokenLasts() {
		Surroundings.PROVIDER.lifetime = Duration.ofSeconds(20);
		Browser browser = stranger();
		browser.login("/");
		Surroundings.PROVIDER.refreshStatus = 500;
		assertThat(browser.get("/api/registry/people").statusCode()).isEqualTo(200);
	}

	@Test
	void aSilentProviderIsNotTheEndOfTheSession() {
		Surroundings.PROVIDER.lifetime = Duration.ofSeconds(1);
		Browser browser = stranger();
		browser.login("/");
		Surroundings.PROVIDER.refreshStatus = 500;
		sleep(Duration.ofMillis(1100));
		assertProblem(browser.get("/api/registry/people"), 503, "unavailable");
		Surroundings.PROVIDER.refreshStatus = 200;
		assertThat(browser.get("/api/registry/people").statusCode()).isEqualTo(200);
	}

	@Test
	void anotherGatewayKnowsTheSession() {
		Browser browser = curator();
		try (ConfigurableApplicationContext other = another()) {
			Browser there = new Browser(port(other), browser.cookies);
			assertThat(json(there.get("/api/me")).path("username").asString()).isEqualTo("curator");
			assertThat(there.get("/api/registry/people").statusCode()).isEqualTo(200);
			assertThat(there.post("/logout", "").statusCode()).isEqualTo(202);
		}
		assertProblem(browser.get("/api/me"), 401, "unauthenticated");
	}

	@Test
	void withoutItsDatabaseTheGatewaySaysSoAndApiClientsNoticeNothing() {
		Browser browser = curator();
		try (ConfigurableApplicationContext other = another()) {
			other.getBean(HikariDataSource.class).close();
			Browser there = new Browser(port(other), browser.cookies);
			assertProblem(there.get("/api/me"), 503, "unavailable");
			assertProblem(there.get("/api/session"), 503, "unavailable");
			assertThat(there.get("/pairs").statusCode()).isEqualTo(200);
			assertThat(there.get("/assets/app-1a2b3c.js").statusCode()).isEqualTo(200);
			assertThat(there.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
			assertThat(there.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(there.get("/api/registry/people", "Authorization", "Bearer abc").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void anOpenStreamDoesNotHoldUpTheShutdown() throws IOException {
		Browser browser = curator();
		ConfigurableApplicationContext other = another();
		Browser there = new Browser(port(other), browser.cookies);
		HttpResponse<InputStream> stream = there.send(
				there.request("/api/monitoring/dashboards/2/changes").header("Accept", "text/event-stream").GET(),
				HttpResponse.BodyHandlers.ofInputStream());
		try (InputStream events = stream.body()) {
			assertThat(new String(events.readNBytes(14), StandardCharsets.UTF_8)).isEqualTo("event: changed");
			long start = System.nanoTime();
			other.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		}
	}

	private static ConfigurableApplicationContext another() {
		String[] settings = Surroundings.settings()
			.entrySet()
			.stream()
			.map((setting) -> "--" + setting.getKey() + "=" + setting.getValue())
			.toArray(String[]::new);
		return new SpringApplicationBuilder(GatewayApplication.class).properties("PORT=0").run(settings);
	}

	private static int port(ConfigurableApplicationContext gateway) {
		return gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Test
	void anApiClientWithAGoodTokenIsKnownAndOneWithABadTokenIsNot() {
		Browser client = stranger();
		HttpResponse<String> me = client.get("/api/me", "Authorization",
				"Bearer " + Surroundings.PROVIDER.accessToken());
		assertThat(json(me).path("username").asString()).isEqualTo("curator");
		assertThat(json(me).has("sessionExpiresAt")).isFalse();
		assertProblem(client.get("/api/me", "Authorization", "Bearer nonsense"), 401, "unauthenticated");
		String forged = Surroundings.PROVIDER.accessToken().replaceAll("\\.[^.]+$", ".AAAA");
		assertProblem(client.get("/api/me", "Authorization", "Bearer " + forged), 401, "unauthenticated");
		assertThat(client.cookie("SESSION")).isEmpty();
	}

	@Test
	void aBearerTokenIsNoWayAroundTheCsrfCheckOfASession() {
		Browser browser = curator();
		assertProblem(browser.postWithoutCsrf("/api/session", "Authorization", "Bearer nonsense"), 401,
				"unauthenticated");
	}

	private static int result(Future<Integer> future) {
		try {
			return future.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void sleep(Duration duration) {
		try {
			Thread.sleep(duration);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
