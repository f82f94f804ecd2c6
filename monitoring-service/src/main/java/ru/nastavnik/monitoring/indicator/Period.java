package ru.nastavnik.monitoring.indicator;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
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

	static int academicYear(int code) {
		return (code < 10_000) ? code : (code % 100 >= 9) ? code / 100 : code / 100 - 1;
	}

	/** The months of the period that have begun by the day. */
	public List<Integer> monthsUntil(LocalDate day) {
		List<Integer> months = new ArrayList<>();
		eachMonth(first(), day.isBefore(last()) ? day : last(), months::add);
		return months;
	}

	/** Every month and academic year that has a day in common with the span. */
	static void each(@Nullable Span span, IntConsumer work) {
		if (span != null) {
			eachMonth(span.from(), span.to(), work);
			eachYear(span.from(), span.to(), work);
		}
	}

	/**
	 * Every month whose last day lies in the span, and every academic year with such a
	 * month.
	 */
	static void eachByLastDay(@Nullable Span span, IntConsumer work) {
		if (span == null) {
			return;
		}
		int first = index(span.from());
		int last = index(span.to().plusDays(1)) - 1;
		if (first <= last) {
			months(first, last, work);
			years(first, last, work);
		}
	}

	static void eachMonth(LocalDate from, LocalDate to, IntConsumer work) {
		if (!from.isAfter(to)) {
			months(index(from), index(to), work);
		}
	}

	static void eachYear(LocalDate from, LocalDate to, IntConsumer work) {
		if (!from.isAfter(to)) {
			years(index(from), index(to), work);
		}
	}

	private static void months(int first, int last, IntConsumer work) {
		for (int at = first; at <= last; at++) {
			work.accept(at / 12 * 100 + at % 12 + 1);
		}
	}

	private static void years(int firstMonth, int lastMonth, IntConsumer work) {
		for (int year = (firstMonth - 8) / 12; year <= (lastMonth - 8) / 12; year++) {
			work.accept(year);
		}
	}

	private static int index(LocalDate day) {
		return day.getYear() * 12 + day.getMonthValue() - 1;
	}

}
