package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;

import jakarta.persistence.Embeddable;

/**
 * The signed order that fixed a mentorship.
 */
@Embeddable
record Ordered(Long orderId, String orderNumber, LocalDate orderDate) {
}
