package ru.nastavnik.programme.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.programme.ProgrammeProblem;

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

	/** Reads a payload, or says in words which field of it cannot be read. */
	static Details of(JsonMapper json, JsonNode payload) {
		try {
			Details details = json.treeToValue(payload, Details.class);
			if (details.named().stream().allMatch(Objects::nonNull)) {
				return details;
			}
		}
		catch (DatabindException ex) {
			String field = ex.getPath().isEmpty() ? "payload" : ex.getPath().getFirst().getPropertyName();
			throw refused((field != null) ? field : "payload");
		}
		throw refused("people");
	}

	private static RuntimeException refused(String field) {
		return new ProblemException(ProgrammeProblem.ORDER_CONTENT, "Проверьте содержание приказа.")
			.on(List.of(new Violation(field, "Проверьте людей, даты и тексты приказа.")));
	}

	List<Named> named() {
		return (this.people != null) ? this.people : List.of();
	}

	/** A person of the school. */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Named(long personId, @Nullable String note) {
	}

}
