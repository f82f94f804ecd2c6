package ru.nastavnik.programme.matching;

import java.util.Arrays;

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
import ru.nastavnik.programme.mentorship.Terms.Form;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of drafts, offers and pins while the world goes on. */
@ServiceTest
@Import({ School.class, MatchingRounds.class, MatchingPeople.class })
class OfferTests {

	@Autowired
	private School school;

	@Autowired
	private MatchingPeople people;

	@Autowired
	private Db db;

	private long municipality;

	private String officer;

	private long here;

	private long there;

	@BeforeEach
	void open() {
		this.municipality = this.people.municipality();
		this.officer = MatchingPeople.officer(this.municipality);
		this.here = this.people.school(this.municipality);
		this.there = this.people.school(this.municipality);
	}

	@Test
	@DisplayName("why a school declined stays there: neither the mentor's school nor whoever offered reads it")
	void theReasonStaysAtTheSchool() {
		this.people.mentee(this.here, "Молодцова");
		long mentor = this.people.mentor(this.there, "Щедрова", 1);
		long run = offered("nobody_left");
		answer(offers(this.here).get(0), "{'accepted':false,'reason':'Семья уезжает'}").ok();
		assertThat(list(this.here).text()).contains("Семья уезжает");
		assertThat(list(this.there).text()).contains("declined").doesNotContain("Семья уезжает");
		assertThat(this.people.read(run, "/pairs", this.officer).text()).doesNotContain("Семья уезжает");
		assertThat(this.school.get("/people/" + mentor + "/data", School.curator(this.there)).ok().text())
			.contains("Предложенные пары")
			.doesNotContain("Семья уезжает");
	}

	@Test
	@DisplayName("nobody is offered twice: neither by another target nor by another run; the mentor's places are counted with what is offered")
	void nobodyIsOfferedTwice() {
		long first = this.people.mentee(this.here, "Молодцова");
		this.people.mentor(this.here, "Своева", 1);
		long run = offered("nobody_left");
		this.people.act(run, "choice", ",'target':'best_total'", this.officer).ok();
		Answer again = this.people.act(run, "publication", "", this.officer);
		assertThat(again.status()).isEqualTo(422);
		assertThat(again.text()).contains("уже предложили");
		long second = this.people.mentee(this.here, "Вторая");
		long next = this.people.run(this.municipality, "nobody_left", this.officer);
		assertThat(this.people.read(next, "/pairs", this.officer).body().get("items")).isEmpty();
		assertThat(this.people.read(next, "/left", this.officer).body().get("items"))
			.extracting((left) -> left.at("/mentee/personId").asLong() + left.get("reason").asString())
			.containsExactlyInAnyOrder(first + "offered", second + "capacity");
		assertThat(this.db.count("matching_offer where organisation_id = " + this.here)).isEqualTo(1);
	}

	@Test
	@DisplayName("BR-047: an offer is not taken when the mentee has found a mentor meanwhile or the mentor's places are taken")
	void whatChangedMeanwhileRefusesTheAnswer() {
		long first = this.people.mentee(this.here, "Молодцова");
		long second = this.people.mentee(this.here, "Вторая");
		long mentor = this.people.mentor(this.here, "Своева", 2);
		offered("nobody_left");
		long other = this.people.mentor(this.here, "Найденная", 1);
		pair(other, first);
		Answer led = answer(offer(first), "{'accepted':true}");
		assertThat(led.status()).isEqualTo(422);
		assertThat(led.text()).contains("уже есть наставник");
		this.people.set(mentor, "max_load = 1");
		pair(mentor, this.people.mentee(this.here, "Третья"));
		Answer full = answer(offer(second), "{'accepted':true}");
		assertThat(full.status()).isEqualTo(422);
		assertThat(full.text()).contains("столько наставляемых");
		assertThat(this.db.count("matching_offer where status = 'open' and organisation_id = " + this.here))
			.isEqualTo(2);
	}

	@Test
	@DisplayName("a declined pair leaves the mentor's place to another mentee")
	void aDeclinedPairTakesNoPlace() {
		long first = this.people.mentee(this.here, "Молодцова");
		long mentor = this.people.mentor(this.here, "Своева", 1);
		long run = offered("nobody_left");
		answer(offer(first), "{'accepted':false,'reason':'Нет'}").ok();
		long second = this.people.mentee(this.here, "Вторая");
		run = this.people.run(this.municipality, "nobody_left", this.officer);
		assertThat(this.people.read(run, "/pairs", this.officer).body().get("items")).hasSize(1);
		this.people.act(run, "publication", "", this.officer).ok();
		JsonNode offered = this.people.read(run, "/pairs", this.officer).body().at("/items/0");
		long taken = offered.at("/mentee/personId").asLong();
		long free = (taken == first) ? second : first;
		answer(offer(taken), "{'accepted':false,'reason':'Нет'}").ok();
		JsonNode candidate = this.people.read(run, "/candidates?mentee=" + free, this.officer).body().get(0);
		assertThat(candidate.get("free").asInt()).isEqualTo(1);
		this.people.act(run, "moves", ",'menteeId':%d,'mentorId':%d".formatted(free, mentor), this.officer).ok();
	}

