package ru.nastavnik.programme.mentorship;

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

/** Endings with their statements, suspensions, and who is reminded of what. */
@ServiceTest
@Import(School.class)
class EndingTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	private long id;

	private long mentor;

	private long mentee;

	private long pair;

	private String curator;

	@BeforeEach
	void anActivePair() {
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		this.mentor = this.school.adult(this.id, "Наставникова");
		this.mentee = this.school.adult(this.id, "Ученикова");
		this.pair = this.school.active(this.id, this.mentor, this.mentee);
	}

	@Test
	@DisplayName("BR-038, BR-039: E2 needs the stored statement of a party; E3 is the curator's own")
	void endingByAPartysWish() {
		Answer bare = end(this.pair, "E2", "");
		Assertions.assertThat(bare.status()).isEqualTo(400);
		Assertions.assertThat(bare.at("/violations/0/field")).isEqualTo("statements");
		Assertions.assertThat(end(this.pair, "E2", stated(987654, "curator")).status()).as("a stranger").isEqualTo(400);
		Assertions.assertThat(end(this.pair, "E2", stated(this.mentee, "representative")).status())
			.as("an adult's parents")
			.isEqualTo(400);
		end(this.pair, "E2", stated(this.mentee, "curator")).ok();
		Assertions.assertThat(this.db.count("party_statement where purpose = 'ending' and person_id = " + this.mentee))
			.isEqualTo(1);
		long other = this.school.active(this.id, this.mentor, this.school.adult(this.id, "Вторая"));
		end(other, "E3", "").ok();
	}

	@Test
	@DisplayName("BR-039: a minor's statement is stored together with the representative's")
	void theStatementOfAMinor() {
		long child = this.school.person(this.id, "Детсков", TODAY.minusYears(13));
		long with = this.school.active(this.id, this.mentor, child);
		Assertions.assertThat(end(with, "E2", stated(child, "curator")).at("/detail"))
			.contains("законного представителя");
		end(with, "E2", stated(child, "curator") + "," + stated(child, "representative")).ok();
		Assertions.assertThat(this.db.count("party_statement where person_id = %d and with_minors".formatted(child)))
			.isEqualTo(2);
	}

	@Test
	@DisplayName("BR-051: an ended mentorship whose labour papers still run stays on the curator's desk until the notice is given")
	void theNoticeOfStaffMentors() {
		this.school.terminated(this.id, this.pair);
		Assertions.assertThat(desk(this.curator)).contains("labour-notice-ended");
		this.db.execute("update labour set status = 'notice_given' where mentor_id = " + this.mentor);
		Assertions.assertThat(desk(this.curator)).doesNotContain("labour-notice-ended");
	}

	@Test
	@DisplayName("BR-052: an early end takes nothing away: what was held stays held, the former mentor is as free as before")
	void nothingIsLowered() {
		long held = this.db.count("meeting where mentorship_id = %d and held_on is not null".formatted(this.pair));
		this.school.carriedOut(this.id, end(this.pair, "E2", stated(this.mentor, "curator")).ok().id());
		Assertions
			.assertThat(this.db.count("meeting where mentorship_id = %d and held_on is not null".formatted(this.pair)))
			.isEqualTo(held);
		Answer free = this.school.get("/participants?role=mentor&free=true&organisation=" + this.id, this.curator).ok();
		Assertions.assertThat(free.text()).contains("Наставникова");
		Assertions
			.assertThat(this.school
				.post("/mentorships", School.pair(this.id, this.mentor, this.mentee, TODAY), this.curator)
				.status())
			.as("the same two may try again")
			.isEqualTo(201);
	}

	@Test
	@DisplayName("BR-043: who does not meet in time is reminded, first the mentor, after the second time the curator")
	void meetingsTooRare() {
		String me = School.mentor(this.id, this.mentor);
		Assertions.assertThat(desk(me)).doesNotContain("meeting-due");
		lastMeeting(31);
		Assertions.assertThat(desk(me)).contains("meeting-due");
		Assertions.assertThat(desk(School.mentee(this.id, this.mentee))).doesNotContain("meeting-due");
		Assertions.assertThat(desk(this.curator)).doesNotContain("no-meeting");
		lastMeeting(61);
		Assertions.assertThat(desk(this.curator)).contains("no-meeting");
		this.db.execute(
				"insert into region_setting (region_id, organisation_id, code, value) values (1, 1, 'meeting_days', '40')");
		try {
			Assertions.assertThat(desk(this.curator)).doesNotContain("no-meeting");
			Assertions.assertThat(desk(me)).contains("meeting-due");
		}
		finally {
			this.db.execute("delete from region_setting where code = 'meeting_days'");
		}
	}

	@Test
	@DisplayName("4.5: a suspension has an end by the region's parameter; the curator is reminded a week before")
	void aSuspensionIsNotForEver() {
		this.school
			.post("/mentorships/" + this.pair + "/suspension",
					"{'on':'%s','reason':'Командировка'}".formatted(TODAY.minusDays(10)), this.curator)
			.ok();
		Assertions.assertThat(desk(this.curator)).doesNotContain("suspension-over");
		this.db.execute("update mentorship set suspended_on = current_date - 84 where id = " + this.pair);
		Assertions.assertThat(desk(this.curator)).contains("suspension-over");
		this.school.post("/mentorships/" + this.pair + "/resumption", "{'on':'%s'}".formatted(TODAY), this.curator)
			.ok();
		Assertions.assertThat(this.db.count("mentorship where suspended_on is not null and id = " + this.pair))
			.isZero();
	}

	@Test
	@DisplayName("BR-044: another teacher is called in with the own consent, which is stored; the pair does not open to them")
	void anInvitedSpecialist() {
		long guest = this.school.adult(this.id, "Гостева");
		long child = this.school.person(this.id, "Детсков", TODAY.minusYears(12));
		this.db.execute("update participant set kind = 'pupil' where person_id = " + child);
		String me = School.mentor(this.id, this.mentor);
		long meeting = this.school
			.post("/mentorships/" + this.pair + "/meetings",
					"{'kind':'regular','plannedOn':'%s','mode':'in_person'}".formatted(TODAY), me)
			.ok()
			.id();
		String uri = "/meetings/" + meeting + "/guests";
		String body = "{'personId':%d,'topic':'Работа с одарёнными','consentOn':'%s','by':'%s'}";
		Assertions
			.assertThat(this.school
				.post(uri, "{'personId':%d,'topic':'Тема','by':'curator'}".formatted(guest), this.curator)
				.status())
			.as("no consent")
			.isEqualTo(400);
		Assertions
			.assertThat(
					this.school.post(uri, body.formatted(guest, TODAY.plusDays(1), "curator"), this.curator).status())
			.as("a consent of tomorrow")
			.isEqualTo(422);
		Assertions.assertThat(this.school.post(uri, body.formatted(child, TODAY, "curator"), this.curator).status())
			.isEqualTo(422);
		Assertions
			.assertThat(this.school.post(uri, body.formatted(this.mentee, TODAY, "curator"), this.curator).status())
			.isEqualTo(422);
		Answer invited = this.school.post(uri, body.formatted(guest, TODAY, "curator"), this.curator).ok();
		Assertions.assertThat(this.school.post(uri, body.formatted(guest, TODAY, "curator"), me).status())
			.isEqualTo(403);
		invited = this.school.get(uri, me).ok();
		Assertions.assertThat(invited.at("/0/name")).as("known to the pair").contains("Гостева");
		Assertions.assertThat(invited.at("/0/consentOn")).isEqualTo(TODAY.toString());
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair, School.mentor(this.id, guest)).status())
			.isEqualTo(404);
	}

	@Test
	@DisplayName("BR-041, 11.2: a reverse pair with contact modes is proposed, shown and edited; each is in both roles of the fact")
	void aReversePair() {
		long other = this.school.adult(this.id, "Молодцова");
		String body = School.pair(this.id, this.mentor, other, TODAY)
			.replace("'kind':'pair'", "'kind':'reverse'")
			.replace("'criteria'",
					"'more':{'contactModes':['direct','open'],'topics':['Методика','Сервисы']},'criteria'");
		Answer proposed = this.school.post("/mentorships", body, this.curator).ok();
		Assertions.assertThat(proposed.at("/more/topics/1")).isEqualTo("Сервисы");
		Assertions.assertThat(proposed.at("/more/contactModes/0")).isEqualTo("direct");
		Assertions.assertThat(proposed.body().get("members")).hasSize(2);
		String fact = " where type = 'mentorship-changed' and subject = %d and jsonb_array_length(data->'mentors') = 2"
			.formatted(proposed.id());
		// in this order: it moves from the one to the other
		Assertions.assertThat(this.db.count("outbox" + fact) + this.db.count("feed" + fact)).isPositive();
		Answer edited = this.school.put("/mentorships/" + proposed.id(),
				body.replace("'organisationId':" + this.id, "'version':" + proposed.body().get("version").asInt())
					.replace("Сервисы", "Таблицы"),
				this.curator);
		Assertions.assertThat(edited.ok().at("/more/topics/1")).isEqualTo("Таблицы");
	}

	private void lastMeeting(int daysAgo) {
		this.db.execute("update meeting set held_on = current_date - %d where mentorship_id = %d".formatted(daysAgo,
				this.pair));
		this.db.execute("update mentorship set starts_on = current_date - 200 where id = " + this.pair);
	}

	private String desk(String caller) {
		return this.school.get("/desk", caller).ok().text();
	}

	private static String stated(long person, String by) {
		return "{'personId':%d,'by':'%s','on':'%s'}".formatted(person, by, TODAY);
	}

	private Answer end(long mentorship, String ground, String statements) {
		return this.school.post("/mentorships/" + mentorship + "/ending",
				"{'on':'%s','ground':'%s','reason':'Причина','statements':[%s]}".formatted(TODAY, ground, statements),
				this.curator);
	}

}
