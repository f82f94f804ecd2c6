package ru.nastavnik.gateway;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running gateway with its surroundings.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class GatewayTest {

	@LocalServerPort
	int port;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		Surroundings.settings().forEach((name, value) -> registry.add(name, () -> value));
	}

	@BeforeEach
	void reset() {
		Surroundings.PROVIDER.reset();
		Surroundings.SERVICE.received.clear();
	}

	Browser stranger() {
		return new Browser(this.port);
	}

	Browser curator() {
		return stranger().signedIn();
	}

	static JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	static void assertProblem(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		JsonNode problem = json(response);
		assertThat(problem.path("code").asString()).isEqualTo(code);
		assertThat(problem.path("type").asString()).isEqualTo("urn:nastavnik:problem:" + code);
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		assertThat(problem.path("detail").asString()).containsPattern("[а-яё]{3}");
		assertThat(problem.path("violations").isArray()).isTrue();
		assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}");
		assertThat(response.body()).doesNotContain("Exception", "\tat ");
	}

}
