package ru.nastavnik.programme;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads a long list a few hundred rows at a time, so that what belongs to them is looked
 * up for many at once and no more than these are held.
 */
public final class Some {

	private static final int ROWS = 500;

	private Some() {
	}

	public static <R> void each(JdbcClient.StatementSpec statement, RowMapper<R> read, Consumer<List<R>> some) {
		List<R> rows = new ArrayList<>(ROWS);
		int[] number = { 0 };
		statement.withFetchSize(ROWS).query((ResultSet row) -> {
			rows.add(read.mapRow(row, number[0]++));
			if (rows.size() == ROWS) {
				some.accept(List.copyOf(rows));
				rows.clear();
			}
		});
		if (!rows.isEmpty()) {
			some.accept(rows);
		}
	}

}
