package ru.nastavnik.programme.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.FactFile;
import ru.nastavnik.programme.School;

@ServiceTest
@Import(School.class)
class RegistryIntakeTests {

	private static final Place PLACE = new Place(41, 42L, 43L, 44);

	@Autowired
	private List<Subscription> subscriptions;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JsonMapper json;

	@Autowired
	private Db db;

	@Autowired
	private School school;

	@Test
	void everythingIsListenedToInOnePlace() {
		Assertions.assertThat(this.subscriptions)
			.extracting(Subscription::name)
			.containsExactlyInAnyOrder("registry/facts", "registry/named");
	}

	@Test
	void aBatchIsAppliedTwiceWithTheSameEffect() {
		List<Fact> facts = List.of(organisation("Школа № 1"), organisation("Школа № 2"), state(71, "in_base"),
				state(71, "matched"), fact("something-else", 1, "{}"));
		for (int i = 0; i < 2; i++) {
			apply("registry/facts", facts);
		}
		Assertions.assertThat(one("select short_name from organisation where organisation_id = 44"))
			.isEqualTo("Школа № 2");
		Assertions.assertThat(one("select mentee_status from participant where person_id = 71")).isEqualTo("matched");
		Assertions.assertThat(this.db.count("participant where person_id = 71")).isEqualTo(1);
	}

	@Test
	void aNameMayComeBeforeItsPerson() {
		apply("registry/named", List.of(name(72, "Раннев")));
		Assertions.assertThat(this.school.get("/participants?organisation=44", "curator@41/44").text())
			.doesNotContain("Раннев");
		apply("registry/facts", List.of(state(72, "in_base")));
		Assertions.assertThat(this.school.get("/participants?organisation=44&role=mentee", "curator@41/44").text())
			.contains("Раннев Иван");
	}

	@Test
	void aRenamedPersonKeepsTheCircleOfThosePairedWith() {
		apply("registry/facts", List.of(state(73, "in_base")));
		this.db.execute("update participant set participants = '{73,99}' where person_id = 73");
		apply("registry/named", List.of(name(73, "Новов")));
		apply("registry/facts", List.of(state(73, "waiting")));
		Assertions.assertThat(this.db.count("participant where person_id = 73 and participants = '{73,99}'"))
			.isEqualTo(1);
	}

	@Test
	void erasureIsCarriedOutInAnyOrder() {
		apply("registry/facts", List.of(state(74, "in_base"), state(75, "in_base")));
		apply("registry/named", List.of(name(74, "Стертов"), name(75, "Стертов")));
		apply("registry/facts", List.of(gone("participant-changed", 74)));
		apply("registry/named", List.of(gone("participant-named", 74), gone("participant-named", 75)));
		Assertions.assertThat(this.db.count("participant where person_id = 74")).isZero();
		Assertions.assertThat(one("select coalesce(last_name, '-') from participant where person_id = 75"))
			.isEqualTo("-");
		apply("registry/named", List.of(name(76, "Обогнавший")));
		apply("registry/named", List.of(gone("participant-named", 76)));
		Assertions.assertThat(this.db.count("participant where person_id = 76")).isZero();
	}

