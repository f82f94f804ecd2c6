package ru.nastavnik.monitoring.indicator;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A month ({@code 202611}) or an academic year by its first calendar year ({@code 2026}
 * is September 2026 to August 2027).
 *
 * @param code the number by which the period is stored and asked for
 */
public record Period(int code) {

	/** Nothing before this day is counted: the model of mentoring starts with 2020. */
	static final LocalDate FLOOR = LocalDate.of(2020, 9, 1);

	public static Period of(YearMonth month) {
		return new Period(month.getYear() * 100 + month.getMonthValue());
	}

	/** The academic year that the day lies in. */
	public static Period yearOf(LocalDate day) {
		return new Period((day.getMonthValue() >= 9) ? day.getYear() : day.getYear() - 1);
	}

	public static boolean isValid(int code) {
		return (code >= 2020 && code < 2100)
				|| (code >= 202009 && code < 210000 && code % 100 >= 1 && code % 100 <= 12);
	}

	public boolean isMonth() {
		return this.code >= 10_000;
	}

	public YearMonth month() {
		return YearMonth.of(this.code / 100, this.code % 100);
	}

	public LocalDate first() {
		return isMonth() ? month().atDay(1) : LocalDate.of(this.code, 9, 1);
	}

	public LocalDate last() {
		return isMonth() ? month().atEndOfMonth() : LocalDate.of(this.code + 1, 8, 31);
	}

	/** First calendar year of the academic year; ages and plans go by it. */
	public int academicYear() {
		return academicYear(this.code);
	}

	private static int academicYear(int code) {
		return (code < 10_000) ? code : (code % 100 >= 9) ? code / 100 : code / 100 - 1;
	}

	/** The months of the period that have begun by the day. */
	public List<Integer> monthsUntil(LocalDate day) {
		List<Integer> months = new ArrayList<>();
		LocalDate last = day.isBefore(last()) ? day : last();
		for (YearMonth month = YearMonth.from(first()); !month.isAfter(YearMonth.from(last)); month = month
			.plusMonths(1)) {
			months.add(of(month).code());
		}
		return months;
	}

	// ---- slots: the periods since the floor in a row, each academic year before its
	// months

	private static final int SLOTS_OF_A_YEAR = 13;

	/** How many slots there are up to a horizon. */
	static int slots(LocalDate horizon) {
		return (month(horizon) / 12 + 1) * SLOTS_OF_A_YEAR;
	}

	static boolean isMonth(int slot) {
		return slot % SLOTS_OF_A_YEAR != 0;
	}

	static int academicYearOf(int slot) {
		return FLOOR.getYear() + slot / SLOTS_OF_A_YEAR;
	}

	/** The code of the period in the slot. */
	static int code(int slot) {
		int year = academicYearOf(slot);
		int month = slot % SLOTS_OF_A_YEAR;
		return (month == 0) ? year : (month <= 4) ? year * 100 + 8 + month : (year + 1) * 100 + month - 4;
	}

	/** The slot of the month that the day lies in. */
	static int slot(LocalDate day) {
		int month = month(day);
		return month / 12 * SLOTS_OF_A_YEAR + 1 + month % 12;
	}

	/** The slots up to the horizon whose last day is this day or a later one. */
	static BitSet endingFrom(LocalDate day, LocalDate horizon) {
		BitSet slots = new BitSet();
		int month = Math.max(0, month(day));
		slots.set(month / 12 * SLOTS_OF_A_YEAR);
		int first = month / 12 * SLOTS_OF_A_YEAR + 1 + month % 12;
		slots.set(first, Math.max(first, slots(horizon)));
		return slots;
	}

	/** Every month and academic year that has a day in common with the span. */
	static void each(@Nullable Span span, IntConsumer work) {
		if (span != null) {
			slots(month(span.from()), month(span.to()), work);
		}
	}

	/**
	 * Every month whose last day lies in the span, and every academic year with such a
	 * month.
	 */
	static void eachByLastDay(@Nullable Span span, IntConsumer work) {
		if (span != null) {
			slots(month(span.from()), month(span.to().plusDays(1)) - 1, work);
		}
	}

	private static void slots(int first, int last, IntConsumer work) {
		for (int month = first; month <= last; month++) {
			if (month == first || month % 12 == 0) {
				work.accept(month / 12 * SLOTS_OF_A_YEAR);
			}
			work.accept(month / 12 * SLOTS_OF_A_YEAR + 1 + month % 12);
		}
	}

	/** Months since the floor. */
	private static int month(LocalDate day) {
		return (day.getYear() - FLOOR.getYear()) * 12 + day.getMonthValue() - FLOOR.getMonthValue();
	}

}
