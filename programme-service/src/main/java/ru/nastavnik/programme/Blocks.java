package ru.nastavnik.programme;

import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Identifiers for many rows at once, out of the same sequences that Hibernate uses.
 */
public final class Blocks {

	/** The increment of every sequence here. */
	public static final int SIZE = 50;

	private Blocks() {
	}

	/** So many fresh identifiers of a sequence, in one statement. */
	public static PrimitiveIterator.OfLong take(JdbcClient jdbc, String sequence, int count) {
		return jdbc.sql("select nextval(:sequence::regclass) from generate_series(1, :blocks)")
			.param("sequence", sequence)
			.param("blocks", (count + SIZE - 1) / SIZE)
			.query(Long.class)
			.list()
			.stream()
			.flatMapToLong((last) -> LongStream.rangeClosed(last - SIZE + 1, last))
			.iterator();
	}

}
