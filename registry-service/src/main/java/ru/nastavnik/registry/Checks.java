package ru.nastavnik.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.Violation;

/**
 * Collects what is wrong with a command, so that the user sees everything at once. One
 * command and five thousand rows of a load go through the same rules; only the path of
 * the field differs.
 */
public final class Checks {

	private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

	private final List<Violation> violations;

	private final String path;

	public Checks() {
		this(new ArrayList<>(), "");
	}

	private Checks(List<Violation> violations, String path) {
		this.violations = violations;
		this.path = path;
	}

	/** The same collection below a part of the command, such as {@code rows[17]}. */
	public Checks at(String part) {
		return new Checks(this.violations, this.path + part + ".");
	}

	public Checks refuseIf(boolean wrong, String field, String message) {
		if (wrong) {
			this.violations.add(new Violation(this.path + field, message));
		}
		return this;
	}

	/** A date of something that has happened. */
	public Checks past(@Nullable LocalDate date, LocalDate today, String field) {
		if (date != null) {
			refuseIf(date.isAfter(today), field, "Эта дата ещё не наступила.");
			refuseIf(date.isBefore(EARLIEST), field, "Дата раньше 1900 года. Проверьте год.");
		}
		return this;
	}

	/** A date that may lie ahead, but not absurdly. */
	public Checks sensible(@Nullable LocalDate date, LocalDate today, String field) {
		if (date != null) {
			refuseIf(date.isBefore(EARLIEST), field, "Дата раньше 1900 года. Проверьте год.");
			refuseIf(date.isAfter(today.plusYears(50)), field, "Слишком далёкая дата. Проверьте год.");
		}
		return this;
	}

	public Checks ordered(@Nullable LocalDate from, @Nullable LocalDate to, String field, String message) {
		return refuseIf(from != null && to != null && to.isBefore(from), field, message);
	}

	public boolean clean() {
		return this.violations.isEmpty();
	}

	/** Refuses the command when anything was found. */
	public void done() {
		if (!this.violations.isEmpty()) {
			throw KitProblem.INVALID
				.because("Исправьте отмеченные поля и отправьте ещё раз. Введённое сохранено в форме.")
				.on(this.violations);
		}
	}

}
