package ru.nastavnik.programme.mentorship;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.nastavnik.programme.School.TODAY;

/** Both sides are asked until a day, refuse with a reason, and may think again. */
@ServiceTest
@Import(School.class)
class InvitationTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	private long here;

	private long mentor;

	private long mentee;

	private String curator;

	private String uri;

	@BeforeEach
	void aProposal() {
		this.here = this.school.open();
		this.mentor = this.school.adult(this.here, "Зовущева");
		this.mentee = this.school.adult(this.here, "Званова");
		this.curator = School.curator(this.here);
		this.uri = "/mentorships/" + this.school
			.post("/mentorships", School.pair(this.here, this.mentor, this.mentee, TODAY), this.curator)
			.ok()
			.id();
	}

	@Test
	@DisplayName("an invitation has a last day: a week, or the one that the curator names; not a day that has passed")
	void anInvitationHasALastDay() {
		assertThat(this.school.get(this.uri, this.curator).ok().at("/respondBy"))
			.isEqualTo(TODAY.plusDays(7).toString());
		String named = School.pair(this.here, this.mentor, this.mentee, TODAY);
		Answer other = this.school.post("/mentorships",
				named.replace("{'organisationId'", "{'respondBy':'" + TODAY.plusDays(3) + "','organisationId'"),
				this.curator);
		assertThat(other.at("/respondBy")).isEqualTo(TODAY.plusDays(3).toString());
		assertThat(
				this.school
					.post("/mentorships",
							named.replace("{'organisationId'",
									"{'respondBy':'" + TODAY.minusDays(1) + "','organisationId'"),
							this.curator)
					.at("/violations/0/field"))
			.isEqualTo("respondBy");
		assertThat(desk(asMentee())).contains("/invitations/", TODAY.plusDays(7).toString());
	}

	@Test
	@DisplayName("4.6: who refuses says why to the school, not to the other side; the curator invites once more and the answer is free again")
	void aRefusalHasAReason() {
		answer(asMentee(), this.mentee, false, "Не хватает времени").ok();
		assertThat(this.school.get(this.uri, this.curator).text()).contains("Не хватает времени");
		assertThat(this.school.get(this.uri, asMentee()).text()).contains("Не хватает времени", "answer-change");
		assertThat(this.school.get(this.uri, School.mentor(this.here, this.mentor)).text())
			.doesNotContain("Не хватает времени");
		assertThat(this.school.get(this.uri + "/history", School.mentor(this.here, this.mentor)).text())
			.doesNotContain("Не хватает времени");
		assertThat(desk(this.curator)).contains("agreement-refused");
		Answer again = invite(TODAY.plusDays(5)).ok();
		assertThat(again.text()).doesNotContain("Не хватает времени");
		assertThat(again.at("/respondBy")).isEqualTo(TODAY.plusDays(5).toString());
		assertThat(desk(asMentee())).contains("agreement");
		answer(asMentee(), this.mentee, true, null).ok();
		assertThat(answer(School.mentor(this.here, this.mentor), this.mentor, true, null).ok().at("/status"))
			.isEqualTo("agreed");
	}

	@Test
	@DisplayName("an answer may be taken back until everybody has agreed, not afterwards")
	void anAnswerMayBeTakenBack() {
		answer(asMentee(), this.mentee, true, null).ok();
		assertThat(answer(asMentee(), this.mentee, false, "Передумала").ok().at("/status")).isEqualTo("proposed");
		answer(asMentee(), this.mentee, true, null).ok();
		answer(School.mentor(this.here, this.mentor), this.mentor, true, null).ok();
		assertThat(answer(asMentee(), this.mentee, false, "Поздно").code()).isEqualTo("programme.wrong-status");
		assertThat(invite(TODAY.plusDays(5)).code()).isEqualTo("programme.wrong-status");
	}

	@Test
	@DisplayName("when the last day has passed the curator's desk says so; a late word still counts")
	void theCuratorIsRemindedAfterTheLastDay() {
		assertThat(desk(this.curator)).contains("agreement-awaited").doesNotContain("agreement-overdue");
		this.db.execute("update mentorship set respond_by = current_date - 2 where organisation_id = " + this.here);
		assertThat(desk(this.curator)).contains("agreement-overdue").doesNotContain("agreement-awaited");
		answer(asMentee(), this.mentee, true, null).ok();
		invite(TODAY).ok();
		assertThat(this.school.get(this.uri, this.curator).ok().text()).contains("\"agreed\":true");
		assertThat(desk(this.curator)).contains("agreement-awaited");
	}

	@Test
	@DisplayName("pairs that the level above offers wait on the desk of the curator, one line for all of them")
	void offersWaitOnTheDesk() {
		for (int i = 0; i < 2; i++) {
			this.db
				.execute("insert into matching_offer (region_id, institute_id, municipality_id, organisation_id, id, "
						+ "organisations, run_id, run_organisation, pair_id, form, mentee_id, mentor_id, mentor_organisation, "
						+ "score, distance) values (1, 2, 3, " + this.here + ", " + (this.here * 10 + i) + ", '{"
						+ this.here + "}', 1, 3, " + i + ", 'teacher_teacher', " + this.mentee + ", " + this.mentor
						+ ", " + this.here + ", 70, 'school')");
		}
		assertThat(desk(this.curator)).contains("offers-open", "Ждут решения: 2", "/matching/offers");
		assertThat(desk(School.director(this.here))).doesNotContain("offers-open");
		assertThat(desk(asMentee())).doesNotContain("offers-open");
	}

	@Test
	@DisplayName("only the curator invites, with the version that was seen")
	void onlyTheCuratorInvites() {
		for (String grants : List.of(School.director(this.here), asMentee(), School.mentor(this.here, this.mentor))) {
			assertThat(this.school
				.post(this.uri + "/invitation", "{'version':0,'respondBy':'%s'}".formatted(TODAY), grants)
				.status()).as(grants).isEqualTo(403);
		}
		assertThat(this.school
			.post(this.uri + "/invitation", "{'version':77,'respondBy':'%s'}".formatted(TODAY), this.curator)
			.status()).isEqualTo(409);
	}

	private Answer invite(java.time.LocalDate until) {
		int version = this.school.get(this.uri, this.curator).ok().body().get("version").asInt();
		return this.school.post(this.uri + "/invitation", "{'version':%d,'respondBy':'%s'}".formatted(version, until),
				this.curator);
	}

	private Answer answer(String grants, long person, boolean agreed, String reason) {
		return this.school.post(this.uri + "/agreement", "{'personId':%d,'agreed':%b,'on':'%s','by':'self'%s}"
			.formatted(person, agreed, TODAY, (reason != null) ? ",'reason':'" + reason + "'" : ""), grants);
	}

	private String desk(String grants) {
		return this.school.get("/desk", grants).ok().text();
	}

	private String asMentee() {
		return School.mentee(this.here, this.mentee);
	}

}
