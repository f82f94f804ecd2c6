package ru.nastavnik.programme.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.Assertions;
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
