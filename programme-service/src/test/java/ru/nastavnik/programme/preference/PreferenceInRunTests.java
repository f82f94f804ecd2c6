package ru.nastavnik.programme.preference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;
import ru.nastavnik.programme.matching.MatchingRounds;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.nastavnik.programme.School.TODAY;

/** From the group meeting to the invitation: what people said decides the run. */
@ServiceTest
@Import({ School.class, MatchingRounds.class })
class PreferenceInRunTests {

	@Autowired
	private School school;

	@Autowired
	private MatchingRounds rounds;

	@Autowired
	private Db db;

	@Test
	@DisplayName("BR-040: wishes of both make the interest mutual, no_go keeps two apart without a word of why above the curator; what is published is an invitation with a last day")
	void whatPeopleSaidDecidesTheRun() {
		long here = this.school.open();
		String curator = School.curator(here);
		long wished = mentor(here, "Желанная");
		long avoided = mentor(here, "Избегаемая");
		long mentee = this.school.person(here, "Молодцова", TODAY.minusYears(25));
		set(mentee, "mentor_status = null, position = 'teacher', gap_codes = '{lesson_design}'");
		this.school.post("/group-meetings",
				"{'organisationId':%d,'form':'teacher_teacher','on':'%s','mode':'in_person','mentorIds':[%d,%d],'menteeIds':[%d],'surveyUntil':'%s'}"
					.formatted(here, TODAY, wished, avoided, mentee, TODAY),
				curator)
			.ok();
		answer(here, School.mentee(here, mentee), "mentee", wished, avoided);
		answer(here, School.mentor(here, wished), "mentor", mentee, 0);
		long run = this.school
			.post("/matching/runs",
					"{'organisationId':%d,'form':'teacher_teacher','target':'best_total'}".formatted(here), curator)
			.ok()
			.id();
		this.rounds.all();
		Answer pairs = this.school.get("/matching/runs/" + run + "/pairs", curator).ok();
		assertThat(pairs.body().at("/items/0/mentor/personId").asLong()).isEqualTo(wished);
		Answer candidates = this.school.get("/matching/runs/" + run + "/candidates?mentee=" + mentee, curator).ok();
		for (JsonNode candidate : candidates.body()) {
			assertThat(candidate.at("/rule").isNull()).as(candidate.toString())
				.isEqualTo(candidate.at("/mentor/personId").asLong() == wished);
		}
		// the director looks at the run, and learns that the pair was left out, not by
		// whom
		assertThat(this.school.get("/matching/runs/" + run + "/candidates?mentee=" + mentee, School.director(here))
			.ok()
			.text()).contains("\"ban\"").doesNotContain("no_go", "просил");
		int version = this.school.get("/matching/runs/" + run, curator).ok().body().get("version").asInt();
		this.school.post("/matching/runs/" + run + "/publication", "{'version':%d}".formatted(version), curator).ok();
		long pair = this.school.get("/matching/runs/" + run + "/pairs", curator)
			.ok()
			.body()
			.at("/items/0/mentorshipId")
			.asLong();
		Answer proposed = this.school.get("/mentorships/" + pair, School.mentee(here, mentee)).ok();
		assertThat(proposed.body().at("/criteria/mutualInterest").asBoolean()).isTrue();
		assertThat(proposed.at("/respondBy")).isEqualTo(TODAY.plusDays(7).toString());
		assertThat(this.school.get("/desk", School.mentee(here, mentee)).ok().text()).contains("/invitations/" + pair);
	}

	private void answer(long here, String grants, String role, long wish, long noGo) {
		this.school
			.put("/preferences/mine",
					"{'organisationId':%d,'role':'%s','wishes':[%d],'noGo':[%s]}".formatted(here, role, wish,
							(noGo != 0) ? noGo : ""),
					grants)
			.ok();
	}

	private long mentor(long here, String name) {
		long person = this.school.person(here, name, TODAY.minusYears(45));
		set(person, "mentee_status = null, position = 'teacher', max_load = 2, experience_since = current_date - 7000, "
				+ "meets_minors_until = '9999-12-31', competence_codes = '{methods}'");
		return person;
	}

	private void set(long person, String columns) {
		this.db.execute("update participant set " + columns + " where person_id = " + person);
	}

}
