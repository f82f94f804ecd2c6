package ru.nastavnik.registry.rights;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.feed.FeedUpkeep;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/** Destruction: nothing of the person is left in any column of any table. */
class ErasureTests extends RegistryTests {

	@Autowired
	private FeedUpkeep upkeep;

	@Test
	@DisplayName("BR-063 one prepares, another approves; act and log extract say what was destroyed without the data, and no column holds the person")
	void nothingOfThePersonIsLeft() {
		long child = pupil("Стиралкина");
		long parent = parentOf(child);
		signed(child, parent, "2026-09-01").is(200);
		post(this.curator, "/mentees", """
				{"personId": %d, "category": "pupil", "mainRequest": "Стиралкина просит помочь",
				 "thirdPartyInfo": "О Стиралкиной рассказали"}""".formatted(child)).is(201);
		long teacher = teacher("Уничтожаева");
		put(this.curator, "/people/" + teacher, """
				{"lastName": "Уничтожаева", "firstName": "Мария", "middleName": "Петровна", "birthDate": "1980-05-06",
				 "phone": "+7 912 345-67-89", "email": "unichtozhaeva@example.ru", "version": 0}""").is(200);
		signed(teacher, teacher, "2026-09-01").is(200);
		post(this.curator, "/mentors", "{\"personId\": %d}".formatted(teacher)).is(201);
		post(this.curator, "/accounts", """
				{"username": "unichtozhaeva", "displayName": "Уничтожаева Мария", "email": "unichtozhaeva@example.ru",
				 "personId": %d, "grants": [{"role": "mentor", "organisationId": %d, "personId": %d}]}"""
			.formatted(teacher, this.school, teacher)).is(201);
		get(this.curator, "/people/" + teacher + "/data").is(200);
		assertThat(found("Уничтожаев", "unichtozhaeva", "345-67-89")).isNotEmpty();
		assertThat(found("Стиралкин")).isNotEmpty();
		JsonNode act = destroyed(teacher);
		destroyed(child);
		// the queue that takes the account out of Keycloak knows its name until it is
		// done
		assertThat(this.db.count("account_projection where kind = 'removal' and name = 'unichtozhaeva'")).isEqualTo(1);
		this.db.execute("delete from account_projection where region_id = " + this.region);
		assertThat(found("Уничтожаев", "unichtozhaeva", "345-67-89")).isEmpty();
		assertThat(found("Стиралкин")).isEmpty();
		for (long id : new long[] { teacher, child, parent }) {
			assertThat(foundId(id)).as("id " + id).isEmpty();
		}
		get(this.curator, "/people/" + teacher).is(404);
		assertThat(act.get("categories").toString()).contains("Карточка человека", "Согласия", "Учётная запись");
		assertThat(act.get("subjects").asString()).contains("обращению №");
		assertThat(act.get("lines").size()).isPositive();
		assertThat(act.get("operatorName").asString()).isEqualTo("Школа № 12 полностью");
		assertThat(lastFact("person-erased", teacher).get("pseudonym").asLong()).isNegative();
		long pseudonym = lastFact("person-erased", teacher).get("pseudonym").asLong();
		assertThat(lastFact("participant-changed", pseudonym).get("born").asString()).isEqualTo("1980-01-01");
	}

