package ru.nastavnik.kit.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A version of a template with what only the work on it needs.
 *
 * @param number how the papers remember it
 */
record TemplateRow(TemplateView view, int number, Owner owner) {

	/** Numbers are unique in the region; each owner's versions are shown as 1, 2, 3. */
	static final String ROWS = """
			select * from (select t.*, row_number() over (partition by t.kind, t.shared,
			    case when t.shared then 0 else t.organisation_id end order by t.number) as shown, f.name as file_name
			  from document_template t join stored_file f on f.region_id = t.region_id and f.id = t.file_id
			  where t.region_id = :region and (t.shared or t.organisation_id = any(:organisations))) t""";

	static TemplateRow of(ResultSet row, int at) throws SQLException {
		return new TemplateRow(new TemplateView(row.getLong("id"), row.getString("kind"), row.getInt("shown"),
				row.getString("status"), row.getString("file_name"), row.getObject("created_at", OffsetDateTime.class),
				row.getObject("activated_on", LocalDate.class), List.of((String[]) row.getArray("notes").getArray())),
				row.getInt("number"), new Owner(row.getLong("organisation_id"), row.getBoolean("shared")));
	}

	boolean active() {
		return this.view.status().equals("active");
	}

	/** A version as it is shown. */
	record TemplateView(long id, String kind, int number, String status, String fileName, OffsetDateTime uploadedAt,
			@Nullable LocalDate activatedOn, List<String> notes) {
	}

	/** Whose templates are worked on: the region's are its institute's. */
	record Owner(long organisation, boolean region) {
	}

}
