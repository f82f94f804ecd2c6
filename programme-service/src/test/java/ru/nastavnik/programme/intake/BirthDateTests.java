package ru.nastavnik.programme.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** BR-066 after a correction: who above the school may read the rows of a mentorship. */
@ServiceTest
@Import(School.class)
class BirthDateTests {

	private static final String MUNICIPAL = "municipal@1/3";

	private static final List<String> TABLES = List.of("mentorship where id = %d",
			"mentorship_member where mentorship_id = %d", "mentorship_history where mentorship_id = %d",
			"mentorship_order where %d = any(mentorship_ids)", "personal_programme where mentorship_id = %d",
			"programme_activity where programme_id = (select id from personal_programme where mentorship_id = %d)",
			"programme_approval where programme_id = (select id from personal_programme where mentorship_id = %d)",
			"meeting where mentorship_id = %d");

	@Autowired
	private List<Subscription> subscriptions;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JsonMapper json;

	@Autowired
	private Db db;

	@Autowired
	private School school;

	private long id;

	private long mentee;

	private long pair;

	private long untouched;

	@BeforeEach
	void pairs() {
		this.id = this.school.open();
		long mentor = this.school.adult(this.id, "Наставникова");
		this.mentee = this.school.adult(this.id, "Поправкин");
		this.pair = this.school.active(this.id, mentor, this.mentee);
		this.school.programme(this.id, this.pair);
		this.untouched = this.school.active(this.id, mentor, this.school.adult(this.id, "Другова"));
	}

