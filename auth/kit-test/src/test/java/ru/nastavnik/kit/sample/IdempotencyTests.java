package ru.nastavnik.kit.sample;

import java.nio.charset.StandardCharsets;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.web.IdempotencyPurge;

@ServiceTest
class IdempotencyTests {

	private static final String CURATOR = "curator@101/104";

	private static final int MEGABYTE = 1024 * 1024;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Db db;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private IdempotencyPurge purge;

	@Test
	void aBodyBeyondTheLimitIsRefusedBeforeItIsRead() {
		Assertions.assertThat(send(MEGABYTE).getStatus()).isEqualTo(400);
		MockHttpServletResponse response = send(MEGABYTE + 1);
		Assertions.assertThat(response.getStatus()).isEqualTo(413);
		Assertions.assertThat(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8))
			.contains("\"type\":\"urn:nastavnik:problem:too-large\"", "\"code\":\"too-large\"",
					"Запрос больше 1 МБ. Разделите данные на части");
	}

	@Test
	void keysAreForgottenAfterAWeekInBatches() {
		this.db.execute("""
				insert into idempotency (region_id, caller, key, hash, created_at)
				select n % 3, 'aged', n::text, 'x', now() - interval '7 days 1 minute' from generate_series(1, 2500) n
				union all select 101, 'fresh', 'a', 'x', now() - interval '6 days 23 hours'""");
		Assertions.assertThat(this.purge.purge()).isEqualTo(2500);
		Assertions.assertThat(this.db.count("idempotency where caller = 'aged'")).isZero();
		Assertions.assertThat(this.db.count("idempotency where caller = 'fresh'")).isEqualTo(1);
		Assertions.assertThat(this.purge.purge()).isZero();
	}

	@Test
	void aKeyIsItsCallersOwn() {
		this.db.execute("insert into idempotency (region_id, caller, key, hash, created_at) "
				+ "values (101, 'somebody else', 'b', 'x', now() - interval '8 days')");
		Integer touched = As.get(CURATOR, () -> this.transaction
			.execute((status) -> this.jdbc.sql("delete from idempotency where caller = 'somebody else'").update()
					+ this.jdbc.sql("update idempotency set hash = 'y' where caller = 'somebody else'").update()
					+ this.jdbc.sql("select count(*) from idempotency where caller = 'somebody else'")
						.query(Integer.class)
						.single()));
		Assertions.assertThat(touched).isZero();
	}

	private MockHttpServletResponse send(int size) {
		return this.mvc.post()
			.uri("/notes")
			.contentType(MediaType.APPLICATION_JSON)
			.content(body(size))
			.header("Idempotency-Key", "large")
			.with(As.grants(CURATOR))
			.exchange()
			.getResponse();
	}

	private static byte[] body(int size) {
		String start = "{\"organisationId\":104,\"born\":\"1980-01-01\",\"author\":\"";
		return (start + "a".repeat(size - start.length() - 2) + "\"}").getBytes(StandardCharsets.UTF_8);
	}

}
