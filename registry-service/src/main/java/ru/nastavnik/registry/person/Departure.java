package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.Checks;

/**
 * The end of a post or a class: the last day, why and by which order.
 */
record Departure(LocalDate on, Reason reason, @Nullable String basisNo, @Nullable LocalDate basisOn) {

	/** Why somebody leaves. */
	enum Reason {

		OWN_WISH, CONTRACT_END, RETIREMENT, REDUCTION, GRADUATED, FAMILY_WISH, TRANSFER, OTHER;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	void check(LocalDate since, LocalDate today, Checks checks) {
		checks.ordered(since, this.on, "on", "Последний день раньше начала. Проверьте даты.")
			.refuseIf(this.on.isAfter(today.plusYears(1)), "on", "Слишком далёкая дата.");
		checkBasis(this.basisOn, today, checks);
	}

	static void checkBasis(@Nullable LocalDate basisOn, LocalDate today, Checks checks) {
		checks.past(basisOn, today, "basisOn");
	}

}