	@Test
	@DisplayName("whoever left the base is said to have left it, whoever found a mentor to have found one")
	void theCauseIsTheRealOne() {
		String curator = School.curator(this.here);
		long left = this.people.mentee(this.here, "Молодцова");
		long found = this.people.mentee(this.here, "Нашедшая");
		this.people.mentor(this.here, "Своева", 2);
		long run = this.people.run(this.here, "nobody_left", curator);
		this.people.set(left, "mentee_status = 'excluded'");
		pair(this.people.mentor(this.here, "Другая", 1), found);
		Answer refused = this.people.act(run, "publication", "", curator);
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.body().get("violations")).extracting((one) -> one.get("message").asString())
			.containsExactlyInAnyOrder(HardRule.NOT_IN_BASE.words() + " " + HardRule.NOT_IN_BASE.cure(),
					HardRule.ALREADY_PAIRED.words() + " " + HardRule.ALREADY_PAIRED.cure());
	}

	@Test
	@DisplayName("a pin that a rule forbids now is left out with a word about it, and the run goes on")
	void aStalePinIsAWarning() {
		String curator = School.curator(this.here);
		long first = this.people.mentee(this.here, "Молодцова");
		this.people.mentee(this.here, "Вторая");
		long mentor = this.people.mentor(this.here, "Своева", 1);
		long resting = this.people.mentor(this.here, "Усталая", 1);
		this.school
			.put("/matching/wishes",
					"{'organisationId':%d,'menteeId':%d,'mentorId':%d,'kind':'pin'}".formatted(this.here, first,
							resting),
					curator)
			.ok();
		this.people.set(resting, "mentor_status = 'resting'");
		long run = this.people.run(this.here, "nobody_left", curator);
		Answer view = this.people.read(run, "", curator);
		assertThat(view.at("/status")).isEqualTo("done");
		assertThat(view.body().get("loosePins").asInt()).isEqualTo(1);
		assertThat(this.people.read(run, "/pairs", curator).body().at("/items/0/mentor/personId").asLong())
			.isEqualTo(mentor);
		Answer pins = this.people.read(run, "/loose-pins", curator);
		assertThat(pins.text()).contains("Молодцова", "Усталая", HardRule.NOT_READY.words());
		long above = this.people.run(this.municipality, "nobody_left", this.officer);
		assertThat(this.people.read(above, "", this.officer).at("/status")).isEqualTo("done");
		assertThat(this.people.read(above, "/loose-pins", this.officer).body()).hasSize(1);
	}

	@Test
	@DisplayName("weights are shown for every form")
	void everyFormHasWeights() {
		Arrays.stream(Form.values())
			.forEach((form) -> assertThat(
					this.school.get("/matching/weights?form=" + form, School.curator(this.here)).ok().at("/form"))
				.isEqualTo(form.toString()));
		assertThat(this.school.get("/matching/weights?form=friends", School.curator(this.here)).status())
			.isEqualTo(400);
	}

	/** A run of the municipality, published. */
	private long offered(String target) {
		long run = this.people.run(this.municipality, target, this.officer);
		this.people.act(run, "publication", "", this.officer).ok();
		return run;
	}

	private Answer list(long organisation) {
		return this.school.get("/matching/offers?organisation=" + organisation, School.curator(organisation)).ok();
	}

	private JsonNode offers(long organisation) {
		return list(organisation).body().get("items");
	}

	private JsonNode offer(long mentee) {
		for (JsonNode offer : offers(this.here)) {
			if (offer.at("/mentee/personId").asLong() == mentee && offer.get("status").asString().equals("open")) {
				return offer;
			}
		}
		throw new AssertionError("no open offer");
	}

	private Answer answer(JsonNode offer, String body) {
		return this.school.post("/matching/offers/" + offer.get("id").asLong() + "/answer", body,
				School.curator(this.here));
	}

	private void pair(long mentor, long mentee) {
		this.school
			.post("/mentorships", School.pair(this.here, mentor, mentee, School.TODAY), School.curator(this.here))
			.ok();
	}

}
