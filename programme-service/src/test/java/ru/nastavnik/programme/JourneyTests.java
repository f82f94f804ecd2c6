package ru.nastavnik.programme;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

@ServiceTest
@Import(School.class)
class JourneyTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Test
	@DisplayName("the whole life of a pair: proposal, agreement, order, programme, meeting, completion (4.5, 4.8, 4.9)")
	void theWholeLifeOfAPair() {
		long id = this.school.open();
		long mentor = this.school.adult(id, "Наставникова");
		long mentee = this.school.adult(id, "Ученикова");
		String curator = School.curator(id);
		String director = School.director(id);
		String asMentor = School.mentor(id, mentor);
		String asMentee = School.mentee(id, mentee);

		Answer proposed = this.school
			.post("/mentorships", School.pair(id, mentor, mentee, TODAY.minusMonths(1)), curator)
			.ok();
		long pair = proposed.id();
		Assertions.assertThat(proposed.at("/status")).isEqualTo("proposed");
		Assertions.assertThat(proposed.at("/members/0/name")).isEqualTo("Наставникова Имя");
		for (Object[] side : new Object[][] { { mentor, asMentor }, { mentee, asMentee } }) {
			Answer view = this.school.get("/mentorships/" + pair, (String) side[1]).ok();
			Assertions.assertThat(view.body().at("/members"))
				.extracting((member) -> member.get("name").asString())
				.containsExactly("Наставникова Имя", "Ученикова Имя");
			this.school
				.post("/mentorships/" + pair + "/agreement",
						"{'personId':%s,'agreed':true,'on':'%s','by':'self'}".formatted(side[0], TODAY.minusMonths(1)),
						(String) side[1])
				.ok();
		}
		Assertions.assertThat(this.school.get("/mentorships/" + pair, curator).at("/status")).isEqualTo("agreed");
		this.school.papers(id, mentor, mentee);

		long order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}".formatted(id,
							pair),
					curator)
			.ok()
			.id();
		Answer signed = this.school.post("/orders/" + order + "/signature",
				"{'number':'12-к','date':'%s'}".formatted(TODAY.minusMonths(1)), director);
		Assertions.assertThat(signed.ok().at("/status")).isEqualTo("in_force");
		Assertions.assertThat(this.school.get("/mentorships/" + pair, curator).at("/orderNumber")).isEqualTo("12-к");

		Answer programme = this.school.post("/mentorships/" + pair + "/programme",
				"{'templateId':1,'from':'%s','to':'%s'}".formatted(TODAY.minusMonths(1), TODAY.plusMonths(8)), asMentor)
			.ok();
		Assertions.assertThat(programme.body().get("activities")).hasSize(29);
		String uri = "/programmes/" + programme.id();
		this.school.post(uri + "/agreement", "{'side':'mentor','on':'%s','by':'self'}".formatted(TODAY), asMentor).ok();
		this.school.post(uri + "/agreement", "{'side':'mentee','on':'%s','by':'self'}".formatted(TODAY), asMentee).ok();
		this.school.post(uri + "/curator-approval", null, curator).ok();
		Assertions.assertThat(this.school.post(uri + "/approval", null, director).ok().at("/status"))
			.isEqualTo("approved");

		Answer meeting = this.school.post("/mentorships/" + pair + "/meetings",
				"{'kind':'acquaintance','plannedOn':'%s','mode':'in_person'}".formatted(TODAY.minusDays(3)), asMentor)
			.ok();
		this.school
			.post("/meetings/" + meeting.id() + "/holding",
					"{'heldOn':'%s','durationMin':45,'topics':['Знакомство']}".formatted(TODAY.minusDays(3)), asMentor)
			.ok();
		Assertions.assertThat(this.school.get("/mentorships/" + pair, curator).at("/status")).isEqualTo("active");
		Assertions.assertThat(this.school.get(uri, curator).at("/status")).isEqualTo("running");
		Answer confirmed = this.school.post("/meetings/" + meeting.id() + "/confirmation",
				"{'side':'mentee','by':'self'}", asMentee);
		Assertions.assertThat(confirmed.ok().at("/status")).isEqualTo("confirmed");

		Assertions
			.assertThat(
					this.school.post("/mentorships/" + pair + "/completion", "{'on':'%s'}".formatted(TODAY), curator)
						.code())
			.isEqualTo("programme.mentorship.plan-open");
		for (JsonNode activity : programme.body().get("activities")) {
			this.school
				.post("/activities/" + activity.get("id").asLong() + "/done",
						"{'on':'%s','result':'Готово'}".formatted(TODAY), asMentor)
				.ok();
		}
		Answer completed = this.school
			.post("/mentorships/" + pair + "/completion", "{'on':'%s'}".formatted(TODAY), curator)
			.ok();
		Assertions.assertThat(completed.at("/status")).isEqualTo("completed");
		Assertions.assertThat(completed.at("/endGround")).isEqualTo("E1");
		Assertions.assertThat(completed.body().get("warnings")).hasSize(2);
		Assertions.assertThat(this.school.get(uri, curator).at("/status")).isEqualTo("completed");
		Assertions.assertThat(this.school.get("/mentorships/" + pair + "/history", curator).body().size())
			.isGreaterThan(4);
		for (String caller : new String[] { curator, director, asMentor, asMentee }) {
			this.school.get("/desk", caller).ok();
		}
		Assertions.assertThat(this.db.count("participant where participants <> '{}' and organisation_id = " + id))
			.isZero();
	}

}
