package ru.nastavnik.programme.replacement;

import java.util.Map;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** The curator asks, the director's order ends; and an order does what its paper says. */
@ServiceTest
@Import(School.class)
class EndingByOrderTests {

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

	@BeforeEach
	void anActivePair() {
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		this.director = School.director(this.id);
		this.mentor = this.school.adult(this.id, "Прежнева");
		this.mentee = this.school.adult(this.id, "Ученикова");
		this.pair = this.school.active(this.id, this.mentor, this.mentee);
	}

	@Test
	@DisplayName("4.5: E2 and E3 are asked by the curator and decided by the director: only the registered order ends the pair")
	void theDirectorsOrderEnds() {
		Answer direct = this.school.post("/mentorships/" + this.pair + "/termination",
				"{'on':'%s','ground':'E3','reason':'Причина'}".formatted(TODAY), this.curator);
		Assertions.assertThat(direct.code()).isEqualTo("programme.wrong-status");
		Assertions.assertThat(direct.at("/detail")).contains("приказ");
		Answer view = this.school.get("/mentorships/" + this.pair, this.curator).ok();
		Assertions.assertThat(actions(view)).contains("ending").doesNotContain("termination");
		Assertions.assertThat(end("E3", "", School.mentor(this.id, this.mentor)).status()).isEqualTo(403);
		long change = end("E3", "", this.curator).ok().id();
		Assertions.assertThat(end("E3", "", this.curator).code()).isEqualTo("programme.change.open");
		Assertions.assertThat(status()).isEqualTo("active");
		Assertions.assertThat(desk(this.director)).contains("change-to-decide");
		Assertions.assertThat(desk(this.curator)).contains("change-to-prepare");
		long order = this.school.prepared(this.id, change);
		Assertions.assertThat(desk(this.curator)).doesNotContain("change-to-prepare");
		Assertions.assertThat(desk(this.director)).contains("order-to-sign");
		this.school.sign(this.id, order, null).ok();
		Assertions.assertThat(status()).as("signed, without a number").isEqualTo("active");
		int version = this.school.get("/orders/" + order, this.director).ok().body().get("version").asInt();
		this.school
			.post("/orders/" + order + "/registration",
					"{'version':%d,'number':'%d','date':'%s'}".formatted(version, order, TODAY), this.director)
			.ok();
		Answer ended = this.school.get("/mentorships/" + this.pair, this.curator).ok();
		Assertions.assertThat(ended.at("/status")).isEqualTo("terminated");
		Assertions.assertThat(ended.at("/endGround")).isEqualTo("E3");
		Assertions.assertThat(ended.at("/actualEnd")).isEqualTo(TODAY.toString());
		Assertions.assertThat(this.school.get("/changes/" + change, this.curator).at("/status")).isEqualTo("ordered");
	}

	@Test
	@DisplayName("4.5: the director rejects an ending with a reason: the draft is cancelled, the pair goes on")
	void aRejectedEnding() {
		long change = end("E2", "{'personId':%d,'by':'curator','on':'%s'}".formatted(this.mentee, TODAY), this.curator)
			.ok()
			.id();
		long order = this.school.prepared(this.id, change);
		int version = this.school.get("/changes/" + change, this.director).ok().body().get("version").asInt();
		this.school
			.post("/changes/" + change + "/rejection", "{'version':%d,'reason':'Помирились'}".formatted(version),
					this.director)
			.ok();
		Assertions.assertThat(status()).isEqualTo("active");
		Assertions.assertThat(this.school.get("/orders/" + order, this.director).at("/status")).isEqualTo("cancelled");
		Assertions.assertThat(desk(this.director)).doesNotContain("order-to-sign").doesNotContain("change-to-decide");
	}

	@Test
	@DisplayName("4.6, BR-037: a mentor's powers end and nobody follows: the order ends the pair, days without a mentor run until the next")
	void nobodyFollows() {
		long change = absent();
		Answer vacant = act(change, "no-successor", "").ok();
		Assertions.assertThat(vacant.at("/withoutSuccessor")).isEqualTo("true");
		Assertions.assertThat(vacant.body().get("asked")).isEmpty();
		Assertions.assertThat(actions(vacant)).contains("submission").doesNotContain("no-successor");
		this.school.submitted(this.id, change);
		long order = this.school.prepared(this.id, change);
		Answer draft = this.school.get("/orders/" + order, this.director).ok();
		Assertions.assertThat(draft.at("/kind")).isEqualTo("ending");
		Assertions.assertThat(draft.at("/payload/basis")).contains("отсутствие с");
		this.school.sign(this.id, order, String.valueOf(order)).ok();
		Answer ended = this.school.get("/mentorships/" + this.pair, School.mentee(this.id, this.mentee)).ok();
		Assertions.assertThat(ended.at("/status")).isEqualTo("terminated");
		Assertions.assertThat(ended.text()).doesNotContain("G2");
		this.db.execute("update change_request set order_date = order_date - 2 where id = " + change);
		Assertions.assertThat(gap(change)).as("nobody yet").isEqualTo("9");
		this.db.execute("update change_request set away_from = away_from - 10 where id = " + change);
		Assertions.assertThat(gap(change)).isEqualTo("19");
		long again = this.school.ordered(this.id, this.school.adult(this.id, "Новикова"), this.mentee);
		this.db.execute("update mentorship set order_date = current_date - 1 where id = " + again);
		Assertions.assertThat(gap(change)).as("led again since yesterday").isIn("18", "17");
		// the figures and the registry hear that the mentee waits again
		String fact = " where type = 'mentorship-changed' and subject = %d and data->>'unled' = 'true'"
			.formatted(this.pair);
		Assertions.assertThat(this.db.count("outbox" + fact) + this.db.count("feed" + fact)).isPositive();
	}

