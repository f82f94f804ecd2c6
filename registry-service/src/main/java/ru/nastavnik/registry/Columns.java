package ru.nastavnik.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Set-based writing: rows go to PostgreSQL as one JSON parameter that the statement reads
 * with {@code jsonb_to_recordset}, ids come in blocks.
 */
@Component
public class Columns {

	/** Increment of the sequences that Hibernate shares with the loads. */
	private static final int BLOCK = 50;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	Columns(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** The rows as the value of a {@code cast(:rows as jsonb)}. */
	public String of(Collection<?> rows) {
		return this.json.writeValueAsString(rows);
	}

	/** A stored JSON value, to be sent as a part of such rows. */
	public JsonNode tree(String stored) {
		return this.json.readTree(stored);
	}

	/** New ids of a sequence whose value is the last of a block of fifty. */
	public List<Long> ids(String sequence, int count) {
		if (count == 0) {
			return List.of();
		}
		List<Long> ends = this.jdbc.sql("select nextval(cast(:sequence as regclass)) from generate_series(1, :blocks)")
			.param("sequence", sequence)
			.param("blocks", (count + BLOCK - 1) / BLOCK)
			.query(Long.class)
			.list();
		List<Long> ids = new ArrayList<>(ends.size() * BLOCK);
		for (long end : ends) {
			LongStream.rangeClosed(end - BLOCK + 1, end).forEach(ids::add);
		}
		return ids.subList(0, count);
	}

}
