package ru.nastavnik.registry.personalfile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;
import ru.nastavnik.registry.engagement.MentorshipIntake;

import static org.assertj.core.api.Assertions.assertThat;

class PersonalFileTests extends RegistryTests {

	@Autowired
	private MentorshipIntake intake;

	@Autowired
	private TransactionTemplate transaction;

	private long pupil;

	private long consent;

	private long mentorPerson;

	private String mentor = "";

	@BeforeEach
	void pair() {
		this.mentorPerson = teacher("Наставников");
		this.mentor = "mentor@" + this.region + "/" + this.school + "/" + this.mentorPerson;
		this.pupil = pupil("Личная");
		this.consent = signed(this.pupil, parentOf(this.pupil), "2026-09-01").is(200).id();
		post(this.curator, "/mentees", """
				{"personId": %d, "category": "pupil", "mainRequest": "Трудно с физикой", "gapsNote": "Дроби",
				 "thirdParty": {"sourceRole": "other", "text": "Соседка рассказала"}}""".formatted(this.pupil)).is(201);
		tell("active");
	}

	/** What the programme service says of the pair. */
	private void tell(String status) {
		JsonNode data = this.json.readTree(
				"""
						{"kind": "pair", "form": "teacher_pupil", "status": "%s", "start": "2026-10-01", "orderedOn": "2026-10-01",
						 "mentors": [{"personId": %d}], "mentees": [{"personId": %d}], "withMinors": true}"""
					.formatted(status, this.mentorPerson, this.pupil));
		Fact fact = new Fact(1, "mentorship-changed", 71, false,
				new Place(this.region, this.instituteId, this.municipality, this.school), Instant.now(), data);
		As.intake(Set.of(this.region),
				() -> this.transaction.executeWithoutResult((status2) -> this.intake.apply(List.of(fact))));
	}

	@Test
	@DisplayName("BR-045: a mentor sees the parts that the curator opened, for a purpose and a term, and every look is kept")
	void aFileIsOpenedByTheCuratorForATermAndEveryLookIsKept() {
		JsonNode mentees = get(this.mentor, "/file-accesses/mentees").is(200).body();
		assertThat(mentees.get(0).get("personId").asLong()).isEqualTo(this.pupil);
		assertThat(mentees.get(0).get("name").asString()).contains("Личная");
		String named = "audit_event where action = 'read' and person_id = " + this.pupil + " and subject_type = ";
		assertThat(this.db.count(named + "'mentee' and acting like 'mentor@%'")).isEqualTo(1);
		Answer asked = request("gaps", "place", "contact").is(201);
		assertThat(this.db.count(named + "'fileAccess'")).isZero();
		get(this.mentor, "/file-accesses").is(200);
		assertThat(this.db.count(named + "'fileAccess'")).isEqualTo(1);
		assertThat(asked.body().get("status").asString()).isEqualTo("requested");
		assertThat(asked.body().get("personName").asString()).contains("Личная");
		request("gaps").is(409);
		look(asked.id(), "gaps").is(403);
		decide(this.mentor, asked.id(), "\"gaps\"").is(403);
		decide(this.psychologist, asked.id(), "\"gaps\"").is(403);
		decide("curator@" + this.region + "/" + this.sibling, asked.id(), "\"gaps\"").is(404);
		assertThat(get(this.curator, "/file-accesses?state=requested").body()
			.get("items")
			.get(0)
			.get("mentorName")
			.asString()).contains("Наставников");
		assertThat(decide(this.curator, asked.id(), "\"gaps\", \"birth\"").is(400).violations()).contains("items");
		Answer approved = decide(this.curator, asked.id(), "\"gaps\", \"place\"").is(200);
		assertThat(approved.body().get("status").asString()).isEqualTo("approved");
		assertThat(look(asked.id(), "gaps").is(200).body().get("gaps").get("note").asString()).isEqualTo("Дроби");
		assertThat(look(asked.id(), "place").is(200).body().get("classes").get(0).get("grade").asInt()).isEqualTo(7);
		look(asked.id(), "contact").is(403);
		post(this.curator, "/file-accesses/" + asked.id() + "/views", "{\"item\": \"gaps\"}").is(403);
		JsonNode card = get(this.curator, "/file-accesses/" + asked.id()).is(200).body();
		assertThat(card.get("looks").toString()).contains("\"place\"").contains("\"gaps\"");
		assertThat(card.get("views").asInt()).isEqualTo(2);
		assertThat(get(this.director, "/audit?action=read&person=" + this.pupil).body()
			.get("items")
			.valueStream()
			.filter((line) -> line.get("type").asString().equals("personalFile"))
			.map((line) -> line.get("role").asString() + " " + line.get("after").get("purpose").asString())).hasSize(2)
			.allMatch((line) -> line.equals("mentor Подготовка программы"));
		this.db.execute("update file_access set valid_until = current_date - 1 where id = " + asked.id());
		look(asked.id(), "gaps").is(403);
		assertThat(get(this.mentor, "/file-accesses/" + asked.id()).body().get("endReason").asString())
			.isEqualTo("term");
		assertThat(get(this.curator, "/file-accesses?state=open").body().get("items")).isEmpty();
	}

