package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A count of people that indicators divide by, of one organisation and date (BR-086).
 */
record Population(long id, long organisationId, Category category, LocalDate asOf, int value, String source,
		boolean approved, @Nullable String approvedBy, int version) {

	/** Fact: a count is known, changed or approved. */
	record Changed(long id, long organisationId, LocalDate asOf, Category category, int value, String source,
			boolean approved) {

		static final String TYPE = "population-changed";

	}

	/** Who is counted. */
	enum Category {

		PUPILS_10_19, PUPILS_15_19, PUPILS_TOTAL, TEACHERS_TOTAL, YOUNG_SPECIALISTS_0_3, RESIDENTS_10_19,
		RESIDENTS_15_19;

		static Category of(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	Changed changed() {
		return new Changed(this.id, this.organisationId, this.asOf, this.category, this.value, this.source,
				this.approved);
	}

}
