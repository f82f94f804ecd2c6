package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;

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

/** What an order has fixed stays as it is, and who may be written into what. */
@ServiceTest
@Import(School.class)
class KeptTermsTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	private long id;

	private long mentor;

	private long mentee;

	private String curator;

	@BeforeEach
	void people() {
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		this.mentor = this.school.adult(this.id, "Наставникова");
		this.mentee = this.school.adult(this.id, "Ученикова");
	}

	@Test
	@DisplayName("BR-034: the end that an order has fixed moves by an order only, not by an edit")
	void theEndIsTheOrders() {
		long pair = this.school.ordered(this.id, this.mentor, this.mentee);
		Answer longer = edit(pair, "Освоить урок", TODAY.plusYears(3));
		Assertions.assertThat(longer.code()).isEqualTo("programme.wrong-status");
		Assertions.assertThat(longer.at("/detail")).contains("Продлить");
		edit(pair, "Освоить урок лучше", end()).ok();
	}

	@Test
	@DisplayName("the log tells whose pair it is, and every term of it by its own name")
	void theLogTellsEveryTerm() {
		long pair = this.school.ordered(this.id, this.mentor, this.mentee);
		String event = "audit_event e where e.subject_type = 'mentorship' and e.subject_id = " + pair;
		Assertions
			.assertThat(this.db.count(event + " and e.action = 'created' and e.people @> array[" + this.mentor + ", "
					+ this.mentee + "]::bigint[]"))
			.isEqualTo(1);
		Assertions
			.assertThat(this.db.count("audit_value v join " + event.replace(" e where", " e on e.id = v.event_id where")
					+ " and v.new_values ->> 'goal' = 'Освоить урок'"))
			.isEqualTo(1);
		Assertions
			.assertThat(this.db.count("audit_value v join " + event.replace(" e where", " e on e.id = v.event_id where")
					+ " and jsonb_exists(v.new_values, 'orderNumber')"))
			.isEqualTo(1);
	}

	@Test
	@DisplayName("BR-034: while a signed order waits for its number, what it says of the pair does not change")
	void aSignedOrderHoldsThePair() {
		long pair = this.school.agreed(this.id, this.mentor, this.mentee);
		long order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}"
						.formatted(this.id, pair),
					this.curator)
			.ok()
			.id();
		Assertions.assertThat(desk()).doesNotContain("order-to-prepare");
		this.school.sign(this.id, order, null).ok();
		Assertions.assertThat(desk()).as("signed already").doesNotContain("order-to-prepare");
		Answer refused = edit(pair, "Освоить урок", TODAY.plusMonths(4));
		Assertions.assertThat(refused.code()).isEqualTo("programme.wrong-status");
		Assertions.assertThat(refused.at("/detail")).contains("подписанном приказе");
	}

	@Test
	@DisplayName("BR-039: a statement about an ending is of somebody in the pair, whatever the ground")
	void noStatementOfAStranger() {
		long stranger = this.school.adult(this.id, "Чужакова");
		long pair = this.school.agreed(this.id, this.mentor, this.mentee);
		for (String ground : new String[] { "E2", "E3" }) {
			Answer refused = this.school.post("/mentorships/" + pair + "/termination",
					"{'on':'%1$s','ground':'%2$s','reason':'Причина','statements':[{'personId':%3$d,'by':'curator','on':'%1$s'}]}"
						.formatted(TODAY, ground, stranger),
					this.curator);
			Assertions.assertThat(refused.status()).as(ground).isEqualTo(400);
		}
		Assertions.assertThat(this.db.count("party_statement where person_id = " + stranger)).isZero();
	}

	@Test
	@DisplayName("4.5: who is suspended on the way to the final meeting goes on there")
	void aSuspensionForgetsNothing() {
		long pair = this.school.active(this.id, this.mentor, this.mentee);
		this.school
			.post("/mentorships/" + pair + "/meetings",
					"{'kind':'final','plannedOn':'%s','mode':'in_person'}".formatted(TODAY.plusDays(5)), this.curator)
			.ok();
		Assertions.assertThat(status(pair)).isEqualTo("completing");
		this.school
			.post("/mentorships/" + pair + "/suspension", "{'on':'%s','reason':'Командировка'}".formatted(TODAY),
					this.curator)
			.ok();
		this.school.post("/mentorships/" + pair + "/resumption", "{'on':'%s'}".formatted(TODAY), this.curator).ok();
		Assertions.assertThat(status(pair)).isEqualTo("completing");
	}

	@Test
	@DisplayName("BR-031: a team comes from another organisation that there is, and an own employee does not join it by another way")
	void theTeamOfAnother() {
		long other = this.school.open();
		long first = this.school.adult(this.id, "Гостева");
		long second = this.school.adult(this.id, "Гостин");
		long third = this.school.adult(this.id, "Третьева");
		String body = "{'organisationId':%d,'kind':'%s','form':'teacher_teacher','goal':'Цель','start':'%s','plannedEnd':'%s',"
				+ "'mentorIds':[%d,%d],'menteeIds':[%d,%d],'criteria':{'profileFits':true,'mutualInterest':true}%s}";
		String session = body.formatted(this.id, "speed_session", TODAY, TODAY.plusMonths(6), first, second,
				this.mentee, third, "");
		Answer speed = this.school.post("/mentorships", session, this.curator).ok();
		String team = ",'more':{'contactModes':[],'topics':[],'partnerId':%d}";
		Answer own = this.school.put("/mentorships/" + speed.id(),
				body.formatted(this.id, "org_to_org", TODAY, TODAY.plusMonths(6), first, second, this.mentee, third,
						team.formatted(other))
					.replace("'organisationId':" + this.id, "'version':" + speed.body().get("version").asInt()),
				this.curator);
		Assertions.assertThat(own.status()).as("another kind, the same people").isEqualTo(422);
		Assertions.assertThat(own.text()).contains("внешним участником");
		this.db
			.execute("update participant set kind = 'external' where person_id in (%d, %d)".formatted(first, second));
		for (long partner : new long[] { this.id, 987654321 }) {
			Answer refused = this.school.post("/mentorships", body.formatted(this.id, "org_to_org", TODAY,
					TODAY.plusMonths(6), first, second, this.mentee, third, team.formatted(partner)), this.curator);
			Assertions.assertThat(refused.at("/violations/0/field")).isEqualTo("partnerId");
		}
		long pair = this.school
			.post("/mentorships", body.formatted(this.id, "org_to_org", TODAY, TODAY.plusMonths(6), first, second,
					this.mentee, third, team.formatted(other)), this.curator)
			.ok()
			.id();
		this.db.execute("update mentorship set status = 'ordered' where id = " + pair);
		long change = this.school
			.post("/mentorships/" + pair + "/replacement",
					"{'by':'curator','ground':'G2','mentorId':%1$d,'awayFrom':'%2$s','on':'%2$s'}".formatted(first,
							TODAY),
					this.curator)
			.ok()
			.id();
		Answer employee = this.school.post("/changes/" + change + "/candidate",
				"{'version':0,'newMentorId':%d,'profileFits':true,'mutualInterest':true}".formatted(this.mentor),
				this.curator);
		Assertions.assertThat(employee.code()).as("a replacement").isEqualTo("programme.mentorship.not-ready");
	}

	@Test
	@DisplayName("BR-042: who completes without a planning or a final meeting is warned, and it is done all the same")
	void aCompletionWarnsOfMissingMeetings() {
		long pair = this.school.active(this.id, this.mentor, this.mentee, "speed");
		Answer done = this.school
			.post("/mentorships/" + pair + "/completion", "{'on':'%s'}".formatted(TODAY), this.curator)
			.ok();
		Assertions.assertThat(done.at("/status")).isEqualTo("completed");
		Assertions.assertThat(done.body().get("warnings").toString())
			.contains("Не проведена встреча-планирование.")
			.contains("Не проведена итоговая встреча.");
	}

	private String status(long pair) {
		return this.school.get("/mentorships/" + pair, this.curator).ok().at("/status");
	}

	private String desk() {
		return this.school.get("/desk", this.curator).ok().text();
	}

	private static LocalDate end() {
		return TODAY.minusMonths(1).plusMonths(9);
	}

	private Answer edit(long pair, String goal, LocalDate end) {
		int version = this.school.get("/mentorships/" + pair, this.curator).ok().body().get("version").asInt();
		LocalDate start = TODAY.minusMonths(1);
		return this.school.put("/mentorships/" + pair,
				School.pair(this.id, this.mentor, this.mentee, start)
					.replace("'organisationId':" + this.id, "'version':" + version)
					.replace("'plannedEnd':'" + start.plusMonths(9), "'plannedEnd':'" + end)
					.replace("Освоить урок", goal),
				this.curator);
	}

}