	@Test
	@DisplayName("BR-045, BR-023, BR-024: what others told and special needs are in no part of a file, and a minor's contact is the representative's")
	void noPartCarriesWhatIsForConfidants() {
		Answer asked = request("birth", "request", "gaps", "place", "history", "contact").is(201);
		decide(this.curator, asked.id(), "\"birth\", \"request\", \"gaps\", \"place\", \"history\", \"contact\"")
			.is(200);
		StringBuilder all = new StringBuilder();
		for (Item item : Item.values()) {
			all.append(look(asked.id(), item.toString()).is(200).body());
		}
		assertThat(all.toString()).contains("2012-02-03")
			.contains("Трудно с физикой")
			.contains("Дроби")
			.contains("Родителев")
			.contains("teacher_pupil")
			.doesNotContain("Соседка")
			.doesNotContain("support")
			.doesNotContain("thirdParty");
	}

	@Test
	@DisplayName("BR-045, BR-060: a withdrawn consent closes the file at once, and a new consent does not open it again")
	void aWithdrawnConsentClosesTheFile() {
		Answer asked = open();
		look(asked.id(), "gaps").is(200);
		post(this.curator, "/consents/" + this.consent + "/withdrawal",
				"{\"on\": \"%s\", \"reason\": \"заявление\"}".formatted(LocalDate.now()))
			.is(200);
		look(asked.id(), "gaps").is(403);
		assertThat(get(this.mentor, "/file-accesses/" + asked.id()).body().get("endReason").asString())
			.isEqualTo("consent");
		assertNobodyIsNamed();
		long parent = get(this.curator, "/people/" + this.pupil).body()
			.get("representatives")
			.get(0)
			.get("personId")
			.asLong();
		signed(this.pupil, parent, LocalDate.now().toString()).is(200);
		look(asked.id(), "gaps").is(403);
	}

	@Test
	@DisplayName("BR-045: the file closes with the pair")
	void theFileClosesWithThePair() {
		Answer asked = open();
		tell("completed");
		look(asked.id(), "gaps").is(403);
		assertThat(get(this.curator, "/file-accesses/" + asked.id()).body().get("endReason").asString())
			.isEqualTo("pair");
		assertNobodyIsNamed();
		request("gaps").is(404);
		tell("active");
		look(asked.id(), "gaps").is(403);
	}

	@Test
	@DisplayName("BR-060: while the pair rests the mentor reads no name and no file; both come back with it")
	void aPairThatRestsShowsNothing() {
		Answer asked = open();
		tell("suspended");
		look(asked.id(), "gaps").is(403);
		assertNobodyIsNamed();
		tell("active");
		look(asked.id(), "gaps").is(200);
		assertThat(get(this.mentor, "/file-accesses/mentees").body()).hasSize(1);
	}

	/** A mentor is told no name any more, the school still is. */
	private void assertNobodyIsNamed() {
		assertThat(get(this.mentor, "/file-accesses/mentees").is(200).body()).isEmpty();
		JsonNode mine = get(this.mentor, "/file-accesses").is(200).body().get("items");
		assertThat(mine).isNotEmpty().noneMatch((access) -> access.has("personName"));
		assertThat(get(this.mentor, "/file-accesses/" + mine.get(0).get("id").asLong()).body().has("personName"))
			.isFalse();
		assertThat(get(this.curator, "/file-accesses").body().get("items"))
			.allMatch((access) -> access.get("personName").asString().contains("Личная"));
	}

	@Test
	@DisplayName("BR-045: who is a curator in another school opens the file as a mentor here, and reads nobody else's requests")
	void aCuratorOfAnotherSchoolIsAMentorHere() {
		long other = teacher("Другой");
		this.mentor = "curator@" + this.region + "/" + this.sibling + "," + this.mentor;
		Answer asked = open();
		look(asked.id(), "gaps").is(200);
		JsonNode card = get(this.mentor, "/file-accesses/" + asked.id()).is(200).body();
		assertThat(card.get("status").asString()).isEqualTo("approved");
		assertThat(card.get("personName").asString()).contains("Личная");
		long foreign = request("gaps").is(201).id();
		this.db.execute("update file_access set mentor_id = %d where id = %d".formatted(other, foreign));
		get(this.mentor, "/file-accesses/" + foreign).is(404);
		assertThat(get(this.mentor, "/file-accesses").body().get("items")).hasSize(1);
	}

