package ru.nastavnik.programme.replacement;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.List;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** 4.6 from the request to the director's decision. */
@ServiceTest
@Import(School.class)
class ReplacementTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Autowired
	private MockMvcTester mvc;

	private long id;

	private long mentor;

	private long mentee;

	private long next;

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
		this.next = this.school.adult(this.id, "Новикова");
		this.pair = this.school.active(this.id, this.mentor, this.mentee);
	}

	@Test
	@DisplayName("BR-037, 4.6: ill for long (G2): the curator starts, chooses, asks; the director decides; who is next has it on the desk")
	void theWayToTheDecision() {
		Answer asked = ask(
				"'by':'curator','ground':'G2','extraGrounds':['G3'],'awayFrom':'%s'".formatted(TODAY.minusDays(9)))
			.ok();
		Assertions.assertThat(asked.at("/status")).isEqualTo("curator_review");
		Assertions.assertThat(asked.at("/extraGrounds/0")).isEqualTo("G3");
		Assertions.assertThat(asked.at("/gapDays")).isEqualTo("9");
		Assertions.assertThat(desk(this.curator)).contains("change-to-review");
		long change = asked.id();
		Assertions.assertThat(act(change, "submission", "").code()).isEqualTo("programme.change.incomplete");
		act(change, "review", "'opinion':'Замена нужна'").ok();
		Assertions.assertThat(act(change, "candidate", candidate(this.mentor)).code())
			.isEqualTo("programme.mentorship.members");
		Assertions.assertThat(act(change, "candidate", candidate(987654)).code())
			.isEqualTo("programme.mentorship.members");
		act(change, "candidate", candidate(this.next)).ok();
		Assertions.assertThat(desk(School.mentor(this.id, this.next))).contains("change-to-agree");
		Answer seen = this.school.get("/changes/" + change, School.mentor(this.id, this.next)).ok();
		Assertions.assertThat(seen.text())
			.contains("Ученикова")
			.doesNotContain("Замена нужна")
			.doesNotContain("\"G2\"");
		Assertions.assertThat(act(change, "submission", "").code()).isEqualTo("programme.change.incomplete");
		agree(change, this.next, "self", School.mentor(this.id, this.next)).ok();
		Assertions.assertThat(desk(School.mentor(this.id, this.next))).doesNotContain("change-to-agree");
		Answer ready = agree(change, this.mentee, "curator", this.curator).ok();
		Assertions.assertThat(ready.body().get("actions").toString()).contains("submission");
		Answer submitted = act(change, "submission", "").ok();
		Assertions.assertThat(submitted.at("/status")).isEqualTo("director_decision");
		Assertions.assertThat(desk(this.director)).contains("change-to-decide");
		Assertions.assertThat(act(change, "rejection", "'reason':'Нет'").status()).as("a curator").isEqualTo(403);
	}

	@Test
	@DisplayName("4.6: the director rejects with a reason; nothing has changed and the names close again")
	void aRejectionChangesNothing() {
		long change = decided();
		String newcomer = School.mentor(this.id, this.next);
		Assertions.assertThat(this.school.get("/changes/" + change, newcomer).text()).contains("Ученикова");
		Answer rejected = director(change, "rejection", "'reason':'Наставник выходит в понедельник'").ok();
		Assertions.assertThat(rejected.at("/status")).isEqualTo("rejected");
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair, this.curator).text())
			.contains("Прежнева")
			.doesNotContain("Новикова");
		Assertions.assertThat(this.school.get("/changes/" + change, newcomer).text()).doesNotContain("Ученикова");
		ask("'by':'curator','ground':'G3','documentNumber':'5','documentOn':'%s'".formatted(TODAY)).ok();
	}

	@Test
	@DisplayName("4.6: two decide at once: the later one is answered 409 with what the other did")
	void twoDecideAtOnce() throws Exception {
		long change = decided();
		int version = version(change);
		String body = "{'version':%d,'reason':'Нет'}".formatted(version);
		Callable<Integer> decide = () -> this.school.post("/changes/" + change + "/rejection", body, this.director)
			.status();
		try (ExecutorService both = Executors.newFixedThreadPool(2)) {
			List<Future<Integer>> answers = both.invokeAll(List.of(decide, decide));
			Assertions.assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
				.containsExactlyInAnyOrder(200, 409);
		}
		Answer stale = this.school.post("/changes/" + change + "/rejection", body, this.director);
		Assertions.assertThat(stale.code()).isEqualTo("stale");
		Assertions.assertThat(stale.at("/current/status")).isEqualTo("rejected");
	}

	@Test
	@DisplayName("4.6: a mentee asks (G5), the other side does not read why; a mediation reconciles them")
	void whatASideSaysIsNotForTheOther() {
		String me = School.mentee(this.id, this.mentee);
		Answer asked = ask("'by':'mentee','ground':'G5','reason':'Трудно говорить'", me).ok();
		Assertions.assertThat(asked.at("/status")).isEqualTo("requested");
		long change = asked.id();
		Assertions.assertThat(this.school.get("/changes/" + change, School.mentor(this.id, this.mentor)).status())
			.isEqualTo(404);
		Assertions
			.assertThat(this.school.get("/changes?organisation=" + this.id, School.mentor(this.id, this.mentor))
				.at("/total"))
			.isEqualTo("0");
		Assertions.assertThat(this.school.get("/changes/" + change, "municipal@1/3").status()).isEqualTo(404);
		Assertions.assertThat(this.school.get("/changes/" + change, me).text()).contains("Трудно говорить");
		Assertions.assertThat(this.school.get("/changes/" + change, "psychologist@1/" + this.id).text())
			.contains("Трудно говорить");
		Answer mediated = act(change, "mediation",
				"'by':'Педагог-психолог','on':'%s','note':'Поговорили'".formatted(TODAY))
			.ok();
		Assertions.assertThat(mediated.at("/status")).isEqualTo("mediation");
		Answer gone = this.school
			.post("/changes/" + change + "/withdrawal",
					"{'version':%d,'reason':'Договорились'}".formatted(version(change)), me)
			.ok();
		Assertions.assertThat(gone.at("/status")).isEqualTo("withdrawn");
	}

	@Test
	@DisplayName("4.6, BR-037: who may start which ground, and one request at a time")
	void whoMayStart() {
		String g1 = "'ground':'G1','reason':'Прошу заменить','documentOn':'%s'".formatted(TODAY);
		String me = School.mentor(this.id, this.mentor);
		Assertions.assertThat(ask("'by':'curator'," + g1).code()).isEqualTo("programme.change.starter");
		Assertions.assertThat(ask("'by':'mentee'," + g1, me).status()).as("in the other's name").isEqualTo(403);
		Assertions
			.assertThat(ask("'by':'director','ground':'G4','documentNumber':'3','documentOn':'%s'".formatted(TODAY))
				.status())
			.as("a curator as the director")
			.isEqualTo(403);
		Assertions.assertThat(ask("'by':'representative','partyId':%d,".formatted(this.mentee) + g1).status())
			.as("an adult speaks alone")
			.isEqualTo(400);
		Answer psychologist = ask("'by':'psychologist','ground':'G5','reason':'Несовместимость'",
				"psychologist@1/" + this.id);
		Assertions.assertThat(psychologist.status()).as(psychologist.text()).isEqualTo(201);
		Answer second = ask("'by':'mentor'," + g1, me);
		Assertions.assertThat(second.code()).isEqualTo("programme.change.open");
		this.school
			.post("/changes/" + psychologist.id() + "/withdrawal",
					"{'version':%d,'reason':'Ошибка'}".formatted(version(psychologist.id())), this.curator)
			.ok();
		ask("'by':'mentor'," + g1, me).ok();
		Assertions
			.assertThat(this.school
				.post("/mentorships/" + this.pair + "/replacement", "{'by':'mentor','on':'%s'}".formatted(TODAY), me)
				.status())
			.isEqualTo(400);
	}

	@Test
	@DisplayName("BR-039: for a minor the word of the representative is needed as well")
	void aMinorHasTwoWords() {
		long child = this.school.person(this.id, "Детсков", TODAY.minusYears(13));
		this.pair = this.school.active(this.id, this.school.adult(this.id, "Вторая"), child);
		long change = ask("'by':'representative','partyId':%d,'ground':'G1','reason':'Просим','documentOn':'%s'"
			.formatted(child, TODAY)).ok().id();
		act(change, "review", "'opinion':'Поддерживаю'").ok();
		act(change, "candidate", candidate(this.next)).ok();
		agree(change, this.next, "curator", this.curator).ok();
		agree(change, child, "curator", this.curator).ok();
		Assertions.assertThat(act(change, "submission", "").at("/detail")).contains("законного представителя");
		Assertions.assertThat(agree(change, this.next, "representative", this.curator).status()).isEqualTo(400);
		agree(change, child, "representative", this.curator).ok();
		act(change, "submission", "").ok();
		Assertions.assertThat(this.school.get("/changes/" + change, "municipal@1/3").status()).isEqualTo(404);
	}

	@Test
	@DisplayName("BR-037: a scan is kept with the request; of a disciplinary measure (G4) none")
	void scansOfEvidence() {
		long change = ask("'by':'curator','ground':'G3','documentNumber':'5','documentOn':'%s'".formatted(TODAY)).ok()
			.id();
		Assertions.assertThat(attach(change, this.curator)).isEqualTo(201);
		Answer files = this.school.get("/changes/" + change + "/evidence", this.director).ok();
		Assertions.assertThat(files.at("/0/name")).isEqualTo("приказ.pdf");
		Assertions
			.assertThat(
					this.school.get("/changes/" + change + "/evidence", School.mentor(this.id, this.mentor)).status())
			.isEqualTo(404);
		act(change, "withdrawal", "'reason':'Ошибка'").ok();
		Answer discipline = this.school
			.post("/mentorships/" + this.pair + "/replacement",
					"{'by':'director','ground':'G4','documentNumber':'3','documentOn':'%1$s','on':'%1$s'}"
						.formatted(TODAY),
					this.director)
			.ok();
		Assertions.assertThat(attach(discipline.id(), this.director)).isEqualTo(409);
	}

	@Test
	@DisplayName("BR-034: an extension needs everybody's word; beyond a year only where the region allows it")
	void anExtensionIsMutual() {
		String longer = "{'newEnd':'%s','on':'%s','reason':'Не успели'}";
		Answer refused = this.school.post("/mentorships/" + this.pair + "/extension",
				longer.formatted(TODAY.plusMonths(2), TODAY), this.curator);
		Assertions.assertThat(refused.code()).as("not longer").isEqualTo("programme.dates");
		this.db.execute("insert into region_setting (region_id, organisation_id, code, value) values "
				+ "(1, 1, 'extension_beyond_year', 'false')");
		try {
			Answer beyond = this.school.post("/mentorships/" + this.pair + "/extension",
					longer.formatted(TODAY.plusMonths(14), TODAY), this.curator);
			Assertions.assertThat(beyond.code()).isEqualTo("programme.dates");
			Assertions.assertThat(beyond.at("/detail")).contains("не больше года");
			this.school
				.post("/mentorships/" + this.pair + "/extension", longer.formatted(TODAY.plusMonths(10), TODAY),
						this.curator)
				.ok();
			this.db.execute("delete from change_request where mentorship_id = " + this.pair);
		}
		finally {
			this.db.execute("delete from region_setting where code = 'extension_beyond_year'");
		}
		Answer asked = this.school
			.post("/mentorships/" + this.pair + "/extension", longer.formatted(TODAY.plusMonths(14), TODAY),
					this.curator)
			.ok();
		Assertions.assertThat(asked.text()).contains("больше года");
		long change = asked.id();
		act(change, "review", "'opinion':'Согласна'").ok();
		agree(change, this.mentor, "self", School.mentor(this.id, this.mentor)).ok();
		Assertions.assertThat(act(change, "submission", "").code()).isEqualTo("programme.change.incomplete");
		agree(change, this.mentee, "self", School.mentee(this.id, this.mentee)).ok();
		Assertions.assertThat(act(change, "submission", "").at("/status")).isEqualTo("director_decision");
	}

	@Test
	@DisplayName("4.6: a mentorship that ends takes its open requests along")
	void theEndClosesRequests() {
		long change = ask("'by':'curator','ground':'G2','awayFrom':'%s'".formatted(TODAY)).ok().id();
		act(change, "candidate", candidate(this.next)).ok();
		this.school.terminated(this.id, this.pair);
		Assertions.assertThat(this.school.get("/changes/" + change, this.curator).at("/status")).isEqualTo("withdrawn");
		Assertions
			.assertThat(this.db.count("participant where person_id = %d and participants <> '{}'".formatted(this.next)))
			.isZero();
	}

	@Test
	@DisplayName("4.6, BR-037, BR-049: the signed order closes the old mentor's row and names, opens the new one's; programme and meetings go on")
	void theOrderReplacesTheMentor() {
		long programme = this.school.programme(this.id, this.pair).id();
		long change = decided();
		int version = version(change);
		long order = this.school
			.post("/changes/" + change + "/order", "{'version':%d}".formatted(version), this.curator)
			.ok()
			.body()
			.get("orderId")
			.asLong();
		Assertions
			.assertThat(
					this.school.post("/changes/" + change + "/order", "{'version':%d}".formatted(version), this.curator)
						.body()
						.get("orderId")
						.asLong())
			.as("the same draft")
			.isEqualTo(order);
		Assertions.assertThat(sign(order).code()).as("BR-049").isEqualTo("programme.order.labour-papers");
		Assertions.assertThat(this.school.get("/changes/" + change, this.curator).at("/status"))
			.isEqualTo("director_decision");
		this.school.papers(this.id, this.next, this.mentee);
		sign(order).ok();
		Answer pairNow = this.school.get("/mentorships/" + this.pair, this.curator).ok();
		Assertions.assertThat(pairNow.at("/status")).isEqualTo("active");
		Assertions.assertThat(pairNow.text()).contains("Новикова").doesNotContain("Прежнева");
		Answer former = this.school.get("/mentorships/" + this.pair + "/former-members", this.curator).ok();
		Assertions.assertThat(former.at("/0/ground")).isEqualTo("G2");
		Assertions.assertThat(former.at("/0/to")).isEqualTo(TODAY.toString());
		Assertions.assertThat(former.at("/0/name")).contains("Прежнева");
		Answer done = this.school.get("/changes/" + change, this.curator).ok();
		Assertions.assertThat(done.at("/status")).isEqualTo("ordered");
		Assertions.assertThat(done.at("/gapDays")).isEqualTo("9");
		// the names close for the one at once and are open for the other
		String old = School.mentor(this.id, this.mentor);
		for (String uri : new String[] { "/mentorships/" + this.pair, "/programmes/" + programme }) {
			Assertions.assertThat(this.school.get(uri, old).status()).as(uri).isEqualTo(404);
			Assertions.assertThat(this.school.get(uri, School.mentor(this.id, this.next)).status())
				.as(uri)
				.isEqualTo(200);
		}
		Assertions
			.assertThat(this.db.count(
					"participant where person_id = %d and %d = any(participants)".formatted(this.mentee, this.mentor)))
			.isZero();
		Assertions.assertThat(this.school.get("/programmes/" + programme, this.curator).at("/status"))
			.as("the programme goes on")
			.isIn("running", "approved");
		Assertions
			.assertThat(this.school.get("/meetings?mentorship=" + this.pair, School.mentor(this.id, this.next))
				.at("/total"))
			.isEqualTo("1");
		// the papers of the old mentor are still to be ended, by the registry's desk
		Assertions.assertThat(done.at("/noticeDue")).isEqualTo("true");
		Assertions.assertThat(desk(this.curator)).contains("labour-notice");
		this.db.execute("update labour set status = 'notice_given' where mentor_id = " + this.mentor);
		Assertions.assertThat(desk(this.curator)).doesNotContain("labour-notice");
		Assertions
			.assertThat(
					this.db
						.count("outbox where type = 'mentorship-changed' and data->'former'->0->>'personId' = '"
								+ this.mentor + "'")
							+ this.db.count("feed where data->'former'->0->>'personId' = '" + this.mentor + "'"))
			.isPositive();
	}

	@Test
	@DisplayName("4.6: a replacement order without a decided request is refused, also when it was rejected meanwhile")
	void noOrderWithoutARequest() {
		String draft = "{'organisationId':%d,'kind':'replacement','title':'О замене','mentorshipIds':[%d]}"
			.formatted(this.id, this.pair);
		Assertions.assertThat(this.school.post("/orders", draft, this.curator).status()).isEqualTo(422);
		long change = decided();
		Assertions.assertThat(this.school.post("/orders", draft, this.curator).status())
			.as("an order that does not name the request")
			.isEqualTo(422);
		long order = this.school.prepared(this.id, change);
		director(change, "rejection", "'reason':'Нет'").ok();
		Assertions.assertThat(this.school.get("/orders/" + order, this.curator).at("/status")).isEqualTo("cancelled");
		Assertions.assertThat(sign(order).status()).isEqualTo(409);
	}

	@Test
	@DisplayName("BR-034: the signed order moves the end, in the fact as well")
	void theOrderExtends() {
		long programme = this.school.programme(this.id, this.pair).id();
		long change = this.school.post("/mentorships/" + this.pair + "/extension",
				"{'newEnd':'%s','on':'%s','reason':'Не успели'}".formatted(TODAY.plusMonths(10), TODAY), this.curator)
			.ok()
			.id();
		act(change, "review", "'opinion':'Согласна'").ok();
		agree(change, this.mentor, "curator", this.curator).ok();
		agree(change, this.mentee, "curator", this.curator).ok();
		act(change, "submission", "").ok();
		long order = this.school
			.post("/changes/" + change + "/order", "{'version':%d}".formatted(version(change)), this.curator)
			.ok()
			.body()
			.get("orderId")
			.asLong();
		sign(order).ok();
		Answer extended = this.school.get("/mentorships/" + this.pair, this.curator).ok();
		Assertions.assertThat(extended.at("/plannedEnd")).isEqualTo(TODAY.plusMonths(10).toString());
		Assertions.assertThat(this.school.get("/mentorships/" + this.pair + "/history", this.curator).text())
			.contains("extension");
		Assertions.assertThat(this.school.get("/programmes/" + programme, this.curator).at("/to"))
			.as("as far as BR-032 lets a programme go on")
			.isEqualTo(TODAY.plusMonths(10).toString());
	}

	private Answer sign(long order) {
		return this.school.post("/orders/" + order + "/signature",
				"{'number':'%d','date':'%s'}".formatted(order, TODAY), this.director);
	}

	private long decided() {
		long change = ask("'by':'curator','ground':'G2','awayFrom':'%s'".formatted(TODAY.minusDays(9))).ok().id();
		act(change, "review", "'opinion':'Замена нужна'").ok();
		act(change, "candidate", candidate(this.next)).ok();
		agree(change, this.next, "curator", this.curator).ok();
		agree(change, this.mentee, "curator", this.curator).ok();
		act(change, "submission", "").ok();
		return change;
	}

	private int attach(long change, String caller) {
		return this.mvc.post()
			.uri("/changes/" + change + "/evidence")
			.with(As.user("user-" + caller, caller))
			.header(Upload.NAME, "%D0%BF%D1%80%D0%B8%D0%BA%D0%B0%D0%B7.pdf")
			.content("%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII))
			.exchange()
			.getResponse()
			.getStatus();
	}

	private String desk(String caller) {
		return this.school.get("/desk", caller).ok().text();
	}

	private static String candidate(long person) {
		return "'newMentorId':%d,'profileFits':true,'mutualInterest':true".formatted(person);
	}

	private Answer agree(long change, long person, String by, String caller) {
		return this.school.post("/changes/" + change + "/agreement",
				"{'version':%d,'personId':%d,'agreed':true,'on':'%s','by':'%s'}".formatted(version(change), person,
						TODAY, by),
				caller);
	}

	private Answer ask(String what) {
		return ask(what, this.curator);
	}

	private Answer ask(String what, String caller) {
		return this.school.post("/mentorships/" + this.pair + "/replacement", "{" + what + ",'on':'" + TODAY + "'}",
				caller);
	}

	private Answer act(long change, String verb, String what) {
		return act(change, verb, what, this.curator);
	}

	private Answer director(long change, String verb, String what) {
		return act(change, verb, what, this.director);
	}

	private Answer act(long change, String verb, String what, String caller) {
		return this.school.post("/changes/" + change + "/" + verb,
				"{'version':" + version(change) + (what.isEmpty() ? "" : "," + what) + "}", caller);
	}

	private int version(long change) {
		return this.school.get("/changes/" + change, this.curator).ok().body().get("version").asInt();
	}

}
