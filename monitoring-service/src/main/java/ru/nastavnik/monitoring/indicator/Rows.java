package ru.nastavnik.monitoring.indicator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves records to and from their tables as one JSON value for a whole set: one statement
 * and one round trip, however many rows.
 */
final class Rows {

	private static final JsonMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	private final JdbcClient jdbc;

	Rows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads records.
	 * @param source table and condition, the table named {@code t}
	 */
	<T> List<T> load(Class<T> type, String source, Map<String, ?> params) {
		String rows = this.jdbc.sql("select coalesce(json_agg(row_to_json(t)), '[]')::text from " + source)
			.params(params)
			.query(String.class)
			.single();
		return JSON.readValue(rows, JSON.getTypeFactory().constructCollectionType(List.class, type));
	}

	/**
	 * Writes records over the rows with the same key.
	 * @param assignments what an existing row takes over
	 */
	void save(String table, String key, String assignments, Collection<?> records) {
		if (!records.isEmpty()) {
			this.jdbc
				.sql("insert into " + table + " select * from json_populate_recordset(null::" + table
						+ ", cast(:rows as json)) on conflict (" + key + ") do "
						+ (assignments.isEmpty() ? "nothing" : "update set " + assignments))
				.param("rows", JSON.writeValueAsString(records))
				.update();
		}
	}

	/**
	 * Ids as an array. As text they would be parsed again for every row that a filter
	 * looks at.
	 */
	static Long[] ids(Collection<Long> ids) {
		return ids.toArray(Long[]::new);
	}

	/** Assignments that take over these columns. */
	static String take(String... columns) {
		return java.util.Arrays.stream(columns)
			.map((column) -> column + " = excluded." + column)
			.collect(Collectors.joining(", "));
	}

}
