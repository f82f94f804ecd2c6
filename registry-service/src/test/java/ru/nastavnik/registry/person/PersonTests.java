package ru.nastavnik.registry.person;

import java.time.LocalDate;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class PersonTests extends RegistryTests {

	private static final String PERSON = """
			{"organisationId": %d, "lastName": "%s", "firstName": "Мария", "birthDate": "%s"}""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Ивaнова | 1980-01-01 | lastName", "Иванова | 2027-02-29 | birthDate",
			"Иванова | 2999-01-01 | birthDate", "Иванова | 1880-01-01 | birthDate", "Иванова😀 | 1980-01-01 | lastName",
			"Smith | 1980-01-01 | lastName", "Иванова | вчера | birthDate" })
	void badInputIsRefusedWithItsField(String lastName, String birthDate, String field) {
		long before = this.db.count("person");
		Answer refused = post(this.curator, "/people", PERSON.formatted(this.school, lastName, birthDate)).is(400);
		assertThat(refused.violations()).contains("\"field\":\"" + field + "\"");
		assertThat(refused.body().get("detail").asString()).isNotBlank();
		assertThat(this.db.count("person")).isEqualTo(before);
	}

	@Test
	void aLatinLetterIsRefusedWithTheCorrection() {
		assertThat(post(this.curator, "/people", PERSON.formatted(this.school, "Ивaнова", "1980-01-01")).violations())
			.contains("Иванова", "\"suggestion\":\"Иванова\"");
		assertThat(post(this.curator, "/people", PERSON.formatted(this.school, "Smith", "1980-01-01")).violations())
			.doesNotContain("suggestion");
	}

	@Test
	void overLongAndMalformedBodiesAreRefused() {
		post(this.curator, "/people", PERSON.formatted(this.school, "И".repeat(101), "1980-01-01")).is(400);
		assertThat(post(this.curator, "/people", "{\"lastName\": ").is(400).code()).isEqualTo("malformed");
		post(this.curator, "/people", "").is(400);
		assertThat(get(this.curator, "/people?sort=password").is(400).violations()).contains("sort");
		get(this.curator, "/people?size=500").is(400);
	}

	@Test
	void datesOfWorkAreChecked() {
		Answer refused = post(this.curator, "/people",
				"""
						{"organisationId": %d, "lastName": "Иванова", "firstName": "Мария", "birthDate": "1980-01-01", "employment":
						 {"position": "teacher", "hiredOn": "2020-09-01", "dismissedOn": "2020-08-31", "experienceSince": "1990-01-01"}}"""
					.formatted(this.school))
			.is(400);
		assertThat(refused.violations()).contains("employment.dismissedOn", "employment.experienceSince");
	}

	@Test
	void foreignAndMissingAreTheSame() {
		long person = teacher("Учителева");
		String outsider = "curator@" + this.region + "/" + this.sibling;
		assertThat(get(outsider, "/people/" + person).is(404).code())
			.isEqualTo(get(outsider, "/people/987654321").is(404).code());
		post(outsider, "/people", PERSON.formatted(this.school, "Иванова", "1980-01-01")).is(404);
		get(outsider, "/people?organisation=" + this.school).is(404);
		get(outsider, "/people/абв").is(404);
	}

	@Test
	@DisplayName("BR-066: above the school adults are readable, minors and representatives never")
	void minorsAreNotReadableAbove() {
		long teacher = teacher("Учителева");
		long pupil = pupil("Детская");
		long parent = parentOf(pupil);
		for (String above : new String[] { this.municipal, this.institute }) {
			get(above, "/people/" + teacher).is(200);
			get(above, "/people/" + pupil).is(404);
			get(above, "/people/" + parent).is(404);
			assertThat(get(above, "/people?organisation=" + this.municipality).body().get("total").asInt())
				.isEqualTo(1);
			put(above, "/people/" + teacher,
					"{\"lastName\": \"Чужая\", \"firstName\": \"Мария\", \"birthDate\": \"1980-01-01\", \"version\": 0}")
				.is(403);
		}
		get("ministry@" + this.region + "/" + this.region, "/people/" + teacher).is(404);
		get("mentor@" + this.region + "/" + this.school + "/" + teacher, "/people/" + teacher).is(200);
		get("mentor@" + this.region + "/" + this.school + "/" + teacher, "/people/" + pupil).is(404);
	}

	@Test
	void peopleAreFoundByAnyWordOfTheName() {
		teacher("Петрова-Водкина");
		for (String q : new String[] { "петр", "ВОДК", "мар", "петровна", "мария петр", "Пeтр" }) {
			assertThat(get(this.curator, "/people?q=" + q).body().get("total").asInt()).as(q).isEqualTo(1);
		}
		assertThat(get(this.curator, "/people?q=овна").body().get("total").asInt()).isZero();
		assertThat(get(this.curator, "/people?q=%_").body().get("total").asInt()).isZero();
	}

	@Test
	@DisplayName("BR-020: nobody is their own representative")
	void nobodyRepresentsThemselves() {
		long pupil = pupil("Детская");
		assertThat(post(this.curator, "/people/" + pupil + "/representatives", """
				{"lastName": "Детская", "firstName": "Анна", "birthDate": "2012-02-03", "kind": "parent"}""").is(400)
			.violations()).contains("представителем");
	}

	@Test
	void aRepresentativeIsOfAgeAndAGuardianShowsADocument() {
		long pupil = pupil("Детская");
		assertThat(post(this.curator, "/people/" + pupil + "/representatives", """
				{"lastName": "Юный", "firstName": "Пётр", "birthDate": "2010-02-03", "kind": "guardian",
				 "from": "2020-01-01"}""").is(400).violations()).contains("birthDate", "basis");
		assertThat(post(this.curator, "/people/" + teacher("Учителева") + "/representatives", """
				{"lastName": "Поздний", "firstName": "Пётр", "birthDate": "1950-02-03", "kind": "parent",
				 "from": "2020-01-01"}""").is(400).violations()).contains("from");
	}

	@Test
	void aCorrectedBirthDateMovesTheWall() {
		long person = teacher("Молодая");
		post(this.curator, "/mentors", "{\"personId\": %d}".formatted(person)).is(201);
		String born = LocalDate.now().minusYears(17).toString();
		put(this.curator, "/people/" + person,
				"{\"lastName\": \"Молодая\", \"firstName\": \"Мария\", \"birthDate\": \"%s\", \"version\": 0}"
					.formatted(born))
			.is(400);
		long pupil = pupil("Старшая");
		post(this.curator, "/mentors", "{\"personId\": %d}".formatted(pupil)).is(201);
		assertThat(get(this.institute, "/mentors").body().get("total").asInt()).isEqualTo(1);
		put(this.curator, "/people/" + pupil,
				"{\"lastName\": \"Старшая\", \"firstName\": \"Анна\", \"birthDate\": \"2001-01-01\", \"version\": 0}")
			.is(200);
		assertThat(get(this.institute, "/mentors").body().get("total").asInt()).isEqualTo(2);
	}

	@Test
	void postsAndClassesAreAddedAndChanged() {
		long person = pupil("Выпускница");
		Answer employed = post(this.curator, "/people/" + person + "/employments", """
				{"position": "other", "hiredOn": "2026-06-01"}""").is(201);
		long employment = employed.body().get("employments").get(0).get("id").asLong();
		long enrolment = employed.body().get("enrolments").get(0).get("id").asLong();
		assertThat(employed.body().get("kind").asString()).isEqualTo("staff");
		put(this.curator, "/employments/" + employment, """
				{"position": "other", "hiredOn": "2026-06-01", "dismissedOn": "2026-08-31", "version": 0}""").is(200);
		put(this.curator, "/employments/" + employment, """
				{"position": "other", "hiredOn": "2026-06-01", "version": 0}""").is(409);
		put(this.curator, "/enrolments/" + enrolment, """
				{"grade": 8, "from": "2019-09-01", "to": "2019-08-31", "version": 0}""").is(400);
		put(this.curator, "/enrolments/" + enrolment, """
				{"grade": 12, "from": "2019-09-01", "version": 0}""").is(400);
		put(this.curator, "/enrolments/" + enrolment, """
				{"grade": 8, "from": "2019-09-01", "version": 0}""").is(200);
		assertThat(lastFact("participant-changed", person).get("grade").asInt()).isEqualTo(8);
	}

	@Test
	void aRepeatedSubmitIsOnePerson() throws Exception {
		long before = this.db.count("person");
		String body = PERSON.formatted(this.school, "Повторова", "1980-01-01");
		long[] ids = new long[2];
		for (int at = 0; at < 2; at++) {
			ids[at] = this.json
				.readTree(this.mvc.method(HttpMethod.POST)
					.uri("/people")
					.header("Idempotency-Key", "twice-" + this.school)
					.contentType(MediaType.APPLICATION_JSON)
					.content(body)
					.with(As.grants(this.curator))
					.exchange()
					.getResponse()
					.getContentAsString(java.nio.charset.StandardCharsets.UTF_8))
				.get("id")
				.asLong();
		}
		assertThat(ids[0]).isEqualTo(ids[1]);
		assertThat(this.db.count("person")).isEqualTo(before + 1);
	}

	@Test
	void readingAsksTheDatabaseFewTimes() {
		// lists and cards that name minors cost one statement more: the log's; marks ask
		// for the region's parameters
		long pupil = pupil("Детская");
		parentOf(pupil);
		assertThat(Statements.of(() -> get(this.curator, "/people?organisation=" + this.school + "&q=дет")))
			.hasSizeLessThanOrEqualTo(5);
		assertThat(Statements.of(() -> get(this.curator, "/mentors"))).hasSizeLessThanOrEqualTo(3);
		assertThat(Statements.of(() -> get(this.curator, "/mentees"))).hasSizeLessThanOrEqualTo(3);
		assertThat(Statements.of(() -> get(this.curator, "/consents?organisation=" + this.school)))
			.hasSizeLessThanOrEqualTo(3);
		assertThat(Statements.of(() -> get(this.curator, "/people/" + pupil))).hasSizeLessThanOrEqualTo(13);
	}

}
