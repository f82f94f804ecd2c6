package ru.nastavnik.programme;

import java.time.LocalDate;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

@ServiceTest
@Import(School.class)
class RulesTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Autowired
	private MockMvcTester mvc;

	private long id;

	private long mentor;

	private long mentee;

	private String curator;

	private String director;

	@BeforeEach
	void openSchool() {
		this.id = this.school.open();
		this.mentor = this.school.adult(this.id, "Наставникова");
		this.mentee = this.school.adult(this.id, "Ученикова");
		this.curator = School.curator(this.id);
		this.director = School.director(this.id);
	}

	// ---- orders

	@Test
	@DisplayName("separation of duties: whoever prepared an order does not sign it, unless a small school says why")
	void whoPreparedDoesNotSign() {
		long pair = this.school.agreed(this.id, this.mentor, this.mentee);
		String[] one = { this.curator, this.director };
		long order = this.school.post("/orders", order(pair), one).ok().id();
		String signature = "{'number':'5','date':'%s'".formatted(TODAY.minusMonths(1));
		Answer refused = this.school.post("/orders/" + order + "/signature", signature + "}", one);
		Assertions.assertThat(refused.code()).isEqualTo("programme.order.separation");
		Assertions.assertThat(refused.at("/violations/0/field")).isEqualTo("smallSchoolReason");
		Assertions.assertThat(this.school.get("/mentorships/" + pair, this.curator).at("/status")).isEqualTo("agreed");
		Answer signed = this.school.post("/orders/" + order + "/signature",
				signature + ",'smallSchoolReason':'Один человек в школе'}", one);
		Assertions.assertThat(signed.ok().at("/smallSchoolReason")).isEqualTo("Один человек в школе");
	}

	@Test
	@DisplayName("BR-035: one signed order moves all its mentorships, or none")
	void anOrderMovesAllOrNone() {
		long first = this.school.agreed(this.id, this.mentor, this.mentee);
		long second = this.school.agreed(this.id, this.mentor, this.school.adult(this.id, "Второва"));
		long order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d,%d]}"
						.formatted(this.id, first, second),
					this.curator)
			.ok()
			.id();
		this.school
			.post("/mentorships/" + second + "/termination",
					"{'on':'%s','ground':'E2','reason':'Отказ'}".formatted(TODAY), this.curator)
			.ok();
		String signature = "{'number':'7','date':'%s'}".formatted(TODAY);
		Assertions.assertThat(this.school.post("/orders/" + order + "/signature", signature, this.director).code())
			.isEqualTo("programme.order.content");
		Assertions.assertThat(this.school.get("/mentorships/" + first, this.curator).at("/status")).isEqualTo("agreed");
		this.school
			.put("/orders/" + order, "{'version':0,'title':'О закреплении','mentorshipIds':[%d]}".formatted(first),
					this.curator)
			.ok();
		this.school.post("/orders/" + order + "/signature", signature, this.director).ok();
		Assertions.assertThat(this.school.get("/mentorships/" + first, this.curator).at("/status"))
			.isEqualTo("ordered");
		Assertions
			.assertThat(this.school.post("/orders/" + order + "/cancellation", "{'reason':'x'}", this.director).code())
			.isEqualTo("programme.wrong-status");
	}

	@Test
	void anOrdersNumberIsUniqueInASchoolAndYear() {
		for (int attempt = 0; attempt < 2; attempt++) {
			long pair = this.school.agreed(this.id, this.mentor, this.mentee);
			long order = this.school.post("/orders", order(pair), this.curator).ok().id();
			Answer answer = this.school.post("/orders/" + order + "/signature",
					"{'number':'%s','date':'%s'}".formatted((attempt == 0) ? "12-К" : "12-к", TODAY), this.director);
			if (attempt == 0) {
				answer.ok();
			}
			else {
				Assertions.assertThat(answer.status()).isEqualTo(409);
				Assertions.assertThat(answer.code()).isEqualTo("programme.order.number-taken");
				Assertions.assertThat(answer.at("/violations/0/field")).isEqualTo("number");
				Assertions.assertThat(this.school.get("/mentorships/" + pair, this.curator).at("/status"))
					.isEqualTo("agreed");
				// the words of this pair are older than the order of last year
				this.db.execute("update mentorship_member set agreed_on = '%s' where mentorship_id = %d"
					.formatted(TODAY.minusYears(2), pair));
				this.school
					.post("/orders/" + order + "/signature",
							"{'number':'12-к','date':'%s'}".formatted(TODAY.minusYears(1)), this.director)
					.ok();
			}
		}
	}

	@Test
	void onlyTheDirectorSignsAndOnlyTheCuratorPrepares() {
		long pair = this.school.agreed(this.id, this.mentor, this.mentee);
		Assertions.assertThat(this.school.post("/orders", order(pair), this.director).status()).isEqualTo(403);
		long order = this.school.post("/orders", order(pair), this.curator).ok().id();
		Assertions
			.assertThat(this.school
				.post("/orders/" + order + "/signature", "{'number':'1','date':'%s'}".formatted(TODAY), this.curator)
				.status())
			.isEqualTo(403);
		Assertions.assertThat(this.school.get("/orders/" + order, this.director).text())
			.contains("\"actions\":[\"signature\",\"cancellation\"]");
	}

	// ---- people

	@Test
	@DisplayName("BR-066: a child's pair and name are never shown above the school, and the pair see each other")
	void aChildIsNeverShownAbove() {
		long child = this.school.person(this.id, "Детский", TODAY.minusYears(12));
		long other = this.school.person(this.id, "Соседский", TODAY.minusYears(12));
		long pair = this.school
			.post("/mentorships",
					School.pair(this.id, this.mentor, child, TODAY).replace("teacher_teacher", "teacher_pupil"),
					this.curator)
			.ok()
			.id();
		String municipal = "municipal@1/3";
		Assertions.assertThat(this.school.get("/mentorships/" + pair, municipal).status()).isEqualTo(404);
		for (String uri : new String[] { "/mentorships", "/participants", "/programmes", "/meetings", "/desk" }) {
			Assertions.assertThat(this.school.get(uri + "?organisation=" + this.id, municipal).ok().text())
				.doesNotContain("Детский", "Соседский");
		}
		String asMentor = School.mentor(this.id, this.mentor);
		Assertions.assertThat(this.school.get("/mentorships/" + pair, asMentor).ok().text()).contains("Детский");
		Assertions.assertThat(this.school.get("/participants", asMentor).ok().text())
			.contains("Детский", "Наставникова")
			.doesNotContain("Соседский");
		Assertions.assertThat(other).isPositive();
		this.school
			.post("/mentorships/" + pair + "/termination",
					"{'on':'%s','ground':'E2','reason':'Отказ'}".formatted(TODAY), this.curator)
			.ok();
		Assertions.assertThat(this.school.get("/participants", asMentor).ok().text()).doesNotContain("Детский");
	}

	@Test
	@DisplayName("BR-047: a load above the norm is a warning, not a refusal")
	void aHeavyLoadIsAWarning() {
		for (int i = 0; i < 3; i++) {
			Answer answer = this.school.post("/mentorships",
					School.pair(this.id, this.mentor, this.school.adult(this.id, "Ученик"), TODAY), this.curator);
			Assertions.assertThat(answer.ok().body().get("warnings")).isEmpty();
		}
		Answer fourth = this.school.post("/mentorships", School.pair(this.id, this.mentor, this.mentee, TODAY),
				this.curator);
		Assertions.assertThat(fourth.ok().at("/warnings/0")).contains("4", "3");
		Assertions
			.assertThat(this.school
				.get("/participants?organisation=" + this.id + "&role=mentor&free=true&q=наставн", this.curator)
				.body()
				.get("items"))
			.isEmpty();
	}

	@Test
	@DisplayName("BR-025: a pupil's mentor is on a higher step, or it is a warning; equals teach each other")
	void aPupilOfALowerClassIsMentoredWithAWarning() {
		long fifth = pupil("Пятый", 5);
		long eighth = pupil("Восьмой", 8);
		long unknown = pupil("Неизвестный", null);
		Answer upside = propose(fifth, eighth, null);
		Assertions.assertThat(upside.ok().at("/warnings/0")).contains("5-м", "8-м", "равный — равному");
		Assertions.assertThat(propose(pupil("Пятая", 5), fifth, "лидер — пассивный").ok().body().get("warnings"))
			.hasSize(1);
		Assertions.assertThat(propose(eighth, fifth, null).ok().body().get("warnings")).isEmpty();
		Assertions.assertThat(propose(fifth, eighth, "Равный – равному").ok().body().get("warnings")).isEmpty();
		Assertions.assertThat(propose(unknown, eighth, null).ok().body().get("warnings")).isEmpty();
		String edit = School.pair(this.id, fifth, eighth, TODAY)
			.replace("teacher_teacher", "pupil_pupil")
			.replace("'organisationId':" + this.id, "'version':0");
		Assertions.assertThat(this.school.put("/mentorships/" + upside.id(), edit, this.curator).ok().at("/warnings/0"))
			.contains("8-м");
		// the form decides, not the ages: a teacher of a pupil has no class
		Assertions
			.assertThat(
					this.school
						.post("/mentorships",
								School.pair(this.id, fifth, eighth, TODAY)
									.replace("teacher_teacher", "student_student"),
								this.curator)
						.ok()
						.body()
						.get("warnings"))
			.isEmpty();
	}

	private long pupil(String lastName, Integer grade) {
		long pupil = this.school.person(this.id, lastName, TODAY.minusYears(12));
		this.db.client()
			.sql("update participant set kind = 'pupil', grade = ? where person_id = ?")
			.params(grade, pupil)
			.update();
		return pupil;
	}

	private Answer propose(long mentor, long mentee, String roleModel) {
		String model = (roleModel != null)
				? ",'roleModel':'" + roleModel + "'"
						+ (roleModel.startsWith("Равный") ? ",'more':{'topics':['Алгебра','Шахматы']}" : "") + "}"
				: "}";
		String body = School.pair(this.id, mentor, mentee, TODAY).replace("teacher_teacher", "pupil_pupil");
		return this.school.post("/mentorships", body.substring(0, body.length() - 1) + model, this.curator);
	}

	@Test
	void agreementIsOnesOwnOrTheCuratorsFromPaper() {
		long pair = this.school
			.post("/mentorships", School.pair(this.id, this.mentor, this.mentee, TODAY), this.curator)
			.ok()
			.id();
		String uri = "/mentorships/" + pair + "/agreement";
		String body = "{'personId':%d,'agreed':true,'on':'%s','by':'%s'}";
		Assertions
			.assertThat(this.school
				.post(uri, body.formatted(this.mentee, TODAY, "self"), School.mentor(this.id, this.mentor))
				.status())
			.isEqualTo(403);
		Assertions
			.assertThat(this.school
				.post(uri, body.formatted(this.mentor, TODAY, "curator"), School.mentor(this.id, this.mentor))
				.status())
			.isEqualTo(403);
		Assertions.assertThat(this.school.post(uri, body.formatted(this.mentor, TODAY, "self"), this.curator).status())
			.isEqualTo(403);
		Assertions.assertThat(this.school.post(uri, body.formatted(999999, TODAY, "curator"), this.curator).status())
			.isEqualTo(404);
		this.school.post(uri, body.formatted(this.mentor, TODAY, "self"), School.mentor(this.id, this.mentor)).ok();
	}

	// ---- life

	@Test
	@DisplayName("4.5: the first held meeting activates an ordered mentorship; a final one planned brings it to its end")
	void theFirstHeldMeetingActivates() {
		long pair = this.school.active(this.id, this.mentor, this.mentee, "situational");
		Assertions.assertThat(this.school.get("/mentorships/" + pair, this.curator).at("/status")).isEqualTo("active");
		long last = this.school
			.post("/mentorships/" + pair + "/meetings",
					"{'kind':'final','plannedOn':'%s','mode':'remote'}".formatted(TODAY.plusDays(5)), this.curator)
			.ok()
			.id();
		Assertions.assertThat(this.school.get("/mentorships/" + pair, this.curator).at("/status"))
			.isEqualTo("completing");
		this.school.post("/meetings/" + last + "/cancellation", "{'reason':'Рано'}", this.curator).ok();
		Assertions.assertThat(this.school.get("/mentorships/" + pair, this.curator).at("/status")).isEqualTo("active");
		this.school
			.post("/mentorships/" + pair + "/suspension", "{'on':'%s','reason':'Длительный отпуск'}".formatted(TODAY),
					this.curator)
			.ok();
		Assertions
			.assertThat(
					this.school
						.post("/mentorships/" + pair + "/meetings",
								"{'kind':'regular','plannedOn':'%s','mode':'remote'}".formatted(TODAY), this.curator)
						.code())
			.isEqualTo("programme.wrong-status");
		this.school.post("/mentorships/" + pair + "/resumption", "{'on':'%s'}".formatted(TODAY), this.curator).ok();
		Answer ended = this.school.post("/mentorships/" + pair + "/completion", "{'on':'%s'}".formatted(TODAY),
				this.curator);
		Assertions.assertThat(ended.ok().text()).contains("итоговая");
		Assertions.assertThat(this.db.client()
			.sql("select string_agg(data ->> 'status', ',' order by n) from (select data, id as n from outbox where "
					+ "type = 'mentorship-changed' and subject = :id union all select data, position from feed where "
					+ "type = 'mentorship-changed' and subject = :id) facts")
			.param("id", pair)
			.query(String.class)
			.single()).contains("proposed", "ordered", "active", "completed");
	}

	@Test
	@DisplayName("BR-032: the refusal of a wrong period names the allowed ends")
	void theRefusedPeriodNamesTheAllowedEnds() {
		long pair = this.school.ordered(this.id, this.mentor, this.mentee);
		Answer refused = this.school.post("/mentorships/" + pair + "/programme",
				"{'templateId':1,'from':'2026-09-15','to':'2026-12-14'}", this.curator);
		Assertions.assertThat(refused.status()).isEqualTo(422);
		Assertions.assertThat(refused.at("/violations/0/message")).contains("15.12.2026", "15.09.2027");
		Assertions.assertThat(this.db.count("personal_programme where mentorship_id = " + pair)).isZero();
		this.school
			.post("/mentorships/" + pair + "/programme", "{'templateId':1,'from':'2026-09-15','to':'2026-12-15'}",
					this.curator)
			.ok();
		Assertions
			.assertThat(
					this.school
						.post("/mentorships/" + pair + "/programme",
								"{'templateId':1,'from':'2026-09-15','to':'2026-12-15'}", this.curator)
						.code())
			.isEqualTo("programme.personal.exists");
		Assertions
			.assertThat(
					this.school
						.post("/mentorships/" + pair + "/programme",
								"{'templateId':77,'from':'2026-09-15','to':'2026-12-15'}", this.curator)
						.status())
			.isIn(404, 409);
	}

	@Test
	void theDeskGroupsWhatWaits() {
		long pair = this.school.active(this.id, this.mentor, this.mentee);
		this.school
			.post("/mentorships/" + pair + "/meetings",
					"{'kind':'regular','plannedOn':'%s','mode':'remote'}".formatted(TODAY), this.curator)
			.ok();
		this.school.post("/mentorships", School.pair(this.id, this.mentee, this.mentor, TODAY), this.curator).ok();
		Answer asMentor = this.school.get("/desk", School.mentor(this.id, this.mentor)).ok();
		Assertions.assertThat(asMentor.body().at("/counts/today").asInt()).isEqualTo(1);
		Assertions.assertThat(asMentor.text()).contains("\"kind\":\"agreement\"", "Наставникова Имя → Ученикова Имя");
		Assertions.assertThat(this.school.get("/desk", School.mentee(this.id, this.mentee)).text())
			.contains("meeting-to-confirm");
		Assertions.assertThat(this.school.get("/desk", this.curator).text()).contains("agreement-awaited");
		long agreed = this.school.agreed(this.id, this.mentor, this.mentee);
		Assertions.assertThat(this.school.get("/desk?organisation=" + this.id, this.curator).text())
			.contains("order-to-prepare");
		this.school.post("/orders", order(agreed), this.curator).ok();
		Assertions.assertThat(this.school.get("/desk", this.curator).text()).doesNotContain("order-to-prepare");
		Assertions.assertThat(this.school.get("/desk", this.director).text()).contains("order-to-sign");
	}

	// ---- bad input

	@ParameterizedTest(name = "bad input: {0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			'goal':'Освоить урок'       | 'goal':''                  | 400 | goal
			'goal':'Освоить урок'       | 'goal':'а\\u0001б'         | 400 | goal
			'kind':'pair'               | 'kind':'trio'              | 400 | kind
			'kind':'pair'               | 'kind':null                | 400 | kind
			'kind':'pair'               | 'kind':'group'             | 422 | menteeIds
			'methods':['one_to_one']    | 'methods':['x']            | 400 | methods[0]
			'start':'2026-09-15'        | 'start':'2027-02-29'       | 400 | start
			'start':'2026-09-15'        | 'start':'22026-09-15'      | 400 | start
			'start':'2026-09-15'        | 'start':'2126-09-15'       | 400 | start
			'start':'2026-09-15'        | 'start':'2027-09-15'       | 422 | plannedEnd
			'mentorIds':[               | 'mentorIds':[null,         | 400 | mentorIds[0]
			'mentorIds':[               | 'mentorIds':[987654321,    | 422 | mentorIds
			""")
	void badInputIsRefusedByField(String good, String bad, int status, String field) {
		long before = this.db.count("mentorship");
		String body = School.pair(this.id, this.mentor, this.mentee, LocalDate.of(2026, 9, 15));
		String wrong = body.replace(good, bad);
		Assertions.assertThat(wrong).isNotEqualTo(body);
		Answer answer = this.school.post("/mentorships", wrong, this.curator);
		Assertions.assertThat(answer.status()).as(answer.text()).isEqualTo(status);
		Assertions.assertThat(answer.text()).contains("\"field\":\"" + field);
		Assertions.assertThat(answer.at("/detail")).matches(".*[А-я].*");
		Assertions.assertThat(this.db.count("mentorship")).isEqualTo(before);
	}

	@Test
	void overLongTextIsRefusedAndEmojiInTextIsKept() {
		String body = School.pair(this.id, this.mentor, this.mentee, TODAY);
		Assertions
			.assertThat(this.school.post("/mentorships", body.replace("Освоить урок", "я".repeat(2001)), this.curator)
				.status())
			.isEqualTo(400);
		Assertions
			.assertThat(this.school.post("/mentorships", body.replace("Освоить урок", "Освоить 😀"), this.curator)
				.ok()
				.at("/goal"))
			.isEqualTo("Освоить 😀");
		Assertions.assertThat(this.school.post("/mentorships", body.substring(0, 40), this.curator).code())
			.isEqualTo("malformed");
	}

	@Test
	void foreignAndUnknownLookTheSame() {
		long pair = this.school.ordered(this.id, this.mentor, this.mentee);
		long elsewhere = this.school.open();
		String stranger = School.curator(elsewhere);
		Answer foreign = this.school.get("/mentorships/" + pair, stranger);
		Answer missing = this.school.get("/mentorships/987654321", stranger);
		Assertions.assertThat(foreign.status()).isEqualTo(404);
		Assertions.assertThat(foreign.text().replace("" + pair, "?"))
			.isEqualTo(missing.text().replace("987654321", "?"));
		Answer foreignPeople = this.school.post("/mentorships", School.pair(elsewhere, this.mentor, this.mentee, TODAY),
				stranger);
		Answer missingPeople = this.school.post("/mentorships", School.pair(elsewhere, 987654321, 987654322, TODAY),
				stranger);
		Assertions.assertThat(foreignPeople.text()).isEqualTo(missingPeople.text());
		Assertions.assertThat(this.school.get("/mentorships/abc", stranger).status()).isEqualTo(404);
		for (String uri : new String[] { "/mentorships?status=xyz", "/meetings?from=2026-02-30", "/orders?sort=text",
				"/programmes?size=1000", "/participants?role=cat" }) {
			Answer answer = this.school.get(uri, stranger);
			Assertions.assertThat(answer.status()).as(uri).isEqualTo(400);
			Assertions.assertThat(answer.body().get("violations")).as(uri).isNotEmpty();
		}
	}

	@Test
	void aStaleVersionShowsTheSavedState() {
		Answer saved = this.school.post("/mentorships", School.pair(this.id, this.mentor, this.mentee, TODAY),
				this.curator);
		String uri = "/mentorships/" + saved.ok().id();
		String change = School.pair(this.id, this.mentor, this.mentee, TODAY)
			.replace("'organisationId':" + this.id, "'version':" + saved.body().get("version").asInt());
		this.school.put(uri, change.replace("Освоить урок", "Новая цель"), this.curator).ok();
		Answer stale = this.school.put(uri, change, this.curator);
		Assertions.assertThat(stale.status()).isEqualTo(409);
		Assertions.assertThat(stale.at("/current/goal")).isEqualTo("Новая цель");
		Assertions.assertThat(stale.body().get("submittedVersion").asInt())
			.isEqualTo(saved.body().get("version").asInt());
	}

	@Test
	void aDuplicateSubmitHappensOnce() {
		String body = School.pair(this.id, this.mentor, this.mentee, TODAY).replace('\'', '"');
		for (int i = 0; i < 2; i++) {
			Assertions
				.assertThat(this.mvc.post()
					.uri("/mentorships")
					.header("Idempotency-Key", "twice-" + this.id)
					.contentType(MediaType.APPLICATION_JSON)
					.content(body)
					.with(As.grants(this.curator)))
				.hasStatus(201);
		}
		Assertions.assertThat(this.db.count("mentorship where organisation_id = " + this.id)).isEqualTo(1);
	}

	private String order(long pair) {
		return "{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}".formatted(this.id,
				pair);
	}

}
