package ru.nastavnik.programme.preference;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.nastavnik.programme.School.TODAY;

/** The group meeting and what people say after it. */
@ServiceTest
@Import(School.class)
class PreferenceTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JsonMapper json;

	@Autowired
	private List<Subscription> subscriptions;

	private long here;

	private long mentor;

	private long other;

	private long mentee;

	private long child;

	@BeforeEach
	void people() {
		this.here = this.school.open();
		this.mentor = this.school.adult(this.here, "Опытнова");
		this.other = this.school.adult(this.here, "Строгова");
		this.mentee = this.school.adult(this.here, "Новикова");
		this.child = this.school.person(this.here, "Малышев", TODAY.minusYears(13));
	}

	@Test
	@DisplayName("BR-040: a person names wishes in order after the group meeting; whoever named each other is shown to the curator")
	void wishesMeet() {
		long meeting = meeting();
		Answer survey = this.school.get("/preferences/mine", asMentee(this.mentee)).ok();
		assertThat(survey.text()).contains("Опытнова", "Строгова").doesNotContain("Малышев");
		answer(asMentee(this.mentee), "mentee", this.mentor + "," + this.other, "").ok();
		answer(School.mentor(this.here, this.mentor), "mentor", this.child + "," + this.mentee, "").ok();
		Answer view = this.school.get("/group-meetings/" + meeting, School.curator(this.here)).ok();
		assertThat(view.body().get("answered").asInt()).isEqualTo(2);
		assertThat(view.body().get("sympathies").toString())
			.isEqualTo("[{\"mentorId\":%d,\"menteeId\":%d,\"mentorRank\":2,\"menteeRank\":1}]".formatted(this.mentor,
					this.mentee));
		assertThat(this.db.count("preference where kind = 'wish' and by_person = " + this.mentee + " and for_person = "
				+ this.other + " and rank = 2"))
			.isEqualTo(1);
	}

	@Test
	@DisplayName("BR-040: no_go is the curator's alone: no endpoint, no row of the table for the director, the psychologist, the other side or another participant")
	void whatWasSaidInConfidenceStaysThere() {
		long meeting = meeting();
		answer(asMentee(this.mentee), "mentee", "" + this.mentor, "" + this.other).ok();
		String form = "/preferences?organisation=" + this.here + "&person=" + this.mentee + "&role=mentee";
		assertThat(this.school.get(form, School.curator(this.here)).ok().body().at("/answer/noGo/0").asLong())
			.isEqualTo(this.other);
		assertThat(rows(School.curator(this.here))).isEqualTo(3);
		assertThat(rows(asMentee(this.mentee))).isEqualTo(3);
		for (String grants : List.of(School.director(this.here), "psychologist@1/" + this.here,
				School.mentor(this.here, this.other), School.mentor(this.here, this.mentor), asMentee(this.child),
				"municipal@1/3", "institute@1/2", "ministry@1/1", School.curator(this.school.open()))) {
			assertThat(this.school.get(form, grants).status()).as(grants).isIn(403, 404);
			assertThat(rows(grants)).as(grants).isZero();
			assertThat(this.school.get("/audit?organisation=" + this.here, grants).text()).as(grants)
				.doesNotContain("noGo", "no_go");
		}
		Answer director = this.school.get("/group-meetings/" + meeting, School.director(this.here)).ok();
		assertThat(director.body().get("answered").isNull()).isTrue();
		assertThat(director.text()).doesNotContain("\"answeredOn\":\"");
		assertThat(this.school.get("/people/" + this.mentee + "/data", School.director(this.here)).text())
			.doesNotContain("no_go");
	}

	@Test
	@DisplayName("a run of the level above reads no_go within the schools that it was let into")
	void workThatWasLetInReadsTheLists() {
		meeting();
		answer(asMentee(this.mentee), "mentee", "" + this.mentor, "" + this.other).ok();
		Scope.run(Scope.upkeep(1, Set.of(this.here)), () -> assertThat(rowsNow()).isEqualTo(3));
		Scope.run(As.scope("municipal@1/3").keeping(Set.of(this.here)), () -> assertThat(rowsNow()).isEqualTo(3));
	}

	@Test
	@DisplayName("BR-040: the curator enters what was said in a conversation for those without an account")
	void theCuratorEntersAConversation() {
		String body = "{'organisationId':%d,'personId':%d,'role':'mentor','on':'%s','wishes':[%d],'noGo':[%d],'drew':'Спокойный'}"
			.formatted(this.here, this.mentor, TODAY, this.mentee, this.child);
		Answer said = this.school.put("/preferences", body, School.curator(this.here)).ok();
		assertThat(said.at("/answer/enteredBy")).isEqualTo("curator");
		assertThat(this.school.put("/preferences", body, School.curator(this.here)).status()).as("without a version")
			.isEqualTo(409);
		assertThat(this.school
			.put("/preferences", body.replace("{'org", "{'version':" + said.at("/answer/version") + ",'org"),
					School.curator(this.here))
			.ok()
			.at("/answer/version")).isNotEqualTo(said.at("/answer/version"));
		assertThat(this.school.put("/preferences", body, School.director(this.here)).status()).isEqualTo(403);
		assertThat(this.school
			.put("/preferences", body.replace("'on':'" + TODAY, "'on':'" + TODAY.plusDays(1)),
					School.curator(this.here))
			.code()).isEqualTo("programme.dates");
	}

	@Test
	@DisplayName("bad answers are refused in words: six wishes, one name twice, wish and no_go, somebody not invited, a closed survey")
	void badAnswersAreRefused() {
		long meeting = meeting();
		String me = asMentee(this.mentee);
		assertThat(answer(me, "mentee", "1,2,3,4,5,6", "").status()).isEqualTo(400);
		assertThat(answer(me, "mentee", this.mentor + "," + this.mentor, "").code())
			.isEqualTo("programme.preference.people");
		assertThat(answer(me, "mentee", "" + this.mentor, "" + this.mentor).at("/violations/0/field"))
			.isEqualTo("noGo");
		long uninvited = this.school.adult(this.here, "Чужакова");
		assertThat(answer(me, "mentee", "" + uninvited, "").at("/violations/0/field")).isEqualTo("wishes");
		assertThat(answer(me, "mentor", "" + this.mentor, "").code()).isEqualTo("programme.preference.closed");
		assertThat(answer(asMentee(uninvited), "mentee", "" + this.mentor, "").code())
			.isEqualTo("programme.preference.closed");
		this.school
			.post("/group-meetings/" + meeting + "/cancellation", "{'version':0,'reason':'Перенос'}",
					School.curator(this.here))
			.ok();
		assertThat(answer(me, "mentee", "" + this.mentor, "").code()).isEqualTo("programme.preference.closed");
		assertThat(this.school.get("/preferences/mine", me).ok().text()).isEqualTo("[]");
	}

	@Test
	@DisplayName("a group meeting: only those of the bases with a consent in force are invited, only the invited are present, two curators do not overwrite each other")
	void aGroupMeetingIsRecorded() {
		this.db.execute("update participant set consent_until = current_date - 1 where person_id = " + this.child);
		assertThat(this.school.post("/group-meetings", call(), School.curator(this.here)).at("/violations/0/field"))
			.isEqualTo("menteeIds");
		this.db.execute("update participant set consent_until = '9999-12-31' where person_id = " + this.child);
		long meeting = meeting();
		String uri = "/group-meetings/" + meeting;
		assertThat(
				this.school.put(uri + "/attendance", "{'version':0,'present':[1]}", School.curator(this.here)).status())
			.isEqualTo(422);
		Answer seen = this.school
			.put(uri + "/attendance",
					"{'version':0,'present':[%d,%d],'note':'Все познакомились'}".formatted(this.mentor, this.child),
					School.curator(this.here))
			.ok();
		assertThat(seen.body().get("present").asInt()).isEqualTo(2);
		Answer stale = this.school.put(uri + "/attendance", "{'version':0,'present':[]}", School.curator(this.here));
		assertThat(stale.status()).isEqualTo(409);
		assertThat(stale.body().at("/current/present").asInt()).isEqualTo(2);
		assertThat(this.school.post("/group-meetings", call(), School.director(this.here)).status()).isEqualTo(403);
		assertThat(this.school.get(uri, School.mentor(this.here, this.mentor)).status()).as("the note is the curator's")
			.isEqualTo(404);
	}

	@Test
	@DisplayName("lists and surveys take a fixed number of statements, however many meetings and people there are")
	void listsTakeAFixedNumberOfStatements() {
		for (int round = 0; round < 5; round++) {
			meeting();
		}
		answer(asMentee(this.mentee), "mentee", "" + this.mentor, "").ok();
		String curator = School.curator(this.here);
		Answer list = this.school.get("/group-meetings?organisation=" + this.here, curator).ok();
		assertThat(list.body().size()).isEqualTo(5);
		assertThat(list.body().get(0).get("answered").asInt()).isEqualTo(1);
		assertThat(Statements.of(() -> this.school.get("/group-meetings?organisation=" + this.here, curator).ok()))
			.hasSizeLessThanOrEqualTo(2);
		assertThat(Statements
			.of(() -> this.school.get("/group-meetings/" + list.body().get(0).get("id").asLong(), curator).ok()))
			.hasSizeLessThanOrEqualTo(5);
		assertThat(Statements.of(() -> this.school.get("/preferences/mine", asMentee(this.mentee)).ok()))
			.hasSizeLessThanOrEqualTo(7);
	}

	@Test
	@DisplayName("the desk reminds those who have not answered, and the curator of how many")
	void theDeskReminds() {
		meeting();
		assertThat(this.school.get("/desk", asMentee(this.mentee)).ok().text()).contains("Ответить на анкету");
		assertThat(this.school.get("/desk", School.curator(this.here)).ok().text()).contains("Не ответили: 4 из 4");
		answer(asMentee(this.mentee), "mentee", "" + this.mentor, "").ok();
		assertThat(this.school.get("/desk", asMentee(this.mentee)).ok().text()).doesNotContain("Ответить на анкету");
		assertThat(this.school.get("/desk", School.curator(this.here)).ok().text()).contains("Не ответили: 3 из 4");
	}

	@Test
	@DisplayName("BR-063 an erased person leaves no word, said or said about; merged records keep one answer")
	void answersFollowThePeople() {
		meeting();
		answer(asMentee(this.mentee), "mentee", this.mentor + "," + this.other, "").ok();
		answer(asMentee(this.child), "mentee", "" + this.mentor, "" + this.other).ok();
		tell("person-merged", this.other, Map.of("id", this.other, "intoId", this.mentor, "undone", false));
		assertThat(this.db.count("preference where " + this.other + " in (by_person, for_person)")).isZero();
		tell("person-erased", this.mentee, Map.of("personId", this.mentee, "pseudonym", -this.mentee));
		assertThat(this.db.count("preference where " + this.mentee + " in (by_person, for_person)")).isZero();
		assertThat(this.db.count("preference_answer where person_id = " + this.mentee)).isZero();
		assertThat(this.db.count("group_meeting where " + this.mentee + " = any(participants || mentees)")).isZero();
	}

	private void tell(String type, long subject, Map<String, ?> data) {
		List<Fact> facts = List.of(new Fact(1, type, subject, false, new Place(1, 2L, 3L, this.here), Instant.now(),
				this.json.valueToTree(data)));
		Scope.run(Scope.intake(Set.of(1L)),
				() -> this.transaction.executeWithoutResult((status) -> this.subscriptions.stream()
					.filter((subscription) -> subscription.name().equals("registry/facts"))
					.forEach((subscription) -> subscription.handler().accept(facts))));
	}

	private long rows(String grants) {
		return As.get(grants, this::rowsNow);
	}

	private long rowsNow() {
		return this.transaction.execute((status) -> this.jdbc.sql(
				"select (select count(*) from preference where organisation_id = :here) + (select count(*) from preference_answer where organisation_id = :here)")
			.param("here", this.here)
			.query(Long.class)
			.single());
	}

	private Answer answer(String grants, String role, String wishes, String noGo) {
		return this.school.put("/preferences/mine",
				"{'organisationId':%d,'role':'%s','wishes':[%s],'noGo':[%s]}".formatted(this.here, role, wishes, noGo),
				grants);
	}

	private long meeting() {
		return this.school.post("/group-meetings", call(), School.curator(this.here)).ok().id();
	}

	private String call() {
		return ("{'organisationId':%d,'form':'teacher_teacher','on':'%s','mode':'in_person','place':'Актовый зал',"
				+ "'mentorIds':[%d,%d],'menteeIds':[%d,%d],'surveyUntil':'%s'}")
			.formatted(this.here, TODAY, this.mentor, this.other, this.mentee, this.child, TODAY.plusDays(5));
	}

	private String asMentee(long person) {
		return School.mentee(this.here, person);
	}

}
