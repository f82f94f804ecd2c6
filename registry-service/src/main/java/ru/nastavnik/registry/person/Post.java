package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.Checks;

/**
 * What somebody does in an organisation and since when, with the rules of its dates.
 */
public record Post(Position position, @Nullable String subject, @Nullable String category,
		@Nullable LocalDate experienceSince, LocalDate hiredOn, @Nullable LocalDate dismissedOn) {

	private static final int YOUNG_YEARS = 3;

	private static final int NEWCOMER_MONTHS = 12;

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

	/** BR-021: employed here for at most twelve months on the date, any experience. */
	public boolean newcomerOn(LocalDate date) {
		return works(date) && !this.hiredOn.plusMonths(NEWCOMER_MONTHS).isBefore(date);
	}

	private boolean works(LocalDate date) {
		return !this.hiredOn.isAfter(date) && (this.dismissedOn == null || !this.dismissedOn.isBefore(date));
	}

}
