package ru.nastavnik.registry.calendar;

import java.time.LocalDate;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ru.nastavnik.kit.calendar.CalendarYear;
import ru.nastavnik.kit.calendar.FederalCalendar;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class CalendarTests extends RegistryTests {

	@Test
	@DisplayName("BR-051: given Fri 06.03.2026 with Mon 09.03.2026 off, three full days are 10, 11 and 12.03")
	void theExampleOfTheRule() {
		Answer term = get(this.curator, "/calendar/term?from=2026-03-06&days=3").is(200);
		assertThat(term.body().get("lastDay").asString()).isEqualTo("2026-03-12");
		assertThat(term.body().get("effectiveFrom").asString()).isEqualTo("2026-03-13");
		assertThat(term.body().get("countRule").asString()).isEqualTo("full_days");
		assertThat(get(this.curator, "/calendar/term?from=2026-03-06&days=3&rule=with_first_day").is(200)
			.body()
			.get("effectiveFrom")
			.asString()).isEqualTo("2026-03-12");
	}

	@Test
	@DisplayName("BR-051: the region's calendar and its count rule decide, in its own region only")
	void theRegionCorrectsItsCalendar() {
		Answer federal = get(this.curator, "/calendar?year=2026").is(200);
		assertThat(federal.body().get("version").asInt()).isZero();
		assertThat(federal.body().get("source").asString()).contains("1466");
		assertThat(federal.body().get("daysOff").toString()).contains("2026-03-09", "2026-01-09", "2026-05-11",
				"2026-12-31");
		String body = """
				{"year": 2026, "daysOff": ["2026-03-09", "2026-03-10"], "workingWeekends": ["2026-03-14"],
				 "source": "Закон области о праздничных днях", "countRule": "full_days", "version": 0}""";
		put(this.curator, "/calendar", body).is(403);
		put(this.municipal, "/calendar", body).is(403);
		assertThat(put(this.institute, "/calendar", body).is(200).body().get("version").asInt()).isEqualTo(1);
		assertThat(effective("2026-03-06", 3)).isEqualTo("2026-03-14");
		assertThat(effective("2026-03-06", 4)).isEqualTo("2026-03-15");
		assertThat(put(this.institute, "/calendar", body).is(409).body().get("current").get("version").asInt())
			.isEqualTo(1);
		put(this.institute, "/calendar",
				body.replace("full_days", "with_first_day").replace("\"version\": 0", "\"version\": 1"))
			.is(200);
		assertThat(effective("2026-03-06", 3)).isEqualTo("2026-03-13");
		assertThat(get("curator@987/654", "/calendar/term?from=2026-03-06&days=3").is(200)
			.body()
			.get("effectiveFrom")
			.asString()).isEqualTo("2026-03-13");
		assertThat(get("curator@987/654", "/calendar?year=2026").body().get("version").asInt()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "2025-04-29, 3, 2025-05-07", "2025-10-31, 3, 2025-11-07", "2025-12-29, 3, 2026-01-14",
			"2026-12-29, 2, 2027-01-12", "2027-04-30, 1, 2027-05-05", "2027-06-11, 1, 2027-06-16" })
	void termsCrossHolidaysMovedDaysAndTheNewYear(String from, int days, String effective) {
		assertThat(effective(from, days)).isEqualTo(effective);
	}

	@Test
	void aYearNobodyKnowsFollowsTheLaw() {
		Answer year = get(this.curator, "/calendar?year=2027").is(200);
		assertThat(year.body().get("source").asString()).isEqualTo("по умолчанию: ст. 112 ТК РФ, без переносов");
		assertThat(year.body().get("daysOff").toString()).contains("2027-05-03", "2027-05-10", "2027-06-14");
		CalendarYear known = FederalCalendar.of(2025);
		assertThat(known.works(LocalDate.of(2025, 11, 1))).isTrue();
		assertThat(known.works(LocalDate.of(2025, 6, 13))).isFalse();
		assertThat(known.works(LocalDate.of(2025, 3, 10))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/calendar", "/calendar?year=1999", "/calendar?year=2101", "/calendar?year=x",
			"/calendar/term?from=2026-03-06&days=0", "/calendar/term?from=2026-03-06&days=61",
			"/calendar/term?from=1026-03-06&days=3", "/calendar/term?from=вчера&days=3",
			"/calendar/term?from=2026-03-06&days=3&rule=иногда" })
	void badQuestionsAreRefused(String uri) {
		get(this.curator, uri).is(400);
	}

	@Test
	void aYearHoldsOnlyItsOwnDays() {
		String body = """
				{"year": 2026, "daysOff": ["2025-03-10", "2026-03-14"], "workingWeekends": ["2026-03-10"],
				 "source": "Проба", "countRule": "full_days", "version": 0}""";
		assertThat(put(this.institute, "/calendar", body).is(400).violations()).contains("daysOff", "workingWeekends");
		put(this.institute, "/calendar", "{\"year\": 2026}").is(400);
	}

	private String effective(String from, int days) {
		return get(this.curator, "/calendar/term?from=" + from + "&days=" + days).is(200)
			.body()
			.get("effectiveFrom")
			.asString();
	}

}
