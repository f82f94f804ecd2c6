package ru.nastavnik.registry.engagement;

import java.nio.file.Files;
import java.nio.file.Path;
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
import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class EngagementTests extends RegistryTests {

	@Autowired
	private List<Subscription> subscriptions;

	@Autowired
	private TransactionTemplate transaction;

	private long mentor;

	private long mentee;

	private long mentorProfile;

	private long menteeProfile;

	@BeforeEach
	void aMentorAndAMentee() {
		this.mentor = teacher("Учителева");
		signed(this.mentor, this.mentor, "2026-09-01").is(200);
		this.mentorProfile = post(this.curator, "/mentors", """
				{"personId": %d, "competenceCodes": ["subject"]}""".formatted(this.mentor)).is(201).id();
		post(this.curator, "/mentors/" + this.mentorProfile + "/status",
				"{\"to\": \"available\", \"carriedOver\": true, \"voluntary\": true, \"on\": \"%s\"}"
					.formatted(java.time.LocalDate.now()))
			.is(200);
		this.mentee = pupil("Детская");
		signed(this.mentee, parentOf(this.mentee), "2026-09-01").is(200);
		this.menteeProfile = post(this.curator, "/mentees", """
				{"personId": %d, "category": "pupil", "mainRequest": "Учёба"}""".formatted(this.mentee)).is(201).id();
		post(this.curator, "/mentees/" + this.menteeProfile + "/status", "{\"to\": \"in_base\"}").is(200);
	}

	@Test
	@DisplayName("Life cycle 4.3: statuses follow the mentorship, and the same facts may come twice")
	void statusesFollow() {
		for (int round = 0; round < 2; round++) {
			tell(1, "proposed", null, null, true);
			assertStatuses("matched", "available");
		}
		tell(1, "ordered", "2026-10-01", null, true);
		assertStatuses("in_mentorship", "assigned");
		for (int round = 0; round < 2; round++) {
			tell(1, "active", "2026-10-01", null, true);
			assertStatuses("in_mentorship", "assigned");
		}
		tell(1, "completed", "2026-10-01", "2026-11-20", true);
		assertStatuses("completed", "available");
		JsonNode steps = get(this.curator, "/mentees/" + this.menteeProfile).body().get("steps");
		assertThat(steps).hasSize(5);
		assertThat(lastFact("participant-changed", this.mentee).get("mentee").get("status").asString())
			.isEqualTo("completed");
		post(this.curator, "/mentees/" + this.menteeProfile + "/status", "{\"to\": \"in_base\"}").is(200);
		tell(1, "completed", "2026-10-01", "2026-11-20", true);
		assertStatuses("in_base", "available");
	}

	@Test
	@DisplayName("Life cycle 4.3: a refused proposal brings the mentee back, an early end is called left, and a mentor who had enough rests")
	void endings() {
		tell(2, "proposed", null, null, true);
		tell(2, "terminated", null, "2026-11-20", true);
		assertStatuses("in_base", "available");
		int version = get(this.curator, "/mentors/" + this.mentorProfile).body().get("version").asInt();
		put(this.curator, "/mentors/" + this.mentorProfile,
				"{\"competenceCodes\": [\"subject\"], \"goesOn\": false, \"version\": %d}".formatted(version))
			.is(200);
		tell(3, "active", "2026-10-01", null, true);
		assertStatuses("in_mentorship", "assigned");
		tell(3, "terminated", "2026-10-01", "2026-11-20", true);
		assertStatuses("left", "resting");
		forget(3);
		assertThat(get(this.curator, "/mentees/" + this.menteeProfile).body().get("engagements")).hasSize(1);
	}

	@Test
	@DisplayName("4.6: a mentee whose mentor left without a successor waits in the base again")
	void whoLostTheMentorWaitsAgain() {
		tell(5, "active", "2026-10-01", null, true);
		String data = """
				{"id": 5, "kind": "pair", "form": "teacher_pupil", "methods": [], "status": "terminated",
				 "start": "2026-10-01", "plannedEnd": "2027-07-01", "orderedOn": "2026-10-01", "ended": "2026-11-20",
				 "ground": "E3", "mentors": [{"personId": %d}], "mentees": [{"personId": %d}], "withMinors": true,
				 "unled": true}""".formatted(this.mentor, this.mentee);
		apply(new Fact(1, "mentorship-changed", 5, false, place(), Instant.now(), this.json.readTree(data)));
		assertStatuses("in_base", "available");
		JsonNode line = get(this.curator, "/mentees/" + this.menteeProfile).is(200).body();
		assertThat(line.toString()).doesNotContain("unled");
	}

	@Test
	void theBasesShowTheOtherSideWhereItMayBeRead() {
		tell(4, "active", "2026-10-01", null, true);
		JsonNode line = get(this.curator, "/mentees?sort=form").is(200).body().get("items").get(0);
		assertThat(line.get("counterparts").asString()).contains("Учителева");
		assertThat(line.get("form").asString()).isEqualTo("teacher_pupil");
		assertThat(line.get("workplace").asString()).isEqualTo("Школа № 12");
		JsonNode mentors = get(this.curator, "/mentors?sort=-load").is(200).body().get("items").get(0);
		assertThat(mentors.get("load").asInt()).isEqualTo(1);
		assertThat(mentors.get("counterparts").asString()).contains("Детская");
		String above = get(this.municipal, "/mentors").is(200).body().toString();
		assertThat(above).contains("Учителева").doesNotContain("Детская");
		tell(4, "completed", "2026-10-01", "2026-11-20", true);
		JsonNode ended = get(this.curator, "/mentees?sort=-endedOn").body().get("items").get(0);
		assertThat(ended.get("endedOn").asString()).isEqualTo("2026-11-20");
		assertThat(ended.get("passed").asBoolean()).isTrue();
	}

	@Test
	@DisplayName("BR-048: a mentor of a pair at another school is engaged in the base of the own school")
	void aMentorLentToAnotherSchoolIsEngagedAtHome() {
		String data = """
				{"id": 21, "kind": "pair", "form": "teacher_teacher", "methods": [], "status": "active", "start": "2026-10-01",
				 "plannedEnd": "2027-07-01", "orderedOn": "2026-10-01", "mentees": [{"personId": 77}], "withMinors": false,
				 "mentors": [{"personId": %d, "organisationId": %d}]}"""
			.formatted(this.mentor, this.school);
		apply(new Fact(1, "mentorship-changed", 21, false,
				new Place(this.region, this.instituteId, this.municipality, this.sibling), Instant.now(),
				this.json.readTree(data)));
		assertStatuses("in_base", "assigned");
		assertThat(get(this.curator, "/mentors?sort=-load").is(200).body().at("/items/0/load").asInt()).isEqualTo(1);
		assertThat(this.db.count("engagement where person_id = " + this.mentor + " and region_id = " + this.region
				+ " and organisation_id = " + this.school))
			.isEqualTo(1);
	}

	@Test
	void theFactOfTheProgrammeServiceIsUnderstood() throws Exception {
		String fact = Files.readString(Path.of("../programme-service/api/facts/mentorship-changed.json"));
		apply(new Fact(9, "mentorship-changed", 17, false, place(), Instant.now(), this.json.readTree(fact)));
		assertThat(this.db.count("mentorship_link where mentorship_id = 17 and region_id = " + this.region))
			.isEqualTo(3);
	}

	private void assertStatuses(String menteeStatus, String mentorStatus) {
		assertThat(get(this.curator, "/mentees/" + this.menteeProfile).body().get("status").asString())
			.isEqualTo(menteeStatus);
		assertThat(get(this.curator, "/mentors/" + this.mentorProfile).body().get("status").asString())
			.isEqualTo(mentorStatus);
	}

	private void tell(long id, String status, String orderedOn, String ended, boolean minors) {
		String data = """
				{"id": %d, "kind": "pair", "form": "teacher_pupil", "methods": [], "status": "%s", "start": "2026-10-01",
				 "plannedEnd": "2027-07-01"%s%s, "mentors": [{"personId": %d}], "mentees": [{"personId": %d}],
				 "withMinors": %s}"""
			.formatted(id, status, (orderedOn != null) ? ", \"orderedOn\": \"" + orderedOn + "\"" : "",
					(ended != null) ? ", \"ended\": \"" + ended + "\"" : "", this.mentor, this.mentee, minors);
		apply(new Fact(1, "mentorship-changed", id, false, place(), Instant.now(), this.json.readTree(data)));
	}

	private void forget(long id) {
		apply(new Fact(1, "mentorship-changed", id, true, place(), Instant.now(), this.json.readTree("{}")));
	}

	private Place place() {
		return new Place(this.region, this.instituteId, this.municipality, this.school);
	}

	private void apply(Fact fact) {
		Subscription subscription = this.subscriptions.stream()
			.filter((one) -> one.name().equals("programme/facts"))
			.findFirst()
			.orElseThrow();
		As.intake(Set.of(this.region),
				() -> this.transaction.executeWithoutResult((status) -> subscription.handler().accept(List.of(fact))));
	}

}
