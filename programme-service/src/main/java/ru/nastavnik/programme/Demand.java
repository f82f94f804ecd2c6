package ru.nastavnik.programme;

import java.time.LocalDate;
import java.util.Set;

/**
 * What every verb of every record asks first.
 */
public final class Demand {

	private Demand() {
	}

	/** The verb is for these states only. */
	public static <S extends Enum<S>> void status(S now, Set<S> allowed, String otherwise) {
		if (!allowed.contains(now)) {
			throw ProgrammeProblem.WRONG_STATUS.because(otherwise);
		}
	}

	/** What is recorded has happened already. */
	public static void notInFuture(LocalDate on, LocalDate today) {
		if (on.isAfter(today)) {
			throw ProgrammeProblem.DATES.because("Дата не может быть позже сегодняшней.").on("on");
		}
	}

}
