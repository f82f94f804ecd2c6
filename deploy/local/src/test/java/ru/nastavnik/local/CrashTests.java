package ru.nastavnik.local;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is killed in the middle of two hundred concurrent saves: no acknowledged save
 * is lost, a repeated one is not doubled, and the figures equal their recomputation.
 */
class CrashTests {

	private static final int SAVES = 200;

	private static final int LOGINS = 12;

	@ParameterizedTest(name = "killing {0}")
	@ValueSource(strings = { "registry", "programme", "monitoring", "gateway", "postgres" })
	void noAcknowledgedSaveIsLost(String victim) throws Exception {
		Stage stage = Stage.running();
		Assumptions.assumeTrue(stage.isOwn(), "the platform of deploy/up is not ours to kill");
		Stage.Account curator = stage.account("curator");
		Stage.Account ministry = stage.account("ministry");
		stage.token(curator);
		long mentorship = firstRunningMentorship(stage, curator);
		AtomicInteger sent = new AtomicInteger();
		List<Future<Save>> futures = new ArrayList<>();
		try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
			for (int i = 0; i < SAVES; i++) {
				boolean person = i % 2 == 0;
				int day = i;
				futures.add(executor.submit(() -> {
					sent.incrementAndGet();
					return person ? savePerson(stage, curator, day) : saveMeeting(stage, curator, mentorship, day);
				}));
			}
			while (sent.get() < SAVES / 2) {
				Thread.sleep(2);
			}
			stage.own().crash(victim);
			stage.own().revive(victim);
		}
		List<Save> saves = new ArrayList<>();
		for (Future<Save> future : futures) {
			saves.add(future.get());
		}
		awaitAnswers(stage, curator, mentorship);
		List<Save> acknowledged = saves.stream().filter((save) -> save.status == 201).toList();
		Assertions.assertThat(acknowledged).as("some saves before and after the crash").hasSizeGreaterThan(20);
		for (Save save : acknowledged) {
			Stage.Answer answer = stage.call(curator, "GET", save.path + "/" + save.id, null);
			Assertions.assertThat(answer.status()).as("acknowledged " + save).isEqualTo(200);
		}
		for (Save save : saves) {
			Stage.Answer again = stage.call(curator, "POST", save.target, save.body,
					Map.of("Idempotency-Key", save.key));
			Assertions.assertThat(again.status()).as("repeated " + save + " " + again.body()).isIn(201, 409);
			if (save.status == 201) {
				Assertions.assertThat(again.json().path("id").asLong()).isEqualTo(save.id);
			}
		}
		awaitQuiet(stage, ministry);
		JsonNode result = stage.call(ministry, "POST", "/api/monitoring/recompute", Map.of()).ok();
		Assertions.assertThat(result.path("differences")).as(result.toString()).isEmpty();
		Assertions.assertThat(result.path("compared").asLong()).isPositive();
		System.out.printf("killed %s: %d of %d saves acknowledged, none lost, %d cells equal to recompute%n", victim,
				acknowledged.size(), SAVES, result.path("compared").asLong());
	}

	/**
	 * A log-in after a crash of PostgreSQL succeeds at once: none is spent on finding out
	 * that a pooled connection is dead.
	 */
	@Test
	void nobodyIsRefusedALoginAfterACrashOfTheDatabase() throws Exception {
		Stage stage = Stage.running();
		Assumptions.assumeTrue(stage.isOwn(), "the platform of deploy/up is not ours to kill");
		// one log-in per person: many at one time for one name look like an attack
		List<Stage.Account> people = stage.accounts().subList(0, LOGINS);
		logIn(stage, people);
		stage.own().crash("postgres");
		stage.own().revive("postgres");
		Assertions.assertThat(logIn(stage, people)).hasSize(LOGINS).doesNotContain("");
	}

	/** Log-ins at one time, so that as many connections are in the pool. */
	private static List<String> logIn(Stage stage, List<Stage.Account> people) throws Exception {
		List<Future<String>> futures = new ArrayList<>();
		try (ExecutorService executor = Executors.newFixedThreadPool(LOGINS)) {
			for (Stage.Account person : people) {
				futures.add(executor.submit(() -> stage.freshToken(person)));
			}
		}
		List<String> tokens = new ArrayList<>();
		for (Future<String> future : futures) {
			tokens.add(future.get());
		}
		return tokens;
	}

	private static long firstRunningMentorship(Stage stage, Stage.Account curator) {
		JsonNode page = stage
			.call(curator, "GET", "/api/programme/mentorships?status=active&organisation=" + curator.organisation(),
					null)
			.ok();
		return page.path("items").path(0).path("id").asLong();
	}

	private static Save savePerson(Stage stage, Stage.Account curator, int number) {
		Map<String, Object> body = Map.of("organisationId", curator.organisation(), "lastName",
				"Стойков" + letters(number), "firstName", "Пётр", "birthDate", "1990-01-15", "employment",
				Map.of("position", "teacher", "hiredOn", LocalDate.now().minusYears(1).toString(), "experienceSince",
						LocalDate.now().minusYears(1).toString()));
		return save(stage, curator, "/api/registry/people", "/api/registry/people", body);
	}

	private static Save saveMeeting(Stage stage, Stage.Account curator, long mentorship, int number) {
		Map<String, Object> body = Map.of("kind", "consultation", "plannedOn",
				LocalDate.now().plusDays(1 + number % 60).toString(), "mode", "in_person", "topics",
				List.of("Разбор урока"));
		return save(stage, curator, "/api/programme/mentorships/" + mentorship + "/meetings", "/api/programme/meetings",
				body);
	}

	private static Save save(Stage stage, Stage.Account curator, String target, String path, Map<String, Object> body) {
		String key = UUID.randomUUID().toString();
		try {
			Stage.Answer answer = stage.call(curator, "POST", target, body, Map.of("Idempotency-Key", key));
			long id = (answer.status() == 201) ? answer.json().path("id").asLong() : 0;
			return new Save(answer.status(), id, target, path, key, body);
		}
		catch (Complaint ex) {
			// the connection broke: not acknowledged
			return new Save(0, 0, target, path, key, body);
		}
	}

	private static String letters(int number) {
		String alphabet = "абвгдежзиклмнопрст";
		StringBuilder text = new StringBuilder();
		for (int rest = number + (int) (System.nanoTime() % 1_000_000); rest > 0; rest /= alphabet.length()) {
			text.append(alphabet.charAt(rest % alphabet.length()));
		}
		return text.toString();
	}

	private static void awaitAnswers(Stage stage, Stage.Account curator, long mentorship) throws InterruptedException {
		long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
		while (true) {
			try {
				if (stage.call(curator, "GET", "/api/programme/mentorships/" + mentorship, null).status() == 200
						&& stage
							.call(curator, "GET", "/api/registry/people?organisation=" + curator.organisation(), null)
							.status() == 200) {
					return;
				}
			}
			catch (Complaint ex) {
				// not back yet
			}
			if (System.nanoTime() > end) {
				throw new AssertionError("the platform did not come back");
			}
			Thread.sleep(250);
		}
	}

	/**
	 * Waits until both feeds are read to their ends: positions stand still for a while.
	 */
	private static void awaitQuiet(Stage stage, Stage.Account ministry) throws InterruptedException {
		long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
		String before = "";
		int calm = 0;
		while (calm < 12) {
			String now = "";
			try {
				now = positions(stage.call(ministry, "GET", "/api/monitoring/status", null).ok());
			}
			catch (Complaint | AssertionError ex) {
				// monitoring is on its way back
			}
			calm = (!now.isEmpty() && now.equals(before)) ? calm + 1 : 0;
			before = now;
			if (System.nanoTime() > end) {
				throw new AssertionError("the feeds did not come to rest: " + now);
			}
			Thread.sleep(500);
		}
	}

	private static String positions(JsonNode status) {
		StringBuilder text = new StringBuilder();
		(status.isArray() ? status : status.path("feeds")).forEach((feed) -> text.append(feed.path("feed").asString())
			.append('=')
			.append(feed.path("position").asLong())
			.append(' '));
		return text.toString();
	}

	private record Save(int status, long id, String target, String path, String key, Map<String, Object> body) {
	}

}
