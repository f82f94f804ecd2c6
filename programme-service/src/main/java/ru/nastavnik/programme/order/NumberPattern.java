package ru.nastavnik.programme.order;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the numbers of a journal look: {@code {n}} counts, {@code {yyyy}} and {@code {yy}}
 * are the year.
 */
record NumberPattern(String text) {

	static final String COUNT = "{n}";

	private static final Pattern DIGITS = Pattern.compile("\\d+");

	private static final int MOST = 12;

	/** Whether it counts, exactly once, and is short enough for a number. */
	boolean sound() {
		int first = this.text.indexOf(COUNT);
		return first >= 0 && this.text.indexOf(COUNT, first + 1) < 0 && write(99_999, 2026).length() <= 30
				&& this.text.replaceAll("\\{(n|yy|yyyy)}", "").matches("[0-9A-Za-zА-Яа-яЁё/ .№-]*");
	}

	/** The pattern that a number of that year was written by. */
	static NumberPattern of(String number, int year) {
		String whole = String.valueOf(year);
		String marked = number.contains(whole) ? number.replace(whole, "{yyyy}") : number;
		Matcher digits = DIGITS.matcher(marked);
		if (!digits.find()) {
			return new NumberPattern(COUNT);
		}
		String before = marked.substring(0, digits.start());
		String after = marked.substring(digits.end());
		return new NumberPattern(before + COUNT + after.replaceFirst("([/-])" + whole.substring(2) + "$", "$1{yy}"));
	}

	String write(long count, int year) {
		return this.text.replace("{yyyy}", String.valueOf(year))
			.replace("{yy}", String.valueOf(year).substring(2))
			.replace(COUNT, String.valueOf(count));
	}

	/** Which in the row the number is; 0 when it does not follow the pattern. */
	long count(String number, int year) {
		String frame = write(0, year);
		int at = this.text.replace("{yyyy}", String.valueOf(year))
			.replace("{yy}", String.valueOf(year).substring(2))
			.indexOf(COUNT);
		if (at < 0) {
			return 0;
		}
		Matcher matcher = Pattern
			.compile(Pattern.quote(frame.substring(0, at)) + "0*(\\d{1," + MOST + "})"
					+ Pattern.quote(frame.substring(at + 1)), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
			.matcher(number);
		return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
	}

}
