package ru.nastavnik.kit.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The federal calendar: holidays of article 112 of the Labour Code, days off that the
 * same article moves from a weekend, and what the Government moved in the years that are
 * known.
 */
public final class FederalCalendar {

	public static final int FIRST = 2000;

	public static final int LAST = 2100;

	private static final String BY_LAW = "по умолчанию: ст. 112 ТК РФ, без переносов";

	private static final Map<MonthDay, String> HOLIDAYS = holidays();

	/** Weekends of January that the Government moved, and what became a working day. */
	private static final Map<Integer, Moves> MOVES = Map.of(2025,
			new Moves("постановление Правительства РФ от 04.10.2024 № 1335",
					Set.of(date(2025, 5, 2), date(2025, 5, 8), date(2025, 6, 13), date(2025, 11, 3),
							date(2025, 12, 31)),
					Set.of(date(2025, 11, 1)), false),
			2026, new Moves("постановление Правительства РФ от 24.09.2025 № 1466",
					Set.of(date(2026, 1, 9), date(2026, 12, 31)), Set.of(), true));

	private FederalCalendar() {
	}

	/**
	 * Moved days of a year.
	 *
	 * @param byLaw whether holidays on a weekend are moved by the article itself
	 */
	private record Moves(String source, Set<LocalDate> off, Set<LocalDate> working, boolean byLaw) {
	}

	public static CalendarYear of(int year) {
		Moves moves = MOVES.getOrDefault(year, new Moves(BY_LAW, Set.of(), Set.of(), true));
		SortedSet<LocalDate> off = new TreeSet<>();
		for (MonthDay holiday : HOLIDAYS.keySet()) {
			LocalDate day = holiday.atYear(year);
			if (!weekend(day)) {
				off.add(day);
			}
		}
		if (moves.byLaw()) {
			HOLIDAYS.keySet()
				.stream()
				.filter((holiday) -> holiday.getMonthValue() != 1)
				.map((holiday) -> holiday.atYear(year))
				.filter(FederalCalendar::weekend)
				.sorted()
				.forEach((day) -> off.add(nextWorking(day, off)));
		}
		off.addAll(moves.off());
		return new CalendarYear(year, off, new TreeSet<>(moves.working()), moves.source(), CountRule.FULL_DAYS);
	}

	/** Names of the year's holidays, weekends included. */
	public static Map<LocalDate, String> holidays(int year) {
		Map<LocalDate, String> named = new LinkedHashMap<>();
		HOLIDAYS.forEach((day, name) -> named.put(day.atYear(year), name));
		return named;
	}

	public static boolean weekend(LocalDate day) {
		return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
	}

	private static LocalDate nextWorking(LocalDate day, Set<LocalDate> off) {
		return Stream.iterate(day.plusDays(1), (next) -> next.plusDays(1))
			.filter((next) -> !weekend(next) && !off.contains(next))
			.findFirst()
			.orElseThrow();
	}

	private static Map<MonthDay, String> holidays() {
		Map<MonthDay, String> days = new LinkedHashMap<>();
		for (int day = 1; day <= 8; day++) {
			days.put(MonthDay.of(1, day), (day == 7) ? "Рождество Христово" : "Новогодние каникулы");
		}
		days.put(MonthDay.of(2, 23), "День защитника Отечества");
		days.put(MonthDay.of(3, 8), "Международный женский день");
		days.put(MonthDay.of(5, 1), "Праздник Весны и Труда");
		days.put(MonthDay.of(5, 9), "День Победы");
		days.put(MonthDay.of(6, 12), "День России");
		days.put(MonthDay.of(11, 4), "День народного единства");
		return days;
	}

	private static LocalDate date(int year, int month, int day) {
		return LocalDate.of(year, month, day);
	}

}
