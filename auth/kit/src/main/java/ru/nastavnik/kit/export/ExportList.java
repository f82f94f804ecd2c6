package ru.nastavnik.kit.export;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.kit.web.PageQuery;

/**
 * A list of a service that can be written to a file.
 *
 * @param <T> row
 */
public interface ExportList<T> {

	/** Code in the address, such as {@code people}. */
	String code();

	/** Name of the file and the sheet. */
	String title();

	/** Every column, keyed as on the screen. */
	List<SheetColumn<T>> columns();

	/**
	 * Hands over the rows one by one; runs in a transaction in the scope of whoever asked
	 * and reads with a cursor, so that no more than a few rows are held.
	 */
	void each(Query query, Consumer<T> row);

	/** Refuses whoever may not see the list at all. */
	default void requirePower(Query query) {
	}

	/**
	 * What the list on the screen was asked for.
	 *
	 * @param organisation the place, or null for everything that the caller sees
	 * @param filters filters by their names on the screen
	 * @param sort the order on the screen
	 */
	record Query(@Nullable Long organisation, Map<String, String> filters, @Nullable String sort) {

		public @Nullable String filter(String name) {
			String value = this.filters.get(name);
			return (value != null && !value.isBlank()) ? value : null;
		}

		/** The order as SQL. */
		public String orderBy(Map<String, String> columns, String fallback) {
			return new PageQuery(0, 1, this.sort).orderBy(columns, fallback);
		}

	}

}
