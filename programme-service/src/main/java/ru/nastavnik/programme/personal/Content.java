package ru.nastavnik.programme.personal;

import java.time.LocalDate;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The parts of a programme that the parties write, apart from its activities.
 */
@Embeddable
record Content(String title, @Column(name = "starts_on") LocalDate from, @Column(name = "ends_on") LocalDate to,
		@JdbcTypeCode(SqlTypes.ARRAY) List<String> directions, @JdbcTypeCode(SqlTypes.ARRAY) List<String> gaps,
		@JdbcTypeCode(SqlTypes.ARRAY) List<String> strengths, String note) {

	/** Nothing but a title and a period. */
	static Content of(String title, Period period) {
		return new Content(title, period.from(), period.to(), List.of(), List.of(), List.of(), "");
	}

}