	@Test
	void aRefusalSaysWhyAndTheCuratorClosesAFileEarlier() {
		Answer asked = request("gaps").is(201);
		String decision = "/file-accesses/" + asked.id() + "/decision";
		assertThat(post(this.curator, decision, "{\"approved\": false, \"version\": 0}").is(400).violations())
			.contains("note");
		post(this.curator, decision, "{\"approved\": false, \"note\": \"Не нужно\", \"version\": 0}").is(200);
		post(this.curator, decision, "{\"approved\": false, \"note\": \"Не нужно\", \"version\": 1}").is(409);
		Answer again = open();
		post(this.director, "/file-accesses/" + again.id() + "/ending", "{\"version\": 0}").is(409);
		post(this.director, "/file-accesses/" + again.id() + "/ending", "{\"version\": 1}").is(200);
		look(again.id(), "gaps").is(403);
	}

	@Test
	void aTermIsAtMostAYear() {
		assertThat(
				post(this.mentor, "/file-accesses",
						"""
								{"personId": %d, "purpose": "Программа", "items": ["gaps"], "until": "%s"}"""
							.formatted(this.pupil, LocalDate.now().plusYears(2)))
					.is(400)
					.violations())
			.contains("until");
	}

	@Test
	@DisplayName("BR-045: somebody else's mentee and nobody are answered alike, and another mentor sees no request")
	void anotherMentorsMenteeAndNobodyAreTheSame() {
		Answer asked = open();
		String other = "mentor@" + this.region + "/" + this.school + "/" + teacher("Другой");
		Answer foreign = post(other, "/file-accesses", body(this.pupil, "gaps")).is(404);
		Answer missing = post(other, "/file-accesses", body(987654321, "gaps")).is(404);
		assertThat(foreign.body().get("detail")).isEqualTo(missing.body().get("detail"));
		get(other, "/file-accesses/" + asked.id()).is(404);
		assertThat(get(other, "/file-accesses").body().get("items")).isEmpty();
		assertThat(get(this.mentor, "/file-accesses").body().get("items")).hasSize(1);
		post(this.curator, "/file-accesses", body(this.pupil, "gaps")).is(403);
	}

	@Test
	@DisplayName("BR-045: what was looked at is not kept for a repeated request, which is refused")
	void aLookIsNotKept() {
		Answer asked = open();
		String path = "/file-accesses/" + asked.id() + "/views";
		assertThat(once(path, "{\"item\": \"gaps\"}")).hasStatus(200).bodyText().contains("Дроби");
		assertThat(once(path, "{\"item\": \"gaps\"}")).hasStatus(409)
			.bodyText()
			.contains("ответ на него не хранится")
			.doesNotContain("Дроби");
		assertThat(this.db.count("idempotency where body like '%Дроби%'")).isZero();
		assertThat(get(this.curator, "/file-accesses/" + asked.id()).body().get("views").asInt()).isEqualTo(1);
	}

	private MvcTestResult once(String path, String body) {
		return this.mvc.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.header("Idempotency-Key", "look-" + this.pupil)
			.with(As.grants(this.mentor))
			.exchange();
	}

	private Answer open() {
		Answer asked = request("gaps").is(201);
		decide(this.curator, asked.id(), "\"gaps\"").is(200);
		return asked;
	}

	private Answer request(String... items) {
		return post(this.mentor, "/file-accesses", body(this.pupil, items));
	}

	private static String body(long person, String... items) {
		return "{\"personId\": %d, \"purpose\": \"Подготовка программы\", \"items\": [\"%s\"], \"until\": \"%s\"}"
			.formatted(person, String.join("\", \"", items), LocalDate.now().plusDays(20));
	}

	private Answer decide(String who, long id, String items) {
		return post(who, "/file-accesses/" + id + "/decision",
				"{\"approved\": true, \"items\": [%s], \"until\": \"%s\", \"version\": 0}".formatted(items,
						LocalDate.now().plusDays(10)));
	}

	private Answer look(long id, String item) {
		return post(this.mentor, "/file-accesses/" + id + "/views", "{\"item\": \"%s\"}".formatted(item));
	}

}
