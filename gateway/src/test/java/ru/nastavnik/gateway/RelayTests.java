package ru.nastavnik.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

import ru.nastavnik.gateway.Surroundings.Received;

import static org.assertj.core.api.Assertions.assertThat;

class RelayTests extends GatewayTest {

	@Test
	void theServiceSeesTheTokenAndNothingOfTheBrowser() {
		HttpResponse<String> answer = curator().get("/api/registry/people?organisation=4411&q=%D0%98%D0%B2", "X-Act-As",
				"ministry@1/1", "X-Region", "1", "Origin", "http://localhost");
		assertThat(answer.body()).isEqualTo("{\"ok\":true}");
		Received received = Surroundings.SERVICE.last();
		assertThat(received.uri()).startsWith("/people?").contains("organisation=4411", "q=%D0%98%D0%B2");
		assertThat(received.headers().get("authorization")).startsWith("Bearer eyJ");
		assertThat(received.headers()).containsEntry("x-region", "1")
			.containsKey("traceparent")
			.doesNotContainKeys("cookie", "x-xsrf-token", "x-act-as", "origin", "x-forwarded-for", "upgrade");
	}

	@Test
	void aTraceGoesOn() {
		curator().get("/api/registry/people", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
		assertThat(Surroundings.SERVICE.last().headers().get("traceparent"))
			.startsWith("00-0af7651916cd43dd8448eb211c80319c-")
			.doesNotContain("b7ad6b7169203331");
	}

	@Test
	void aBearerTokenPassesAsItIs() {
		Browser client = stranger();
		HttpResponse<String> answer = client.postWithoutCsrf("/api/registry/people", "Authorization", "Bearer abc.def",
				"X-Act-As", "curator@1/4411", "Idempotency-Key", "k1");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(Surroundings.SERVICE.last().headers()).containsEntry("authorization", "Bearer abc.def")
			.containsEntry("x-act-as", "curator@1/4411")
			.containsEntry("idempotency-key", "k1");
		assertThat(client.cookies.getCookieStore().getCookies()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/feed", "/feed/named", "/actuator/health", "/actuator", "/FEED", "/error" })
	void whatIsBetweenServicesStaysThere(String path) {
		assertProblem(curator().get("/api/registry" + path), 404, "not-found");
		assertProblem(stranger().get("/api/registry" + path, "Authorization", "Bearer abc"), 404, "not-found");
		assertThat(Surroundings.SERVICE.received).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "//feed", "/%2e%2e/feed", "/x/..%2ffeed", "/%66eed", "/feed;a=1", "/x/%2e%2e/feed", "/;/feed" })
	void noSpellingOfAPathReachesIt(String path) {
		HttpResponse<String> answer = curator().get("/api/registry" + path);
		assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
		assertThat(Surroundings.SERVICE.received).noneMatch((one) -> one.uri().contains("eed"));
	}

	@Test
	void aServiceThatIsDownIsAProblem() {
		HttpResponse<String> answer = curator().get("/api/programme/mentorships");
		assertProblem(answer, 503, "unavailable");
		assertThat(json(answer).path("detail").asString()).startsWith("Сервис временно недоступен");
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
		assertProblem(curator().post("/api/programme/mentorships", "{}"), 503, "unavailable");
	}

	@Test
	void aServiceThatThinksTooLongIsAProblemAndIsAskedOnce() {
		Browser browser = curator();
		assertProblem(browser.get("/api/registry/slow"), 504, "timeout");
		HttpResponse<String> write = browser.post("/api/registry/slow", "{\"a\":1}");
		assertProblem(write, 504, "timeout");
		assertThat(json(write).path("detail").asString()).contains("Проверьте, сохранились ли данные");
		assertThat(Surroundings.SERVICE.received).filteredOn((one) -> one.method().equals("POST")).hasSize(1);
	}

	@Test
	void aWriteWhoseConnectionBreaksIsNotRepeated() {
		HttpResponse<String> write = curator().post("/api/registry/drop", "{\"a\":1}");
		assertProblem(write, 503, "unavailable");
		assertThat(Surroundings.SERVICE.received).filteredOn((one) -> one.uri().equals("/drop")).hasSize(1);
	}

	@Test
	void aRefusalOfTheServicePassesUnchanged() {
		HttpResponse<String> answer = curator().post("/api/registry/refused", "{\"a\":\"ж\"}");
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).isEqualTo("{\"code\":\"stale\"}");
		assertThat(Surroundings.SERVICE.last().body()).isEqualTo("{\"a\":\"ж\"}");
	}

	@Test
	void aNewThingIsNamedByItsAddressAtThisDoor() {
		HttpResponse<String> answer = curator().post("/api/registry/created", "{}");
		assertThat(answer.statusCode()).isEqualTo(201);
		assertThat(Browser.location(answer).toString()).isEqualTo("/api/registry/people/5");
		assertThat(answer.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith("inner"));
	}

	@Test
	void theLimitIsTheOneOfTheServices() throws IOException {
		assertThat(new YamlPropertySourceLoader().load("settings", new ClassPathResource("application.yml"))
			.getFirst()
			.getProperty("gateway.max-request")).hasToString("${MAX_REQUEST:16MB}");
	}

	@Test
	void aBodyThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() {
		Browser browser = curator();
		assertProblem(browser.post("/api/registry/people", "x".repeat(110_000)), 413, "too-large");
		HttpRequest.Builder unsaid = browser.request("/api/registry/people")
			.header("X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN").orElseThrow())
			.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[150_000])));
		assertProblem(browser.send(unsaid), 413, "too-large");
		assertThat(browser.post("/api/registry/people", "x".repeat(90_000)).statusCode()).isEqualTo(200);
		assertThat(Surroundings.SERVICE.last().body()).hasSize(90_000);
	}

	@Test
	void largeAnswersAreCompressed() throws IOException {
		Browser browser = curator();
		HttpResponse<byte[]> answer = browser.send(
				browser.request("/api/registry/large").header("Accept-Encoding", "gzip").GET(),
				HttpResponse.BodyHandlers.ofByteArray());
		assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
		assertThat(answer.body().length).isLessThan(1000);
		assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()).hasSize(11_003);
	}

	@Test
	void eventsArriveAtOnceAndOutliveTheTimeoutOfAnswers() throws IOException {
		Browser browser = curator();
		long start = System.nanoTime();
		HttpResponse<InputStream> stream = browser.send(browser.request("/api/monitoring/dashboards/1/changes")
			.header("Accept", "text/event-stream")
			.header("Accept-Encoding", "gzip")
			.GET(), HttpResponse.BodyHandlers.ofInputStream());
		assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
		try (InputStream events = stream.body()) {
			assertThat(new String(events.readNBytes(23))).isEqualTo("event: changed\ndata: 1\n");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
			assertThat(new String(events.readAllBytes())).contains("data: 2");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(2000));
		}
	}

	@Test
	void anUnknownServiceIsAProblem() {
		assertProblem(curator().get("/api/nothing"), 404, "not-found");
		assertProblem(stranger().get("/api/nothing", "Authorization", "Bearer abc"), 404, "not-found");
		assertProblem(curator().post("/api/me", "{}"), 405, "method-not-allowed");
	}

	@Test
	void outsideADemonstrationThereIsNoMail() {
		assertThat(json(curator().get("/api/me")).has("demoMail")).isFalse();
		assertThat(curator().get("/api/demo/letters").statusCode()).isEqualTo(404);
	}

}
