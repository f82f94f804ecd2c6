package ru.nastavnik.registry.calendar;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.calendar.CalendarYear;
import ru.nastavnik.kit.calendar.CountRule;

/**
 * Terms of working days by the production calendar of the current region.
 */
@Service
@Transactional(readOnly = true)
public class WorkingDays {

	/** No term of the law is longer; it also bounds the search. */
	public static final int LONGEST = 60;

	private final Calendars calendars;

	WorkingDays(Calendars calendars) {
		this.calendars = calendars;
	}

	/** The first day after {@code n} working days have passed since the notice. */
	public LocalDate after(LocalDate date, int n, CountRule rule) {
		return last(date, n, rule).plusDays(1);
	}

	/** The same by the rule of the region in the year of the notice (BR-051). */
	public LocalDate after(LocalDate date, int n) {
		return after(date, n, rule(date));
	}

	/** The last day of a term of {@code n} working days that the date begins. */
	public LocalDate last(LocalDate date, int n, CountRule rule) {
		if (n < 1 || n > LONGEST) {
			throw new IllegalArgumentException("A term of working days is 1 to " + LONGEST);
		}
		return CalendarYear.last(date, n, rule, this.calendars::year);
	}

	/** The last day of the term by the region's rule. */
	public LocalDate last(LocalDate date, int n) {
		return last(date, n, rule(date));
	}

	/** How the region counts in the year of the date. */
	public CountRule rule(LocalDate date) {
		return this.calendars.year(date.getYear()).countRule();
	}

	/** A term as the screen shows it while the date is typed. */
	Term term(LocalDate date, int n, @Nullable CountRule rule) {
		CountRule asked = (rule != null) ? rule : rule(date);
		LocalDate last = last(date, n, asked);
		return new Term(date, n, asked, last, last.plusDays(1));
	}

	/** A term of working days. */
	record Term(LocalDate from, int days, CountRule countRule, LocalDate lastDay, LocalDate effectiveFrom) {
	}

}
