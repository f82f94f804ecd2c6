package ru.nastavnik.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Statements;

import static org.assertj.core.api.Assertions.assertThat;

/** What callers see over HTTP. */
class DashboardTests extends MonitoringTests {

	@BeforeEach
	void tellTheTerritory() {
		tell(territory());
	}

	@Test
	void theHeadlineIsASentenceWithTheRightDeclension() {
		List<Fact> facts = new ArrayList<>();
		List<Long> young = LongStream.range(0, 21).mapToObj((at) -> id()).toList();
		young.forEach((person) -> facts.add(teacher(person, this.school, "2025-09-01")));
		young.subList(0, 2)
			.forEach((person) -> facts
				.add(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(person))));
		tell(facts);
		JsonNode dashboard = read(ministry(), "/dashboards/{id}", this.region);
		assertThat(dashboard.get("headline").asString())
			.isEqualTo("2 из 21 молодого специалиста имеют наставника — 9,5 %, план 70 %");
		assertThat(dashboard.get("period").asInt()).isEqualTo(2026);
		assertThat(dashboard.get("periods").get(0).asInt()).isEqualTo(2026);
		assertThat(figure(dashboard, "OP-03").get("light").asString()).isEqualTo("red");
		assertThat(dashboard.get("unit").get("level").asString()).isEqualTo("ministry");
	}

	@Test
	void thePathHoldsTheUnitsAboveThatTheCallerSees() {
		JsonNode path = read(ministry(), "/dashboards/{id}", this.school).get("path");
		assertThat(path.toString()).contains("Имя " + this.region, "Имя " + this.institute, "Имя " + this.north);
		assertThat(path.size()).isEqualTo(3);
		assertThat(read(municipal(), "/dashboards/{id}", this.school).get("path").size()).isEqualTo(1);
	}

	@Test
	void foreignAndMissingUnitsAreNotFound() {
		for (String uri : List.of("/dashboards/{id}", "/dashboards/{id}/trend?code=OP-03", "/dashboards/{id}/children",
				"/dashboards/{id}/changes")) {
			assertThat(get(municipal(), uri, this.distant)).as(uri).hasStatus(404);
			assertThat(get(municipal(), uri, 999_999_999L)).as(uri).hasStatus(404);
			assertThat(get(curator(), uri, this.other)).as(uri).hasStatus(404);
			assertThat(get(curator(), uri, this.region)).as(uri).hasStatus(404);
			assertThat(get(curator(), uri, "abc")).as(uri).hasStatus(404);
		}
	}

	@Test
	void badInputIsRefusedWithAViolation() {
		for (String uri : List.of("/dashboards/{id}?period=202613", "/dashboards/{id}?period=-1",
				"/dashboards/{id}?period=abc", "/dashboards/{id}?period=99999999999", "/dashboards/{id}/trend?code=XX",
				"/dashboards/{id}/trend", "/dashboards/{id}/trend?code=OP-03&months=0",
				"/dashboards/{id}/trend?code=OP-03&months=61", "/dashboards/{id}/children?sort=born",
				"/dashboards/{id}/children?size=101", "/dashboards/{id}/children?page=-1",
				"/dashboards/{id}/children?level=region")) {
			assertThat(get(ministry(), uri, this.region)).as(uri)
				.hasStatus(400)
				.bodyJson()
				.extractingPath("$.violations[0].message")
				.asString()
				.isNotBlank();
		}
	}

	@Test
	void aDashboardIsReadOnceForEachEditionAndEachPower() {
		assertThat(Statements.of(() -> read(ministry(), "/dashboards/{id}", this.region))).hasSize(4);
		assertThat(Statements.of(() -> read(ministry(), "/dashboards/{id}", this.region))).hasSize(1);
		tell(population(this.region, "residents_10_19", 1000, "2026-01-01", true));
		assertThat(Statements.of(() -> read(ministry(), "/dashboards/{id}", this.region))).hasSize(4);
		// what a school sees of itself is exact, what the ministry sees is protected
		assertThat(Statements.of(() -> read(ministry(), "/dashboards/{id}", this.school))).hasSize(5);
		assertThat(Statements.of(() -> read(curator(), "/dashboards/{id}", this.school))).hasSize(4);
	}

	@Test
	void everyEndpointTakesAtMostFiveStatements() {
		tell(population(this.region, "residents_10_19", 1000, "2026-01-01", true));
		assertThat(Statements.of(() -> read(ministry(), "/dashboards/{id}", this.region))).hasSize(4);
		assertThat(Statements.of(() -> read(ministry(), "/dashboards/{id}", this.school))).hasSize(5);
		assertThat(Statements.of(() -> read(curator(), "/dashboards/{id}", this.school))).hasSize(4);
		assertThat(Statements.of(() -> read(ministry(), "/dashboards/{id}/trend?code=OP-03", this.region))).hasSize(3);
		assertThat(Statements.of(() -> read(ministry(), "/dashboards/{id}/trend?code=R145-1", this.north))).hasSize(4);
		assertThat(Statements.of(() -> read(municipal(), "/dashboards/{id}/children", this.north))).hasSize(4);
		assertThat(Statements.of(() -> read(municipal(), "/dashboards/{id}/children?sort=-R145-1S", this.north)))
			.hasSize(5);
		assertThat(Statements.of(() -> read(ministry(), "/targets"))).hasSize(1);
		assertThat(Statements.of(() -> read(ministry(), "/status"))).hasSize(1);
		assertThat(Statements.of(() -> read(ministry(), "/indicators"))).isEmpty();
	}

	@Test
	void theTrendGoesByMonthUpToTheRunningOne() {
		tell(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(id())));
		JsonNode trend = read(ministry(), "/dashboards/{id}/trend?code=OP-04&months=3", this.region);
		assertThat(trend.get("points").size()).isEqualTo(3);
		assertThat(trend.get("points").toString()).contains("202609", "202610", "202611");
		assertThat(trend.get("points").get(0).get("num").asInt()).isEqualTo(1);
		assertThat(trend.get("points").get(2).get("value").asInt()).isEqualTo(1);
		JsonNode before = read(ministry(), "/dashboards/{id}/trend?code=OP-04&months=4", this.region);
		assertThat(before.get("points").get(0).get("num").asInt()).isZero();
		assertThat(read(ministry(), "/dashboards/{id}/trend?code=R145-3", this.region).get("target").asInt())
			.isEqualTo(70);
		assertThat(read(ministry(), "/dashboards/{id}/trend?code=OP-06&months=2", this.region).get("points")
			.get(1)
			.get("den")
			.asInt()).isEqualTo(1);
	}

	@Test
	void childrenAreSortedByAnIndicatorAndPaged() {
		tell(teacher(id(), this.school, "2025-09-01"), teacher(id(), this.other, "2025-09-01"));
		long young = id();
		tell(teacher(young, this.other, "2025-09-01"),
				mentorship(id(), this.other, "teacher_teacher", List.of(id()), List.of(young)));
		JsonNode worst = read(municipal(), "/dashboards/{id}/children?sort=-OP-03&size=1", this.north);
		assertThat(worst.get("total").asInt()).isEqualTo(2);
		assertThat(worst.get("items").get(0).get("unit").get("id").asLong()).isEqualTo(this.school);
		assertThat(worst.get("items").get(0).get("figures").get("OP-03").get("value").asInt()).isEqualTo(100);
		JsonNode best = read(municipal(), "/dashboards/{id}/children?sort=OP-03&size=1", this.north);
		assertThat(best.get("items").get(0).get("unit").get("id").asLong()).isEqualTo(this.other);
		JsonNode second = read(municipal(), "/dashboards/{id}/children?sort=OP-03&size=1&page=1", this.north);
		assertThat(second.get("items").get(0).get("unit").get("id").asLong()).isEqualTo(this.school);
		assertThat(read(ministry(), "/dashboards/{id}/children", this.region).get("items").size()).isEqualTo(1);
		assertThat(read(ministry(), "/dashboards/{id}/children?level=municipality", this.region).get("total").asInt())
			.isEqualTo(2);
		assertThat(read(ministry(), "/dashboards/{id}/children?level=school", this.region).get("total").asInt())
			.isEqualTo(3);
		assertThat(read(curator(), "/dashboards/{id}/children", this.school).get("total").asInt()).isZero();
	}

	@Test
	void br067TheSchoolSeesItsNumbersTheLevelsAboveDoNot() {
		pupilsInMentorship(this.school, 3);
		pupilsInMentorship(this.other, 20);
		pupilsInMentorship(this.distant, 9);
		assertThat(figure(read(curator(), "/dashboards/{id}", this.school), "R145-1S").get("num").asInt()).isEqualTo(3);
		for (String above : List.of(municipal(), instituteUser(), ministry())) {
			JsonNode figure = figure(read(above, "/dashboards/{id}", this.school), "R145-1S");
			assertThat(figure.get("state").asString()).isEqualTo("suppressed");
			assertThat(figure.get("num").isNull()).isTrue();
			assertThat(figure.get("value").isNull()).isTrue();
			// the sibling would give it away: 23 - 20
			assertThat(figure(read(above, "/dashboards/{id}", this.other), "R145-1S").get("state").asString())
				.isEqualTo("suppressed");
			assertThat(figure(read(above, "/dashboards/{id}", this.north), "R145-1").get("num").asInt()).isEqualTo(23);
			JsonNode trend = read(above, "/dashboards/{id}/trend?code=R145-1S&months=1", this.other);
			assertThat(trend.get("points").get(0).get("state").asString()).isEqualTo("suppressed");
			for (JsonNode child : read(above, "/dashboards/{id}/children?sort=R145-1S", this.north).get("items")) {
				assertThat(child.get("figures").get("R145-1S").get("state").asString()).isEqualTo("suppressed");
			}
		}
		assertThat(figure(read(ministry(), "/dashboards/{id}", this.distant), "R145-1S").get("num").asInt())
			.isEqualTo(9);
		assertThat(read(ministry(), "/dashboards/{id}/children?level=school", this.region).toString())
			.doesNotContain("\"num\":3,", "\"num\":20,");
	}

	@Test
	void br067SlicesOfPupilFormsAreSuppressedTogetherWithWhatWouldGiveThemAway() {
		tell(mentorship(id(), this.school, "pupil_pupil", List.of(id()), List.of(id())));
		for (int at = 0; at < 9; at++) {
			tell(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(id())));
		}
		JsonNode forms = read(ministry(), "/dashboards/{id}", this.region).get("slices").get("form");
		assertThat(slice(forms, "pupil_pupil").get("state").asString()).isEqualTo("suppressed");
		assertThat(slice(forms, "teacher_teacher").get("state").asString()).isEqualTo("suppressed");
		assertThat(slice(forms, "other").get("value").asInt()).isZero();
		JsonNode own = read(curator(), "/dashboards/{id}", this.school).get("slices").get("form");
		assertThat(slice(own, "pupil_pupil").get("value").asInt()).isEqualTo(1);
	}

	@Test
	void br067WaitingMenteesAreSuppressedAboveTheSchool() {
		tell(pupil(id(), this.school, "2012-03-03", "mentee", mentee("waiting", "2026-10-05")));
		assertThat(figure(read(curator(), "/dashboards/{id}", this.school), "OP-10").get("num").asInt()).isEqualTo(1);
		JsonNode above = figure(read(ministry(), "/dashboards/{id}", this.region), "OP-10");
		assertThat(above.get("state").asString()).isEqualTo("suppressed");
		assertThat(above.get("den").isNull()).isTrue();
	}

	@Test
	void anInstituteSetsThePlanOfItsRegionAndNobodyElseDoes() {
		String body = "{\"indicator\":\"R145-3\",\"year\":2026,\"value\":75,\"version\":0}";
		assertThat(put(ministry(), body)).hasStatus(403);
		assertThat(put(curator(), body)).hasStatus(403);
		assertThat(put(instituteUser(), body)).hasStatusOk();
		assertThat(put(instituteUser(), body)).hasStatus(409)
			.bodyJson()
			.extractingPath("$.current.version")
			.isEqualTo(1);
		assertThat(put(instituteUser(), body.replace("75", "80").replace("\"version\":0", "\"version\":1")))
			.hasStatusOk();
		assertThat(figure(read(ministry(), "/dashboards/{id}", this.region), "R145-3").get("target").asInt())
			.isEqualTo(80);
		assertThat(
				figure(read(ministry(), "/dashboards/{id}?period=2025", this.region), "R145-3").get("target").asInt())
			.isEqualTo(70);
		for (String bad : List.of(body.replace("75", "101"), body.replace("75", "-1"), body.replace("75", "null"),
				body.replace("2026", "1999"), body.replace("R145-3", "OP-04"), body.replace("R145-3", "XX"),
				"{\"indicator\":\"R145-3\"}", "{", "")) {
			assertThat(put(instituteUser(), bad)).as(bad).hasStatus(400);
		}
	}

	@Test
	void aMinistryOrAnInstituteAsksForTheRecompute() {
		tell(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(id())));
		assertThat(recomputeAs(ministry(), "{}")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.differences")
			.asArray()
			.isEmpty();
		assertThat(recomputeAs(instituteUser(), "{\"unitId\":" + this.school + ",\"period\":2026}")).hasStatusOk();
		assertThat(recomputeAs(ministry(), null)).hasStatusOk();
		assertThat(recomputeAs(municipal(), "{}")).hasStatus(403);
		assertThat(recomputeAs(curator(), "{}")).hasStatus(403);
		assertThat(recomputeAs(ministry(), "{\"unitId\":999999999}")).hasStatus(404);
		assertThat(recomputeAs(ministry(), "{\"period\":13}")).hasStatus(400);
	}

	@Test
	void theStatusTellsHowFarEachFeedIsApplied() {
		this.db.execute("insert into feed_cursor (feed, position, fact_time, applied_at) values "
				+ "('registry/facts', 7, now(), now()), ('test/stuck', 3, now(), now() - interval '5 minutes') "
				+ "on conflict (feed) do update set applied_at = excluded.applied_at, fact_time = now()");
		try {
			JsonNode status = read(curator(), "/status");
			assertThat(status.toString()).contains("registry/facts");
			for (JsonNode feed : status) {
				if (feed.get("feed").asString().equals("test/stuck")) {
					assertThat(feed.get("lagMillis").asLong()).isGreaterThan(290_000);
				}
			}
			assertThat(read(curator(), "/dashboards/{id}", this.school).get("asOf").isNull()).isFalse();
		}
		finally {
			this.db.execute("delete from feed_cursor");
		}
	}

	@Test
	void theCatalogueSaysWhatEachIndicatorIs() {
		JsonNode indicators = read(curator(), "/indicators");
		assertThat(Stream.iterate(0, (at) -> at < indicators.size(), (at) -> at + 1)
			.map((at) -> indicators.get(at).get("code").asString()))
			.containsAll(Set.of("OP-01", "OP-03", "OP-04", "OP-06", "OP-07", "OP-10", "R145-1", "R145-2", "R145-3"));
	}

	private void pupilsInMentorship(long organisation, int count) {
		List<Long> pupils = LongStream.range(0, count).mapToObj((at) -> id()).toList();
		List<Fact> facts = new ArrayList<>();
		pupils.forEach((person) -> facts.add(pupil(person, organisation, "2012-03-03")));
		facts.add(mentorship(id(), organisation, "teacher_pupil", List.of(id()), pupils));
		facts.add(population(organisation, "pupils_10_19", 300, "2026-09-20", true));
		tell(facts);
	}

	private static JsonNode slice(JsonNode slices, String code) {
		for (JsonNode slice : slices) {
			if (slice.get("code").asString().equals(code)) {
				return slice;
			}
		}
		throw new AssertionError(code);
	}

	private MvcTestResult put(String as, String body) {
		return this.mvc.put()
			.uri("/targets")
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.with(As.grants(as))
			.exchange();
	}

	private MvcTestResult recomputeAs(String as, String body) {
		var request = this.mvc.post().uri("/recompute").contentType(MediaType.APPLICATION_JSON).with(As.grants(as));
		return ((body != null) ? request.content(body) : request).exchange();
	}

}
