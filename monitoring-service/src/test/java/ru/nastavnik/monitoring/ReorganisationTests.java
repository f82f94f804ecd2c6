package ru.nastavnik.monitoring;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Figures as they were and as they are, after schools moved and merged. */
class ReorganisationTests extends MonitoringTests {

	@Test
	@DisplayName("a move leaves ended months and years with the old municipality and gives later ones to the new")
	void aMoveLeavesEndedPeriodsWhereTheyWere() {
		tell(territory());
		tell(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(id()), "start", "2026-05-15",
				"orderedOn", "2026-05-10"), population(this.school, "young_specialists_0_3", 7, "2026-05-01", true));
		tell(school(this.school, since("2020-01-01", this.north, "2026-10-15", this.south)));
		// as it was: by the last day of the period
		assertThat(cell(this.north, 202609, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.north, 202610, "OP-04")).isEqualTo("0/0");
		assertThat(cell(this.south, 202609, "OP-04")).isEqualTo("0/0");
		assertThat(cell(this.south, 202610, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.north, 2025, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.north, 2026, "OP-04")).isEqualTo("0/0");
		assertThat(cell(this.south, 2026, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.region, 202609, "OP-04")).isEqualTo("1/0");
		// denominators follow the same reading
		assertThat(cell(this.north, 202609, "P.young_specialists_0_3", "sum", "")).isEqualTo("1/7");
		assertThat(cell(this.south, 202609, "P.young_specialists_0_3", "sum", "")).isEqualTo("0/0");
		assertThat(cell(this.south, 202611, "OP-01")).isEqualTo("1/2");
		assertThat(cell(this.north, 202609, "OP-01")).isEqualTo("1/2");
		// as it is now: the whole history of the schools that stand there today
		assertThat(now(this.north, 202609, "OP-04")).isEqualTo("0/0");
		assertThat(now(this.south, 202609, "OP-04")).isEqualTo("1/0");
		assertThat(now(this.south, 2025, "OP-04")).isEqualTo("1/0");
		assertThat(now(this.south, 202609, "OP-01")).isEqualTo("1/2");
		assertThat(now(this.region, 202609, "OP-04")).isEqualTo("1/0");
		assertThat(now(this.school, 202609, "OP-04")).isEqualTo("1/0");
		cellsAreExact();
		// undone: as if it had not happened
		tell(school(this.school, since("2020-01-01", this.north)));
		assertThat(cell(this.north, 202611, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.south, 202610, "OP-04")).isEqualTo("0/0");
		assertThat(this.db.client()
			.sql("select count(*) from cell_shift where region_id = :region and (num <> 0 or den <> 0)")
			.param("region", this.region)
			.query(Long.class)
			.single()).isZero();
		cellsAreExact();
	}

	@Test
	@DisplayName("BR-084 a person of two schools counts once in a territory, in both readings of a move")
	void aPersonOfTwoSchoolsCountsOnceInBothReadings() {
		tell(territory());
		long young = id();
		tell(teacher(young, this.school, "2025-09-01"), teacher(young, this.distant, "2025-09-01"));
		tell(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(young)));
		tell(school(this.school, since("2020-01-01", this.north, "2026-11-01", this.south)));
		assertThat(cell(this.north, 202610, "R145-3")).isEqualTo("1/0");
		assertThat(cell(this.south, 202610, "R145-3")).isEqualTo("1/0");
		assertThat(cell(this.institute, 202610, "R145-3")).isEqualTo("1/0");
		assertThat(cell(this.south, 202611, "R145-3")).isEqualTo("1/0");
		assertThat(cell(this.north, 202611, "R145-3")).isEqualTo("0/0");
		assertThat(now(this.south, 202610, "R145-3")).isEqualTo("1/0");
		assertThat(now(this.north, 202610, "R145-3")).isEqualTo("0/0");
		cellsAreExact();
	}

	@Test
	@DisplayName("a merger takes live pairs to the successor from its day on; ended months stay with the school that was")
	void aMergerLeavesEndedMonthsWithTheSchoolThatWas() {
		tell(territory());
		long pair = id();
		tell(mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(id())),
				meeting(id(), pair, this.school, "held", "2026-09-20"));
		tell(mentorship(pair, this.distant, "teacher_teacher", List.of(id()), List.of(id()), "earlier",
				List.of(of("organisationId", this.school, "until", "2026-10-19"))));
		assertThat(cell(this.school, 202609, "OP-06")).isEqualTo("1/1");
		assertThat(cell(this.school, 202610, "OP-04")).isEqualTo("0/0");
		assertThat(cell(this.distant, 202610, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.distant, 202609, "OP-04")).isEqualTo("0/0");
		assertThat(cell(this.north, 202609, "OP-01")).isEqualTo("1/2");
		assertThat(cell(this.south, 202609, "OP-01")).isEqualTo("0/1");
		assertThat(cell(this.south, 202610, "OP-01")).isEqualTo("1/1");
		cellsAreExact();
		// a successor that moves later takes only its own history along
		tell(school(this.distant, since("2020-01-01", this.south, "2026-11-10", this.north)));
		assertThat(cell(this.south, 202610, "OP-04")).isEqualTo("1/0");
		assertThat(now(this.north, 202609, "OP-04")).isEqualTo("1/0");
		assertThat(now(this.north, 202610, "OP-04")).isEqualTo("1/0");
		cellsAreExact();
		tell(mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(id())));
		assertThat(cell(this.school, 202610, "OP-04")).isEqualTo("1/0");
		cellsAreExact();
	}

	@Test
	void dashboardsTrendsAndChildrenAreReadBothWays() {
		tell(territory());
		tell(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(id())));
		assertThat(read(ministry(), "/dashboards/" + this.south).get("reorganised").asBoolean()).isFalse();
		tell(school(this.school, since("2020-01-01", this.north, "2026-10-15", this.south)));
		String months = "/dashboards/" + this.north + "?period=202609";
		JsonNode was = read(ministry(), months);
		assertThat(was.get("reading").asString()).isEqualTo("was");
		assertThat(was.get("reorganised").asBoolean()).isTrue();
		assertThat(figure(was, "OP-04").get("num").asLong()).isEqualTo(1);
		JsonNode now = read(ministry(), months + "&reading=now");
		assertThat(now.get("reading").asString()).isEqualTo("now");
		assertThat(figure(now, "OP-04").get("num").asLong()).isZero();
		// a school that stood there is among the children of then, for those who may see
		// it
		String children = "/dashboards/" + this.north + "/children?period=202609";
		assertThat(read(ministry(), children).get("items").size()).isEqualTo(2);
		assertThat(read(ministry(), children + "&reading=now").get("items").size()).isEqualTo(1);
		assertThat(read(ministry(), children + "&level=school").get("items").size()).isEqualTo(2);
		assertThat(read(municipal(), children).get("items").size()).isEqualTo(1);
		assertThat(read(ministry(), "/dashboards/" + this.south + "/children?period=202609").get("items").size())
			.isEqualTo(1);
		String trend = "/dashboards/" + this.south + "/trend?code=OP-04&months=3";
		assertThat(read(ministry(), trend).get("points").get(0).get("num").asLong()).isZero();
		assertThat(read(ministry(), trend + "&reading=now").get("points").get(0).get("num").asLong()).isEqualTo(1);
		assertThat(get(ministry(), months + "&reading=then").getResponse().getStatus()).isEqualTo(400);
	}

	@Test
	@DisplayName("BR-067 a small school that left is not the difference between a total and its parts, nor between the readings")
	void aSmallSchoolThatLeftIsNotADifference() {
		tell(territory());
		for (long at : List.of(this.school, this.school, this.school, this.other, this.other, this.other, this.other,
				this.other, this.other, this.other)) {
			long child = id();
			tell(pupil(child, at, "2012-03-03"));
			tell(mentorship(id(), at, "teacher_pupil", List.of(id()), List.of(child), "withMinors", true));
		}
		tell(school(this.school, since("2020-01-01", this.north, "2026-10-15", this.south)));
		JsonNode was = read(municipal(), "/dashboards/" + this.north + "?period=202609");
		assertThat(figure(was, "R145-1").get("num").asLong()).isEqualTo(10);
		JsonNode child = read(municipal(), "/dashboards/" + this.north + "/children?period=202609").get("items").get(0);
		assertThat(child.get("figures").get("R145-1S").get("state").asString()).isEqualTo("suppressed");
		JsonNode now = read(municipal(), "/dashboards/" + this.north + "?period=202609&reading=now");
		assertThat(figure(now, "R145-1").get("state").asString()).isEqualTo("suppressed");
	}

	@Test
	void everyTableWithRowsOfAnOrganisationFollowsIt() {
		Set<String> tables = Set.copyOf(this.db.client().sql("""
				select table_name from information_schema.columns
				where table_schema = 'public' and column_name = 'municipality_id'
				  and table_name not in ('outbox', 'feed', 'unit', 'indicator_target')
				  -- the log stays where it was written, and nobody stores a file here
				  and table_name not in ('audit_event', 'audit_value', 'stored_file')""").query(String.class).list());
		assertThat(tables).as("a new table has to be listed in States.PLACED")
			.isEqualTo(Set.of("population_state", "participant_state", "mentorship_state", "mentorship_member",
					"mentorship_home", "meeting_state", "cell", "cell_shift"));
		tell(territory());
		long pair = id();
		long person = id();
		tell(teacher(person, this.school, "2025-09-01"),
				mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(person)),
				meeting(id(), pair, this.school, "held", "2026-09-20"),
				population(this.school, "young_specialists_0_3", 7, "2026-05-01", true));
		tell(school(this.school, since("2020-01-01", this.north, "2026-10-15", this.south)));
		for (String table : tables) {
			assertThat(this.db.client()
				.sql("select count(*) from " + table + " where organisation_id = :school and municipality_id = :north")
				.param("school", this.school)
				.param("north", this.north)
				.query(Long.class)
				.single()).as(table).isZero();
		}
	}

}
