package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * When and why a mentorship ended.
 */
@Embeddable
record Ending(@Column(name = "ended_on") LocalDate on, @Enumerated(EnumType.STRING) Mentorship.Ground ground,
		@Column(name = "end_reason") @Nullable String reason, @Nullable Boolean unled) {

	Ending(LocalDate on, Mentorship.Ground ground, @Nullable String reason) {
		this(on, ground, reason, null);
	}

	/** The mentor's powers ended and nobody followed. */
	boolean leftVacant() {
		return Boolean.TRUE.equals(this.unled);
	}

}
