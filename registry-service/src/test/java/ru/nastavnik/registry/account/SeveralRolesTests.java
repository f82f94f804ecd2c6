package ru.nastavnik.registry.account;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One person with several roles sees the union of what each of them opens, and does in
 * each organisation what the role there allows.
 */
class SeveralRolesTests extends RegistryTests {

	@Test
	@DisplayName("a curator here, a psychologist there and a mentor elsewhere see the union and write only as curator")
	void theUnionIsSeen() {
		String there = "curator@" + this.region + "/" + this.sibling;
		long here = teacher("Здешняя");
		long other = post(there, "/people", """
				{"organisationId": %d, "lastName": "Тамошняя", "firstName": "Анна", "birthDate": "2012-02-03",
				 "enrolment": {"grade": 7, "from": "2019-09-01"}}""".formatted(this.sibling)).is(201).id();
		long third = organisation(this.municipality, "school", "school", "Школа № 14");
		curatorIsAppointed(third);
		String elsewhere = "curator@" + this.region + "/" + third;
		long self = post(elsewhere, "/people", """
				{"organisationId": %d, "lastName": "Сама", "firstName": "Анна", "birthDate": "1980-02-03",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(third)).is(201).id();
		long colleague = post(elsewhere, "/people", """
				{"organisationId": %d, "lastName": "Чужая", "firstName": "Анна", "birthDate": "1981-02-03",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(third)).is(201).id();
		String all = this.curator + ",psychologist@" + this.region + "/" + this.sibling + ",mentor@" + this.region + "/"
				+ third + "/" + self;
		for (long visible : new long[] { here, other, self }) {
			get(all, "/people/" + visible).is(200);
		}
		get(all, "/people/" + colleague).is(404);
		assertThat(get(all, "/people").is(200).body().toString()).contains("Здешняя", "Тамошняя")
			.doesNotContain("Чужая");
		assertThat(get(all, "/people?organisation=" + this.sibling).is(200).body().toString()).contains("Тамошняя")
			.doesNotContain("Здешняя");
		post(all, "/people/" + here + "/employments", "{\"position\": \"other\", \"hiredOn\": \"2020-01-01\"}").is(201);
		assertThat(post(all, "/people/" + other + "/enrolments", "{\"grade\": 8, \"from\": \"2020-09-01\"}").status())
			.isIn(403, 404);
		assertThat(get(all, "/me").is(200).body().get("organisations").toString()).contains("Школа № 12", "Школа № 13",
				"Школа № 14");
		// each role alone sees its part
		get(this.curator, "/people/" + other).is(404);
		get("mentor@" + this.region + "/" + third + "/" + self, "/people/" + here).is(404);
	}

	@Test
	void grantsOfTwoRegionsAreNeverMixed() {
		long here = teacher("Здешняя");
		long before = this.region;
		String old = this.curator;
		openRegion();
		long there = teacher("Тамошняя");
		String both = old + "," + this.curator;
		// the lowest region is taken when none is asked for
		get(both, "/people/" + here).is(200);
		get(both, "/people/" + there).is(404);
		get(both, "/people/" + there + "?region=" + this.region).is(200);
		get(both, "/people/" + here + "?region=" + this.region).is(404);
		assertThat(before).isNotEqualTo(this.region);
	}

}
