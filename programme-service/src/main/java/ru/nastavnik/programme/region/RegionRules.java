package ru.nastavnik.programme.region;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.calendar.CalendarYear;
import ru.nastavnik.kit.calendar.CountRule;
import ru.nastavnik.kit.calendar.FederalCalendar;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The parameters and working days of the caller's region.
 */
@Service
@Transactional(readOnly = true)
public class RegionRules {

	private final JdbcClient jdbc;

	RegionRules(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	public int number(Parameter parameter) {
		return Integer.parseInt(value(parameter));
	}

	public boolean on(Parameter parameter) {
		return Boolean.parseBoolean(value(parameter));
	}

	private String value(Parameter parameter) {
		return this.jdbc.sql("select value from region_setting where region_id = :region and code = :code")
			.param("region", Scope.current().region())
			.param("code", parameter.code())
			.query(String.class)
			.optional()
			.orElse(parameter.initial());
	}

	/** The last day of a term of so many working days after the date. */
	public LocalDate lastWorkingDay(LocalDate date, int days) {
		return CalendarYear.last(date, days, year(date.getYear()).countRule(), this::year);
	}

	private CalendarYear year(int year) {
		return this.jdbc.sql("select * from region_calendar where region_id = :region and year = :year")
			.param("region", Scope.current().region())
			.param("year", year)
			.query((row, number) -> new CalendarYear(year, days(row, "days_off"), days(row, "working_weekends"), "",
					CountRule.of(row.getString("count_rule"))))
			.optional()
			.orElseGet(() -> FederalCalendar.of(year));
	}

	private static SortedSet<LocalDate> days(ResultSet row, String column) throws SQLException {
		return Arrays.stream((Date[]) row.getArray(column).getArray())
			.map(Date::toLocalDate)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
