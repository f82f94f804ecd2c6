package ru.nastavnik.kit.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.web.Names;

/**
 * Finds the header among the first rows of a sheet and says which column is which field.
 * Report heads above it, a second line below merged cells and blank rows are survived.
 */
public final class Headers {

	/** A header is looked for this far down. */
	public static final int SEARCHED = 20;

	private static final Pattern NOTES = Pattern.compile("\\([^)]*\\)|\\*");

	private static final Pattern TAIL = Pattern.compile(
			"(итого|всего|директор|исполнитель|руководитель|ответственн|подпись|дата составления|м\\. ?п\\.).*",
			Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

	private Headers() {
	}

	/**
	 * The header of a sheet.
	 *
	 * @param row its number, 0 when none was found
	 * @param columns titles as they stand, by index; empty where a column has none
	 * @param fields key of the field by index, for the columns that were recognised
	 */
	public record Found(int row, List<String> columns, Map<Integer, String> fields) {
	}

	/** The most likely header of a sheet's first rows. */
	public static Found find(SheetSource source, int sheet, List<SheetField> fields, Map<String, String> remembered) {
		Map<Integer, List<SheetCell>> top = new LinkedHashMap<>();
		source.read(sheet, (number, cells) -> {
			if (number <= SEARCHED) {
				top.put(number, cells);
			}
			return number < SEARCHED;
		});
		Found best = new Found(0, List.of(), Map.of());
		for (int number : top.keySet()) {
			Found found = at(top, number, fields, remembered);
			if (found.fields().size() > best.fields().size()) {
				best = found;
			}
		}
		if (best.fields().size() < 2 && !top.isEmpty()) {
			// nothing recognised: the first row with the most texts, for a person to map
			int widest = top.entrySet()
				.stream()
				.max(java.util.Comparator.comparingLong(
						(row) -> row.getValue().stream().filter((cell) -> cell.value() instanceof String).count() * 100
								- row.getKey()))
				.orElseThrow()
				.getKey();
			best = at(top, widest, fields, remembered);
		}
		return best;
	}

	/** The header that a person has pointed at. */
	public static Found at(SheetSource source, int sheet, int row, List<SheetField> fields,
			Map<String, String> remembered) {
		Map<Integer, List<SheetCell>> top = new HashMap<>();
		source.read(sheet, (number, cells) -> {
			if (number <= row) {
				top.put(number, cells);
			}
			return number < row;
		});
		return at(top, row, fields, remembered);
	}

	private static Found at(Map<Integer, List<SheetCell>> top, int number, List<SheetField> fields,
			Map<String, String> remembered) {
		List<SheetCell> own = top.getOrDefault(number, List.of());
		List<SheetCell> above = top.getOrDefault(number - 1, List.of());
		int width = Math.max(own.size(), above.size());
		List<String> titles = new ArrayList<>();
		Map<String, Integer> scores = new HashMap<>();
		Map<Integer, String> columns = new HashMap<>();
		String group = "";
		for (int at = 0; at < width; at++) {
			String ownTitle = (at < own.size()) ? own.get(at).text() : "";
			String aboveTitle = (at < above.size()) ? above.get(at).text() : "";
			group = aboveTitle.isEmpty() ? (ownTitle.isEmpty() ? "" : group) : aboveTitle;
			titles.add(title(ownTitle, group).replaceAll("\\s+", " "));
			Match match = match(ownTitle, aboveTitle, group, fields, remembered);
			if (match != null && match.score() > scores.getOrDefault(match.field(), 0)) {
				columns.values().remove(match.field());
				columns.put(at, match.field());
				scores.put(match.field(), match.score());
			}
		}
		while (!titles.isEmpty() && titles.getLast().isEmpty()) {
			titles.removeLast();
		}
		return new Found(number, List.copyOf(titles), Map.copyOf(columns));
	}

	private static String title(String own, String above) {
		if (own.isEmpty()) {
			return above;
		}
		return (above.isEmpty() || above.length() > 60) ? own : above + " " + own;
	}

	private record Match(String field, int score) {
	}

	private static @Nullable Match match(String own, String above, String group, List<SheetField> fields,
			Map<String, String> remembered) {
		for (String title : List.of(title(own, group), own)) {
			String known = remembered.get(SheetField.normalised(title));
			if (known != null && !title.isBlank() && fields.stream().anyMatch((field) -> field.key().equals(known))) {
				return new Match(known, 1000);
			}
		}
		Match best = null;
		if (!own.isBlank()) {
			best = better(best, named(group + " " + own, fields, 300));
			best = better(best, named(own, fields, 200));
		}
		else if (!above.isBlank()) {
			best = better(best, named(above, fields, 200));
		}
		return best;
	}

	private static @Nullable Match better(@Nullable Match one, @Nullable Match other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (other.score() > one.score()) ? other : one;
	}

	/** Exact names outrank the beginnings of names. */
	private static @Nullable Match named(String title, List<SheetField> fields, int exact) {
		String whole = SheetField.normalised(title);
		String plain = SheetField.normalised(NOTES.matcher(title).replaceAll(" "));
		Match best = null;
		for (SheetField field : fields) {
			for (String header : field.headers()) {
				if (header.equals(whole) || header.equals(plain)) {
					best = better(best, new Match(field.key(), exact));
				}
				else if (header.length() > 7 && plain.startsWith(header)) {
					best = better(best, new Match(field.key(), Math.min(header.length(), exact - 150)));
				}
			}
		}
		return best;
	}

	/** Whether a row below the header is data, and not what reports put around it. */
	public static boolean isData(List<SheetCell> cells, Found header) {
		int filled = 0;
		int sameAsHeader = 0;
		boolean counting = true;
		int expected = -1;
		Set<String> texts = new HashSet<>();
		for (int at = 0; at < cells.size(); at++) {
			SheetCell cell = cells.get(at);
			if (cell.isEmpty()) {
				continue;
			}
			if (texts.isEmpty() && TAIL.matcher(cell.text()).matches()
					&& cells.stream()
						.filter((other) -> !other.isEmpty() && !(other.value() instanceof java.math.BigDecimal))
						.count() <= 2) {
				return false;
			}
			texts.add(cell.text());
			if (header.fields().containsKey(at)) {
				filled++;
				String title = (at < header.columns().size()) ? header.columns().get(at) : "";
				if (end(cell.text()) == end(title) && endsAs(title, cell.text())) {
					sameAsHeader++;
				}
			}
			int number = small(cell.text());
			counting &= number >= 0 && (expected < 0 || number == expected);
			expected = number + 1;
		}
		boolean numbering = counting && texts.size() > 2;
		return filled > 0 && !numbering && (sameAsHeader < 2 || sameAsHeader * 2 < filled);
	}

	private static boolean endsAs(String title, String text) {
		String own = SheetField.normalised(text);
		return !own.isEmpty() && SheetField.normalised(title).endsWith(own) && !own.matches("\\d+");
	}

	/** The last letter or digit: cells of data seldom share the header's. */
	private static char end(String text) {
		for (int at = text.length() - 1; at >= 0; at--) {
			if (Character.isLetterOrDigit(text.charAt(at))) {
				char letter = Character.toLowerCase(Names.withoutLookAlikes(text.substring(at, at + 1)).charAt(0));
				return (letter == 'ё') ? 'е' : letter;
			}
		}
		return 0;
	}

	/** A number of up to three digits, or -1. */
	private static int small(String text) {
		boolean digits = !text.isEmpty() && text.length() <= 3
				&& text.chars().allMatch((letter) -> letter >= '0' && letter <= '9');
		return digits ? Integer.parseInt(text) : -1;
	}

	/** The form in which a header is remembered. */
	public static String remembered(String title) {
		return SheetField.normalised(title.toLowerCase(Locale.ROOT));
	}

}
