package ru.nastavnik.programme.matching;

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

import static org.assertj.core.api.Assertions.assertThat;

/** What a draft becomes and how it comes back. */
@ServiceTest
@Import({ School.class, MatchingRounds.class, MatchingPeople.class })
class PublicationTests {

	@Autowired
	private School school;

	@Autowired
	private MatchingPeople people;

	@Autowired
	private Db db;

	private long municipality;

	private String officer;

	private long here;

	private String curator;

	@BeforeEach
	void open() {
		this.municipality = this.people.municipality();
		this.officer = MatchingPeople.officer(this.municipality);
		this.here = this.people.school(this.municipality);
		this.curator = School.curator(this.here);
	}

	@Test
	@DisplayName("all drafts but the named ones are published, and the answer counts them")
	void allButSome() {
		for (int k = 0; k < 3; k++) {
			this.people.mentee(this.here, "Молодцова");
		}
		this.people.mentor(this.here, "Своева", 3);
		long run = this.people.run(this.here, "nobody_left", this.curator);
		long left = this.people.read(run, "/pairs", this.curator).body().at("/items/1/id").asLong();
		Answer published = this.people.act(run, "publication", ",'except':[" + left + "]", this.curator).ok();
		assertThat(published.body().get("pairs").asInt()).isEqualTo(2);
		assertThat(published.body().get("schools").asInt()).isEqualTo(1);
		Answer drafts = this.people.read(run, "/pairs?show=draft", this.curator);
		assertThat(drafts.body().get("items")).extracting((pair) -> pair.get("id").asLong()).containsExactly(left);
		assertThat(this.people.read(run, "/pairs?ids=" + left, this.curator).body().get("items")).hasSize(1);
		assertThat(this.people.read(run, "/pairs?show=pinned", this.curator).body().get("items")).isEmpty();
		assertThat(this.people.read(run, "/pairs?show=weak", this.curator).body().at("/total").asInt())
			.isEqualTo(this.people.read(run, "/pairs", this.curator)
				.body()
				.get("items")
				.valueStream()
				.filter((pair) -> pair.get("score").asInt() < 50)
				.count());
	}

	@Test
	@DisplayName("a publication is taken back until somebody answers, one pair or all of it; the people are free again")
	void aSchoolTakesItBack() {
		long first = this.people.mentee(this.here, "Молодцова");
		this.people.mentee(this.here, "Вторая");
		long mentor = this.people.mentor(this.here, "Своева", 2);
		long run = this.people.run(this.here, "nobody_left", this.curator);
		int batch = this.people.act(run, "publication", "", this.curator).ok().body().get("batch").asInt();
		assertThat(this.people.read(run, "/batches", this.curator).body().at("/0/pairs").asInt()).isEqualTo(2);
		JsonNode pair = pairOf(run, first, this.curator);
		this.people.act(run, "withdrawal", ",'ids':[%d]".formatted(pair.get("id").asLong()), this.curator).ok();
		assertThat(pairOf(run, first, this.curator).get("status").asString()).isEqualTo("draft");
		assertThat(this.db.count("mentorship where status = 'terminated' and id = " + pair.get("mentorshipId")))
			.isEqualTo(1);
		this.people.act(run, "withdrawal", ",'batch':" + batch, this.curator).ok();
		assertThat(this.db.count("mentorship where status = 'proposed' and organisation_id = " + this.here)).isZero();
		int again = this.people.act(run, "publication", "", this.curator).ok().body().get("batch").asInt();
		long mentorship = pairOf(run, first, this.curator).get("mentorshipId").asLong();
		this.school.post("/mentorships/" + mentorship + "/agreement",
				"{'personId':%d,'agreed':true,'on':'%s','by':'curator'}".formatted(mentor, School.TODAY), this.curator)
			.ok();
		Answer late = this.people.act(run, "withdrawal", ",'batch':" + again, this.curator);
		assertThat(late.status()).isEqualTo(409);
		assertThat(late.text()).contains("уже ответили");
		assertThat(this.db.count("mentorship where status = 'proposed' and organisation_id = " + this.here))
			.isEqualTo(2);
	}

	@Test
	@DisplayName("whoever offered takes the offer back while it is open; nobody can answer it then")
	void whoeverOfferedTakesItBack() {
		this.people.mentee(this.here, "Молодцова");
		this.people.mentor(this.here, "Своева", 1);
		long run = this.people.run(this.municipality, "nobody_left", this.officer);
		int batch = this.people.act(run, "publication", "", this.officer).ok().body().get("batch").asInt();
		JsonNode offer = this.school.get("/matching/offers?organisation=" + this.here, this.curator)
			.ok()
			.body()
			.at("/items/0");
		assertThat(this.people.act(run, "withdrawal", ",'batch':" + (batch + 100), this.officer).status())
			.isEqualTo(409);
		this.people.act(run, "withdrawal", ",'batch':" + batch, this.officer).ok();
		Answer gone = this.school.get("/matching/offers?organisation=" + this.here + "&status=withdrawn", this.curator)
			.ok();
		assertThat(gone.body().at("/items/0/actions")).isEmpty();
		Answer late = this.school.post("/matching/offers/" + offer.get("id").asLong() + "/answer", "{'accepted':true}",
				this.curator);
		assertThat(late.status()).isEqualTo(409);
		assertThat(late.text()).contains("отозвано");
		this.people.act(run, "publication", "", this.officer).ok();
		offer = this.school.get("/matching/offers?organisation=" + this.here + "&status=open", this.curator)
			.ok()
			.body()
			.at("/items/0");
		this.school.post("/matching/offers/" + offer.get("id").asLong() + "/answer", "{'accepted':true}", this.curator)
			.ok();
		long pair = this.people.read(run, "/pairs", this.officer).body().at("/items/0/id").asLong();
		assertThat(this.people.act(run, "withdrawal", ",'ids':[%d]".formatted(pair), this.officer).status())
			.isEqualTo(409);
	}

