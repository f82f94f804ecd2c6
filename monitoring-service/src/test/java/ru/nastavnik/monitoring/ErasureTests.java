package ru.nastavnik.monitoring;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing names an erased person, and the figures are what they were. */
class ErasureTests extends MonitoringTests {

	@Test
	@DisplayName("BR-063 an erased person stands in no column of monitoring; figures of the past stay, in both readings")
	void figuresStayWithoutThePerson() {
		tell(territory());
		long young = id();
		long child = id();
		long pair = id();
		tell(teacher(young, this.school, "2025-09-01"),
				pupil(child, this.school, "2012-03-03", "mentee", mentee("waiting", "2026-09-05")));
		tell(pupil(child, this.school, "2012-03-03", "mentee", mentee("in_mentorship", "2026-09-20")));
		tell(mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(young, child)));
		tell(school(this.school, since("2020-01-01", this.north, "2026-10-15", this.south)));
		List<Map<String, Object>> before = cells();
		assertThat(read(curator(), "/people/" + young + "/data").get("sections").size()).isEqualTo(1);
		assertThat(get(municipal(), "/people/" + young + "/data").getResponse().getStatus()).isEqualTo(404);
		long pseudonym = -id();
		long another = -id();
		tell(fact("person-erased", young, at(this.school), of("personId", young, "pseudonym", pseudonym)),
				gone("participant-changed", young, at(this.school)),
				fact("person-erased", child, at(this.school), of("personId", child, "pseudonym", another)),
				gone("participant-changed", child, at(this.school)));
		assertThat(cells()).isEqualTo(before);
		cellsAreExact();
		assertThat(found(young)).isEmpty();
		assertThat(found(child)).isEmpty();
		// the programme service tells the same a moment later
		tell(mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(pseudonym, another)));
		cellsAreExact();
		assertThat(cell(this.region, 202610, "R145-3")).isEqualTo("1/0");
		assertThat(get(curator(), "/people/" + young + "/data").getResponse().getStatus()).isEqualTo(404);
	}

	private List<Map<String, Object>> cells() {
		return this.db.client()
			.sql("select 1 as kind, unit_id, period, indicator, slice, value_code, num, den from cell "
					+ "where region_id = :region and (num <> 0 or den <> 0) union all select 2, unit_id, period, indicator, "
					+ "slice, value_code, num, den from cell_shift where region_id = :region and (num <> 0 or den <> 0) "
					+ "order by 1, 2, 3, 4, 5, 6")
			.param("region", this.region)
			.query()
			.listOfRows();
	}

	/** Columns of any table in which the id stands. */
	private List<String> found(long person) {
		return this.db.client()
			.sql("select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'")
			.query(String.class)
			.list()
			.stream()
			.filter((column) -> {
				String[] parts = column.split("\\.");
				return this.db
					.count(parts[0] + " where \"" + parts[1] + "\"::text ~ '(^|[^0-9-])" + person + "([^0-9]|$)'") > 0;
			})
			.toList();
	}

}
