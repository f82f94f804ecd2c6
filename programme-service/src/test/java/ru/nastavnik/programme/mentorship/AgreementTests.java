package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** What people agree to stays what they agreed to, on the real database. */
@ServiceTest
@Import(School.class)
class AgreementTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

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

	@ParameterizedTest(name = "4.5: new {2} of a proposal withdraw the marks of both sides")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					'goal':'Освоить урок'    | 'goal':'Другая цель'      | цель
					'methods':['one_to_one'] | 'methods':['situational'] | способы работы
					'kind':'pair'            | 'roleModel':'равный – равному','more':{'topics':['Методика','Сервисы']},'kind':'pair' | форма
					""")
	void newTermsAreAskedAboutAgain(String old, String news, String what) {
		String terms = School.pair(this.id, this.mentor, this.mentee, TODAY);
		long pair = this.school.post("/mentorships", terms, this.curator).ok().id();
		say(pair, this.mentor);
		Answer same = edit(pair, terms).ok();
		Assertions.assertThat(same.text()).contains("\"agreed\":true");
		Answer changed = edit(pair, terms.replace(old, news)).ok();
		Assertions.assertThat(changed.text()).doesNotContain("\"agreed\":true");
		Assertions.assertThat(changed.at("/members/0/agreedOn")).isEmpty();
		Assertions
			.assertThat(this.db.client()
				.sql("select note from mentorship_history where verb = 'agreement-withdrawn' and mentorship_id = :id")
				.param("id", pair)
				.query(String.class)
				.list())
			.singleElement()
			.asString()
			.contains(what);
		Assertions.assertThat(this.school.get("/desk", School.mentor(this.id, this.mentor)).text())
			.contains("\"kind\":\"agreement\"");
	}

	@Test
	@DisplayName("4.5: a word about terms that have changed meanwhile is refused like a stale edit")
	void aWordIsAboutWhatWasRead() {
		String terms = School.pair(this.id, this.mentor, this.mentee, TODAY);
		Answer read = this.school.post("/mentorships", terms, this.curator).ok();
		int version = read.body().get("version").asInt();
		edit(read.id(), terms.replace("Освоить урок", "Другая цель")).ok();
		String word = "{'version':%d,'personId':%d,'agreed':true,'on':'%s','by':'self'}";
		String uri = "/mentorships/" + read.id() + "/agreement";
		String asMentor = School.mentor(this.id, this.mentor);
		Answer stale = this.school.post(uri, word.formatted(version, this.mentor, TODAY), asMentor);
		Assertions.assertThat(stale.status()).isEqualTo(409);
		Assertions.assertThat(stale.code()).isEqualTo("stale");
		Assertions.assertThat(stale.at("/current/goal")).isEqualTo("Другая цель");
		this.school.post(uri, word.formatted(stale.body().at("/current/version").asInt(), this.mentor, TODAY), asMentor)
			.ok();
	}

	@Test
	@DisplayName("4.5: other people, or another goal after everybody agreed, are a proposal again")
	void anAgreedPairWithANewGoalIsAProposal() {
		long pair = this.school.agreed(this.id, this.mentor, this.mentee);
		String terms = School.pair(this.id, this.mentor, this.mentee, TODAY.minusMonths(1));
		Answer changed = edit(pair, terms.replace("Освоить урок", "Другая цель")).ok();
		Assertions.assertThat(changed.at("/status")).isEqualTo("proposed");
		Assertions.assertThat(changed.text()).doesNotContain("\"agreed\":true");
		say(pair, this.mentor);
		long other = this.school.adult(this.id, "Другова");
		Answer people = edit(pair, School.pair(this.id, this.mentor, other, TODAY.minusMonths(1))).ok();
		Assertions.assertThat(people.text()).doesNotContain("\"agreed\":true").contains("Другова");
		say(pair, this.mentor);
		say(pair, other);
		Assertions.assertThat(this.school.get("/mentorships/" + pair, this.curator).at("/status")).isEqualTo("agreed");
	}

	@Test
	@DisplayName("BR-031: an edit keeps one mentor, and one mentee of a pair or two and more of a group")
	void anEditKeepsTheNumbersOfItsKind() {
		String terms = School.pair(this.id, this.mentor, this.mentee, TODAY);
		long pair = this.school.post("/mentorships", terms, this.curator).ok().id();
		long other = this.school.adult(this.id, "Другова");
		for (String wrong : new String[] { terms.replace("'kind':'pair'", "'kind':'group'"),
				terms.replace("'menteeIds':[", "'menteeIds':[" + other + ","),
				terms.replace("'mentorIds':[", "'mentorIds':[" + other + ",") }) {
			Answer refused = edit(pair, wrong);
			Assertions.assertThat(refused.status()).as(wrong).isEqualTo(422);
			Assertions.assertThat(refused.code()).isEqualTo("programme.mentorship.members");
		}
		Assertions.assertThat(this.db.count("mentorship_member where mentorship_id = " + pair)).isEqualTo(2);
		edit(pair, terms.replace("'kind':'pair'", "'kind':'group'")
			.replace("'menteeIds':[", "'menteeIds':[" + other + ",")).ok();
	}

	@Test
	@DisplayName("BR-032: the methods decide whether a term is demanded, so they are agreed terms and do not change later")
	void methodsAreAgreedTerms() {
		long pair = this.school.agreed(this.id, this.mentor, this.mentee);
		String terms = School.pair(this.id, this.mentor, this.mentee, TODAY.minusMonths(1));
		Assertions.assertThat(edit(pair, terms.replace("one_to_one", "speed")).code())
			.isEqualTo("programme.wrong-status");
		Assertions.assertThat(edit(pair, terms.replace("'one_to_one'", "'one_to_one','one_to_one'")).status())
			.as("the same methods in other words")
			.isEqualTo(200);
	}

	@Test
	@DisplayName("BR-033: the exemption from BR-032 needs every method to be speed or situational")
	void onlyWhollyExemptWorkIsExempt() {
		String day = "{'templateId':1,'from':'%1$s','to':'%1$s'}".formatted(TODAY);
		String[] methods = { "'speed','situational'", "'speed','one_to_one'" };
		int[] answers = { 201, 422 };
		for (int i = 0; i < methods.length; i++) {
			LocalDate start = TODAY.minusMonths(1);
			long pair = this.school
				.post("/mentorships",
						School.pair(this.id, this.mentor, this.school.adult(this.id, "Ученик"), start)
							.replace("'one_to_one'", methods[i]),
						this.curator)
				.ok()
				.id();
			this.db.execute("update mentorship set status = 'agreed' where id = " + pair);
			Answer programme = this.school.post("/mentorships/" + pair + "/programme", day, this.curator);
			Assertions.assertThat(programme.status()).as(methods[i]).isEqualTo(answers[i]);
		}
	}

	@ParameterizedTest(name = "BR-016, BR-035: an order is not signed when {1}")
	@CsvSource(delimiter = '|', textBlock = """
			consent_until = current_date - 1 | a consent has run out
			mentor_status = 'resting'        | a mentor is not available
			until = current_date - 1, kind = null | a person has gone
			""")
	void anOrderIsCheckedAgainWhenItIsSigned(String meanwhile, String what) {
		long pair = this.school.agreed(this.id, this.mentor, this.mentee);
		long order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}"
						.formatted(this.id, pair),
					this.curator)
			.ok()
			.id();
		this.db.execute("update participant set " + meanwhile + " where person_id = " + this.mentor);
		String signature = "{'number':'9','date':'%s'}".formatted(TODAY);
		Answer refused = this.school.post("/orders/" + order + "/signature", signature, this.director);
		Assertions.assertThat(refused.code()).as(what).isEqualTo("programme.mentorship.not-ready");
		Assertions.assertThat(this.school.get("/mentorships/" + pair, this.curator).at("/status")).isEqualTo("agreed");
		Assertions.assertThat(this.school.get("/orders/" + order, this.director).at("/status")).isEqualTo("draft");
		this.db.execute("update participant set consent_until = current_date + 9, mentor_status = 'available', "
				+ "kind = 'staff' where person_id = " + this.mentor);
		this.school.post("/orders/" + order + "/signature", signature, this.director).ok();
	}

	private void say(long pair, long person) {
		this.school
			.post("/mentorships/" + pair + "/agreement",
					"{'personId':%d,'agreed':true,'on':'%s','by':'curator'}".formatted(person, TODAY), this.curator)
			.ok();
	}

	private Answer edit(long pair, String terms) {
		int version = this.school.get("/mentorships/" + pair, this.curator).body().get("version").asInt();
		return this.school.put("/mentorships/" + pair,
				terms.replace("'organisationId':" + this.id, "'version':" + version), this.curator);
	}

}
