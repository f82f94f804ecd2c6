package ru.nastavnik.registry.account;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The panel «Кто это видит» says of every role in every organisation of the region what
 * happens when somebody signs in with it and asks for the card.
 */
class VisibilityTests extends RegistryTests {

	private long far;

	private long distant;

	@BeforeEach
	void region() {
		this.far = organisation(this.instituteId, "municipality", "authority", "Дальний район");
		this.distant = organisation(this.far, "school", "school", "Школа № 77");
		for (String caller : everybody()) {
			String role = caller.substring(0, caller.indexOf('@'));
			String unit = caller.substring(caller.indexOf('/') + 1);
			post(this.institute, "/accounts",
					"""
							{"username": "v%s%s", "displayName": "Сотрудник", "grants": [{"role": "%s", "organisationId": %s}]}"""
						.formatted(role, unit, role, unit))
				.is(201);
		}
	}

	private List<String> everybody() {
		List<String> callers = new ArrayList<>();
		for (long school : new long[] { this.school, this.sibling, this.distant }) {
			for (String role : new String[] { "curator", "director", "psychologist" }) {
				callers.add(role + "@" + this.region + "/" + school);
			}
		}
		callers.add("municipal@" + this.region + "/" + this.municipality);
		callers.add("municipal@" + this.region + "/" + this.far);
		callers.add("institute@" + this.region + "/" + this.instituteId);
		callers.add("ministry@" + this.region + "/" + this.region);
		return callers;
	}

	@Test
	@DisplayName("BR-066, BR-060: the panel names exactly those who read the card when they sign in, for adults, minors, guests and after a withdrawal")
	void thePanelIsWhatHappens() {
		long adult = teacher("Взрослова");
		long minor = pupil("Детская");
		long guest = teacher("Гостева");
		post("curator@" + this.region + "/" + this.sibling, "/people/acceptances", """
				{"organisationId": %d, "lastName": "Гостева", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "employment": {"position": "teacher", "hiredOn": "2020-09-01"}}"""
			.formatted(this.sibling));
		for (long person : new long[] { adult, minor, guest }) {
			assertPanel("/people/" + person, (answer) -> answer.status() == 200);
		}
		assertThat(readers("/people/" + adult)).contains("municipal@" + this.municipality,
				"institute@" + this.instituteId);
		assertThat(readers("/people/" + minor)).containsExactlyInAnyOrder("curator@" + this.school,
				"director@" + this.school, "psychologist@" + this.school);
		assertThat(readers("/people/" + guest)).contains("curator@" + this.sibling);
		long consent = signed(adult, adult, "2026-09-01").is(200).id();
		for (String caller : everybody()) {
			Answer card = get(caller, "/people/" + adult);
			boolean reads = card.status() == 200
					&& card.body().get("consents").toString().contains("\"id\":" + consent);
			assertThat(readers("/consents/" + consent).contains(short_(caller))).as(caller).isEqualTo(reads);
		}
		post(this.curator, "/consents/" + consent + "/withdrawal",
				"{\"on\": \"%s\", \"reason\": \"заявление\"}".formatted(LocalDate.now()))
			.is(200);
		assertPanel("/people/" + adult, (answer) -> answer.status() == 200);
		assertThat(readers("/people/" + adult)).doesNotContain("municipal@" + this.municipality);
	}

	@Test
	@DisplayName("BR-066: the same for the profiles of a mentor and a mentee")
	void profilesToo() {
		long mentorPerson = teacher("Наставникова");
		signed(mentorPerson, mentorPerson, "2026-09-01").is(200);
		long mentor = post(this.curator, "/mentors",
				"{\"personId\": %d, \"competenceCodes\": [\"subject\"]}".formatted(mentorPerson))
			.is(201)
			.id();
		long child = pupil("Детская");
		long mentee = post(this.curator, "/mentees",
				"{\"personId\": %d, \"category\": \"pupil\", \"mainRequest\": \"Учёба\"}".formatted(child))
			.is(201)
			.id();
		assertPanel("/mentors/" + mentor, (answer) -> answer.status() == 200);
		assertPanel("/mentees/" + mentee, (answer) -> answer.status() == 200);
		assertThat(get(this.curator, "/mentors/" + mentor + "/visibility").body().get("shared").asBoolean()).isFalse();
		for (String outsider : new String[] { "curator@" + this.region + "/" + this.sibling, this.municipal }) {
			get(outsider, "/mentees/" + mentee + "/visibility").is(404);
		}
	}

	@Test
	void thePersonsOwnAccountIsCounted() {
		long adult = teacher("Своя");
		post(this.institute, "/accounts", """
				{"username": "own%d", "displayName": "Своя", "personId": %d,
				 "grants": [{"role": "mentor", "organisationId": %d}]}""".formatted(adult, adult, this.school)).is(201);
		Answer panel = get(this.curator, "/people/" + adult + "/visibility").is(200);
		assertThat(panel.body().get("self").asInt()).isEqualTo(1);
		get("mentor@" + this.region + "/" + this.school + "/" + adult, "/people/" + adult).is(200);
	}

	@Test
	@DisplayName("BR-066: who lost a role elsewhere and has one here is counted")
	void aRoleThatHoldsIsCountedAfterADismissalElsewhere() {
		long adult = teacher("Видимая");
		this.db.execute("update account set closed_on = current_date - 1 where region_id = " + this.region);
		assertThat(readers("/people/" + adult)).contains("curator@" + this.school);
	}

	private void assertPanel(String uri, Predicate<Answer> read) {
		Set<String> said = readers(uri);
		Set<String> happened = new TreeSet<>();
		for (String caller : everybody()) {
			if (read.test(get(caller, uri))) {
				happened.add(short_(caller));
			}
		}
		assertThat(said).as(uri).isEqualTo(happened);
	}

	/** Every reader with its one account. */
	private Set<String> readers(String uri) {
		Set<String> readers = new TreeSet<>();
		get(this.curator, uri + "/visibility").is(200).body().get("readers").forEach((reader) -> {
			assertThat(reader.get("accounts").asInt()).as(reader.toString()).isEqualTo(1);
			readers.add(reader.get("role").asString().toLowerCase(java.util.Locale.ROOT) + "@"
					+ reader.get("organisationId").asLong());
		});
		return readers;
	}

	private static String short_(String caller) {
		return caller.substring(0, caller.indexOf('@') + 1) + caller.substring(caller.indexOf('/') + 1);
	}

}
