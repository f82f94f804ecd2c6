package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.Checks;

/**
 * What somebody does in an organisation and since when, with the rules of its dates.
 */
public record Post(Position position, List<String> subjects, @Nullable Category category,
		@Nullable LocalDate experienceSince, LocalDate hiredOn, @Nullable LocalDate dismissedOn) {

	private static final int YOUNG_YEARS = 3;

	private static final int WORKING_AGE = 14;

	/** Positions. */
	public enum Position {

		TEACHER, DEPUTY, DIRECTOR, PSYCHOLOGIST, SOCIAL_TEACHER, OTHER;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Qualification categories of teachers. */
	public enum Category {

		FIRST, HIGHEST, METHODIST, MENTOR;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		/** The category that is meant by a text, such as a cell of a table. */
		public static @Nullable Category of(@Nullable String text) {
			if (text == null || text.isBlank()) {
				return null;
			}
			String plain = text.strip().toLowerCase(Locale.ROOT);
			return Arrays.stream(values())
				.filter((category) -> plain.equals(category.code) || plain.contains(category.root()))
				.findFirst()
				.orElse(null);
		}

		private String root() {
			return switch (this) {
				case FIRST -> "перв";
				case HIGHEST -> "высш";
				case METHODIST -> "методист";
				case MENTOR -> "наставник";
			};
		}

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	public Post {
		subjects = List.copyOf(subjects);
	}

	/** The subjects of one text: «Физика, информатика». */
	public static List<String> subjects(@Nullable String text) {
		return (text == null || text.isBlank()) ? List.of()
				: Arrays.stream(text.split("[,;]")).map(String::strip).filter((part) -> !part.isEmpty()).toList();
	}

	/** The same work from a later day on, somewhere else. */
	Post since(LocalDate date) {
		return new Post(this.position, this.subjects, this.category, this.experienceSince, date, null);
	}

	boolean endsNotBefore(LocalDate date) {
		return this.dismissedOn == null || !this.dismissedOn.isBefore(date);
	}

	public void check(LocalDate born, LocalDate today, Checks checks) {
		LocalDate workingAge = born.plusYears(WORKING_AGE);
		checks
			.refuseIf(this.hiredOn.isBefore(workingAge), "hiredOn",
					"Дата приёма раньше, чем человеку исполнилось " + WORKING_AGE + " лет. Проверьте даты.")
			.refuseIf(this.hiredOn.isAfter(today.plusYears(1)), "hiredOn", "Слишком далёкая дата приёма.")
			.past(this.experienceSince, today, "experienceSince")
			.refuseIf(this.experienceSince != null && this.experienceSince.isBefore(workingAge), "experienceSince",
					"Стаж начинается раньше, чем человеку исполнилось " + WORKING_AGE + " лет. Проверьте даты.")
			.ordered(this.hiredOn, this.dismissedOn, "dismissedOn", "Увольнение раньше приёма. Проверьте даты.");
	}

	/** BR-021: a teacher with 0 to 3 years of pedagogical experience on the date. */
	public boolean youngSpecialistOn(LocalDate date) {
		return this.position == Position.TEACHER && works(date) && this.experienceSince != null
				&& !this.experienceSince.isAfter(date) && !this.experienceSince.plusYears(YOUNG_YEARS).isBefore(date);
	}

	/** BR-021: employed here for at most so many months on the date, any experience. */
	public boolean newcomerOn(LocalDate date, int months) {
		return works(date) && !this.hiredOn.plusMonths(months).isBefore(date);
	}

	boolean works(LocalDate date) {
		return !this.hiredOn.isAfter(date) && (this.dismissedOn == null || !this.dismissedOn.isBefore(date));
	}

}
