package ru.nastavnik.programme.template;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * When something is to be done, as plans say it (BR-006). The text is the truth; the rest
 * is read out of it.
 *
 * @param kind what sort of term it is
 * @param text as written
 * @param fromMonth first month, 1…12
 * @param toMonth last month, 1…12
 * @param months months of a list
 * @param fromYear year of the first month, where the plan names it
 * @param toYear year of the last month, where the plan names it
 * @param on the day of a dated term
 */
public record Term(Kind kind, String text, @Nullable Integer fromMonth, @Nullable Integer toMonth,
		@Nullable List<Integer> months, @Nullable Integer fromYear, @Nullable Integer toYear, @Nullable LocalDate on) {

	private static final List<String> NOMINATIVE = List.of("январь", "февраль", "март", "апрель", "май", "июнь", "июль",
			"август", "сентябрь", "октябрь", "ноябрь", "декабрь");

	private static final List<String> GENITIVE = List.of("января", "февраля", "марта", "апреля", "мая", "июня", "июля",
			"августа", "сентября", "октября", "ноября", "декабря");

	private static final String MONTH = "([а-я]+)(?: (\\d{4}))?";

	private static final Pattern SINGLE = Pattern.compile(MONTH);

	private static final Pattern RANGE = Pattern.compile(MONTH + " ?[–—-] ?" + MONTH);

	private static final Pattern UNTIL = Pattern.compile("до " + MONTH);

	private static final Pattern QUARTER = Pattern.compile("(i{1,3}|iv|[1-4])(?:-?й)? квартал(?: (\\d{4}))?");

	private static final Pattern DATE = Pattern.compile("(?:до )?(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");

	/** Reads a term; a text of unknown form is an event to wait for. */
	public static Term parse(@Nullable String written) {
		String text = (written != null) ? written.strip() : "";
		String normal = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replace('ё', 'е');
		if (normal.isEmpty()) {
			return plain(Kind.NONE, text);
		}
		if (normal.startsWith("по мере")) {
			return plain(Kind.BY_EVENT, text);
		}
		if (normal.startsWith("по плану")) {
			return plain(Kind.BY_PLAN_OF, text);
		}
		if (normal.equals("постоянно") || normal.startsWith("в течение") || normal.startsWith("в процессе")) {
			return plain(Kind.CONSTANT, text);
		}
		boolean yearly = normal.contains("ежегодно");
		String dated = normal.replaceAll(",? ?ежегодно,? ?", "").strip();
		return date(dated, text).or(() -> quarter(dated, text))
			.or(() -> list(dated, text))
			.or(() -> range(dated, text, yearly))
			.or(() -> until(dated, text))
			.or(() -> single(dated, text, yearly))
			.orElseGet(() -> plain(Kind.BY_EVENT, text));
	}

	private static Term plain(Kind kind, String text) {
		return new Term(kind, text, null, null, null, null, null, null);
	}

	private static Optional<Term> date(String dated, String text) {
		Matcher matcher = DATE.matcher(dated);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		try {
			LocalDate on = LocalDate.of(Integer.parseInt(matcher.group(3)), Integer.parseInt(matcher.group(2)),
					Integer.parseInt(matcher.group(1)));
			return Optional.of(new Term(Kind.DATE, text, null, null, null, null, null, on));
		}
		catch (java.time.DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static Optional<Term> quarter(String dated, String text) {
		Matcher matcher = QUARTER.matcher(dated);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		int quarter = switch (matcher.group(1)) {
			case "i", "1" -> 1;
			case "ii", "2" -> 2;
			case "iii", "3" -> 3;
			default -> 4;
		};
		Integer year = year(matcher.group(2));
		return Optional.of(new Term(Kind.QUARTER, text, quarter * 3 - 2, quarter * 3, null, year, year, null));
	}

	private static Optional<Term> list(String dated, String text) {
		if (!dated.contains(";")) {
			return Optional.empty();
		}
		List<Integer> months = new ArrayList<>();
		for (String part : dated.split(";")) {
			int month = NOMINATIVE.indexOf(part.strip()) + 1;
			if (month == 0) {
				return Optional.empty();
			}
			months.add(month);
		}
		return Optional.of(new Term(Kind.MONTHS, text, months.getFirst(), months.getLast(), List.copyOf(months), null,
				null, null));
	}

	private static Optional<Term> range(String dated, String text, boolean yearly) {
		Matcher matcher = RANGE.matcher(dated);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		int from = NOMINATIVE.indexOf(matcher.group(1)) + 1;
		int to = NOMINATIVE.indexOf(matcher.group(3)) + 1;
		return (from > 0 && to > 0) ? Optional.of(new Term(yearly ? Kind.YEARLY : Kind.RANGE, text, from, to, null,
				year(matcher.group(2)), year(matcher.group(4)), null)) : Optional.empty();
	}

	private static Optional<Term> until(String dated, String text) {
		Matcher matcher = UNTIL.matcher(dated);
		int month = matcher.matches() ? GENITIVE.indexOf(matcher.group(1)) + 1 : 0;
		return (month > 0)
				? Optional.of(new Term(Kind.DATE, text, null, month, null, null, year(matcher.group(2)), null))
				: Optional.empty();
	}

	private static Optional<Term> single(String dated, String text, boolean yearly) {
		Matcher matcher = SINGLE.matcher(dated);
		int month = matcher.matches() ? NOMINATIVE.indexOf(matcher.group(1)) + 1 : 0;
		if (month == 0) {
			return Optional.empty();
		}
		Integer year = year(matcher.group(2));
		return Optional.of(new Term(yearly ? Kind.YEARLY : Kind.MONTH, text, month, month, null, year, year, null));
	}

	private static @Nullable Integer year(@Nullable String text) {
		return (text != null) ? Integer.valueOf(text) : null;
	}

	/**
	 * When it is due inside a period. The months count, not the years of the sample: the
	 * first occurrence inside the period is taken and cut at its ends.
	 */
	public Optional<Due> within(LocalDate from, LocalDate to) {
		return switch (this.kind) {
			case MONTH, RANGE, YEARLY, QUARTER -> months(this.fromMonth, this.toMonth, from, to);
			case MONTHS -> spread(from, to);
			case DATE -> dated(from, to);
			case CONSTANT, BY_EVENT, BY_PLAN_OF, NONE -> Optional.empty();
		};
	}

	private static Optional<Due> months(@Nullable Integer first, @Nullable Integer last, LocalDate from, LocalDate to) {
		if (first == null || last == null) {
			return Optional.empty();
		}
		Optional<Due> begun = Optional.empty();
		for (int year = from.getYear() - 1; year <= to.getYear(); year++) {
			LocalDate begin = YearMonth.of(year, first).atDay(1);
			LocalDate end = YearMonth.of((first <= last) ? year : year + 1, last).atEndOfMonth();
			boolean touches = !end.isBefore(from) && !begin.isAfter(to);
			boolean beginsInside = !begin.isBefore(YearMonth.from(from).atDay(1));
			if (touches && beginsInside) {
				return Optional.of(Due.cut(begin, end, from, to));
			}
			if (touches && begun.isEmpty()) {
				begun = Optional.of(Due.cut(begin, end, from, to));
			}
		}
		// it had begun before the period did
		return begun;
	}

	private Optional<Due> spread(LocalDate from, LocalDate to) {
		List<Due> all = ((this.months != null) ? this.months : List.<Integer>of()).stream()
			.map((month) -> months(month, month, from, to))
			.flatMap(Optional::stream)
			.toList();
		return all.stream()
			.map(Due::from)
			.min(LocalDate::compareTo)
			.map((begin) -> new Due(begin, all.stream().map(Due::to).max(LocalDate::compareTo).orElse(begin)));
	}

	private Optional<Due> dated(LocalDate from, LocalDate to) {
		if (this.on != null) {
			return (this.on.isBefore(from) || this.on.isAfter(to)) ? Optional.empty()
					: Optional.of(new Due(this.text.startsWith("до") ? from : this.on, this.on));
		}
		if (this.toMonth == null) {
			return Optional.empty();
		}
		Month month = Month.of(this.toMonth);
		for (int year = from.getYear(); year <= to.getYear(); year++) {
			LocalDate last = LocalDate.of(year, month, 1).minusDays(1);
			if (!last.isBefore(from) && !last.isAfter(to)) {
				return Optional.of(new Due(from, last));
			}
		}
		return Optional.empty();
	}

	/** Sorts of terms. */
	public enum Kind {

		MONTH, RANGE, QUARTER, YEARLY, CONSTANT, BY_EVENT, BY_PLAN_OF, DATE, NONE, MONTHS;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** First and last day. */
	public record Due(LocalDate from, LocalDate to) {

		static Due cut(LocalDate begin, LocalDate end, LocalDate from, LocalDate to) {
			return new Due(begin.isBefore(from) ? from : begin, end.isAfter(to) ? to : end);
		}

	}

}
