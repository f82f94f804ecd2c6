package ru.nastavnik.programme.mentorship;

import java.util.Arrays;
import java.util.List;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** Other people in a pair that was agreed: whose its rows and its programme are then. */
@ServiceTest
@Import(School.class)
class MembersChangedTests {

	private static final String MUNICIPAL = "municipal@1/3";

	private static final String OF_PROGRAMME = " where programme_id = (select id from personal_programme where mentorship_id = %d)";

	private static final List<String> TABLES = List.of("mentorship where id = %d",
			"mentorship_member where mentorship_id = %d", "mentorship_history where mentorship_id = %d",
			"personal_programme where mentorship_id = %d", "programme_activity" + OF_PROGRAMME,
			"meeting where mentorship_id = %d");

	@Autowired
	private School school;

	@Autowired
	private Db db;

	private long id;

	private long mentor;

	private long former;

	private long pair;

	private String curator;

	private Answer programme;

	@BeforeEach
	void anAgreedPairWithAnApprovedProgrammeAndAMeeting() {
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		this.mentor = this.school.adult(this.id, "Наставникова");
		this.former = this.school.adult(this.id, "Прежнева");
		this.pair = this.school.agreed(this.id, this.mentor, this.former);
		this.programme = this.school.programme(this.id, this.pair);
		Assertions.assertThat(this.programme.at("/status")).isEqualTo("approved");
		this.school
			.post("/mentorships/" + this.pair + "/meetings",
					"{'kind':'acquaintance','plannedOn':'%s','mode':'in_person'}".formatted(TODAY), this.curator)
			.ok();
		this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}"
						.formatted(this.id, this.pair),
					this.curator)
			.ok();
	}

	@Test
	@DisplayName("BR-066: a child who comes into a re-opened pair closes all its rows above the school; the former mentee reads none")
	void aChildClosesEverything() {
		String view = "/programmes/" + this.programme.id();
		Assertions.assertThat(this.school.get(view, MUNICIPAL).status()).isEqualTo(200);
		long child = this.school.person(this.id, "Детсков", TODAY.minusYears(12));
		expect(false, this.mentor, this.former);
		reopen();
		swap(child);
		expect(true, this.mentor, child);
		Assertions
			.assertThat(this.db
				.count("mentorship_order where not with_minors and %d = any(mentorship_ids)".formatted(this.pair)))
			.isZero();
		Assertions.assertThat(this.school.get(view, MUNICIPAL).status()).isEqualTo(404);
		Assertions.assertThat(this.school.get("/programmes?organisation=" + this.id, MUNICIPAL).text())
			.doesNotContain("\"mentorshipId\":" + this.pair);
		String old = School.mentee(this.id, this.former);
		Assertions.assertThat(this.school.get(view, old).status()).isEqualTo(404);
		Assertions.assertThat(this.school.get("/meetings?mentorship=" + this.pair, old).text())
			.doesNotContain("\"mentorshipId\":" + this.pair);
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair + "/history", old).status()).isEqualTo(404);
		Assertions.assertThat(this.school.get(view, School.mentee(this.id, child)).status()).isEqualTo(200);
		// what was written meanwhile may speak of the child
		swap(this.former);
		expect(true, this.mentor, this.former);
		Assertions.assertThat(this.school.get(view, MUNICIPAL).status()).isEqualTo(404);
	}

	@Test
	@DisplayName("4.8: the new members are asked about the programme from the beginning, also about one that was in force")
	void theNewMembersAreAsked() {
		String view = "/programmes/" + this.programme.id();
		reopen();
		Assertions.assertThat(this.school.get(view, this.curator).at("/status"))
			.as("the same people, the same programme")
			.isEqualTo("approved");
		int told = facts().size();
		long other = this.school.adult(this.id, "Другова");
		swap(other);
		Answer asked = this.school.get(view, this.curator).ok();
		Assertions.assertThat(asked.at("/status")).isEqualTo("draft");
		Assertions.assertThat(asked.body().at("/approvals/director").isNull()).isTrue();
		Assertions.assertThat(asked.body().get("awaited").valueStream().map((node) -> node.asLong()))
			.containsExactlyInAnyOrder(this.mentor, other);
		Assertions.assertThat(facts()).hasSize(told + 1).last().isEqualTo("draft");
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair + "/history", this.curator).text())
			.contains("\"verb\":\"programme-asked-again\"");
		String word = "{'side':'mentee','on':'%s','by':'self'}".formatted(TODAY);
		Assertions.assertThat(this.school.post(view + "/agreement", word, School.mentee(this.id, this.former)).status())
			.isEqualTo(404);
		this.school.post(view + "/agreement", word, School.mentee(this.id, other)).ok();
		swap(this.former);
		Assertions.assertThat(this.school.get(view, this.curator).body().get("awaited"))
			.as("the word of the one who has gone")
			.hasSize(2);
		Assertions.assertThat(this.school.approve(this.id, this.programme.id()).at("/status")).isEqualTo("approved");
	}

	private void reopen() {
		Assertions.assertThat(edit(this.former, "Другая цель").at("/status")).isEqualTo("proposed");
	}

	private void swap(long mentee) {
		edit(mentee, "Другая цель");
	}

	private Answer edit(long mentee, String goal) {
		int version = this.school.get("/mentorships/" + this.pair, this.curator).body().get("version").asInt();
		return this.school
			.put("/mentorships/" + this.pair,
					School.pair(this.id, this.mentor, mentee, TODAY.minusMonths(1))
						.replace("Освоить урок", goal)
						.replace("'organisationId':" + this.id, "'version':" + version),
					this.curator)
			.ok();
	}

	private void expect(boolean minors, long... members) {
		String right = "with_minors = %s and participants @> '{%2$s}' and participants <@ '{%2$s}'".formatted(minors,
				String.join(",", Arrays.stream(members).mapToObj(Long::toString).toList()));
		for (String table : TABLES) {
			String rows = table.formatted(this.pair);
			Assertions.assertThat(this.db.count(rows)).as(rows).isPositive();
			Assertions.assertThat(this.db.count(rows + " and not (" + right + ")")).as(rows).isZero();
		}
		Assertions
			.assertThat(this.db
				.count(("programme_approval" + OF_PROGRAMME + " and not (%2$s)").formatted(this.pair, right)))
			.isZero();
	}

	private List<String> facts() {
		return this.db.client()
			.sql("select data ->> 'status' from (select data, id + 1000000000 as n from outbox where type = "
					+ "'programme-changed' and subject = :id union all select data, position from feed where type = "
					+ "'programme-changed' and subject = :id) f order by n")
			.param("id", this.programme.id())
			.query(String.class)
			.list();
	}

}
