package ru.nastavnik.kit.export;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * A row of a cursor, to be read before the next one comes.
 */
public final class ExportRow {

	private final ResultSet row;

	public ExportRow(ResultSet row) {
		this.row = row;
	}

	private interface Read<T extends @Nullable Object> {

		T get() throws SQLException;

	}

	public @Nullable String text(String column) {
		return read(() -> this.row.getString(column));
	}

	public @Nullable LocalDate date(String column) {
		return read(() -> this.row.getObject(column, LocalDate.class));
	}

	public @Nullable Instant instant(String column) {
		OffsetDateTime time = read(() -> this.row.getObject(column, OffsetDateTime.class));
		return (time != null) ? time.toInstant() : null;
	}

	public @Nullable Long number(String column) {
		Object number = read(() -> this.row.getObject(column));
		return (number instanceof Number known) ? known.longValue() : null;
	}

	public boolean truth(String column) {
		return read(() -> this.row.getBoolean(column));
	}

	/** A list of texts as one. */
	public String texts(String column) {
		Array array = read(() -> this.row.getArray(column));
		return (array != null) ? String.join("; ", read(() -> (String[]) array.getArray())) : "";
	}

	/** Surname, first name and patronymic of these columns. */
	public @Nullable String name(String prefix) {
		String last = text(prefix + "last_name");
		String middle = text(prefix + "middle_name");
		return (last != null) ? last + " " + text(prefix + "first_name") + ((middle != null) ? " " + middle : "")
				: null;
	}

	private static <T extends @Nullable Object> T read(Read<T> read) {
		try {
			return read.get();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
