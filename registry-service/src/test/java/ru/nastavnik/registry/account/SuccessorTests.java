package ru.nastavnik.registry.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a legal successor has of the organisation that went into it: its people with their
 * papers, and the way into the papers that stayed.
 */
class SuccessorTests extends RegistryTests {

	@Autowired
	private Projection projection;

	@Autowired
	private List<Subscription> subscriptions;

	@Autowired
	private TransactionTemplate transaction;

	private String successor = "";

	@BeforeEach
	void foundedLongAgo() {
		this.successor = "curator@" + this.region + "/" + this.sibling;
		this.db.execute("update organisation_placement set valid_from = '2020-01-01' where region_id = " + this.region);
	}

	@Test
	@DisplayName("4.15: a grant in the successor opens the papers of its predecessor, and those of the one before")
	void grantsOpenThePredecessorsPapers() {
		long minutes = post(this.curator, "/minutes", """
				{"organisationId": %d, "body": "Педсовет", "number": "3", "date": "2026-09-01", "agenda": "О программе",
				 "decision": "Принять"}""".formatted(this.school)).is(201).id();
		long third = organisation(this.municipality, "school", "school", "Школа № 14");
		this.db.execute("update organisation_placement set valid_from = '2020-01-01' where region_id = " + this.region);
		long account = post(this.institute, "/accounts", """
				{"username": "successor-%d", "displayName": "Преемник",
				 "grants": [{"role": "curator", "organisationId": %d}]}""".formatted(this.region, third)).is(201).id();
		get(this.successor, "/minutes/" + minutes).is(404);
		merge(this.school, this.sibling).is(200);
		Answer second = merge(this.sibling, third).is(200);
		List<String> grants = projected(account);
		assertThat(grants).contains("curator@" + this.region + "/" + third,
				"curator@" + this.region + "/" + this.sibling, "curator@" + this.region + "/" + this.school);
		get(String.join(",", grants), "/minutes/" + minutes).is(200);
		get("curator@" + this.region + "/" + third, "/minutes/" + minutes).is(404);
		post(this.institute, "/reorganisations/" + second.id() + "/undo", "{}").is(200);
		assertThat(projected(account)).containsExactly("curator@" + this.region + "/" + third);
	}

	@Test
	@DisplayName("4.15: labour papers are told anew where they stand after a merger, and again when it is undone")
	void labourPapersAreToldAnew() {
		long mentor = teacher("Наставникова");
		long mentee = teacher("Молодцова");
		long papers = post(this.curator, "/labour-assignments", """
				{"organisationId": %d, "mentorId": %d, "menteeId": %d, "content": "Помощь", "from": "2026-03-01",
				 "to": "2027-02-28", "form": "Очная", "paySize": "3000", "payBasis": "Ежемесячно"}"""
			.formatted(this.school, mentor, mentee)).is(201).id();
		Answer merged = merge(this.school, this.sibling).is(200);
		assertThat(toldOf(papers)).isEqualTo(this.sibling);
		get(this.successor, "/labour-assignments/" + papers).is(200);
		post(this.institute, "/reorganisations/" + merged.id() + "/undo", "{}").is(200);
		assertThat(toldOf(papers)).isEqualTo(this.school);
	}

	@Test
	@DisplayName("4.15: the preview of a merger counts the mentorships that are proposed or at work")
	void thePreviewCountsMentorships() {
		long mentor = teacher("Наставникова");
		long mentee = teacher("Молодцова");
		tell(71, "active", mentor, mentee);
		tell(72, "completed", mentor, mentee);
		JsonNode touched = get(this.institute,
				"/organisations/" + this.school + "/merger/preview?successorId=" + this.sibling + "&on=2026-10-01")
			.is(200)
			.body()
			.get("touched");
		assertThat(touched.get("mentorships").asInt()).isEqualTo(1);
	}

	private Answer merge(long from, long into) {
		return post(this.institute, "/organisations/" + from + "/merger", """
				{"successorId": %d, "on": "2026-10-01",
				 "basis": {"kind": "Постановление", "number": "17-п", "date": "2026-08-20"}}""".formatted(into));
	}

	private List<String> projected(long account) {
		return Scope
			.get(Scope.intake(Set.of(this.region)),
					() -> this.projection
						.snapshot(new Projection.Item(0, this.region, "account", account, null, null, 0)))
			.orElseThrow()
			.user()
			.grants();
	}

	private long toldOf(long papers) {
		return this.db.client()
			.sql("""
					select organisation_id from (select id, time, organisation_id from outbox where type = 'labour-changed'
					  and subject = :id union all select position, time, organisation_id from feed
					  where type = 'labour-changed' and subject = :id) f order by time desc limit 1""")
			.param("id", papers)
			.query(Long.class)
			.single();
	}

	private void tell(long id, String status, long mentor, long mentee) {
		Fact fact = new Fact(1, "mentorship-changed", id, false,
				new Place(this.region, this.instituteId, this.municipality, this.school), Instant.now(),
				this.json.readTree("""
						{"id": %d, "kind": "pair", "form": "teacher_teacher", "methods": [], "status": "%s",
						 "start": "2026-10-01", "plannedEnd": "2027-07-01", "mentors": [{"personId": %d}],
						 "mentees": [{"personId": %d}], "withMinors": false}""".formatted(id, status, mentor, mentee)));
		Subscription subscription = this.subscriptions.stream()
			.filter((one) -> one.name().equals("programme/facts"))
			.findFirst()
			.orElseThrow();
		As.intake(Set.of(this.region),
				() -> this.transaction.executeWithoutResult((status2) -> subscription.handler().accept(List.of(fact))));
	}

}
