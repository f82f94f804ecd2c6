package ru.nastavnik.programme.personal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Outline;

/**
 * From when to when a programme lasts, both days included.
 */
record Period(LocalDate from, LocalDate to) {

	private static final DateTimeFormatter RUSSIAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	/** A period of a mentorship; what is not given follows from the mentorship. */
	static Period of(Outline mentorship, @Nullable LocalDate from, @Nullable LocalDate to) {
		LocalDate begin = (from != null) ? from : mentorship.start();
		Period period = new Period(begin, (to != null) ? to : defaultEnd(mentorship, begin));
		period.check(mentorship);
		return period;
	}

	// pupil forms run to the end of the academic year (BR-033)
	private static LocalDate defaultEnd(Outline mentorship, LocalDate from) {
		if (mentorship.exemptFromPeriod()) {
			LocalDate end = LocalDate.of(from.getYear(), 8, 31);
			return end.isBefore(from) ? end.plusYears(1) : end;
		}
		throw ProgrammeProblem.PERIOD.because("Укажите срок программы: от 3 месяцев до 1 года.").on("to");
	}

	// BR-032: by calendar, both ends inclusive
	private void check(Outline mentorship) {
		if (this.to.isBefore(this.from)) {
			throw ProgrammeProblem.PERIOD.because("Окончание раньше начала. Проверьте даты.").on("to");
		}
		LocalDate earliest = this.from.plusMonths(3);
		LocalDate latest = this.from.plusYears(1);
		if (!mentorship.exemptFromPeriod() && (this.to.isBefore(earliest) || this.to.isAfter(latest))) {
			throw ProgrammeProblem.PERIOD
				.because("Программа длится от 3 месяцев до 1 года: окончание с " + RUSSIAN.format(earliest) + " по "
						+ RUSSIAN.format(latest) + ".")
				.on("to");
		}
	}

}
