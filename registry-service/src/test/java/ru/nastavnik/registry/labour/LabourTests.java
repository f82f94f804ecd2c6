package ru.nastavnik.registry.labour;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class LabourTests extends RegistryTests {

	private static final String CONDITIONS = """
			"content": "Помогать с уроками математики", "from": "2026-03-01", "to": "2027-02-28",
			"form": "очная, индивидуальная", "paySize": "3 000 ₽ в месяц", "payBasis": "ежемесячно, по приказу\"""";

	@Autowired
	private LabourFiles files;

	@Autowired
	private org.springframework.transaction.support.TransactionTemplate transaction;

	private long mentor;

	private long mentee;

	@BeforeEach
	void employees() {
		this.mentor = teacher("Наставникова");
		this.mentee = teacher("Молодцова");
	}

	@Test
	@DisplayName("BR-049: consent and addendum with content, term, form, pay size and conditions make the papers; the fact tells it")
	void papersComeIntoForce() {
		assertThat(post(this.curator, "/labour-assignments",
				"""
						{"organisationId": %d, "mentorId": %d, "menteeId": %d, "from": "2026-03-01"}"""
					.formatted(this.school, this.mentor, this.mentee))
			.is(400)
			.violations()).contains("content", "\"to\"", "form", "paySize", "payBasis");
		long id = offered().is(201).id();
		assertThat(lastFact("labour-changed", id).get("status").asString()).isEqualTo("offered");
		assertThat(post(this.curator, "/labour-assignments/" + id + "/addendum", """
				{"number": "7", "on": "2026-02-25"}""").is(409).code()).isEqualTo("registry.labour.state");
		Answer consented = post(this.curator, "/labour-assignments/" + id + "/consent", "{\"on\": \"2026-02-20\"}")
			.is(200);
		assertThat(consented.body().get("status").asString()).isEqualTo("consented");
		assertThat(consented.body().get("missing").toString()).isEqualTo("[\"addendum\"]");
		assertThat(post(this.curator, "/labour-assignments/" + id + "/addendum", """
				{"number": "7", "on": "2026-02-19"}""").is(400).violations()).contains("раньше письменного согласия");
		Answer active = post(this.curator, "/labour-assignments/" + id + "/addendum", """
				{"number": "7", "on": "2026-02-25"}""").is(200);
		assertThat(active.body().get("status").asString()).isEqualTo("active");
		assertThat(active.body().get("actions").toString()).isEqualTo("[\"notice\"]");
		JsonNode fact = lastFact("labour-changed", id);
		assertThat(fact.get("status").asString()).isEqualTo("addendum_signed");
		assertThat(fact.get("from").asString()).isEqualTo("2026-03-01");
		assertThat(fact.get("to").asString()).isEqualTo("2027-02-28");
		assertThat(fact.toString()).doesNotContain("Наставникова", "математики");
		put(this.curator, "/labour-assignments/" + id, "{%s, \"version\": 2}".formatted(CONDITIONS)).is(409);
	}

	@Test
	@DisplayName("BR-050: an exemption needs the clause of the job description or the contract")
	void anExemptionNeedsAReference() {
		assertThat(
				post(this.curator, "/labour-assignments",
						"""
								{"organisationId": %d, "mentorId": %d, "menteeId": %d, "from": "2026-03-01",
								 "exemption": {"reason": "Наставничество входит в обязанности", "reference": " "}}"""
							.formatted(this.school, this.mentor, this.mentee))
					.is(400)
					.violations())
			.contains("reference");
		Answer exempt = post(this.curator, "/labour-assignments", """
				{"organisationId": %d, "mentorId": %d, "menteeId": %d, "from": "2026-03-01",
				 "exemption": {"reason": "Наставничество входит в обязанности",
				 "reference": "п. 3.12 должностной инструкции"}}""".formatted(this.school, this.mentor, this.mentee))
			.is(201);
		assertThat(exempt.body().get("status").asString()).isEqualTo("exempt");
		assertThat(lastFact("labour-changed", exempt.id()).get("exempt").asBoolean()).isTrue();
		long other = teacher("Третьякова");
		long offered = offer(this.mentor, other).is(201).id();
		post(this.curator, "/labour-assignments/" + offered + "/exemption", "{\"reason\": \"Входит в обязанности\"}")
			.is(400);
		post(this.curator, "/labour-assignments/" + offered + "/exemption", """
				{"reason": "Входит в обязанности", "reference": "п. 2 трудового договора"}""").is(200);
	}

	@Test
	@DisplayName("BR-051: an early end takes three working days by the production calendar unless both agree")
	void anEarlyEndTakesThreeWorkingDays() {
		String notice = "/labour-assignments/" + active() + "/notice";
		String body = """
				{"by": "employee", "givenOn": "2026-03-06", "effectiveOn": "2026-03-12", "bothAgree": false}""";
		Answer early = post(this.curator, notice, body).is(422);
		assertThat(early.code()).isEqualTo("registry.labour.notice");
		assertThat(early.violations()).contains("13.03.2026");
		Answer ended = post(this.curator, notice, body.replace("03-12", "03-13")).is(200);
		assertThat(ended.body().get("status").asString()).isEqualTo("ended");
		assertThat(ended.body().get("notice").get("effectiveOn").asString()).isEqualTo("2026-03-13");
		assertThat(lastFact("labour-changed", ended.id()).get("to").asString()).isEqualTo("2026-03-12");
		post(this.curator, notice, body).is(409);
		long agreed = active(teacher("Согласова"));
		post(this.curator, "/labour-assignments/" + agreed + "/notice",
				body.replace("employee", "employer").replace("03-12", "03-06").replace("false", "true"))
			.is(200);
	}

	@Test
	@DisplayName("BR-052: a refusal or an early end changes nothing else about the person")
	void aRefusalHasNoConsequences() {
		signed(this.mentor, this.mentor, "2026-01-15").is(200);
		long profile = post(this.curator, "/mentors", "{\"personId\": %d, \"voluntary\": true}".formatted(this.mentor))
			.is(201)
			.id();
		post(this.curator, "/mentors/" + profile + "/status", "{\"to\": \"available\", \"carriedOver\": true}").is(200);
		String before = get(this.curator, "/people/" + this.mentor).body().toString();
		long facts = factsAboutTheMentor();
		long refused = offered().is(201).id();
		Answer answer = post(this.curator, "/labour-assignments/" + refused + "/refusal", """
				{"on": "2026-02-20", "note": "Много часов"}""").is(200);
		assertThat(answer.body().get("status").asString()).isEqualTo("refused");
		long ended = active();
		post(this.curator, "/labour-assignments/" + ended + "/notice", """
				{"by": "employee", "givenOn": "2026-03-06", "effectiveOn": "2026-03-13", "bothAgree": false}""")
			.is(200);
		assertThat(get(this.curator, "/people/" + this.mentor).body().toString()).isEqualTo(before);
		assertThat(factsAboutTheMentor()).isEqualTo(facts);
	}

	@Test
	@DisplayName("BR-053: the pay is of the kind «стимулирующая», whatever is sent")
	void thePayIsStimulating() {
		Answer offered = post(this.curator, "/labour-assignments",
				"{\"organisationId\": %d, \"mentorId\": %d, \"menteeId\": %d, \"payKind\": \"compensation\", %s}"
					.formatted(this.school, this.mentor, this.mentee, CONDITIONS))
			.is(201);
		assertThat(offered.body().get("pay").get("kind").asString()).isEqualTo("stimulating");
		org.assertj.core.api.Assertions
			.assertThatThrownBy(() -> this.db.execute("update labour_assignment set pay_kind = 'compensation'"))
			.hasMessageContaining("pay_kind");
	}

	@Test
	void bothWorkForTheSameEmployerAndAreNotPaperedTwice() {
		long pupil = pupil("Ученикова");
		assertThat(offer(this.mentor, pupil).is(400).violations()).contains("menteeId");
		assertThat(offer(this.mentor, this.mentor).is(400).violations()).contains("двух разных людей");
		offered().is(201);
		assertThat(offered().is(422).code()).isEqualTo("registry.labour.parties");
		post("curator@" + this.region + "/" + this.sibling, "/labour-assignments",
				"{\"organisationId\": %d, \"mentorId\": %d, \"menteeId\": %d, %s}".formatted(this.school, this.mentor,
						this.mentee, CONDITIONS))
			.is(404);
	}

	@Test
	void conditionsChangeWhileTheyAreOffered() {
		long id = offered().is(201).id();
		String body = "{%s, \"version\": 0}".formatted(CONDITIONS.replace("3 000", "5 000"));
		assertThat(
				put(this.curator, "/labour-assignments/" + id, body).is(200).body().get("pay").get("size").asString())
			.isEqualTo("5 000 ₽ в месяц");
		assertThat(put(this.curator, "/labour-assignments/" + id, body).is(409)
			.body()
			.get("current")
			.get("version")
			.asInt()).isEqualTo(1);
	}

	@Test
	void theListIsReadInTwoStatementsAndFiltered() {
		offered().is(201);
		active(teacher("Вторая"));
		assertThat(Statements.count(() -> get(this.curator, "/labour-assignments").is(200))).isEqualTo(2);
		assertThat(get(this.curator, "/labour-assignments?status=active").body().get("total").asInt()).isEqualTo(1);
		assertThat(get(this.curator, "/labour-assignments?q=наставн").body().get("total").asInt()).isEqualTo(2);
		assertThat(get(this.curator, "/labour-assignments?person=" + this.mentee).body().get("total").asInt())
			.isEqualTo(1);
		assertThat(get("mentor@" + this.region + "/" + this.school + "/" + this.mentor, "/labour-assignments").body()
			.get("total")
			.asInt()).isEqualTo(2);
		assertThat(get(this.municipal, "/labour-assignments").body().get("total").asInt()).isZero();
	}

	@Test
	void papersOfBeforeThePlatformAreLoaded() {
		String row = """
				{"organisationId": %d, "rows": [{"mentorId": %d, "menteeId": %d, %s, "consentOn": "2026-02-20",
				 "addendumNumber": "7", "addendumOn": "%s"}]}""";
		assertThat(post(this.curator, "/bulk/labour-assignments",
				row.formatted(this.school, this.mentor, this.mentee, CONDITIONS, "2026-02-19"))
			.is(400)
			.violations()).contains("rows[0].addendumOn");
		assertThat(post(this.curator, "/bulk/labour-assignments",
				row.formatted(this.school, this.mentor, this.mentee, CONDITIONS, "2026-02-21"))
			.is(200)
			.body()
			.get("saved")
			.asInt()).isEqualTo(1);
		assertThat(get(this.curator, "/labour-assignments?status=active").body().get("total").asInt()).isEqualTo(1);
	}

	@Test
	@DisplayName("8.17, 8.18: consent, addendum and notice are printed with what is known")
	void theFormsArePrinted() {
		long id = active();
		for (String paper : new String[] { "consent", "addendum", "notice" }) {
			byte[] pdf = download("/labour-assignments/" + id + "/document?paper=" + paper);
			assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).as(paper).isEqualTo("%PDF-");
			assertThat(text(download("/labour-assignments/" + id + "/document?format=docx&paper=" + paper))).as(paper)
				.contains("Наставникова", "Молодцова", "351.8")
				.doesNotContain("{{");
		}
		assertThat(text(download("/labour-assignments/" + id + "/document?format=docx&paper=addendum"))).contains("№ 7",
				"3 000 ₽ в месяц", "стимулирующая", "Школа № 12 полностью");
	}

	private byte[] download(String uri) {
		return this.mvc.get().uri(uri).with(As.grants(this.curator)).exchange().getResponse().getContentAsByteArray();
	}

	private static String text(byte[] docx) {
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
			while (!java.util.Objects.requireNonNull(zip.getNextEntry()).getName().equals("word/document.xml")) {
				zip.closeEntry();
			}
			return new String(zip.readAllBytes(), StandardCharsets.UTF_8).replaceAll("<[^>]+>", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void everythingIsToldAndForgottenOnDemand() {
		long id = active();
		LocalDate day = LocalDate.of(2026, 2, 20);
		As.run(this.curator, () -> this.transaction.executeWithoutResult((status) -> {
			assertThat(this.files.export(this.mentor).toString()).contains("Помогать с уроками", day.toString());
			this.files.erase(this.mentor);
		}));
		get(this.curator, "/labour-assignments/" + id).is(404);
		assertThat(this.db.client()
			.sql("select method from (select method, time from outbox where type = 'labour-changed' and subject = :id "
					+ "union all select method, time from feed where type = 'labour-changed' and subject = :id) f "
					+ "order by time desc limit 1")
			.param("id", id)
			.query(String.class)
			.list()).isEqualTo(List.of("DELETE"));
	}

	private Answer offered() {
		return offer(this.mentor, this.mentee);
	}

	private Answer offer(long by, long whom) {
		return post(this.curator, "/labour-assignments",
				"{\"organisationId\": %d, \"mentorId\": %d, \"menteeId\": %d, %s}".formatted(this.school, by, whom,
						CONDITIONS));
	}

	private long active() {
		return active(this.mentee);
	}

	private long active(long whom) {
		long id = offer(this.mentor, whom).is(201).id();
		post(this.curator, "/labour-assignments/" + id + "/consent", "{\"on\": \"2026-02-20\"}").is(200);
		post(this.curator, "/labour-assignments/" + id + "/addendum", """
				{"number": "7", "on": "2026-02-25"}""").is(200);
		return id;
	}

	private long factsAboutTheMentor() {
		return this.db.client()
			.sql("select count(*) from (select subject, type from outbox union all select subject, type from feed) f "
					+ "where subject = :person and type like 'participant%'")
			.param("person", this.mentor)
			.query(Long.class)
			.single();
	}

}
