package ru.nastavnik.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class DemoMailTests extends GatewayTest {

	private static final HttpServer CATCHER = catcher();

	private static HttpServer catcher() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/letters", (exchange) -> {
				byte[] body = "[{\"subject\": \"Приглашение\"}]".getBytes(StandardCharsets.UTF_8);
				exchange.getResponseHeaders().set("Content-Type", "application/json");
				exchange.sendResponseHeaders(200, body.length);
				try (OutputStream out = exchange.getResponseBody()) {
					out.write(body);
				}
			});
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@DynamicPropertySource
	static void mail(DynamicPropertyRegistry registry) {
		registry.add("gateway.demo-mail-url", () -> "http://127.0.0.1:" + CATCHER.getAddress().getPort() + "/letters");
	}

	@AfterAll
	static void stop() {
		CATCHER.stop(0);
	}

	@Test
	void lettersOfTheDemonstrationAreShownToWhoeverIsSignedIn() {
		Browser curator = curator();
		assertThat(json(curator.get("/api/me")).path("demoMail").asBoolean()).isTrue();
		HttpResponse<String> letters = curator.get(DemoMailController.PATH);
		assertThat(letters.statusCode()).isEqualTo(200);
		assertThat(json(letters).get(0).path("subject").asString()).isEqualTo("Приглашение");
		assertThat(stranger().get(DemoMailController.PATH).statusCode()).isEqualTo(401);
		assertThat(stranger().get(DemoMailController.PATH, "Authorization", "Bearer x").statusCode()).isEqualTo(404);
	}

}
