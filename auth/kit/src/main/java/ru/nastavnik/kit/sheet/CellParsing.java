package ru.nastavnik.kit.sheet;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.web.Names;
import ru.nastavnik.kit.web.PersonNameValidator;

/**
 * Understands one cell the way a person would. What was guessed is told as a warning,
 * what cannot be understood as an error with the way to mend it.
 */
public final class CellParsing {

	/** Dates as people here write them. */
	public static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

	private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

	private static final Pattern NUMERIC = Pattern.compile("(\\d{1,2})[./\\-, ](\\d{1,2})[./\\-, ](\\d{4}|\\d{2})");

	private static final Pattern ISO = Pattern.compile("(\\d{4})[./-](\\d{1,2})[./-](\\d{1,2})([T ].*)?");

	private static final Pattern WORDED = Pattern.compile("(\\d{1,2}) ([а-я]{3,9}) (\\d{4})");

	private static final Pattern SOLID = Pattern.compile("(\\d{2})(\\d{2})((?:19|20)\\d{2})");

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private static final Pattern DASHES = Pattern.compile(" ?[-–—] ?");

	private static final Pattern NO_DIGIT = Pattern.compile("\\D");

	private static final Pattern SEVERAL = Pattern.compile("[,;\\n]| или ");

	private static final List<String> MONTHS = List.of("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен",
			"окт", "ноя", "дек");

	private static final int FIRST_SERIAL = 3000;

	private static final int LAST_SERIAL = 80_000;

	private CellParsing() {
	}

	/** Takes what is noticed; warnings do not stop the row. */
	public interface Notes {

		void error(String message);

		void warning(String message);

	}

	/** A date, or null when the cell is empty or wrong. */
	public static @Nullable LocalDate date(SheetCell cell, LocalDate today, Notes notes) {
		if (cell.value() instanceof LocalDateTime date) {
			return date.toLocalDate();
		}
		if (cell.value() instanceof BigDecimal number) {
			return serialOrSolid(number, notes);
		}
		String text = cell.text();
		if (text.isEmpty()) {
			return null;
		}
		LocalDate plain = plain(text);
		if (plain != null) {
			return plain;
		}
		String tidy = text.toLowerCase(Locale.ROOT)
			.replaceAll("(?<=\\d)\\s*(года|год|г)\\.?$", "")
			.replaceAll("\\s*([./-])\\s*", "$1")
			.replaceAll("[«»\"']", "")
			.replaceAll("\\s+", " ")
			.strip();
		String mended = tidy.matches(".*\\d.*") && tidy.matches("[\\doо./\\- ]+") ? tidy.replaceAll("[oо]", "0") : tidy;
		mended = mended.replaceAll("[.,]+$", "");
		LocalDate date = parsed(mended, today, notes);
		if (date == null) {
			notes.error("Дата не распознана. Запишите её как дд.мм.гггг, например 05.09.2012.");
			return null;
		}
		if (!mended.equals(tidy)) {
			notes.warning("Буква «о» вместо нуля: понято как " + DAY.format(date) + ".");
		}
		return date;
	}

	/** The usual form without any pattern: most cells of most tables. */
	private static @Nullable LocalDate plain(String text) {
		if (text.length() != 10 || text.charAt(2) != '.' || text.charAt(5) != '.') {
			return null;
		}
		for (int at = 0; at < 10; at++) {
			char letter = text.charAt(at);
			if (at != 2 && at != 5 && (letter < '0' || letter > '9')) {
				return null;
			}
		}
		return day(text.substring(6), text.substring(3, 5), text.substring(0, 2));
	}

	private static @Nullable LocalDate serialOrSolid(BigDecimal number, Notes notes) {
		long whole = number.longValue();
		if (whole >= FIRST_SERIAL && whole <= LAST_SERIAL) {
			LocalDate date = SERIAL_ZERO.plusDays(whole);
			return date;
		}
		Matcher solid = SOLID.matcher(String.format(Locale.ROOT, "%08d", whole));
		LocalDate date = solid.matches() ? day(solid.group(3), solid.group(2), solid.group(1)) : null;
		if (date == null) {
			notes.error("Число вместо даты. Запишите её как дд.мм.гггг, например 05.09.2012.");
		}
		else {
			notes.warning("Число понято как дата " + DAY.format(date) + ".");
		}
		return date;
	}

