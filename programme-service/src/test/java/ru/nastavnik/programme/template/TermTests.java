package ru.nastavnik.programme.template;

import java.time.LocalDate;
import java.util.List;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ru.nastavnik.programme.template.Term.Kind;

class TermTests {

	private static final LocalDate FROM = LocalDate.of(2026, 9, 15);

	private static final LocalDate TO = LocalDate.of(2027, 6, 15);

	@ParameterizedTest(name = "BR-006: «{0}» is {1}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			ноябрь                     | MONTH      | 11 | 11 | -
			Октябрь 2021               | MONTH      | 10 | 10 | 2021
			март–сентябрь              | RANGE      | 3  | 9  | -
			март - сентябрь            | RANGE      | 3  | 9  | -
			декабрь 2021 – март 2022   | RANGE      | 12 | 3  | 2021
			август, ежегодно           | YEARLY     | 8  | 8  | -
			ежегодно, август           | YEARLY     | 8  | 8  | -
			сентябрь–октябрь, ежегодно | YEARLY     | 9  | 10 | -
			II квартал                 | QUARTER    | 4  | 6  | -
			4-й квартал 2027           | QUARTER    | 10 | 12 | 2027
			сентябрь; декабрь          | MONTHS     | 9  | 12 | -
			постоянно                  | CONSTANT   | -  | -  | -
			в течение года             | CONSTANT   | -  | -  | -
			в процессе программы       | CONSTANT   | -  | -  | -
			по мере набора наставников | BY_EVENT   | -  | -  | -
			по плану ИРО               | BY_PLAN_OF | -  | -  | -
			до октября 2021            | DATE       | -  | 10 | -
			когда придёт методист      | BY_EVENT   | -  | -  | -
			31.02.2027                 | BY_EVENT   | -  | -  | -
			""")
	void everyWordingIsRead(String text, Kind kind, Integer from, Integer to, Integer year) {
		Term term = Term.parse(text);
		Assertions.assertThat(term.kind()).isEqualTo(kind);
		Assertions.assertThat(term.fromMonth()).isEqualTo(from);
		Assertions.assertThat(term.toMonth()).isEqualTo(to);
		Assertions.assertThat(term.fromYear()).isEqualTo(year);
		Assertions.assertThat(term.text()).isEqualTo(text);
	}

	@Test
	@DisplayName("BR-006: an empty term is a term of its own")
	void anEmptyTermIsRead() {
		Assertions.assertThat(Term.parse("").kind()).isEqualTo(Kind.NONE);
		Assertions.assertThat(Term.parse(null).kind()).isEqualTo(Kind.NONE);
		Assertions.assertThat(Term.parse("15.10.2026").on()).isEqualTo(LocalDate.of(2026, 10, 15));
		Assertions.assertThat(Term.parse("сентябрь; декабрь").months()).isEqualTo(List.of(9, 12));
	}

	@ParameterizedTest(name = "«{0}» falls due {1}…{2} in 15.09.2026–15.06.2027")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			ноябрь                     | 2026-11-01 | 2026-11-30
			февраль                    | 2027-02-01 | 2027-02-28
			сентябрь                   | 2026-09-15 | 2026-09-30
			июнь                       | 2027-06-01 | 2027-06-15
			август                     | -          | -
			октябрь 2021               | 2026-10-01 | 2026-10-31
			март–сентябрь              | 2027-03-01 | 2027-06-15
			август–октябрь             | 2026-09-15 | 2026-10-31
			ноябрь–апрель, ежегодно    | 2026-11-01 | 2027-04-30
			декабрь 2021 – март 2022   | 2026-12-01 | 2027-03-31
			I квартал                  | 2027-01-01 | 2027-03-31
			ноябрь; март               | 2026-11-01 | 2027-03-31
			до октября 2021            | 2026-09-15 | 2026-09-30
			15.10.2026                 | 2026-10-15 | 2026-10-15
			15.10.2028                 | -          | -
			постоянно                  | -          | -
			""")
	void dueDatesComeFromThePeriod(String text, LocalDate from, LocalDate to) {
		Term.Due due = Term.parse(text).within(FROM, TO).orElse(null);
		Assertions.assertThat(due).isEqualTo((from != null) ? new Term.Due(from, to) : null);
	}

	@Test
	void aMonthOfALeapYearEndsOnThe29th() {
		Assertions.assertThat(Term.parse("февраль").within(LocalDate.of(2027, 9, 1), LocalDate.of(2028, 5, 31)))
			.contains(new Term.Due(LocalDate.of(2028, 2, 1), LocalDate.of(2028, 2, 29)));
	}

}
