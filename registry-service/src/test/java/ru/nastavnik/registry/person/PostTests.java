package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ru.nastavnik.registry.Checks;

import static org.assertj.core.api.Assertions.assertThat;

class PostTests {

	@ParameterizedTest
	@CsvSource({ "2023-09-01, 2026-09-01, true", "2023-09-01, 2026-09-02, false", "2026-09-01, 2026-09-01, true",
			"2026-09-02, 2026-09-01, false", "2024-02-29, 2027-02-28, true" })
	@DisplayName("BR-021: young specialist from 0 to 3 years of experience on the date")
	void youngSpecialist(LocalDate since, LocalDate on, boolean expected) {
		Post post = new Post(Post.Position.TEACHER, List.of(), null, since, LocalDate.of(2020, 1, 1), null);
		assertThat(post.youngSpecialistOn(on)).isEqualTo(expected);
	}

	@Test
	@DisplayName("BR-021: only a teacher with known experience is a young specialist; a newcomer may have any")
	void onlyTeachers() {
		LocalDate today = LocalDate.of(2026, 11, 1);
		assertThat(new Post(Post.Position.DEPUTY, List.of(), null, today, today, null).youngSpecialistOn(today))
			.isFalse();
		assertThat(new Post(Post.Position.TEACHER, List.of(), null, null, today, null).youngSpecialistOn(today))
			.isFalse();
		Post both = new Post(Post.Position.TEACHER, List.of(), null, today.minusYears(1), today.minusMonths(12), null);
		assertThat(both.newcomerOn(today, 12)).isTrue();
		assertThat(both.youngSpecialistOn(today)).isTrue();
		assertThat(both.newcomerOn(today.plusDays(1), 12)).isFalse();
		assertThat(both.newcomerOn(today.minusYears(2), 12)).isFalse();
	}

	@Test
	void datesOfAPostAreInOrder() {
		LocalDate today = LocalDate.of(2026, 11, 1);
		LocalDate born = LocalDate.of(1990, 1, 1);
		assertThat(
				clean(new Post(Post.Position.TEACHER, List.of(), null, null, today, today.minusDays(1)), born, today))
			.isFalse();
		assertThat(clean(new Post(Post.Position.TEACHER, List.of(), null, today.plusDays(1), today, null), born, today))
			.isFalse();
		assertThat(clean(new Post(Post.Position.TEACHER, List.of(), null, null, born.plusYears(13), null), born, today))
			.isFalse();
		assertThat(clean(new Post(Post.Position.TEACHER, List.of(), null, today, today, today), born, today)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "2008-11-22, 2026-11-21, false", "2008-11-22, 2026-11-22, true", "2008-02-29, 2026-02-28, false",
			"2008-02-29, 2026-03-01, true" })
	@DisplayName("BR-017: of age on the eighteenth birthday; born on 29.02, on 1 March")
	void ofAge(LocalDate born, LocalDate on, boolean adult) {
		assertThat(Identity.isAdult(born, on)).isEqualTo(adult);
	}

	private static boolean clean(Post post, LocalDate born, LocalDate today) {
		Checks checks = new Checks();
		post.check(born, today, checks);
		return checks.clean();
	}

}
