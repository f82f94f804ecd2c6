package ru.nastavnik.programme.order;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What an order says besides its text, as far as this feature understands its payload.
 *
 * @param people whom it is about, each with the function, the competences or the
 * incentive
 * @param from the first day of the term or of the training
 * @param subject of the training or the event
 * @param basis a paper it rests on
 * @param pay the clause on pay
 * @param control who sees to it; the director without a name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Details(@Nullable List<Named> people, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String subject,
		@Nullable String basis, @Nullable String pay, @Nullable String control) {

	List<Named> named() {
		return (this.people != null) ? this.people : List.of();
	}

	/** A person of the school. */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Named(long personId, @Nullable String note) {
	}

}