	@Test
	@DisplayName("BR-066: a corrected date of birth closes the rows of the mentorship above the school, and opens them again")
	void aCorrectedDateOfBirthIsCarriedOut() {
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair, MUNICIPAL).status()).isEqualTo(200);
		correct(TODAY.minusYears(12));
		expect(true);
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair, MUNICIPAL).status()).isEqualTo(404);
		Assertions.assertThat(this.school.get("/programmes?organisation=" + this.id, MUNICIPAL).text())
			.doesNotContain("\"mentorshipId\":" + this.pair);
		Assertions.assertThat(this.school.get("/mentorships/" + this.untouched, MUNICIPAL).status()).isEqualTo(200);
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair, School.curator(this.id)).text())
			.contains("\"minor\":true");
		Assertions.assertThat(facts()).containsExactly("true");
		correct(TODAY.minusYears(12));
		Assertions.assertThat(facts()).as("nothing new, no fact").containsExactly("true");
		correct(TODAY.minusYears(40));
		expect(false);
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair, MUNICIPAL).status()).isEqualTo(200);
		Assertions.assertThat(facts()).containsExactly("true", "false");
	}

	@Test
	@DisplayName("BR-066: the day of the proposal decides, and an ended mentorship is closed as well")
	void theDayOfTheProposalDecides() {
		this.db
			.execute("update mentorship set status = 'terminated', created_at = now() - interval '2 years' where id = "
					+ this.pair);
		correct(TODAY.minusYears(19));
		expect(true);
		correct(TODAY.minusYears(21));
		expect(false);
	}

	@Test
	@DisplayName("the applying of facts changes rows of its own regions only")
	void anotherRegionIsNotTouched() {
		As.intake(Set.of(777L), () -> apply(TODAY.minusYears(12), 777));
		expect(false);
	}

	@Test
	@DisplayName("BR-066: a proposal made while a date of birth is corrected knows the corrected one")
	void aProposalWaitsForTheCorrection() {
		long mentor = this.school.adult(this.id, "Другой");
		Answer proposed = during(TODAY.minusYears(12), () -> this.school.post("/mentorships",
				School.pair(this.id, mentor, this.mentee, TODAY), School.curator(this.id)));
		Assertions.assertThat(this.db.count("mentorship where with_minors and id = " + proposed.ok().id())).isOne();
		Assertions
			.assertThat(this.db.count("mentorship_history where with_minors and mentorship_id = " + proposed.id()))
			.isOne();
	}

	@Test
	@DisplayName("BR-066: what is added to a mentorship while a date of birth is corrected is closed with the rest")
	void whatIsAddedWaitsForTheCorrection() {
		Answer meeting = during(TODAY.minusYears(12), () -> this.school.post("/mentorships/" + this.pair + "/meetings",
				"{'kind':'regular','plannedOn':'%s','mode':'remote'}".formatted(TODAY), School.curator(this.id)));
		Assertions.assertThat(this.db.count("meeting where with_minors and id = " + meeting.ok().id())).isOne();
		this.db.execute("update personal_programme set status = 'stopped' where mentorship_id = " + this.pair);
		Answer programme = during(TODAY.minusYears(40),
				() -> this.school.post("/mentorships/" + this.pair + "/programme",
						"{'templateId':1,'from':'%s','to':'%s'}".formatted(TODAY, TODAY.plusMonths(6)),
						School.curator(this.id)));
		Assertions.assertThat(this.db.count("personal_programme where not with_minors and id = " + programme.ok().id()))
			.isOne();
		this.db.execute("update mentorship set status = 'agreed' where id = " + this.pair);
		Answer order = during(TODAY.minusYears(12),
				() -> this.school.post("/orders",
						"{'organisationId':%d,'kind':'pairing','title':'О паре','mentorshipIds':[%d]}"
							.formatted(this.id, this.pair),
						School.curator(this.id)));
		Assertions.assertThat(this.db.count("mentorship_order where with_minors and id = " + order.ok().id())).isOne();
	}

	@Test
	@DisplayName("BR-066: an order signed while a date of birth is corrected does not undo the correction")
	void aSignatureDoesNotUndoTheCorrection() {
		this.db.execute("update mentorship set status = 'agreed' where id = " + this.pair);
		long order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О паре','mentorshipIds':[%d]}".formatted(this.id,
							this.pair),
					School.curator(this.id))
			.ok()
			.id();
		during(TODAY.minusYears(12), () -> this.school.post("/orders/" + order + "/signature",
				"{'number':'%d','date':'%s'}".formatted(order, TODAY), School.director(this.id)));
		Assertions.assertThat(this.db.count("mentorship_order where with_minors and id = " + order)).isOne();
	}

	/** Sends a request while the correction is applied and not committed yet. */
	private Answer during(LocalDate born, Supplier<Answer> request) {
		List<CompletableFuture<Answer>> sent = new ArrayList<>();
		As.intake(Set.of(1L), () -> this.transaction.executeWithoutResult((status) -> {
			apply(born, 1);
			sent.add(CompletableFuture.supplyAsync(request));
			Awaitility.await()
				.until(() -> sent.getFirst().isDone() || this.db.client()
					.sql("select count(*) from pg_stat_activity where datname = current_database() "
							+ "and wait_event_type = 'Lock'")
					.query(Long.class)
					.single() > 0);
		}));
		return sent.getFirst().join();
	}

	private void correct(LocalDate born) {
		As.intake(Set.of(1L), () -> apply(born, 1));
	}

	private void apply(LocalDate born, long region) {
		Fact fact = new Fact(1, "participant-changed", this.mentee, false, new Place(region, 2L, 3L, this.id),
				Instant.now(), this.json.readTree("""
						{"personId":%d,"organisationId":%d,"born":"%s","kind":"staff","position":"teacher",
						"from":"2020-09-01","mentee":{"profileId":5,"category":"gaps","status":"in_mentorship"},
						"consent":true,"consentUntil":"2099-01-01"}""".formatted(this.mentee, this.id, born)));
		Subscription facts = this.subscriptions.stream()
			.filter((candidate) -> candidate.name().equals("registry/facts"))
			.findFirst()
			.orElseThrow();
		this.transaction.executeWithoutResult((status) -> facts.handler().accept(List.of(fact)));
	}

	private void expect(boolean minors) {
		for (String table : TABLES) {
			String rows = table.formatted(this.pair);
			Assertions.assertThat(this.db.count(rows + " and with_minors = " + !minors)).as(rows).isZero();
			Assertions.assertThat(this.db.count(rows)).as(rows).isPositive();
			if (!table.startsWith("personal") && !table.startsWith("programme")) {
				Assertions.assertThat(this.db.count(table.formatted(this.untouched) + " and with_minors")).isZero();
			}
		}
	}

	private List<String> facts() {
		return this.db.client()
			.sql("select data ->> 'withMinors' from (select data, id + 1000000000 as n from outbox where type = "
					+ "'mentorship-changed' and subject = :id and data ->> 'status' = 'active' union all select data, "
					+ "position from feed where type = 'mentorship-changed' and subject = :id and data ->> 'status' = "
					+ "'active') f order by n offset 1")
			.param("id", this.pair)
			.query(String.class)
			.list();
	}

}