	@Test
	@DisplayName("BR-063 a name inside acts and minutes is part of the export and goes with the person; a namesake's stays")
	void namesInMinutesGoWithThePerson() {
		long person = teacher("Протоколова");
		teacher("Однофамильцева");
		long twin = post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "Однофамильцева", "firstName": "Ольга", "birthDate": "1981-05-06",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(this.school)).is(201)
			.id();
		long minutes = post(this.curator, "/minutes",
				"""
						{"organisationId": %d, "body": "pedagogical", "number": "3", "date": "2026-09-01",
						 "agenda": "О Протоколовой М. П. и Однофамильцевой О. И.",
						 "decision": "Назначить Протоколову Марию Петровну и Однофамильцеву Марию Петровну; Однофамильцева М.П. согласна"}"""
					.formatted(this.school))
			.is(201)
			.id();
		assertThat(get(this.curator, "/people/" + person + "/data").is(200).body().get("sections").toString())
			.contains("Упоминания в актах и протоколах", "Протокол № 3 от 01.09.2026");
		signed(person, person, "2026-09-01").is(200);
		signed(twin, twin, "2026-09-01").is(200);
		destroyed(person);
		assertThat(found("Протоколов")).isEmpty();
		assertThat(get(this.curator, "/minutes?organisation=" + this.school + "&q=протоколов").body().get("items"))
			.isEmpty();
		destroyed(twin);
		JsonNode left = get(this.curator, "/minutes/" + minutes).is(200).body();
		assertThat(left.get("agenda").asString()).isEqualTo("О … и …");
		assertThat(left.get("decision").asString()).contains("Однофамильцеву Марию", "Однофамильцева М.П.")
			.doesNotContain("Протоколов");
	}

	@Test
	@DisplayName("BR-063 cards merged into the person's, also of another school, are exported and go with the person")
	void mergedTwinsGoToo() {
		long person = teacher("Слиткова");
		long oldest = teacher("Слиткова");
		signed(person, person, "2026-09-01").is(200);
		signed(oldest, oldest, "2026-09-02").is(200);
		String other = "curator@" + this.region + "/" + this.sibling;
		long elsewhere = post(other, "/people", """
				{"organisationId": %d, "lastName": "Слиткова", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "email": "slitkova@example.ru",
				 "employment": {"position": "teacher", "hiredOn": "2020-09-01"}}""".formatted(this.sibling)).is(201)
			.id();
		long ofTwin = post(other, "/people", """
				{"organisationId": %d, "lastName": "Слиткова", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "employment": {"position": "deputy", "hiredOn": "2021-09-01"}}"""
			.formatted(this.sibling)).is(201).id();
		post(other, "/people/" + elsewhere + "/merges", "{\"personId\": %d}".formatted(ofTwin)).is(200);
		post(this.curator, "/people/" + person + "/merges", "{\"personId\": %d}".formatted(oldest)).is(200);
		long merge = post(this.curator, "/people/" + person + "/merge-proposals", "").is(200)
			.body()
			.get("merges")
			.get(0)
			.get("id")
			.asLong();
		post(other, "/merges/" + merge + "/acceptance", "").is(204);
		this.db.execute("update employment set dismissed_on = '2026-10-01', end_reason = 'own_wish' where person_id = "
				+ person + " and organisation_id = " + this.sibling);
		this.db.execute("update person set organisations = '{}', organisations_until = '{}' where id = " + person);
		JsonNode sections = get(this.curator, "/people/" + person + "/data").is(200).body().get("sections");
		assertThat(sections.get("Согласия")).as("the archived one of the twin too").hasSize(2);
		destroyed(person);
		assertThat(found("Слитков", "slitkova")).isEmpty();
		for (long id : new long[] { person, oldest, elsewhere, ofTwin }) {
			assertThat(foundId(id)).as("id " + id).isEmpty();
		}
		assertThat(this.db.count("person_merge where region_id = " + this.region)).isZero();
		assertThat(this.db
			.count("outbox where type = 'participant-changed' and subject < 0 and region_id = " + this.region)
				+ this.db
					.count("feed where type = 'participant-changed' and subject < 0 and region_id = " + this.region))
			.as("counted once in each school")
			.isLessThanOrEqualTo(2);
	}

	@Test
	void whoeverPreparedDoesNotApprove() {
		long person = teacher("Разделяева");
		String uri = ready(person);
		JsonNode prepared = post(this.director, uri + "/destruction", "{\"version\": 2}").is(200).body();
		assertThat(post(this.director, uri + "/destruction-approval",
				"{\"version\": %d}".formatted(prepared.get("version").asInt()))
			.is(409)
			.code()).isEqualTo("registry.data-request.separation");
		post(this.curator, uri + "/destruction-approval",
				"{\"version\": %d}".formatted(prepared.get("version").asInt()))
			.is(403);
		get(this.curator, "/people/" + person).is(200);
	}

	@Test
	@DisplayName("BR-068 cards whose participation ended longer ago than the term are shown first; the director confirms exactly those")
	void endedCardsAreDepersonalisedAfterTheirTerm() {
		long ended = teacher("Давнишняя");
		long recent = teacher("Недавняя");
		for (long person : new long[] { ended, recent }) {
			signed(person, person, "2020-09-01").is(200);
			long mentor = post(this.curator, "/mentors", "{\"personId\": %d}".formatted(person)).is(201).id();
			post(this.curator, "/mentors/" + mentor + "/status", "{\"to\": \"excluded\", \"reason\": \"Так\"}");
		}
		this.db
			.execute("update mentor set status = 'excluded', status_since = '2022-05-31' where person_id = " + ended);
		this.db
			.execute("update mentor set status = 'excluded', status_since = '2025-05-31' where person_id = " + recent);
		JsonNode preview = get(this.curator, "/retention?organisation=" + this.school).is(200).body();
		assertThat(preview.get("items").size()).isEqualTo(1);
		assertThat(preview.at("/items/0/id").asLong()).isEqualTo(ended);
		String run = "{\"organisationId\": %d, \"personIds\": [%d]}";
		post(this.curator, "/retention", run.formatted(this.school, ended)).is(403);
		post(this.director, "/retention", run.formatted(this.school, recent)).is(409);
		JsonNode act = post(this.director, "/retention", run.formatted(this.school, ended)).is(200).body();
		assertThat(act.get("subjectCount").asInt()).isEqualTo(1);
		assertThat(found("Давнишн")).isEmpty();
		assertThat(get(this.curator, "/destruction-acts?organisation=" + this.school).is(200).body().size())
			.isEqualTo(1);
		get(this.curator, "/destruction-acts/" + act.get("id").asLong()).is(200);
	}

	@Test
	void aFeedKeepsTheLastStateOfEachSubjectAndTheOrder() {
		long person = teacher("Сжимаева");
		for (int version = 0; version < 3; version++) {
			put(this.curator, "/people/" + person, """
					{"lastName": "Сжимаева%s", "firstName": "Мария", "birthDate": "1980-05-06", "version": %d}"""
				.formatted("а".repeat(version), version)).is(200);
		}
		sequenced();
		String mine = "feed where subject = " + person + " and type = 'participant-named'";
		assertThat(this.db.count(mine)).isGreaterThan(1);
		this.upkeep.compact(0);
		assertThat(this.db.count(mine)).isEqualTo(1);
		assertThat(this.db.count(mine + " and data::text like '%Сжимаевааа\"%'")).isEqualTo(1);
	}

	private void sequenced() {
		for (int wait = 0; wait < 100 && this.db.count("outbox where region_id = " + this.region) > 0; wait++) {
			try {
				Thread.sleep(50);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private String ready(long person) {
		JsonNode open = get(this.curator, "/data-requests?person=" + person).is(200).body().get("items");
		long id = open.isEmpty() ? post(this.curator, "/data-requests", """
				{"personId": %d, "kind": "stop_processing", "applicant": "self", "channel": "paper",
				 "receivedOn": "2026-11-09"}""".formatted(person)).is(201).id() : open.get(0).get("id").asLong();
		String uri = "/data-requests/" + id;
		post(this.curator, uri + "/identity", "{\"on\": \"2026-11-10\", \"version\": 0}").is(200);
		post(this.curator, uri + "/work", "{\"version\": 1}").is(200);
		return uri;
	}

	private JsonNode destroyed(long person) {
		String uri = ready(person);
		post(this.curator, uri + "/destruction", "{\"version\": 2}").is(200);
		JsonNode done = post(this.director, uri + "/destruction-approval", "{\"version\": 3}").is(200).body();
		assertThat(done.path("personId").isNull() || !done.has("personId")).isTrue();
		return get(this.director, "/destruction-acts/" + done.get("actId").asLong()).is(200).body();
	}

	/** Every table and column that has a text in it, whatever its type. */
	private List<String> found(String... texts) {
		List<String> found = new ArrayList<>();
		for (String[] column : columns()) {
			for (String text : texts) {
				if (this.db.count(column[0] + " where \"" + column[1] + "\"::text ilike '%" + text + "%'") > 0) {
					found.add(column[0] + "." + column[1] + ": " + text);
				}
			}
		}
		return found;
	}

	/**
	 * The id may stay where it says no more than that somebody was erased: in the news of
	 * it and in the chained log, whose values are empty.
	 */
	private List<String> foundId(long id) {
		List<String> found = new ArrayList<>();
		for (String[] column : columns()) {
			boolean news = List.of("feed", "outbox", "audit_event", "audit_value").contains(column[0]);
			String where = column[0] + " where \"" + column[1] + "\"::text ~ '(^|[^0-9-])" + id + "([^0-9]|$)'";
			boolean named = column[1].equals("person_id") || column[1].equals("representative_id")
					|| column[1].equals("signer_id") || column[1].equals("subject_id") || column[2].equals("jsonb");
			if (!news && named && !column[0].equals("account_projection")
					&& this.db.count(where + " and region_id = " + this.region) > 0) {
				found.add(column[0] + "." + column[1]);
			}
		}
		return found;
	}

	private List<String[]> columns() {
		return this.db.client()
			.sql("""
					select c.table_name, c.column_name, c.data_type from information_schema.columns c
					join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
					where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
					  and exists (select from information_schema.columns r where r.table_schema = 'public'
					    and r.table_name = c.table_name and r.column_name = 'region_id')""")
			.query((row, number) -> new String[] { row.getString(1), row.getString(2), row.getString(3) })
			.list();
	}

}
