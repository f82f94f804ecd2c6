package ru.nastavnik.registry.exchange;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.sheet.Finding;
import ru.nastavnik.kit.sheet.SheetField;

/**
 * A kind of table that can be loaded: its columns, its rules, how its rows become the
 * registry's, and how that is taken back.
 */
interface ImportKind {

	/** Code in addresses and rows. */
	String code();

	/** Name of the sheet to fill in. */
	String title();

	/** Every field that is understood. */
	List<SheetField> fields();

	/** Fields that are understood but not in the template, such as a whole name. */
	default Set<String> onlyUnderstood() {
		return Set.of();
	}

	/** Columns of the template for an organisation, with what its region offers. */
	default List<SheetField> template(long organisation) {
		return fields().stream().filter((field) -> !onlyUnderstood().contains(field.key())).toList();
	}

	/** Rows of the example sheet by field. */
	List<Map<String, String>> examples(long organisation);

	/** Sentences above the table of columns. */
	List<String> advice();

	/** Refuses whoever may not load this here. */
	void requirePower(long organisation);

	/** Understands a row; what is wrong goes to the reading. */
	Parsed parse(RowReading row, Map<String, Object> memory);

	/** Class of {@link Parsed#data()}. */
	Class<?> dataType();

	/** Compares rows without errors with the base: sets action, subject and findings. */
	void compare(long organisation, List<Staged> rows);

	/** Writes new rows; sets their subject. */
	void create(long organisation, List<Staged> rows);

	/** Writes changed rows; sets what was there before. */
	void update(long organisation, List<Staged> rows);

	/** Takes rows back; gives the refusals by number of the row. */
	Map<Integer, String> undo(long organisation, List<Made> rows);

	/**
	 * A row that was understood.
	 *
	 * @param label how the row is called on the screen
	 * @param key what makes it the same as another row, or null when unknown
	 * @param data what will be written, or null when it is wrong
	 */
	record Parsed(String label, @Nullable String key, @Nullable Object data) {
	}

	/** What happens to a row. */
	enum Action {

		NEW, UPDATE, SAME, WRONG;

		String code() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}

	}

	/** A row on its way into the base. */
	final class Staged {

		final int number;

		final Parsed parsed;

		final List<Finding> findings;

		Action action;

		@Nullable Long subject;

		@Nullable Object before;

		/** What the comparison found, for the update. */
		@Nullable Object known;

		Staged(int number, Parsed parsed, List<Finding> findings, Action action) {
			this.number = number;
			this.parsed = parsed;
			this.findings = new ArrayList<>(findings);
			this.action = action;
		}

		void error(String field, String title, String message) {
			this.findings.add(new Finding(-1, field, title, null, message, false));
			this.action = Action.WRONG;
		}

		void warning(String field, String title, String message) {
			this.findings.add(new Finding(-1, field, title, null, message, true));
		}

	}

	/** A row that a load has made. */
	record Made(int number, long subject, String action, OffsetDateTime at, @Nullable String before) {
	}

}
