package ru.nastavnik.registry.person;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.Checks;

/**
 * The class somebody studies in and since when.
 */
public record Study(int grade, @Nullable String letter, LocalDate from, @Nullable LocalDate to) {

	/** The same class from a later day on, somewhere else. */
	Study since(LocalDate date) {
		return new Study(this.grade, this.letter, date, null);
	}

	boolean endsNotBefore(LocalDate date) {
		return this.to == null || !this.to.isBefore(date);
	}

	boolean on(LocalDate date) {
		return !this.from.isAfter(date) && endsNotBefore(date);
	}

	public void check(LocalDate born, LocalDate today, Checks checks) {
		checks.refuseIf(!this.from.isAfter(born), "from", "Зачисление не позже рождения. Проверьте даты.")
			.refuseIf(this.from.isAfter(today.plusYears(1)), "from", "Слишком далёкая дата зачисления.")
			.ordered(this.from, this.to, "to", "Отчисление раньше зачисления. Проверьте даты.");
	}

}
