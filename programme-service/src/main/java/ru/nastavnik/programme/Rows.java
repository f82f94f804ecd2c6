package ru.nastavnik.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Inserts many rows of a table in one statement. Values travel as text and are cast by
 * the database, so a column may itself be an array.
 *
 * @param <T> what a row is made of
 */
public final class Rows<T> {

	private static final int CHUNK = 5000;

	private final String table;

	private final List<Column<T>> columns = new ArrayList<>();

	public Rows(String table) {
		this.table = table;
	}

	public Rows<T> column(String name, String type, Function<T, @Nullable Object> value) {
		this.columns.add(new Column<>(name, type, value));
		return this;
	}

	/** The place columns and who wrote the row. */
	public Rows<T> placed(Function<T, Place> place) {
		String caller = Scope.current().caller();
		return column("region_id", "bigint", (row) -> place.apply(row).region())
			.column("institute_id", "bigint", (row) -> place.apply(row).institute())
			.column("municipality_id", "bigint", (row) -> place.apply(row).municipality())
			.column("organisation_id", "bigint", (row) -> place.apply(row).organisation())
			.column("created_by", "text", (row) -> caller)
			.column("updated_by", "text", (row) -> caller);
	}

	public void insert(JdbcClient jdbc, List<T> rows) {
		String names = this.columns.stream().map(Column::name).collect(Collectors.joining(", "));
		String casts = this.columns.stream()
			.map((column) -> column.name() + "::" + column.type())
			.collect(Collectors.joining(", "));
		String arrays = this.columns.stream()
			.map((column) -> ":" + column.name() + "::text[]")
			.collect(Collectors.joining(", "));
		String sql = "insert into " + this.table + " (" + names + ") select " + casts + " from unnest(" + arrays
				+ ") as given (" + names + ")";
		for (int from = 0; from < rows.size(); from += CHUNK) {
			List<T> chunk = rows.subList(from, Math.min(from + CHUNK, rows.size()));
			JdbcClient.StatementSpec statement = jdbc.sql(sql);
			for (Column<T> column : this.columns) {
				statement = statement.param(column.name(), chunk.stream().map(column::text).toArray(String[]::new));
			}
			statement.update();
		}
	}

	/** Ids or codes as an array literal. */
	public static String array(List<?> values) {
		return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
	}

	private record Column<T>(String name, String type, Function<T, @Nullable Object> value) {

		@Nullable String text(T row) {
			Object given = this.value.apply(row);
			return (given != null) ? given.toString() : null;
		}

	}

}
