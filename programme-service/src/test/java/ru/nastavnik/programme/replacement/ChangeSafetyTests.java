package ru.nastavnik.programme.replacement;

import java.util.concurrent.CompletableFuture;

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

/** Whose word counts for what, and who reads why a mentor leaves. */
@ServiceTest
@Import(School.class)
class ChangeSafetyTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	private long id;

	private long mentor;

	private long mentee;

	private long next;

	private long pair;

	private String curator;

	@BeforeEach
	void anActivePair() {
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		this.mentor = this.school.adult(this.id, "Прежнева");
		this.mentee = this.school.adult(this.id, "Ученикова");
		this.next = this.school.adult(this.id, "Новикова");
		this.pair = this.school.active(this.id, this.mentor, this.mentee);
	}

	@Test
	@DisplayName("4.6: a word about one candidate is none about another: it names the version that was read")
	void aWordIsAboutTheCandidateThatWasRead() {
		long change = absent();
		int read = candidate(change, this.next).body().get("version").asInt();
		candidate(change, this.school.adult(this.id, "Другова"));
		String me = School.mentee(this.id, this.mentee);
		Answer stale = agree(change, read, this.mentee, "self", true, me);
		Assertions.assertThat(stale.code()).isEqualTo("stale");
		Assertions.assertThat(this.db.count("party_statement where change_id = " + change)).isZero();
		agree(change, version(change), this.mentee, "self", true, me).ok();
	}

	@Test
	@DisplayName("4.6: a refusal that arrives while the request is being submitted waits, and is told that it is too late")
	void aWordWaitsForTheSubmission() throws Exception {
		long change = absent();
		candidate(change, this.next);
		int version = version(change);
		CompletableFuture<Void> submission = CompletableFuture.runAsync(
				() -> this.db.execute("do $$ begin update change_request set status = 'director_decision' where id = "
						+ change + "; perform pg_sleep(3); end $$"));
		Thread.sleep(1000);
		Answer late = agree(change, version, this.mentee, "self", false, School.mentee(this.id, this.mentee));
		submission.join();
		Assertions.assertThat(late.status()).as(late.text()).isEqualTo(409);
		Assertions.assertThat(this.db.count("party_statement where change_id = " + change)).isZero();
	}

	@Test
	@DisplayName("BR-037: the ground on which a mentor left is read by the school, not by the other side or above")
	void theGroundIsTheSchools() {
		replaced();
		String former = "/mentorships/" + this.pair + "/former-members";
		String history = "/mentorships/" + this.pair + "/history";
		Assertions.assertThat(this.school.get(former, this.curator).ok().at("/0/ground")).isEqualTo("G2");
		Assertions.assertThat(this.school.get(former, "psychologist@1/" + this.id).ok().text()).contains("G2");
		for (String reader : new String[] { School.mentee(this.id, this.mentee), School.mentor(this.id, this.next),
				"municipal@1/3" }) {
			Assertions.assertThat(this.school.get(former, reader).ok().text())
				.as(reader)
				.contains("\"order\"")
				.doesNotContain("G2");
			Assertions.assertThat(this.school.get(history, reader).ok().text())
				.as(reader)
				.contains("replacement")
				.doesNotContain("G2");
		}
	}

	@Test
	@DisplayName("BR-049: papers were waived for one mentor, not for the next")
	void aWaiverIsOfOnePerson() {
		this.db.execute("update mentorship set labour_waiver = 'Наставничество в должностной инструкции' where id = "
				+ this.pair);
		replaced();
		Answer now = this.school.get("/mentorships/" + this.pair, this.curator).ok();
		Assertions.assertThat(now.body().path("labourWaiver").asString("")).isEmpty();
		Assertions.assertThat(now.at("/labourPapers")).isEqualTo("ready");
	}

	@Test
	@DisplayName("4.6: a representative speaks for a minor of this pair, for no other child")
	void aRepresentativeOfThisPair() {
		long stranger = this.school.person(this.id, "Чужаков", TODAY.minusYears(12));
		String body = "{'by':'representative','partyId':%d,'ground':'G1','reason':'Просим','documentOn':'%s','on':'%s'}";
		Answer refused = this.school.post("/mentorships/" + this.pair + "/replacement",
				body.formatted(stranger, TODAY, TODAY), this.curator);
		Assertions.assertThat(refused.status()).isEqualTo(400);
		Assertions.assertThat(refused.at("/violations/0/field")).isEqualTo("partyId");
		Assertions.assertThat(this.db.count("change_request where party_id = " + stranger)).isZero();
	}

	@Test
	@DisplayName("4.6: of a disciplinary measure (G4) only the director speaks, as an extra ground too")
	void onlyTheDirectorSpeaksOfDiscipline() {
		String body = "{'by':'curator','ground':'G2','extraGrounds':['G4'],'awayFrom':'%1$s','on':'%1$s'}"
			.formatted(TODAY);
		Answer refused = this.school.post("/mentorships/" + this.pair + "/replacement", body, this.curator);
		Assertions.assertThat(refused.code()).isEqualTo("programme.change.starter");
		Assertions.assertThat(refused.at("/violations/0/field")).isEqualTo("extraGrounds");
	}

	@Test
	@DisplayName("4.6: what is said of files fits the request: an extension rests on none")
	void filesOfAnExtension() {
		long change = this.school.post("/mentorships/" + this.pair + "/extension",
				"{'newEnd':'%s','on':'%s','reason':'Не успели'}".formatted(TODAY.plusMonths(10), TODAY), this.curator)
			.ok()
			.id();
		Answer refused = this.school.upload("/changes/" + change + "/evidence", "скан.pdf",
				"%PDF-1.4\n%%EOF\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII), this.curator);
		Assertions.assertThat(refused.status()).isEqualTo(409);
		Assertions.assertThat(refused.at("/detail")).contains("замене").doesNotContain("взыскании");
	}

	private void replaced() {
		this.school.papers(this.id, this.next, this.mentee);
		long change = absent();
		candidate(change, this.next);
		agree(change, version(change), this.next, "curator", true, this.curator).ok();
		agree(change, version(change), this.mentee, "curator", true, this.curator).ok();
		this.school.submitted(this.id, change);
		this.school.carriedOut(this.id, change);
	}

	private long absent() {
		long change = this.school
			.post("/mentorships/" + this.pair + "/replacement",
					"{'by':'curator','ground':'G2','awayFrom':'%s','on':'%s'}".formatted(TODAY.minusDays(9), TODAY),
					this.curator)
			.ok()
			.id();
		this.school
			.post("/changes/" + change + "/review",
					"{'version':%d,'opinion':'Замена нужна'}".formatted(version(change)), this.curator)
			.ok();
		return change;
	}

	private Answer candidate(long change, long person) {
		return this.school
			.post("/changes/" + change + "/candidate",
					"{'version':%d,'newMentorId':%d,'profileFits':true,'mutualInterest':true}"
						.formatted(version(change), person),
					this.curator)
			.ok();
	}

	private Answer agree(long change, int version, long person, String by, boolean agreed, String caller) {
		return this.school.post("/changes/" + change + "/agreement",
				"{'version':%d,'personId':%d,'agreed':%s,'on':'%s','by':'%s'}".formatted(version, person, agreed, TODAY,
						by),
				caller);
	}

	private int version(long change) {
		return this.school.get("/changes/" + change, this.curator).ok().body().get("version").asInt();
	}

}
