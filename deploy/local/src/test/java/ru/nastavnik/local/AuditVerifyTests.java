package ru.nastavnik.local;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command {@code deploy/audit-verify} against services that say what the test wants.
 */
class AuditVerifyTests {

	private static final String SOUND = "[{\"regionId\":1,\"sound\":true,\"events\":3,\"findings\":[]}]";

	private static final String TAMPERED = "[{\"regionId\":1,\"sound\":false,\"events\":3,"
			+ "\"findings\":[{\"eventId\":17,\"position\":2,\"problem\":\"values were changed\"}]}]";

	private final Map<String, String> answers = new ConcurrentHashMap<>();

	private HttpServer server;

	private String output = "";

	@BeforeEach
	void services() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			String path = exchange.getRequestURI().getPath();
			boolean known = path.equals("/token")
					|| "Bearer abc".equals(exchange.getRequestHeaders().getFirst("Authorization"));
			String answer = this.answers.getOrDefault(path, "");
			byte[] body = answer.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders((known && !answer.isEmpty()) ? 200 : 401, body.length);
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(body);
			}
		});
		this.server.start();
		this.answers.put("/token", "{\"access_token\":\"abc\",\"expires_in\":300}");
		for (String service : Options.SERVICES) {
			this.answers.put("/" + service + "/audit/verification", SOUND);
		}
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void everyServiceIsAskedAndATamperedLineEndsTheCommandWithOne() throws Exception {
		assertThat(verify()).as(this.output).isZero();
		assertThat(this.output).contains("/registry ", "/programme ", "/monitoring ");
		for (String service : new String[] { "registry", "programme", "monitoring" }) {
			this.answers.put("/" + service + "/audit/verification", TAMPERED);
			assertThat(verify()).as(service).isEqualTo(1);
			assertThat(this.output).contains("\"eventId\":17");
			this.answers.put("/" + service + "/audit/verification", SOUND);
		}
	}

	@Test
	void aServiceThatDoesNotAnswerIsNoProof() throws Exception {
		this.answers.remove("/monitoring/audit/verification");
		assertThat(verify()).isEqualTo(2);
	}

	private int verify() throws IOException, InterruptedException {
		String at = "http://127.0.0.1:" + this.server.getAddress().getPort();
		ProcessBuilder builder = new ProcessBuilder("bash",
				Path.of("../audit-verify").toAbsolutePath().normalize().toString());
		builder.environment()
			.putAll(Map.of("TOKEN_URI", at + "/token", "CLIENT_ID", "monitoring-service", "CLIENT_SECRET", "x",
					"REGISTRY_URL", at + "/registry", "PROGRAMME_URL", at + "/programme", "MONITORING_URL",
					at + "/monitoring"));
		Process process = builder.redirectErrorStream(true).start();
		this.output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return process.waitFor();
	}

}
