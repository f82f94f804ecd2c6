package ru.nastavnik.registry.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.web.FreeText;

/**
 * What happens to an organisation on a day and by a document; an entry of the journal.
 *
 * @param undoableUntil until when the caller may undo it; null when it is too late or has
 * been undone
 */
record Reorganisation(long id, Kind kind, long organisationId, @Nullable Long targetId, LocalDate on, Basis basis,
		Map<String, Object> details, String by, Instant at, @Nullable Instant undoneAt, @Nullable String undoneBy,
		@Nullable Instant undoableUntil) {

	/** The operations. */
	enum Kind {

		RENAMING, MOVE, MERGER, SPLIT, CLOSURE;

		static Kind of(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** The document that ordered it. */
	record Basis(
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 200, message = "Не больше 200 знаков.") String kind,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 50, message = "Не больше 50 знаков.") String number,
			@NotNull(message = REQUIRED) LocalDate date) {

		private static final String REQUIRED = "Заполните поле.";

		/** «Приказ от 01.09.2026 № 17». */
		String text() {
			return this.kind.strip() + " от " + Russian.date(this.date) + " № " + this.number.strip();
		}

	}

	/** The names that it gets. */
	record Names(String fullName, String shortName) {
	}

	/** A class of a school. */
	record SchoolClass(int grade, @Nullable String letter) {
	}

	/**
	 * What is asked for.
	 *
	 * @param reserved the id of the organisation that is founded for it
	 */
	record Request(Kind kind, LocalDate on, @Nullable Basis basis, @Nullable Long target, @Nullable Names names,
			@Nullable Integer version, List<SchoolClass> classes, List<Long> people,
			OrganisationDirectory.@Nullable Founding founding, @Nullable Long reserved) {

		/** With the id that the new organisation will have. */
		Request reserving(long id) {
			return new Request(this.kind, this.on, this.basis, this.target, this.names, this.version, this.classes,
					this.people, this.founding, id);
		}

		static Request of(Kind kind, LocalDate on, @Nullable Basis basis, @Nullable Long target) {
			return new Request(kind, on, basis, target, null, null, List.of(), List.of(), null, null);
		}

	}

	/** What an operation touches, and what stands in its way. */
	record Preview(Kind kind, long organisationId, @Nullable Long targetId, LocalDate on, Touched touched,
			List<Hindrance> hindrances) {
	}

	/**
	 * Counts, never rows.
	 *
	 * @param mentorships pairs and groups that are proposed or at work
	 */
	record Touched(long organisations, long people, long staff, long pupils, long mentors, long mentees, long consents,
			long mentorships, long accounts, long grants, long population) {
	}

	/** Something that has to be put in order first. */
	record Hindrance(String what, long count, String text) {
	}

}
