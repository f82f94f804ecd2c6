package ru.nastavnik.registry.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A count of people that indicators divide by, of one organisation and date (BR-086).
 *
 * @param note why it was returned
 * @param enteredBy who wrote the present value
 * @param told whether the level above has ever had it
 * @param actions what the caller may do with it now
 */
record Population(long id, long organisationId, Category category, LocalDate asOf, int value, String source,
		@Nullable String documentRef, Status status, @Nullable String note, String enteredBy, boolean approved,
		int version, @com.fasterxml.jackson.annotation.JsonIgnore boolean told, List<String> actions) {

	/** Fact: a count is known, changed or approved. */
	record Changed(long id, long organisationId, LocalDate asOf, Category category, int value, String source,
			boolean approved) {

		static final String TYPE = "population-changed";

	}

	/** How far it is. */
	enum Status {

		DRAFT, SUBMITTED, RETURNED, APPROVED;

		static Status of(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Who is counted. */
	public enum Category {

		PUPILS_10_19, PUPILS_15_19, PUPILS_TOTAL, TEACHERS_TOTAL, YOUNG_SPECIALISTS_0_3, RESIDENTS_10_19,
		RESIDENTS_15_19;

		public static Category of(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Whether the level above has ever had it: its history is for good then. */
	static final String TOLD = """
			, p.status <> 'draft' or p.version > (select count(*) from population_version v where v.region_id = p.region_id
			  and v.population_id = p.id and v.no < p.version and v.status = 'draft') as told\s""";

	static Population read(ResultSet row, int number) throws SQLException {
		Status status = Status.of(row.getString("status"));
		return new Population(row.getLong("id"), row.getLong("organisation_id"), Category.of(row.getString("category")),
				row.getObject("as_of", LocalDate.class), row.getInt("value"), row.getString("source"),
				row.getString("document_ref"), status, row.getString("note"), row.getString("entered_name"),
				status == Status.APPROVED, row.getInt("version"), row.getBoolean("told"), List.of());
	}

	Population with(List<String> newActions) {
		return new Population(this.id, this.organisationId, this.category, this.asOf, this.value, this.source,
				this.documentRef, this.status, this.note, this.enteredBy, this.approved, this.version, this.told,
				newActions);
	}

	Changed changed() {
		return new Changed(this.id, this.organisationId, this.asOf, this.category, this.value, this.source,
				this.approved);
	}

}
