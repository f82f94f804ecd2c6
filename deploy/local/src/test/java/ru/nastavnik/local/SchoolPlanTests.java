package ru.nastavnik.local;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchoolPlanTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

	private static final SchoolPlan.Mix MEDIUM = new SchoolPlan.Mix(16_700, 143_000, 2_100, 18_000);

	@Test
	void theSameSeedGivesTheSameSchool() {
		SchoolPlan.Mix mix = MEDIUM.share(5, 700);
		assertThat(new SchoolPlan(7, mix, TODAY, 5).participants())
			.isEqualTo(new SchoolPlan(7, mix, TODAY, 5).participants());
		assertThat(new SchoolPlan(7, mix, TODAY, 5).participants())
			.isNotEqualTo(new SchoolPlan(8, mix, TODAY, 5).participants());
	}

	@Test
	void sharesAddUpToTheWholeRegion() {
		List<SchoolPlan.Mix> shares = IntStream.range(0, 700).mapToObj((i) -> MEDIUM.share(i, 700)).toList();
		assertThat(shares.stream().mapToInt(SchoolPlan.Mix::pupilMentees).sum()).isEqualTo(143_000);
		assertThat(shares.stream().mapToInt(SchoolPlan.Mix::teachers).sum()).isEqualTo(16_700);
		assertThat(shares.stream().mapToInt(SchoolPlan.Mix::staffMentorships).sum()).isEqualTo(2_100);
		assertThat(shares.stream().mapToInt(SchoolPlan.Mix::pupilMentorships).sum()).isEqualTo(18_000);
	}

	@Test
	void pupilsAreMinorsWithARepresentativeWhoMayBeTheirParent() {
		List<Map<String, Object>> pupils = new SchoolPlan(7, MEDIUM.share(0, 700), TODAY, 0).participants()
			.stream()
			.filter((row) -> row.get("kind").equals("pupil"))
			.toList();
		assertThat(pupils).isNotEmpty().allSatisfy((pupil) -> {
			LocalDate born = LocalDate.parse((String) pupil.get("birthDate"));
			assertThat(born).isBetween(LocalDate.of(2008, 11, 22), LocalDate.of(2016, 11, 21));
			assertThat(LocalDate.parse((String) ((Map<?, ?>) pupil.get("representative")).get("birthDate")))
				.isBefore(born.minusYears(18));
		});
	}

	@Test
	void aMentorshipStartsAfterItsOrderAndKeepsTheRules() {
		SchoolPlan plan = new SchoolPlan(7, MEDIUM.share(1, 700), TODAY, 1);
		Map<String, Long> ids = new HashMap<>();
		plan.participants().forEach((row) -> ids.put((String) row.get("key"), (long) ids.size() + 1));
		List<SchoolPlan.Order> orders = plan.orders(ids);
		assertThat(orders.stream().map(SchoolPlan.Order::number)).doesNotHaveDuplicates();
		orders.forEach((order) -> order.mentorships().forEach((row) -> {
			LocalDate start = LocalDate.parse((String) row.get("start"));
			LocalDate end = LocalDate.parse((String) row.get("plannedEnd"));
			assertThat(start).isAfter(order.date()).isBeforeOrEqualTo(TODAY);
			assertThat(end).isAfter(start);
			List<?> mentees = (List<?>) row.get("menteeIds");
			assertThat(new HashSet<Object>(mentees)).hasSize(mentees.size());
			assertThat(((List<?>) row.get("mentorIds")).stream().noneMatch(mentees::contains)).isTrue();
			assertThat(row.get("kind")).isEqualTo((mentees.size() == 1) ? "pair" : "group");
			if (row.containsKey("programme")) {
				assertThat(end).isBetween(start.plusMonths(3), start.plusYears(1));
			}
			if (row.get("status").equals("completed")
					&& !List.of("pupil_pupil", "teacher_pupil").contains(row.get("form"))) {
				assertThat(((Map<?, ?>) row.get("programme")).get("doneShare")).as("BR-038").isEqualTo(1.0);
			}
			((List<?>) row.get("meetings")).forEach(
					(meeting) -> assertThat(LocalDate.parse((String) ((Map<?, ?>) meeting).get("on")).isAfter(TODAY))
						.isEqualTo("planned".equals(((Map<?, ?>) meeting).get("status"))));
		}));
	}

	@Test
	void surnamesHaveTheirFeminineForm() {
		assertThat(Names.feminine("Берёзов")).isEqualTo("Берёзова");
		assertThat(Names.feminine("Вишневский")).isEqualTo("Вишневская");
		assertThat(Names.feminine("Мостовой")).isEqualTo("Мостовая");
		assertThat(Names.feminine("Лесной")).isEqualTo("Лесная");
		assertThat(Names.feminine("Тихий")).isEqualTo("Тихая");
		assertThat(Names.feminine("Бондаренко")).isEqualTo("Бондаренко");
		assertThat(Names.feminine("Черных")).isEqualTo("Черных");
		assertThat(Names.feminine("Благовещенский-Новопокровский-Заозёрный"))
			.isEqualTo("Благовещенская-Новопокровская-Заозёрная");
	}

	@Test
	void municipalitiesHaveDifferentNames() {
		assertThat(IntStream.range(0, 60).mapToObj(Names::municipality)).doesNotHaveDuplicates();
	}

	@Test
	void namesAreCyrillicOnly() {
		Names names = new Names(3);
		assertThat(IntStream.range(0, 3_000).mapToObj((i) -> names.person().full()))
			.allMatch((name) -> name.matches("[А-ЯЁа-яё' -]+"));
	}

}
