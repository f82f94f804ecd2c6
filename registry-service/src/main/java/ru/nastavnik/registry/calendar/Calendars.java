package ru.nastavnik.registry.calendar;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.calendar.CalendarYear;
import ru.nastavnik.kit.calendar.CountRule;
import ru.nastavnik.kit.calendar.FederalCalendar;
import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * The calendar's years: everybody in the region reads them, the institute corrects them.
 */
@Service
@Transactional
class Calendars {

	private final JdbcClient jdbc;

	private final OrganisationDirectory directory;

	private final Outbox outbox;

	Calendars(JdbcClient jdbc, OrganisationDirectory directory, Outbox outbox) {
		this.jdbc = jdbc;
		this.directory = directory;
		this.outbox = outbox;
	}

	/** Fact: what a region's year differs in from "Monday to Friday". */
	record CalendarChanged(int year, List<LocalDate> daysOff, List<LocalDate> workingWeekends, CountRule countRule) {

		static final String TYPE = "calendar-changed";

	}

	/**
	 * A year on the screen.
	 *
	 * @param version 0 while the region follows the federal calendar
	 */
	record YearView(int year, List<LocalDate> daysOff, List<LocalDate> workingWeekends, String source,
			CountRule countRule, int version, List<Holiday> holidays) {
	}

	/** A holiday by its name. */
	record Holiday(LocalDate date, String name) {
	}

	private record Stored(CalendarYear year, int version) {
	}

	/** The region's year, or the federal one; years out of sight are plain weeks. */
	@Transactional(readOnly = true)
	public CalendarYear year(int year) {
		return stored(year).map(Stored::year).orElseGet(() -> FederalCalendar.of(year));
	}

	@Transactional(readOnly = true)
	YearView view(int year) {
		Stored found = stored(year).orElseGet(() -> new Stored(FederalCalendar.of(year), 0));
		return new YearView(year, List.copyOf(found.year().daysOff()), List.copyOf(found.year().workingWeekends()),
				found.year().source(), found.year().countRule(), found.version(),
				FederalCalendar.holidays(year)
					.entrySet()
					.stream()
					.map((holiday) -> new Holiday(holiday.getKey(), holiday.getValue()))
					.toList());
	}

	/** Replaces the year as a whole: the calendar is one decision. */
	YearView change(int year, Collection<LocalDate> daysOff, Collection<LocalDate> workingWeekends, String source,
			CountRule rule, int version) {
		Place place = institute();
		Checks checks = new Checks();
		checks
			.refuseIf(daysOff.stream().anyMatch((day) -> day.getYear() != year), "daysOff",
					"Все дни должны быть в " + year + " году.")
			.refuseIf(daysOff.stream().anyMatch(FederalCalendar::weekend), "daysOff",
					"Субботы и воскресенья и так выходные: укажите только будние дни.")
			.refuseIf(workingWeekends.stream().anyMatch((day) -> day.getYear() != year), "workingWeekends",
					"Все дни должны быть в " + year + " году.")
			.refuseIf(workingWeekends.stream().anyMatch((day) -> !FederalCalendar.weekend(day)), "workingWeekends",
					"Рабочим можно объявить только субботу или воскресенье.");
		checks.done();
		StaleVersionException.check(stored(year).map(Stored::version).orElse(0), version, () -> view(year));
		int saved = this.jdbc
			.sql("""
					insert into calendar_year as c (region_id, institute_id, municipality_id, organisation_id, year, days_off,
					  working_weekends, source, count_rule, created_by, updated_by)
					values (:region, :institute, :municipality, :organisation, :year, cast(:off as date[]),
					  cast(:working as date[]), :source, :rule, :caller, :caller)
					on conflict (region_id, year) do update set days_off = excluded.days_off,
					  working_weekends = excluded.working_weekends, source = excluded.source,
					  count_rule = excluded.count_rule, version = c.version + 1, updated_at = now(),
					  updated_by = excluded.updated_by where c.version = :version""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("year", year)
			.param("off", literal(daysOff))
			.param("working", literal(workingWeekends))
			.param("source", source.strip())
			.param("rule", rule.toString())
			.param("caller", Scope.current().caller())
			.param("version", version)
			.update();
		if (saved == 0) {
			throw new StaleVersionException(view(year), version);
		}
		YearView now = view(year);
		this.outbox.record(Fact.Draft.of(CalendarChanged.TYPE, year, place,
				new CalendarChanged(year, now.daysOff(), now.workingWeekends(), now.countRule())));
		return now;
	}

	private Optional<Stored> stored(int year) {
		return this.jdbc.sql("select * from calendar_year where region_id = :region and year = :year")
			.param("region", Scope.current().region())
			.param("year", year)
			.query(Calendars::stored)
			.optional();
	}

	private Place institute() {
		return Scope.current()
			.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.INSTITUTE)
			.map(Grant::organisation)
			.findFirst()
			.map((organisation) -> this.directory.get(organisation).place())
			.orElseThrow(() -> KitProblem.FORBIDDEN
				.because("Производственный календарь ведёт региональный институт. Обратитесь к его сотруднику."));
	}

	private static String literal(Collection<LocalDate> days) {
		return days.stream().distinct().sorted().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
	}

	private static Stored stored(ResultSet row, int number) throws SQLException {
		return new Stored(new CalendarYear(row.getInt("year"), days(row.getArray("days_off")),
				days(row.getArray("working_weekends")), row.getString("source"),
				CountRule.of(row.getString("count_rule"))), row.getInt("version"));
	}

	private static SortedSet<LocalDate> days(Array array) throws SQLException {
		return Arrays.stream((Date[]) array.getArray())
			.map(Date::toLocalDate)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
