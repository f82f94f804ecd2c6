package ru.nastavnik.kit.export;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;

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

		private static final int AT_ONCE = 500;

		public @Nullable String filter(String name) {
			String value = this.filters.get(name);
			return (value != null && !value.isBlank()) ? value : null;
		}

		/** A filter of codes, as the address of the list has them. */
		public <E extends Enum<E>> @Nullable E code(String name, Class<E> type) {
			String value = filter(name);
			return (value == null) ? null
					: Arrays.stream(type.getEnumConstants())
						.filter((constant) -> constant.toString().equals(value))
						.findFirst()
						.orElseThrow(() -> unknown(name));
		}

		public @Nullable Integer integer(String name) {
			String value = filter(name);
			if (value != null && !value.matches("-?\\d{1,9}")) {
				throw unknown(name);
			}
			return (value != null) ? Integer.valueOf(value) : null;
		}

		public @Nullable Boolean truth(String name) {
			String value = filter(name);
			if (value != null && !value.equals("true") && !value.equals("false")) {
				throw unknown(name);
			}
			return (value != null) ? Boolean.valueOf(value) : null;
		}

		private static RuntimeException unknown(String name) {
			return KitProblem.INVALID.because("Такого значения фильтра нет.").on(name, "Выберите из списка.");
		}

		/** The page of a list with as many rows as there are. */
		public PageQuery page() {
			return new PageQuery(0, 1, this.sort);
		}

		/** Hands over every row of a list that comes in pages. */
		public <R> void pages(Function<PageQuery, Slice<R>> list, Consumer<R> row) {
			for (int page = 0, found = AT_ONCE; found == AT_ONCE; page++) {
				List<R> rows = list.apply(new PageQuery(page, AT_ONCE, this.sort)).items();
				rows.forEach(row);
				found = rows.size();
			}
		}

		/** The order as SQL. */
		public String orderBy(Map<String, String> columns, String fallback) {
			return new PageQuery(0, 1, this.sort).orderBy(columns, fallback);
		}

	}

}
