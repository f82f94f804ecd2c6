package ru.nastavnik.registry.person;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.Checks;

/**
 * The class somebody studies in and since when.
 */
public record Study(int grade, @Nullable String letter, LocalDate from, @Nullable LocalDate to) {

	public void check(LocalDate born, LocalDate today, Checks checks) {
		checks.refuseIf(!this.from.isAfter(born), "from", "Зачисление не позже рождения. Проверьте даты.")
			.refuseIf(this.from.isAfter(today.plusYears(1)), "from", "Слишком далёкая дата зачисления.")
			.ordered(this.from, this.to, "to", "Отчисление раньше зачисления. Проверьте даты.");
	}

}
