package ru.nastavnik.registry.participant;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two commands on one person in two transactions that overlap.
 */
class ConcurrentFactsTests extends RegistryTests {

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void theLastFactKnowsWhatBothCommandsDid() throws Exception {
		long teacher = teacher("Учителева");
		signed(teacher, teacher, "2026-09-01").is(200);
		long mentor = post(this.curator, "/mentors", "{\"personId\": %d, \"voluntary\": true}".formatted(teacher))
			.is(201)
			.id();
		long mentee = post(this.curator, "/mentees",
				"{\"personId\": %d, \"category\": \"gaps\", \"mainRequest\": \"ИКТ\"}".formatted(teacher))
			.is(201)
			.id();
		CompletableFuture<Answer> second = As.get(this.curator, () -> this.transaction.execute((status) -> {
			// done in this transaction, which stays open
			post(this.curator, "/mentors/" + mentor + "/status", "{\"to\": \"available\", \"carriedOver\": true}")
				.is(200);
			CompletableFuture<Answer> parallel = CompletableFuture
				.supplyAsync(() -> post(this.curator, "/mentees/" + mentee + "/status", "{\"to\": \"in_base\"}"));
			awaitTurn(parallel);
			return parallel;
		}));
		second.get(10, TimeUnit.SECONDS).is(200);
		JsonNode fact = lastFact("participant-changed", teacher);
		assertThat(fact.get("mentee").get("status").asString()).isEqualTo("in_base");
		assertThat(fact.get("mentor").get("status").asString()).isEqualTo("available");
	}

	/**
	 * Until the other command waits for its turn, or is done because nothing holds it.
	 */
	private void awaitTurn(CompletableFuture<Answer> parallel) {
		for (int i = 0; i < 200 && !parallel.isDone(); i++) {
			if (this.db.count("pg_locks where locktype = 'advisory' and not granted") > 0) {
				return;
			}
			try {
				Thread.sleep(25);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
