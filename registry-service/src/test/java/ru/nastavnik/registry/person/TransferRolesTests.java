package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.registry.RegistryTests;
import ru.nastavnik.registry.notification.Awaiting;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roles end with the work in the organisation, and a transfer that is taken back has not
 * been.
 */
class TransferRolesTests extends RegistryTests {

	private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Moscow"));

	private static final AtomicInteger NUMBER = new AtomicInteger();

	@Autowired
	private TransferUpkeep upkeep;

	@Test
	@DisplayName("A transfer ends the roles in the old school and, taken back, gives them back exactly")
	void aTransferEndsTheRolesAndItsUndoGivesThemBack() {
		long person = teacher("Переводная");
		long account = account(person);
		String until = TODAY.plusDays(40).toString();
		post(this.director, "/accounts/" + account + "/grants",
				"{\"role\": \"psychologist\", \"organisationId\": %d, \"validTo\": \"%s\"}".formatted(this.school,
						until))
			.is(201);
		post(this.director, "/accounts/" + account + "/grants",
				"{\"role\": \"director\", \"organisationId\": %d, \"validFrom\": \"%s\"}".formatted(this.school,
						TODAY.plusDays(10)));
		JsonNode before = grants(account);
		long transfer = transfer(person, TODAY);
		JsonNode gone = get(this.institute, "/accounts/" + account).is(200).body();
		assertThat(gone.get("closedOn").asString()).isEqualTo(TODAY.minusDays(1).toString());
		gone.get("grants")
			.valueStream()
			.forEach((grant) -> assertThat(
					grant.get("revoked").asBoolean() || grant.get("validTo").asString().compareTo(until) < 0)
				.isTrue());
		assertThat(queued(account)).isPositive();
		post(this.curator, "/transfers/" + transfer + "/undo", "").is(204);
		JsonNode after = get(this.institute, "/accounts/" + account).body();
		assertThat(after.has("closedOn")).isFalse();
		assertThat(dates(after.get("grants"))).isEqualTo(dates(before));
	}

	@Test
	@DisplayName("A transfer of a later day leaves the roles until that day, then takes what was given meanwhile too")
	void aFutureTransferEndsTheRolesOnItsDay() {
		long person = teacher("Плановая");
		long account = account(person);
		transfer(person, TODAY.plusDays(3));
		JsonNode planned = grants(account).get(0);
		assertThat(planned.get("validTo").asString()).isEqualTo(TODAY.plusDays(2).toString());
		assertThat(planned.get("revoked").asBoolean()).isFalse();
		assertThat(get(this.institute, "/accounts/" + account).body().get("closedOn").asString())
			.isEqualTo(TODAY.plusDays(2).toString());
		post(this.director, "/accounts/" + account + "/grants",
				"{\"role\": \"psychologist\", \"organisationId\": %d}".formatted(this.school))
			.is(201);
		this.upkeep.round();
		assertThat(grants(account).get(1).has("validTo")).isFalse();
		this.db.execute("update person_transfer set on_date = current_date where person_id = " + person);
		this.db.execute("update employment set dismissed_on = current_date - 1 where dismissed_on is not null"
				+ " and person_id = " + person);
		this.upkeep.round();
		grants(account).valueStream()
			.forEach((grant) -> assertThat(grant.has("validTo")).as(String.valueOf(grant)).isTrue());
	}

	@Test
	@DisplayName("A second post in the old school keeps the roles there; the last one takes them")
	void aSecondPostKeepsTheRoles() {
		long person = teacher("Совместительница");
		long account = account(person);
		post(this.curator, "/people/" + person + "/employments", """
				{"organisationId": %d, "position": "deputy", "hiredOn": "2020-09-01"}""".formatted(this.school))
			.is(201);
		JsonNode posts = get(this.curator, "/people/" + person).body().get("employments");
		assertThat(posts).hasSize(2);
		transfer(person, TODAY);
		assertThat(grants(account).get(0).has("validTo")).isFalse();
	}

