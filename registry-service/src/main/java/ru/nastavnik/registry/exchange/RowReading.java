package ru.nastavnik.registry.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.sheet.CellParsing;
import ru.nastavnik.kit.sheet.Finding;
import ru.nastavnik.kit.sheet.SheetCell;
import ru.nastavnik.kit.sheet.SheetField;

/**
 * One row of a table by its fields, with everything that is found in it.
 */
final class RowReading {

	private static final int LONGEST_SHOWN = 200;

	private static final int REMEMBERED = 1000;

	private final Map<String, SheetField> fields;

	private final Map<String, Integer> columns;

	private final LocalDate today;

	private final List<Finding> findings = new ArrayList<>();

	private final Map<String, Boolean> wrong = new HashMap<>();

	/** Words of a column that were understood: a table has few and repeats them. */
	private final Map<String, Map<String, String>> understood = new HashMap<>();

	private List<SheetCell> cells = List.of();

	RowReading(List<SheetField> fields, Map<Integer, String> mapping, LocalDate today) {
		this.fields = new HashMap<>();
		fields.forEach((field) -> this.fields.put(field.key(), field));
		this.columns = new HashMap<>();
		mapping.forEach((column, field) -> this.columns.put(field, column));
		this.today = today;
	}

	void next(List<SheetCell> newCells) {
		this.cells = newCells;
		this.findings.clear();
		this.wrong.clear();
	}

	LocalDate today() {
		return this.today;
	}

	List<Finding> findings() {
		return List.copyOf(this.findings);
	}

	boolean clean() {
		return this.wrong.isEmpty();
	}

	boolean wrong(String field) {
		return this.wrong.containsKey(field);
	}

	boolean mapped(String field) {
		return this.columns.containsKey(field);
	}

	SheetCell cell(String field) {
		Integer at = this.columns.get(field);
		SheetCell cell = (at != null && at < this.cells.size()) ? this.cells.get(at) : SheetCell.of("");
		if (cell.fault() != null && !wrong(field)) {
			error(field, cell.fault());
		}
		return (cell.fault() != null) ? SheetCell.of("") : cell;
	}

	String text(String field) {
		return cell(field).text();
	}

	@Nullable String textOrNull(String field, int longest) {
		String text = text(field);
		if (text.length() > longest) {
			error(field, "Не больше " + longest + " знаков.");
			return null;
		}
		return text.isEmpty() ? null : text;
	}

	@Nullable LocalDate date(String field) {
		return CellParsing.date(cell(field), this.today, notes(field));
	}

	@Nullable Integer integer(String field, int from, int to) {
		Integer number = CellParsing.integer(cell(field), notes(field));
		if (number != null && (number < from || number > to)) {
			error(field, "Допустимы числа от " + from + " до " + to + ".");
			return null;
		}
		return number;
	}

	@Nullable String choice(String field) {
		String text = text(field);
		if (text.isBlank()) {
			return null;
		}
		Map<String, String> known = this.understood.computeIfAbsent(field, (each) -> new HashMap<>());
		String code = known.get(text);
		if (code == null) {
			code = CellParsing.choice(Objects.requireNonNull(this.fields.get(field)), text, notes(field));
			if (code != null && known.size() < REMEMBERED) {
				known.put(text, code);
			}
		}
		return code;
	}

	/** Parts of a cell that holds several words. */
	List<String> list(String field) {
		List<String> parts = new ArrayList<>();
		for (String part : text(field).split("[;\\n]|,(?!\\d)")) {
			if (!part.isBlank()) {
				parts.add(part.strip());
			}
		}
		if (parts.size() > 30) {
			error(field, "Не больше 30 значений.");
			return List.of();
		}
		return parts;
	}

	void error(String field, String message) {
		this.wrong.put(field, true);
		add(field, message, false);
	}

	void warning(String field, String message) {
		add(field, message, true);
	}

	CellParsing.Notes notes(String field) {
		return new CellParsing.Notes() {

			@Override
			public void error(String message) {
				RowReading.this.error(field, message);
			}

			@Override
			public void warning(String message) {
				RowReading.this.warning(field, message);
			}

		};
	}

	/** Says that a value is missing, unless the cell is at fault already. */
	void require(@Nullable Object value, String field, String message) {
		if (value == null && !wrong(field)) {
			error(field, message);
		}
	}

	private void add(String field, String message, boolean warning) {
		SheetField known = this.fields.get(field);
		Integer at = this.columns.get(field);
		String shown = (at != null && at < this.cells.size()) ? this.cells.get(at).text() : null;
		this.findings.add(new Finding((at != null) ? at : -1, field, (known != null) ? known.title() : "",
				(shown != null && shown.length() > LONGEST_SHOWN) ? shown.substring(0, LONGEST_SHOWN) + "…" : shown,
				message, warning));
	}

}
