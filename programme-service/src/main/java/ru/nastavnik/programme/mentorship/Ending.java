package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * When and why a mentorship ended.
 */
@Embeddable
record Ending(LocalDate endedOn, @Enumerated(EnumType.STRING) Mentorship.Ground ground, @Nullable String endReason,
		@Nullable Boolean unled) {

	Ending(LocalDate endedOn, Mentorship.Ground ground, @Nullable String endReason) {
		this(endedOn, ground, endReason, null);
	}

	/** The mentor's powers ended and nobody followed. */
	boolean leftVacant() {
		return Boolean.TRUE.equals(this.unled);
	}

}
