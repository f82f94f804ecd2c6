package ru.nastavnik.registry.exchange;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A batch as the screens show it.
 *
 * @param status {@code uploaded}, {@code checking}, {@code checked}, {@code loading},
 * {@code loaded}, {@code stopped}, {@code undoing}, {@code undone} or {@code failed}
 * @param titles headers of the file by column
 * @param mapping key of the field by column
 * @param totals rows by what happens or has happened to them; null while a step is at
 * work, when {@code progress} tells how far it is: whoever watches asks every second, and
 * counting a hundred thousand rows each time would slow the step down
 * @param undoUntil until when it can be undone
 */
record ImportView(long id, long organisationId, String kind, String status, String fileName, OffsetDateTime createdAt,
		String createdBy, int sheet, List<String> sheets, int headerRow, List<String> titles,
		Map<Integer, String> mapping, String existing, @Nullable Progress progress, @Nullable Totals totals,
		int skipped, @Nullable OffsetDateTime checkedAt, @Nullable OffsetDateTime loadedAt,
		@Nullable OffsetDateTime undoneAt, @Nullable OffsetDateTime undoUntil, @Nullable String problem, int version) {

	static final int UNDO_DAYS = 14;

	/** How far the work is. */
	record Progress(String stage, int done, int total, @Nullable OffsetDateTime since) {
	}

	/** Rows of the batch. */
	record Totals(long all, long fresh, long update, long same, long wrong, long warned, long loaded, long undone,
			long kept) {
	}

	boolean busy() {
		return busy(this.status);
	}

	private static boolean busy(String status) {
		return List.of("checking", "loading", "undoing").contains(status);
	}

	/** How many rows are in the base. */
	long loaded() {
		return (this.totals != null) ? this.totals.loaded : 0;
	}

	static ImportView of(ResultSet row, JsonMapper json, LongFunction<Totals> totals) throws SQLException {
		Map<Integer, String> mapping = json.readValue(row.getString("fields"),
				new TypeReference<TreeMap<Integer, String>>() {
				});
		OffsetDateTime loaded = row.getObject("loaded_at", OffsetDateTime.class);
		String stage = row.getString("stage");
		return new ImportView(row.getLong("id"), row.getLong("organisation_id"), row.getString("kind"),
				row.getString("status"), row.getString("file_name"), row.getObject("created_at", OffsetDateTime.class),
				row.getString("caller_name"), row.getInt("sheet"), texts(row, "sheets"), row.getInt("header_row"),
				texts(row, "titles"), mapping, row.getString("existing"),
				(stage != null) ? new Progress(stage, row.getInt("done"), row.getInt("total"),
						row.getObject("stage_since", OffsetDateTime.class)) : null,
				busy(row.getString("status")) ? null : totals.apply(row.getLong("id")), row.getInt("skipped"),
				row.getObject("checked_at", OffsetDateTime.class), loaded,
				row.getObject("undone_at", OffsetDateTime.class), (loaded != null) ? loaded.plusDays(UNDO_DAYS) : null,
				row.getString("problem"), row.getInt("version"));
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		Array array = row.getArray(column);
		return Arrays.asList((String[]) array.getArray());
	}

}