	@Test
	@DisplayName("two runs are compared over all pairs, by pages and with names")
	void runsAreCompared() {
		long first = this.people.mentee(this.here, "Молодцова");
		long second = this.people.mentee(this.here, "Вторая");
		long mentor = this.people.mentor(this.here, "Своева", 1);
		long earlier = this.people.run(this.here, "nobody_left", this.curator);
		this.people.set(mentor, "max_load = 2");
		long run = this.people.run(this.here, "nobody_left", this.curator);
		JsonNode compared = this.people.read(run, "/comparison?with=" + earlier, this.curator).body();
		assertThat(compared.get("total").asInt()).isEqualTo(1);
		assertThat(compared.at("/items/0/mentee/personId").asLong()).isIn(first, second);
		assertThat(compared.at("/items/0/before").isNull()).isTrue();
		assertThat(compared.at("/items/0/after/mentor/name").asString()).contains("Своева");
		assertThat(this.people.read(run, "/comparison?with=" + earlier + "&page=1", this.curator).body().get("items"))
			.isEmpty();
		long other = this.people.school(this.municipality);
		long foreign = this.people.run(other, "nobody_left", School.curator(other));
		assertThat(this.school.get("/matching/runs/" + run + "/comparison?with=" + foreign, this.curator).status())
			.isEqualTo(404);
		assertThat(this.people.read(run, "/pairs?mentees=" + first, this.curator).body().get("items")).hasSize(1);
	}

	@Test
	@DisplayName("the figures of a run follow the curator's hand")
	void figuresFollowMoves() {
		this.people.mentee(this.here, "Молодцова");
		long mentor = this.people.mentor(this.here, "Своева", 1);
		long run = this.school
			.post("/matching/runs",
					"{'organisationId':%d,'form':'teacher_teacher','target':'best_total','minScore':100}"
						.formatted(this.here),
					this.curator)
			.ok()
			.id();
		this.people.rounds();
		assertThat(this.people.read(run, "", this.curator).body().at("/targets/0/pairs").asInt()).isZero();
		long mentee = this.people.read(run, "/left", this.curator).body().at("/items/0/mentee/personId").asLong();
		JsonNode moved = this.people
			.act(run, "moves", ",'menteeId':%d,'mentorId':%d".formatted(mentee, mentor), this.curator)
			.ok()
			.body();
		assertThat(moved.at("/targets/0/pairs").asInt()).isEqualTo(1);
		assertThat(moved.at("/targets/0/left").asInt()).isZero();
		assertThat(moved.at("/targets/0/score").asInt()).isPositive();
		assertThat(moved.at("/targets/1/left").asInt()).isEqualTo(1);
		assertThat(this.school.post("/matching/runs/" + run + "/replay", null, this.curator).ok().at("/same"))
			.isEqualTo("true");
	}

	@Test
	@DisplayName("BR-040: above the school a no-go, a ban and relatives are one word, and nobody's wish is named")
	void confidencesStayAtTheSchool() {
		long[] mentees = new long[4];
		long mentor = this.people.mentor(this.here, "Своева", 3);
		for (int k = 0; k < 4; k++) {
			mentees[k] = this.people.mentee(this.here, "Молодцова");
		}
		said(mentees[0], mentor, "mentee", "'no_go', null");
		said(mentees[3], mentor, "mentee", "'wish', 1");
		for (String kind : new String[] { "ban", "relative" }) {
			this.school
				.put("/matching/wishes",
						"{'organisationId':%d,'menteeId':%d,'mentorId':%d,'kind':'%s'}".formatted(this.here,
								mentees[kind.equals("ban") ? 1 : 2], mentor, kind),
						this.curator)
				.ok();
		}
		long run = this.people.run(this.municipality, "nobody_left", this.officer);
		for (int k = 0; k < 3; k++) {
			JsonNode told = this.people.read(run, "/candidates?mentee=" + mentees[k], this.officer).body().get(0);
			assertThat(told.get("rule").asString()).isEqualTo("apart");
			assertThat(told.get("refusal").asString()).isEqualTo(HardRule.APART.words());
		}
		String wish = this.people.read(run, "/candidates?mentee=" + mentees[3], this.officer).text();
		assertThat(wish).contains("чьи они, знает школа").doesNotContain("выбрал");
		String left = this.people.read(run, "/left", this.officer).text();
		assertThat(left).doesNotContain("no_go", "просил", "родств", "исключил");
		long own = this.people.run(this.here, "nobody_left", this.curator);
		assertThat(this.people.read(own, "/candidates?mentee=" + mentees[0], this.curator).text()).contains("no_go");
		assertThat(this.people.read(own, "/candidates?mentee=" + mentees[3], this.curator).text())
			.contains("Наставляемый выбрал этого наставника");
	}

	private void said(long by, long about, String role, String kindAndRank) {
		this.db.execute("insert into preference (region_id, institute_id, municipality_id, organisation_id, by_person, "
				+ "for_person, role, kind, rank) values (1, 2, " + this.municipality + ", " + this.here + ", " + by
				+ ", " + about + ", '" + role + "', " + kindAndRank + ")");
	}

	private JsonNode pairOf(long run, long mentee, String caller) {
		for (JsonNode pair : this.people.read(run, "/pairs", caller).body().get("items")) {
			if (pair.at("/mentee/personId").asLong() == mentee) {
				return pair;
			}
		}
		throw new AssertionError("no such pair");
	}

}
