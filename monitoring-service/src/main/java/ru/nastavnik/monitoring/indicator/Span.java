package ru.nastavnik.monitoring.indicator;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Days from the first to the last, both included; never empty.
 */
record Span(LocalDate from, LocalDate to) {

	/** The span, or null when there is no day in it. */
	static @Nullable Span of(LocalDate from, LocalDate to) {
		return from.isAfter(to) ? null : new Span(from, to);
	}

	@Nullable Span within(@Nullable Span other) {
		if (other == null) {
			return null;
		}
		return of(this.from.isBefore(other.from) ? other.from : this.from,
				this.to.isAfter(other.to) ? other.to : this.to);
	}

}