	private static @Nullable LocalDate parsed(String text, LocalDate today, Notes notes) {
		Matcher numeric = NUMERIC.matcher(text);
		if (numeric.matches()) {
			String year = numeric.group(3);
			if (year.length() == 2) {
				int century = today.getYear() / 100 * 100;
				int guessed = century + Integer.parseInt(year);
				year = Integer.toString((guessed > today.getYear()) ? guessed - 100 : guessed);
			}
			LocalDate date = day(year, numeric.group(2), numeric.group(1));
			if (date != null && numeric.group(3).length() == 2) {
				notes.warning("Год из двух цифр понят как " + year + ".");
			}
			return date;
		}
		Matcher iso = ISO.matcher(text.toUpperCase(Locale.ROOT));
		if (iso.matches()) {
			return day(iso.group(1), iso.group(2), iso.group(3));
		}
		Matcher solid = SOLID.matcher(text);
		if (solid.matches()) {
			return day(solid.group(3), solid.group(2), solid.group(1));
		}
		if (text.matches("\\d{4,5}")) {
			int serial = Integer.parseInt(text);
			return (serial >= FIRST_SERIAL && serial <= LAST_SERIAL) ? SERIAL_ZERO.plusDays(serial) : null;
		}
		Matcher worded = WORDED.matcher(text);
		if (worded.matches()) {
			for (int month = 0; month < MONTHS.size(); month++) {
				if (worded.group(2).startsWith(MONTHS.get(month))) {
					return day(worded.group(3), Integer.toString(month + 1), worded.group(1));
				}
			}
		}
		return null;
	}

