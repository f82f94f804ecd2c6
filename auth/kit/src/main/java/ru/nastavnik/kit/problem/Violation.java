package ru.nastavnik.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field.
 *
 * @param field path such as {@code employment.hiredOn} or {@code rows[17].birthDate}
 * @param message Russian sentence
 * @param suggestion the value that would be right, for a correction by one click
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(String field, String message, @Nullable String suggestion) {

	public Violation(String field, String message) {
		this(field, message, null);
	}

}
