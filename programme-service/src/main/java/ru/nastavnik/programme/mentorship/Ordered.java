package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The signed order that fixed a mentorship.
 */
@Embeddable
record Ordered(@Column(name = "order_id") Long id, @Column(name = "order_number") String number,
		@Column(name = "order_date") LocalDate date) {
}