	@ParameterizedTest(name = "BR-016: {0} of an old or a new fact is a consent until {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"consent":true                              | 9999-12-31
			"consent":true,"consentUntil":null          | 9999-12-31
			"consent":false                             | -
			"grade":9                                   | -
			"consentUntil":"2030-01-02"                 | 2030-01-02
			"consent":true,"consentUntil":"2030-01-02"  | 2030-01-02
			""")
	void aConsentWithoutALastDayStandsForEver(String told, String until) {
		apply("registry/facts", List.of(fact("participant-changed", 77, """
				{"personId":77,"organisationId":44,"born":"2010-05-01","kind":"pupil","from":"2020-09-01",%s}"""
			.formatted(told))));
		Assertions.assertThat(one("select coalesce(consent_until::text, '-') from participant where person_id = 77"))
			.isEqualTo(until);
	}

	@Test
	void whatPairsAreMadeFromComesAsCodes() {
		apply("registry/facts", List.of(fact("participant-changed", 78,
				"""
						{"personId":78,"organisationId":44,"born":"1980-05-01","kind":"external","subjects":["physics"],
						"mentor":{"profileId":5,"status":"available","since":"2026-09-01","maxLoad":2,"hoursPerMonth":6,
						"competenceCodes":["methods","odd\\"one"],"desiredAges":["18_25"],"voluntary":true,"shared":true,
						"meetsMinorsUntil":"2027-01-02","meetingTimes":["mon_day"],"meetingModes":["remote"]},
						"mentee":{"profileId":6,"category":"gaps","status":"in_base","since":"2026-09-01",
						"requestCodes":["lesson"],"gapCodes":["digital"],"meetingTimes":["fri_day"],"meetingModes":["in_person"]}}""")));
		Assertions
			.assertThat(
					one("""
							select concat_ws(' ', subjects[1], competence_codes[1], competence_codes[2], desired_ages[1], request_codes[1],
							  gap_codes[1], hours_per_month, voluntary, shared, meets_minors_until, mentor_times[1], mentor_modes[1], mentee_times[1],
							  mentee_modes[1]) from participant
							where person_id = 78"""))
			.isEqualTo(
					"physics methods odd\"one 18_25 lesson digital 6 t t 2027-01-02 mon_day remote fri_day in_person");
	}

	@ParameterizedTest(name = "BR-027: of {0} a fact without a check says that minors are met until {1}")
	@CsvSource({ "staff,9999-12-31", "external,-" })
	void factsOfAnEarlierTimeStayReadable(String kind, String until) {
		apply("registry/facts", List.of(fact("participant-changed", 79, """
				{"personId":79,"organisationId":44,"born":"1980-05-01","kind":"%s",
				"mentor":{"profileId":5,"status":"available","since":"2026-09-01","maxLoad":2}}""".formatted(kind))));
		Assertions
			.assertThat(
					one("select coalesce(meets_minors_until::text, '-') || cardinality(competence_codes) || voluntary "
							+ "from participant where person_id = 79"))
			.isEqualTo(until + "0true");
	}

	@Test
	void theRegistrysExamplesAreUnderstood() {
		FactFile.ofRegistry("organisation-changed").ifPresent((data) -> {
			long id = data.get("id").asLong();
			apply("registry/facts", List.of(fact("organisation-changed", id, data)));
			Assertions.assertThat(one("select full_name from organisation where organisation_id = " + id))
				.isEqualTo(data.get("fullName").asString());
		});
		Stream.of("participant-changed", "participant-changed-pupil")
			.flatMap((type) -> FactFile.ofRegistry(type).stream())
			.forEach((data) -> {
				long id = data.get("personId").asLong();
				apply("registry/facts", List.of(fact("participant-changed", id, data)));
				Assertions.assertThat(one("select kind from participant where person_id = " + id))
					.isEqualTo(data.get("kind").asString());
				Assertions.assertThat(one("select consent_until from participant where person_id = " + id))
					.isEqualTo(data.get("consentUntil").asString());
			});
		FactFile.ofRegistry("participant-named").ifPresent((data) -> {
			long id = data.get("personId").asLong();
			apply("registry/named", List.of(fact("participant-named", id, data)));
			Assertions.assertThat(one("select last_name from participant where person_id = " + id))
				.isEqualTo(data.get("lastName").asString());
		});
	}

	private void apply(String feed, List<Fact> facts) {
		Subscription subscription = this.subscriptions.stream()
			.filter((candidate) -> candidate.name().equals(feed))
			.findFirst()
			.orElseThrow();
		As.intake(Set.of(41L),
				() -> this.transaction.executeWithoutResult((status) -> subscription.handler().accept(facts)));
	}

	private String one(String sql) {
		return this.db.client().sql(sql).query(String.class).single();
	}

	private Fact organisation(String name) {
		return fact("organisation-changed", 44, """
				{"id":44,"parentId":43,"level":"school","type":"school","fullName":"%1$s","shortName":"%1$s",
				"status":"active","validFrom":"2020-01-01"}""".formatted(name));
	}

	private Fact state(long person, String status) {
		return fact("participant-changed", person,
				"""
						{"personId":%d,"organisationId":44,"born":"2010-05-01","kind":"pupil","grade":9,"from":"2020-09-01",
						"mentee":{"profileId":5,"category":"pupil","status":"%s","since":"2026-09-01"},"consentUntil":"9999-12-31"}"""
					.formatted(person, status));
	}

	private Fact name(long person, String last) {
		return fact("participant-named", person, """
				{"personId":%d,"organisationId":44,"lastName":"%s","firstName":"Иван","born":"2010-05-01"}"""
			.formatted(person, last));
	}

	private Fact fact(String type, long subject, String data) {
		return fact(type, subject, this.json.readTree(data));
	}

	private Fact fact(String type, long subject, JsonNode data) {
		return new Fact(1, type, subject, false, PLACE, Instant.now(), data);
	}

	private static Fact gone(String type, long subject) {
		return new Fact(1, type, subject, true, PLACE, Instant.now(), NullNode.getInstance());
	}

}
