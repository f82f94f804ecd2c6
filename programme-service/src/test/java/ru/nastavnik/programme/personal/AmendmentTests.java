package ru.nastavnik.programme.personal;

import java.time.LocalDate;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** How a programme is agreed and how one in force changes, on the real database. */
@ServiceTest
@Import(School.class)
class AmendmentTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	private long id;

	private long mentor;

	private long mentee;

	private long pair;

	private String curator;

	private String director;

	private String asMentor;

	private String asMentee;

	@BeforeEach
	void openSchool() {
		this.id = this.school.open();
		this.mentor = this.school.adult(this.id, "Наставникова");
		this.mentee = this.school.adult(this.id, "Ученикова");
		this.curator = School.curator(this.id);
		this.director = School.director(this.id);
		this.asMentor = School.mentor(this.id, this.mentor);
		this.asMentee = School.mentee(this.id, this.mentee);
		this.pair = this.school.active(this.id, this.mentor, this.mentee);
	}

	@Test
	@DisplayName("BR-038: the strike of an approved programme counts after everybody's approval; until then E1 names it")
	void aStrikeNeedsAnApprovedAmendment() {
		Answer running = this.school.programme(this.id, this.pair);
		String uri = "/programmes/" + running.id();
		JsonNode activities = running.body().get("activities");
		for (JsonNode activity : activities) {
			if (activity != activities.get(3)) {
				done(activity);
			}
		}
		long last = activities.get(3).get("id").asLong();
		Assertions
			.assertThat(this.school.post("/activities/" + last + "/strike", "{'reason':'x'}", this.asMentor).status())
			.isEqualTo(403);
		Answer struck = this.school.post("/activities/" + last + "/strike", "{'reason':'Не нужно'}", this.curator).ok();
		Assertions.assertThat(struck.at("/status")).isEqualTo("running");
		Assertions.assertThat(struck.at("/amendment")).isEqualTo("draft");
		Assertions.assertThat(struck.body().at("/versionNo").asInt()).isEqualTo(1);
		Assertions.assertThat(struck.at("/activities/3/status")).isEqualTo("planned");
		Assertions.assertThat(struck.at("/activities/3/strikeReason")).isEqualTo("Не нужно");
		Assertions.assertThat(struck.body().at("/progress/total").asInt()).isEqualTo(29);
		refusedNaming(activities.get(3).get("task").asString());
		this.school.post(uri + "/agreement", said("mentor", "self"), this.asMentor).ok();
		Assertions.assertThat(this.school.get("/desk", this.asMentee).text()).contains("programme-to-agree");
		this.school.post(uri + "/agreement", said("mentee", "self"), this.asMentee).ok();
		Assertions.assertThat(this.school.post(uri + "/approval", null, this.director).code())
			.isEqualTo("programme.wrong-status");
		Assertions.assertThat(this.school.get("/desk", this.curator).text()).contains("programme-to-confirm");
		this.school.post(uri + "/curator-approval", null, this.curator).ok();
		refusedNaming(activities.get(3).get("task").asString());
		Assertions.assertThat(this.school.post(uri + "/approval", null, this.curator).status()).isEqualTo(403);
		Assertions.assertThat(this.school.get("/desk", this.director).text()).contains("programme-to-approve");
		Answer approved = this.school.post(uri + "/approval", null, this.director).ok();
		Assertions.assertThat(approved.body().at("/versionNo").asInt()).isEqualTo(2);
		Assertions.assertThat(approved.at("/activities/3/status")).isEqualTo("struck");
		Assertions.assertThat(approved.body().at("/progress/total").asInt()).isEqualTo(28);
		Assertions
			.assertThat(this.school
				.post("/mentorships/" + this.pair + "/completion", "{'on':'%s'}".formatted(TODAY), this.curator)
				.ok()
				.at("/endGround"))
			.isEqualTo("E1");
		Assertions
			.assertThat(
					this.db.count("programme_approval where version_no in (1, 2) and programme_id = " + running.id()))
			.as("the words for both versions are kept")
			.isEqualTo(8);
	}

	@Test
	@DisplayName("4.8: additions and changes of a programme in force are an amendment; a change of it asks everybody again")
	void additionsAndChangesAreAnAmendment() {
		Answer running = this.school.programme(this.id, this.pair);
		String uri = "/programmes/" + running.id();
		long first = running.body().at("/activities/0/id").asLong();
		this.school.post(uri + "/activities", "{'task':'Открытый урок','term':'декабрь'}", this.curator).ok();
		this.school.post(uri + "/agreement", said("mentor", "self"), this.asMentor).ok();
		Answer changed = this.school.put("/activities/" + first,
				"{'version':0,'task':'Иначе','dueFrom':'%s','dueTo':'%s'}".formatted(TODAY, TODAY.plusDays(3)),
				this.curator);
		Assertions.assertThat(changed.ok().body().get("awaited")).hasSize(2);
		Assertions.assertThat(changed.at("/activities/1/status")).isEqualTo("proposed");
		Assertions.assertThat(changed.body().at("/activities/1/replaces").asLong()).isEqualTo(first);
		Assertions.assertThat(changed.at("/activities/0/task")).isNotEqualTo("Иначе");
		Assertions.assertThat(changed.body().at("/progress/total").asInt()).isEqualTo(29);
		Assertions
			.assertThat(
					this.school.post("/activities/" + first + "/done", "{'on':'%s'}".formatted(TODAY), this.asMentor)
						.code())
			.isEqualTo("programme.wrong-status");
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair + "/history", this.curator).text())
			.contains("\"verb\":\"amendment\"", "\"verb\":\"programme-asked-again\"");
		Answer approved = this.school.approve(this.id, running.id());
		Assertions.assertThat(approved.at("/activities/0/task")).isEqualTo("Иначе");
		Assertions.assertThat(approved.at("/activities/0/dueTo")).isEqualTo(TODAY.plusDays(3).toString());
		Assertions.assertThat(approved.at("/activities/29/task")).isEqualTo("Открытый урок");
		Assertions.assertThat(approved.at("/activities/29/term/kind")).isEqualTo("month");
		Assertions.assertThat(approved.body().at("/progress/total").asInt()).isEqualTo(30);
		Assertions
			.assertThat(this.school.put("/activities/" + first, "{'version':0,'task':'Поздно'}", this.curator).code())
			.isEqualTo("stale");
	}

	@Test
	void anAmendmentIsWithdrawnByTheCurator() {
		Answer running = this.school.programme(this.id, this.pair);
		String uri = "/programmes/" + running.id();
		Assertions.assertThat(this.school.post(uri + "/withdrawal", null, this.curator).code())
			.isEqualTo("programme.wrong-status");
		this.school.post(uri + "/activities", "{'task':'Открытый урок'}", this.curator).ok();
		Assertions.assertThat(this.school.post(uri + "/withdrawal", null, this.asMentor).status()).isEqualTo(403);
		Answer withdrawn = this.school.post(uri + "/withdrawal", null, this.curator).ok();
		Assertions.assertThat(withdrawn.body().get("amendment").isNull()).isTrue();
		Assertions.assertThat(withdrawn.body().get("activities")).hasSize(29);
		Assertions.assertThat(withdrawn.at("/approvals/director/on")).isEqualTo(TODAY.toString());
	}

	@Test
	@DisplayName("4.8: the strike of all that was proposed withdraws the amendment, and the history says that and no more")
	void anAmendmentThatProposesNothingIsWithdrawn() {
		Answer running = this.school.programme(this.id, this.pair);
		String uri = "/programmes/" + running.id();
		Answer proposed = this.school.post(uri + "/activities", "{'task':'Открытый урок'}", this.curator).ok();
		this.school.post(uri + "/agreement", said("mentor", "self"), this.asMentor).ok();
		Answer struck = this.school
			.post("/activities/" + proposed.body().at("/activities/29/id").asLong() + "/strike",
					"{'reason':'Не нужно'}", this.curator)
			.ok();
		Assertions.assertThat(struck.body().get("amendment").isNull()).isTrue();
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair + "/history", this.curator).text())
			.contains("\"verb\":\"amendment-withdrawn\"")
			.doesNotContain("\"verb\":\"programme-asked-again\"");
	}

	@Test
	@DisplayName("BR-038, BR-033: without a programme only exempt work is completed by E1")
	void onlyExemptWorkNeedsNoProgramme() {
		String completion = "{'on':'%s'}".formatted(TODAY);
		Answer refused = this.school.post("/mentorships/" + this.pair + "/completion", completion, this.curator);
		Assertions.assertThat(refused.code()).isEqualTo("programme.mentorship.plan-open");
		Assertions.assertThat(refused.at("/detail")).contains("нет персонализированной программы");
		this.school
			.post("/mentorships/" + this.pair + "/programme",
					"{'templateId':1,'from':'%s','to':'%s'}".formatted(TODAY, TODAY.plusMonths(6)), this.curator)
			.ok();
		Answer draft = this.school.post("/mentorships/" + this.pair + "/completion", completion, this.curator);
		Assertions.assertThat(draft.code()).isEqualTo("programme.mentorship.plan-open");
		Assertions.assertThat(draft.at("/detail")).contains("Сначала утвердите").doesNotContain("не закрыто");
		long exempt = this.school.active(this.id, this.mentor, this.school.adult(this.id, "Разовая"), "situational");
		Assertions.assertThat(
				this.school.post("/mentorships/" + exempt + "/completion", completion, this.curator).ok().at("/status"))
			.isEqualTo("completed");
	}

	@Test
	@DisplayName("BR-033: a draft does not bind exempt work, an approved programme does")
	void aDraftDoesNotBindExemptWork() {
		String completion = "{'on':'%s'}".formatted(TODAY);
		String draft = "{'templateId':1,'from':'%s','to':'%s'}".formatted(TODAY, TODAY.plusMonths(6));
		long approved = this.school.active(this.id, this.mentor, this.school.adult(this.id, "Обещавшая"), "speed");
		this.school.programme(this.id, approved);
		Answer refused = this.school.post("/mentorships/" + approved + "/completion", completion, this.curator);
		Assertions.assertThat(refused.at("/detail")).contains("не закрыто мероприятий");
		long exempt = this.school.active(this.id, this.mentor, this.school.adult(this.id, "Разовая"), "situational");
		long programme = this.school.post("/mentorships/" + exempt + "/programme", draft, this.curator).ok().id();
		this.school.post("/mentorships/" + exempt + "/completion", completion, this.curator).ok();
		Assertions.assertThat(this.school.get("/programmes/" + programme, this.curator).at("/status"))
			.isEqualTo("stopped");
	}

	@Test
	@DisplayName("4.8: a word about a programme that has changed meanwhile is refused like a stale edit, on every step")
	void aWordIsAboutWhatWasRead() {
		Answer read = this.school
			.post("/mentorships/" + this.pair + "/programme",
					"{'templateId':1,'from':'%s','to':'%s'}".formatted(TODAY, TODAY.plusMonths(6)), this.asMentor)
			.ok();
		String uri = "/programmes/" + read.id();
		Answer added = this.school.post(uri + "/activities", "{'task':'Открытый урок'}", this.asMentee).ok();
		String word = said("mentor", "self").replace("{", "{'version':%d,");
		stale(uri + "/agreement", word.formatted(version(read)), this.asMentor, version(added));
		Answer mentor = this.school.post(uri + "/agreement", word.formatted(version(added)), this.asMentor).ok();
		Answer both = this.school.post(uri + "/agreement", said("mentee", "self"), this.asMentee).ok();
		Assertions.assertThat(this.school.get("/desk", this.curator).text())
			.contains("\"link\":\"/programmes/%d\",\"version\":%d".formatted(read.id(), version(both)));
		String staff = "{'version':%d}";
		stale(uri + "/curator-approval", staff.formatted(version(mentor)), this.curator, version(both));
		Answer confirmed = this.school.post(uri + "/curator-approval", staff.formatted(version(both)), this.curator)
			.ok();
		stale(uri + "/approval", staff.formatted(version(both)), this.director, version(confirmed));
		this.school.post(uri + "/approval", staff.formatted(version(confirmed)), this.director).ok();
	}

	private void stale(String uri, String word, String caller, int now) {
		Answer refused = this.school.post(uri, word, caller);
		Assertions.assertThat(refused.status()).isEqualTo(409);
		Assertions.assertThat(refused.code()).isEqualTo("stale");
		Assertions.assertThat(refused.body().at("/current/version").asInt()).isEqualTo(now);
	}

	private static int version(Answer view) {
		return view.body().get("version").asInt();
	}

	@Test
	@DisplayName("4.8: new content of a draft withdraws the words that were said, and the history says so")
	void aChangedDraftAsksAgain() {
		long programme = this.school
			.post("/mentorships/" + this.pair + "/programme",
					"{'templateId':1,'from':'%s','to':'%s'}".formatted(TODAY, TODAY.plusMonths(6)), this.asMentor)
			.ok()
			.id();
		String uri = "/programmes/" + programme;
		Answer agreed = this.school.post(uri + "/agreement", said("mentor", "self"), this.asMentor).ok();
		Answer changed = this.school.put(uri,
				"{'version':%d,'title':'Мой план','from':'%s','to':'%s','gaps':['Методика']}"
					.formatted(agreed.body().get("version").asInt(), TODAY, TODAY.plusMonths(7)),
				this.asMentee);
		Assertions.assertThat(changed.ok().body().at("/approvals/mentor").isNull()).isTrue();
		Assertions.assertThat(changed.body().get("awaited")).hasSize(2);
		Assertions.assertThat(changed.at("/gaps/0")).isEqualTo("Методика");
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair + "/history", this.curator).text())
			.contains("\"verb\":\"programme-asked-again\"");
		Assertions.assertThat(this.school.get("/desk", this.asMentor).text()).contains("programme-to-agree");
	}

	@Test
	@DisplayName("4.8: of a group every mentee agrees; the curator names whose word is on paper")
	void everyMenteeOfAGroupAgrees() {
		long second = this.school.adult(this.id, "Второва");
		LocalDate start = TODAY.minusMonths(1);
		long group = this.school
			.post("/mentorships",
					School.pair(this.id, this.mentor, this.mentee, start)
						.replace("'kind':'pair'", "'kind':'group'")
						.replace("'menteeIds':[", "'menteeIds':[" + second + ","),
					this.curator)
			.ok()
			.id();
		for (long person : new long[] { this.mentor, this.mentee, second }) {
			Assertions.assertThat(this.school.get("/mentorships/" + group, this.curator).at("/status"))
				.isEqualTo("proposed");
			this.school
				.post("/mentorships/" + group + "/agreement",
						"{'personId':%d,'agreed':true,'on':'%s','by':'curator'}".formatted(person, start), this.curator)
				.ok();
		}
		Assertions.assertThat(this.school.get("/mentorships/" + group, this.curator).at("/status")).isEqualTo("agreed");
		long programme = this.school
			.post("/mentorships/" + group + "/programme",
					"{'templateId':1,'from':'%s','to':'%s'}".formatted(TODAY, TODAY.plusMonths(6)), this.asMentor)
			.ok()
			.id();
		String uri = "/programmes/" + programme + "/agreement";
		this.school.post(uri, said("mentor", "self"), this.asMentor).ok();
		Answer one = this.school.post(uri, said("mentee", "self"), this.asMentee).ok();
		Assertions.assertThat(one.at("/status")).isEqualTo("draft");
		Assertions.assertThat(one.body().get("awaited")).extracting(JsonNode::asLong).containsExactly(second);
		Assertions.assertThat(this.school.post(uri, said("mentee", "self"), this.asMentee).code())
			.isEqualTo("programme.already-agreed");
		Assertions.assertThat(this.school.get("/desk", School.mentee(this.id, second)).text())
			.contains("programme-to-agree");
		Assertions.assertThat(this.school.get("/desk", this.asMentee).text()).doesNotContain("programme-to-agree");
		Assertions.assertThat(this.school.post(uri, said("mentee", "curator"), this.curator).text())
			.contains("\"field\":\"personId\"");
		Answer all = this.school.post(uri,
				"{'side':'mentee','personId':%d,'on':'%s','by':'curator'}".formatted(second, TODAY), this.curator);
		Assertions.assertThat(all.ok().at("/status")).isEqualTo("agreed");
		Assertions.assertThat(all.body().get("awaited")).isEmpty();
	}

	private void done(JsonNode activity) {
		this.school
			.post("/activities/" + activity.get("id").asLong() + "/done", "{'on':'%s'}".formatted(TODAY), this.asMentor)
			.ok();
	}

	private void refusedNaming(String task) {
		Answer refused = this.school.post("/mentorships/" + this.pair + "/completion", "{'on':'%s'}".formatted(TODAY),
				this.curator);
		Assertions.assertThat(refused.code()).isEqualTo("programme.mentorship.plan-open");
		Assertions.assertThat(refused.at("/detail")).contains(task.substring(0, Math.min(40, task.length())));
	}

	private static String said(String side, String by) {
		return "{'side':'%s','on':'%s','by':'%s'}".formatted(side, TODAY, by);
	}

}
