package ru.nastavnik.programme.order;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import ru.nastavnik.kit.tenancy.Place;

/**
 * An order as its {@link OrderEffect} sees it.
 *
 * @param id 0 before it is saved
 * @param payload what it changes, as its kind understands it
 * @param amends the order that this one changes
 * @param number null before it is registered
 * @param date null before it is registered
 */
public record OrderContent(long id, Place place, OrderKind kind, List<Long> mentorshipIds, JsonNode payload,
		@Nullable Long amends, @Nullable String number, @Nullable LocalDate date) {
}
