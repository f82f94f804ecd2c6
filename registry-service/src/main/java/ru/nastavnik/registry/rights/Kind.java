package ru.nastavnik.registry.rights;

import java.time.LocalDate;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.calendar.WorkingDays;

/**
 * What a person may ask, with the clock of each (152-ФЗ; BR-061, BR-062).
 */
enum Kind {

	/** To learn what is kept: 10 working days, 5 more with a notice. */
	ACCESS(10, true, false),
	/** To correct: 7 working days. */
	CORRECTION(7, false, false),
	/** To stop showing to everybody: 3 working days. */
	STOP_DISTRIBUTION(3, false, false),
	/** The consent is withdrawn: destroyed within 30 days. */
	WITHDRAWAL(0, false, true),
	/** To stop processing: 10 working days, 5 more with a notice. */
	STOP_PROCESSING(10, true, true),
	/** Processed unlawfully: stopped in 3 working days, destroyed in 10. */
	UNLAWFUL(10, false, true);

	private static final int WITHDRAWAL_DAYS = 30;

	private static final int EXTENSION = 5;

	private static final int STOP = 3;

	private final int days;

	private final boolean extendable;

	private final boolean destroys;

	Kind(int days, boolean extendable, boolean destroys) {
		this.days = days;
		this.extendable = extendable;
		this.destroys = destroys;
	}

	LocalDate due(LocalDate received, WorkingDays calendar) {
		return (this == WITHDRAWAL) ? received.plusDays(WITHDRAWAL_DAYS) : calendar.last(received, this.days);
	}

	/** By when processing has to stop, where that comes before the destruction. */
	@Nullable LocalDate stopBy(LocalDate received, WorkingDays calendar) {
		return (this == UNLAWFUL) ? calendar.last(received, STOP) : null;
	}

	LocalDate extended(LocalDate due, WorkingDays calendar) {
		return calendar.last(due, EXTENSION);
	}

	boolean extendable() {
		return this.extendable;
	}

	boolean destroys() {
		return this.destroys;
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Kind of(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

}
