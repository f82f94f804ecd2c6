package ru.nastavnik.registry.calendar;

import java.time.LocalDate;
import java.util.SortedSet;

/**
 * A year of the production calendar, as it differs from "Monday to Friday".
 *
 * @param daysOff days from Monday to Friday that are not worked
 * @param workingWeekends Saturdays and Sundays that are worked
 * @param source the document that the year follows
 */
record CalendarYear(int year, SortedSet<LocalDate> daysOff, SortedSet<LocalDate> workingWeekends, String source,
		CountRule countRule) {

	boolean works(LocalDate day) {
		return FederalCalendar.weekend(day) ? this.workingWeekends.contains(day) : !this.daysOff.contains(day);
	}

}
