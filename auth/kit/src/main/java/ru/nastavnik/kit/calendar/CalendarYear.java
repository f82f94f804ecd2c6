package ru.nastavnik.kit.calendar;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.IntFunction;

/**
 * A year of the production calendar, as it differs from "Monday to Friday".
 *
 * @param daysOff days from Monday to Friday that are not worked
 * @param workingWeekends Saturdays and Sundays that are worked
 * @param source the document that the year follows
 */
public record CalendarYear(int year, SortedSet<LocalDate> daysOff, SortedSet<LocalDate> workingWeekends, String source,
		CountRule countRule) {

	public boolean works(LocalDate day) {
		return FederalCalendar.weekend(day) ? this.workingWeekends.contains(day) : !this.daysOff.contains(day);
	}

	/** The last day of a term of {@code n} working days that the date begins. */
	public static LocalDate last(LocalDate date, int n, CountRule rule, IntFunction<CalendarYear> years) {
		Map<Integer, CalendarYear> known = new HashMap<>();
		LocalDate day = (rule == CountRule.FULL_DAYS) ? date.plusDays(1) : date;
		int left = n;
		while (true) {
			if (known.computeIfAbsent(day.getYear(), years::apply).works(day) && --left == 0) {
				return day;
			}
			day = day.plusDays(1);
		}
	}

}