	@Test
	@DisplayName("BR-066 a dismissal ends the role there although another school issued the account, and Keycloak learns of it")
	void theIssuerMayBeAnotherSchool() {
		long person = teacher("Приглашённая");
		String there = "curator@" + this.region + "/" + this.sibling;
		post(there, "/people/acceptances", """
				{"organisationId": %d, "lastName": "Приглашённая", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "employment": {"position": "teacher", "hiredOn": "2020-09-01"}}"""
			.formatted(this.sibling)).is(201);
		long account = account(person);
		post(this.institute, "/accounts/" + account + "/grants",
				"{\"role\": \"curator\", \"organisationId\": %d}".formatted(this.sibling))
			.is(201);
		this.db.execute("delete from account_projection where subject_id = " + account);
		JsonNode employment = get(there, "/people/" + person).is(200).body().get("employments").get(0);
		put(there, "/employments/" + employment.get("id").asLong(), """
				{"position": "teacher", "hiredOn": "2020-09-01", "dismissedOn": "%s", "version": %d}"""
			.formatted(TODAY.minusDays(1), employment.get("version").asInt())).is(200);
		grants(account).forEach((grant) -> assertThat(grant.has("validTo") || grant.get("revoked").asBoolean())
			.isEqualTo(grant.get("organisationId").asLong() == this.sibling));
		assertThat(queued(account)).isPositive();
		assertThat(get(this.institute, "/accounts/" + account).body().has("closedOn")).isFalse();
	}

	@Test
	@DisplayName("A transfer is not taken back once the new school has given a role")
	void aRoleInTheNewSchoolIsWork() {
		long person = teacher("Оформленная");
		long account = account(person);
		long transfer = transfer(person, TODAY);
		post(this.institute, "/accounts/" + account + "/grants",
				"{\"role\": \"curator\", \"organisationId\": %d}".formatted(this.sibling))
			.is(201);
		assertThat(get(this.institute, "/accounts/" + account).body().has("closedOn")).isFalse();
		assertThat(post(this.curator, "/transfers/" + transfer + "/undo", "").is(409).code())
			.isEqualTo("registry.person.transfer-state");
	}

	@Test
	@DisplayName("A transfer is told to the other organisation at once, and so is its undo; nobody is named")
	void theOtherOrganisationLearnsOfIt() {
		long old = curatorOf(this.school);
		long young = curatorOf(this.sibling);
		long person = teacher("Переводная");
		long transfer = transfer(person, TODAY);
		assertThat(told(young, 1)).last()
			.asString()
			.startsWith("К вам переводят человека")
			.contains("/people/" + person)
			.doesNotContain("Переводная");
		post(this.curator, "/transfers/" + transfer + "/undo", "").is(204);
		assertThat(told(young, 2)).last().asString().startsWith("Перевод отменён").doesNotContain("/" + person);
		post("curator@" + this.region + "/" + this.sibling, "/people/acceptances", """
				{"organisationId": %d, "lastName": "Переводная", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "employment": {"position": "teacher", "hiredOn": "2026-09-01"}}"""
			.formatted(this.sibling)).is(201);
		assertThat(told(old, 2)).last().asString().startsWith("Вашего человека приняла другая организация");
	}

	private long curatorOf(long organisation) {
		return post(this.institute, "/accounts", """
				{"username": "told-%d", "displayName": "Куратор",
				 "grants": [{"role": "curator", "organisationId": %d}]}""".formatted(organisation, organisation))
			.is(201)
			.id();
	}

	/** The inbox, once the delivery has brought so many. */
	private List<String> told(long account, int count) {
		Awaiting.until(() -> this.db.count("notification where account_id = " + account) >= count);
		return this.db.client()
			.sql("select title || ' ' || body || ' ' || coalesce(link, '') from notification where account_id = :account order by id")
			.param("account", account)
			.query(String.class)
			.list();
	}

	private long account(long person) {
		return post(this.director, "/accounts", """
				{"username": "leaver-%d-%d", "displayName": "Кто-то Мария", "personId": %d,
				 "grants": [{"role": "curator", "organisationId": %d}]}""".formatted(person, NUMBER.incrementAndGet(),
				person, this.school))
			.is(201)
			.id();
	}

	private JsonNode grants(long account) {
		return get(this.institute, "/accounts/" + account).is(200).body().get("grants");
	}

	/** What the grants say, without the number of the edit. */
	private static String dates(JsonNode grants) {
		return grants.valueStream()
			.map((grant) -> grant.get("id") + " " + grant.get("role") + " " + grant.get("validFrom") + " "
					+ (grant.has("validTo") ? grant.get("validTo") : "") + " " + grant.get("revoked"))
			.toList()
			.toString();
	}

	private long queued(long account) {
		return this.db.count("account_projection where subject_id = " + account);
	}

	private long transfer(long person, LocalDate on) {
		long employment = get(this.curator, "/people/" + person).body().get("employments").get(0).get("id").asLong();
		return post(this.curator, "/people/" + person + "/transfers", """
				{"employmentId": %d, "toId": %d, "on": "%s", "basisNo": "21-п", "basisOn": "2026-09-01"}"""
			.formatted(employment, this.sibling, on)).is(201).body().get("transfers").get(0).get("id").asLong();
	}

}