	private static @Nullable LocalDate day(String year, String month, String day) {
		try {
			return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** A part of a name in Russian letters, look-alikes and case mended. */
	public static @Nullable String name(String text, Notes notes) {
		if (text.isEmpty()) {
			return null;
		}
		String tidy = spaced(text);
		if (tidy.isEmpty()) {
			return null;
		}
		String mended = tidy;
		if (PersonNameValidator.problem(tidy) != null && tidy.matches("(?s).*[А-ЯЁа-яё].*")) {
			mended = Names.withoutLookAlikes(tidy);
		}
		String problem = PersonNameValidator.problem(mended);
		if (problem != null) {
			notes.error(problem + " Исправьте имя.");
			return null;
		}
		if (!mended.equals(tidy)) {
			notes.warning("Латинские буквы заменены русскими: «" + mended + "».");
		}
		if (mended.length() > 1
				&& (mended.equals(mended.toUpperCase(Locale.ROOT)) || mended.equals(mended.toLowerCase(Locale.ROOT)))) {
			String cased = capitalised(mended);
			if (!cased.equals(mended)) {
				notes.warning("Исправлены прописные буквы: «" + cased + "».");
				mended = cased;
			}
		}
		return mended;
	}

	private static String spaced(String text) {
		return DASHES.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("-").strip();
	}

	private static String capitalised(String text) {
		StringBuilder cased = new StringBuilder(text.length());
		boolean first = true;
		for (char letter : text.toCharArray()) {
			cased.append(first ? Character.toUpperCase(letter) : Character.toLowerCase(letter));
			first = letter == ' ' || letter == '-';
		}
		return cased.toString();
	}

	/**
	 * Surname, first name, the rest; null with an error when two words are not there.
	 */
	public static @Nullable List<String> fullName(String text, Notes notes) {
		List<String> words = new ArrayList<>(List.of(spaced(text).split(" ")));
		if (words.size() < 2) {
			notes.error("Нужны фамилия, имя и отчество через пробел.");
			return null;
		}
		if (words.subList(1, words.size()).stream().anyMatch((word) -> word.matches("(\\p{L}\\.){1,2}\\p{L}?\\.?"))) {
			notes.error("Вместо инициалов запишите имя и отчество полностью.");
			return null;
		}
		if (words.size() > 5) {
			notes.error("Слишком много слов в имени. Оставьте фамилию, имя и отчество.");
			return null;
		}
		List<String> parts = new ArrayList<>(words.subList(0, 2));
		if (words.size() > 2) {
			parts.add(String.join(" ", words.subList(2, words.size())));
		}
		return parts;
	}

	/** A phone as +7 900 000-00-00. */
	public static @Nullable String phone(SheetCell cell, Notes notes) {
		String text = cell.text();
		if (text.isEmpty()) {
			return null;
		}
		String[] several = SEVERAL.split(text);
		String digits = (several.length > 0) ? NO_DIGIT.matcher(several[0]).replaceAll("") : "";
		if (digits.length() == 10) {
			digits = "7" + digits;
		}
		if (digits.length() == 11 && (digits.startsWith("8") || digits.startsWith("7"))) {
			if (several.length > 1) {
				notes.warning("Взят первый из нескольких номеров.");
			}
			return "+7 " + digits.substring(1, 4) + " " + digits.substring(4, 7) + "-" + digits.substring(7, 9) + "-"
					+ digits.substring(9);
		}
		if (digits.length() >= 5 && digits.length() <= 15 && several[0].matches("\\+?[0-9 ()\\-]{5,30}")) {
			notes.warning("Номер без кода оператора сохранён как есть.");
			return several[0].strip();
		}
		notes.error("Телефон не распознан. Запишите 11 цифр, например +7 900 123-45-67.");
		return null;
	}

	/** A whole number. */
	public static @Nullable Integer integer(SheetCell cell, Notes notes) {
		if (cell.isEmpty()) {
			return null;
		}
		try {
			return new BigDecimal(cell.text().replaceAll("\\s", "").replace(',', '.')).intValueExact();
		}
		catch (ArithmeticException | NumberFormatException ex) {
			notes.error("Нужно целое число.");
			return null;
		}
	}

	/** Digits that Excel may have taken for a number. */
	public static @Nullable String digits(SheetCell cell, Notes notes) {
		String text = cell.text().replaceAll("[\\s-]", "");
		if (text.isEmpty()) {
			return null;
		}
		if (!text.matches("\\d{1,20}")) {
			notes.error("Допустимы только цифры.");
			return null;
		}
		return text;
	}

	/** One of the words of a field, as its code. */
	public static @Nullable String choice(SheetField field, String text, Notes notes) {
		if (text.isBlank()) {
			return null;
		}
		String wanted = SheetField.normalised(text);
		Map<String, String> choices = field.choices();
		String nearest = null;
		int distance = 3;
		for (Map.Entry<String, String> choice : choices.entrySet()) {
			String word = SheetField.normalised(choice.getKey());
			if (word.equals(wanted) || SheetField.normalised(choice.getValue()).equals(wanted)) {
				return choice.getValue();
			}
			int far = distance(word, wanted);
			if (far < distance) {
				distance = far;
				nearest = choice.getKey();
			}
		}
		List<String> words = field.words();
		String possible = String.join(", ", words.subList(0, Math.min(words.size(), 12)));
		notes.error("Такого значения нет. " + ((nearest != null) ? "Возможно, «" + nearest + "». " : "") + "Допустимы: "
				+ possible + ".");
		return null;
	}

	/** Levenshtein, given up where the lengths alone differ too much. */
	private static int distance(String one, String other) {
		if (Math.abs(one.length() - other.length()) > 2 || one.length() < 4) {
			return Integer.MAX_VALUE;
		}
		int[] before = new int[other.length() + 1];
		for (int at = 0; at <= other.length(); at++) {
			before[at] = at;
		}
		for (int row = 1; row <= one.length(); row++) {
			int[] now = new int[other.length() + 1];
			now[0] = row;
			for (int at = 1; at <= other.length(); at++) {
				int changed = before[at - 1] + ((one.charAt(row - 1) == other.charAt(at - 1)) ? 0 : 1);
				now[at] = Math.min(changed, Math.min(before[at], now[at - 1]) + 1);
			}
			before = now;
		}
		return before[other.length()];
	}

}