	@Test
	@DisplayName("BR-039: a pair that ends by a party's application without a successor needs that party's word, of a child the parents' too")
	void thePartySaysSo() {
		long child = this.school.person(this.id, "Детсков", TODAY.minusYears(13));
		this.pair = this.school.active(this.id, this.mentor, child);
		long change = this.school
			.post("/mentorships/" + this.pair + "/replacement",
					"{'by':'mentee','partyId':%d,'ground':'G1','reason':'Прошу','documentOn':'%2$s','on':'%2$s'}"
						.formatted(child, TODAY),
					this.curator)
			.ok()
			.id();
		act(change, "review", "'opinion':'Преемника нет'").ok();
		act(change, "no-successor", "").ok();
		Assertions.assertThat(act(change, "submission", "").code()).isEqualTo("programme.change.incomplete");
		agree(change, child, "curator").ok();
		Assertions.assertThat(act(change, "submission", "").at("/detail")).contains("законного представителя");
		agree(change, child, "representative").ok();
		act(change, "submission", "").ok();
		this.school.carriedOut(this.id, change);
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair, this.curator).at("/endGround"))
			.isEqualTo("E2");
	}

	@Test
	@DisplayName("BR-037: an order carries out the request it was drafted for: a later request about another mentor needs an order of its own")
	void anOrderIsOfOneRequest() {
		long first = this.school.adult(this.id, "Первова");
		long second = this.school.adult(this.id, "Вторая");
		this.school.papers(this.id, first, this.mentee);
		this.school.papers(this.id, second, this.mentee);
		long one = decided(first);
		long draft = this.school.prepared(this.id, one);
		this.school.sign(this.id, draft, null).ok();
		int version = this.school.get("/changes/" + one, this.director).ok().body().get("version").asInt();
		this.school
			.post("/changes/" + one + "/rejection", "{'version':%d,'reason':'Нет'}".formatted(version), this.director)
			.ok();
		Assertions.assertThat(this.school.get("/orders/" + draft, this.director).at("/status")).isEqualTo("cancelled");
		long other = decided(second);
		long own = this.school.prepared(this.id, other);
		Assertions.assertThat(own).isNotEqualTo(draft);
		Assertions.assertThat(this.school.get("/orders/" + own, this.director).text())
			.contains("Вторая")
			.doesNotContain("Первова");
		this.school.sign(this.id, own, String.valueOf(own)).ok();
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair, this.curator).text())
			.contains("Вторая")
			.doesNotContain("Первова");
	}

	@Test
	@DisplayName("BR-037, BR-034: an order that says something else than its request is refused")
	void thePaperSaysWhatIsDone() {
		long next = this.school.adult(this.id, "Новикова");
		long stranger = this.school.adult(this.id, "Чужакова");
		long change = decided(next);
		long order = this.school.prepared(this.id, change);
		Answer draft = this.school.get("/orders/" + order, this.curator).ok();
		Map.of("{}", "empty",
				draft.body().get("payload").toString().replace(String.valueOf(next), String.valueOf(stranger)),
				"another mentor")
			.forEach((payload, what) -> {
				Answer refused = this.school.put("/orders/" + order, body(draft, payload), this.curator);
				Assertions.assertThat(refused.status()).as(what).isEqualTo(422);
				Assertions.assertThat(refused.text()).as(what).contains("обращени");
			});
		ObjectNode same = (ObjectNode) draft.body().get("payload").deepCopy();
		same.put("control", "заместитель директора");
		this.school.put("/orders/" + order, body(draft, same.toString()), this.curator).ok();
	}

	private static String body(Answer draft, String payload) {
		JsonNode order = draft.body();
		return "{'version':%d,'title':'О замене','text':'','mentorshipIds':[%d],'payload':%s}"
			.formatted(order.get("version").asInt(), order.get("mentorships").get(0).get("id").asLong(), payload);
	}

	private long decided(long next) {
		long change = absent();
		act(change, "candidate", "'newMentorId':%d,'profileFits':true,'mutualInterest':true".formatted(next)).ok();
		agree(change, next, "curator").ok();
		agree(change, this.mentee, "curator").ok();
		this.school.submitted(this.id, change);
		return change;
	}

	private long absent() {
		long change = this.school
			.post("/mentorships/" + this.pair + "/replacement",
					"{'by':'curator','ground':'G2','awayFrom':'%s','on':'%s'}".formatted(TODAY.minusDays(9),
							TODAY.minusDays(5)),
					this.curator)
			.ok()
			.id();
		act(change, "review", "'opinion':'Рассмотрено'").ok();
		return change;
	}

	private Answer agree(long change, long person, String by) {
		return act(change, "agreement", "'personId':%d,'agreed':true,'on':'%s','by':'%s'".formatted(person, TODAY, by));
	}

	private Answer act(long change, String verb, String what) {
		int version = this.school.get("/changes/" + change, this.curator).ok().body().get("version").asInt();
		return this.school.post("/changes/" + change + "/" + verb,
				"{'version':" + version + (what.isEmpty() ? "" : "," + what) + "}", this.curator);
	}

	private Answer end(String ground, String statements, String caller) {
		return this.school.post("/mentorships/" + this.pair + "/ending",
				"{'on':'%s','ground':'%s','reason':'Не встречаются','statements':[%s]}".formatted(TODAY, ground,
						statements),
				caller);
	}

	private String gap(long change) {
		return this.school.get("/changes/" + change, this.curator).ok().at("/gapDays");
	}

	private static String actions(Answer view) {
		return view.body().get("actions").toString();
	}

	private String status() {
		return this.school.get("/mentorships/" + this.pair, this.curator).ok().at("/status");
	}

	private String desk(String caller) {
		return this.school.get("/desk", caller).ok().text();
	}

}
