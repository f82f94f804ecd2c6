package ru.nastavnik.registry.person;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A merge is decided once, however many decide at the same moment, and taking it back
 * does not take back what was corrected since.
 */
class MergeDecisionTests extends RegistryTests {

	private String other = "";

	@BeforeEach
	void callers() {
		this.other = "curator@" + this.region + "/" + this.sibling;
	}

	@Test
	@DisplayName("Two who accept at once: one does it, the other is told, and the undo brings every row back")
	void acceptedOnce() throws Exception {
		long into = teacher("Двойная");
		long from = elsewhere();
		long merge = proposed(into);
		assertThat(atOnce(into, () -> post(this.other, "/merges/" + merge + "/acceptance", ""),
				() -> post(this.other, "/merges/" + merge + "/acceptance", "")))
			.containsExactlyInAnyOrder(204, 409);
		post(this.other, "/merges/" + merge + "/undo", "").is(204);
		assertThat(this.db.count("employment where person_id = " + from)).isEqualTo(1);
		post(this.other, "/merges/" + merge + "/acceptance", "").is(409);
	}

	@Test
	@DisplayName("Accepted and refused at once: only one of the two happens")
	void acceptedOrRefused() throws Exception {
		long into = teacher("Двойная");
		long from = elsewhere();
		long merge = proposed(into);
		List<Integer> answers = atOnce(into, () -> post(this.other, "/merges/" + merge + "/acceptance", ""),
				() -> post(this.curator, "/merges/" + merge + "/undo", ""));
		boolean done = this.db.count("person where merged_into_id = " + into + " and id = " + from) == 1;
		String status = this.db.client()
			.sql("select status from person_merge where id = :id")
			.param("id", merge)
			.query(String.class)
			.single();
		// whoever comes second either is told or, within the day, takes the merge back
		assertThat(answers.getFirst() + " " + answers.getLast() + " " + status + " " + done)
			.isIn("204 204 undone false", "409 204 refused false");
	}

	@Test
	@DisplayName("The same merge sent twice at once is made once")
	void mergedOnce() throws Exception {
		long into = teacher("Двойная");
		long from = teacher("Двойная");
		Supplier<Answer> merging = () -> post(this.curator, "/people/" + into + "/merges",
				"{\"personId\": %d}".formatted(from));
		assertThat(atOnce(into, merging, merging)).containsExactlyInAnyOrder(200, 409);
		assertThat(this.db.count("person_merge where into_id = " + into)).isEqualTo(1);
	}

	@Test
	@DisplayName("The undo keeps what was corrected after the merge and takes back the rest")
	void correctionsStay() {
		long into = teacher("Двойная");
		long from = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Двойная", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "phone": "+7 900 000-00-01", "email": "d@example.ru",
				 "employment": {"position": "deputy", "hiredOn": "2015-09-01"}}""".formatted(this.school)).is(201).id();
		long merge = merged(into, from);
		JsonNode card = get(this.curator, "/people/" + into).is(200).body();
		assertThat(card.get("email").asString()).isEqualTo("d@example.ru");
		put(this.curator, "/people/" + into, """
				{"lastName": "Исправленная", "firstName": "Мария", "middleName": "Петровна", "birthDate": "1979-05-06",
				 "phone": "+7 900 000-00-02", "email": "d@example.ru", "version": %d}"""
			.formatted(card.get("version").asInt())).is(200);
		post(this.curator, "/merges/" + merge + "/undo", "").is(204);
		JsonNode again = get(this.curator, "/people/" + into).is(200).body();
		assertThat(again.get("name").asString()).isEqualTo("Исправленная Мария Петровна");
		assertThat(again.get("birthDate").asString()).isEqualTo("1979-05-06");
		assertThat(again.get("phone").asString()).isEqualTo("+7 900 000-00-02");
		assertThat(again.has("email")).isFalse();
		assertThat(this.db.count("employment where born = '1979-05-06' and person_id = " + into)).isEqualTo(1);
		assertThat(this.db.count("employment where born = '1980-05-06' and person_id = " + from)).isEqualTo(1);
	}

	@Test
	@DisplayName("A merge that another one has followed is taken back after that one")
	void theLastFirst() {
		long first = teacher("Двойная");
		long second = teacher("Двойная");
		long third = teacher("Двойная");
		long before = merged(second, first);
		long after = merged(third, second);
		assertThat(post(this.curator, "/merges/" + before + "/undo", "").is(409).code())
			.isEqualTo("registry.person.merge-state");
		post(this.curator, "/merges/" + after + "/undo", "").is(204);
		post(this.curator, "/merges/" + before + "/undo", "").is(204);
		assertThat(this.db.count("employment where person_id = " + first)).isEqualTo(1);
	}

	@Test
	@DisplayName("A merge and its undo are in the log of both cards with what the card said and says")
	void bothAreLogged() {
		long into = teacher("Двойная");
		long from = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Двойная", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "email": "d@example.ru",
				 "employment": {"position": "deputy", "hiredOn": "2015-09-01"}}""".formatted(this.school)).is(201).id();
		post(this.curator, "/merges/" + merged(into, from) + "/undo", "").is(204);
		String event = "audit_event e join audit_value v on v.event_id = e.id where e.subject_type = 'person' ";
		assertThat(this.db.count(event + "and e.action = 'merged' and e.subject_id = " + into
				+ " and v.new_values ->> 'email' = 'd@example.ru' and v.old_values ->> 'email' is null"))
			.isEqualTo(1);
		assertThat(this.db.count(event + "and e.action = 'unmerged' and e.subject_id = " + into
				+ " and v.old_values ->> 'email' = 'd@example.ru' and v.new_values ->> 'email' is null"))
			.isEqualTo(1);
		assertThat(this.db.count(event + "and e.action in ('merged', 'unmerged') and e.subject_id = " + from))
			.isEqualTo(2);
	}

	private long elsewhere() {
		return post(this.other, "/people", """
				{"organisationId": %d, "lastName": "Двойная", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "employment": {"position": "teacher", "hiredOn": "2020-09-01"}}"""
			.formatted(this.sibling)).is(201).id();
	}

	private long proposed(long into) {
		return newest(post(this.curator, "/people/" + into + "/merge-proposals", ""));
	}

	private long merged(long into, long from) {
		return newest(post(this.curator, "/people/" + into + "/merges", "{\"personId\": %d}".formatted(from)));
	}

	private static long newest(Answer answer) {
		return answer.is(200).body().get("merges").get(0).get("id").asLong();
	}

	/** Both have read before either can write: somebody else holds the card meanwhile. */
	private List<Integer> atOnce(long held, Supplier<Answer> one, Supplier<Answer> another) throws Exception {
		CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> this.db
			.execute("do $$ begin perform id from person where id = %d for update; perform pg_sleep(2); end $$"
				.formatted(held)), Thread::startVirtualThread);
		Thread.sleep(300);
		List<CompletableFuture<Answer>> answers = Stream.of(one, another)
			.map((request) -> CompletableFuture.supplyAsync(request, Thread::startVirtualThread))
			.toList();
		holder.get(20, TimeUnit.SECONDS);
		for (CompletableFuture<Answer> answer : answers) {
			answer.get(20, TimeUnit.SECONDS);
		}
		return answers.stream().map((answer) -> answer.join().status()).toList();
	}

}
