package ru.nastavnik.programme.region;

import java.time.LocalDate;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;

/**
 * Keeps the replicas of what regions decide. The transaction is the feed reader's.
 */
@Component
public class RegionIntake {

	private static final String SETTING = """
			insert into region_setting (region_id, institute_id, municipality_id, organisation_id, code, value)
			values (:region, :institute, :municipality, :organisation, :code, :value)
			on conflict (region_id, code) do update set value = excluded.value""";

	private static final String CALENDAR = """
			insert into region_calendar (region_id, institute_id, municipality_id, organisation_id, year, days_off,
			  working_weekends, count_rule)
			values (:region, :institute, :municipality, :organisation, :year, :off::date[], :working::date[], :rule)
			on conflict (region_id, year) do update set days_off = excluded.days_off,
			  working_weekends = excluded.working_weekends, count_rule = excluded.count_rule""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	RegionIntake(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Applies the facts of its types in their order. */
	public void apply(List<Fact> facts) {
		for (Fact fact : facts) {
			if (fact.deleted()) {
				continue;
			}
			switch (fact.type()) {
				case "setting-changed" -> {
					SettingChanged told = this.json.treeToValue(fact.data(), SettingChanged.class);
					placed(SETTING, fact.place()).param("code", told.code()).param("value", told.value()).update();
				}
				case "calendar-changed" -> {
					CalendarChanged told = this.json.treeToValue(fact.data(), CalendarChanged.class);
					placed(CALENDAR, fact.place()).param("year", told.year())
						.param("off", texts(told.daysOff()))
						.param("working", texts(told.workingWeekends()))
						.param("rule", told.countRule())
						.update();
				}
				default -> {
				}
			}
		}
	}

	private static String[] texts(List<LocalDate> days) {
		return days.stream().map(LocalDate::toString).toArray(String[]::new);
	}

	private JdbcClient.StatementSpec placed(String sql, Place place) {
		return this.jdbc.sql(sql)
			.param("region", place.region())
			.param("institute", place.institute(), java.sql.Types.BIGINT)
			.param("municipality", place.municipality(), java.sql.Types.BIGINT)
			.param("organisation", place.organisation());
	}

	/** The registry's fact {@code setting-changed}. */
	record SettingChanged(String code, String value) {
	}

	/** The registry's fact {@code calendar-changed}. */
	record CalendarChanged(int year, List<LocalDate> daysOff, List<LocalDate> workingWeekends, String countRule) {
	}

}
