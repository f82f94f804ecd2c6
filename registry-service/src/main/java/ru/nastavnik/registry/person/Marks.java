package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

import ru.nastavnik.registry.setting.Parameter;
import ru.nastavnik.registry.setting.Settings;

/**
 * What follows from somebody's dates on a date: nothing of it is stored.
 *
 * @param on the date
 * @param minor under eighteen
 * @param youngSpecialist a teacher with up to three years of experience (BR-021)
 * @param newcomer employed here not longer than the parameter says (BR-021)
 * @param under35 staff under thirty-five
 * @param from10to19 of this age, which the coverage indicators count
 * @param from15to19 of this age
 * @param onLeave away from every post held here
 * @param tooYoung a pupil younger than the region's least age, about which the platform
 * warns (BR-019)
 */
record Marks(LocalDate on, boolean minor, boolean youngSpecialist, boolean newcomer, boolean under35,
		boolean from10to19, boolean from15to19, boolean onLeave, boolean tooYoung) {

	private static final int YOUNG = 35;

	/** The marks that lists are filtered by. */
	enum Mark {

		MINOR, YOUNG_SPECIALIST, NEWCOMER, UNDER_35, FROM_10_TO_19, FROM_15_TO_19, ON_LEAVE;

		@EnumeratedValue
		private final String code = name().toLowerCase(Locale.ROOT);

		/** The condition for the person {@code x} on the date {@code :on}. */
		String condition() {
			return switch (this) {
				case MINOR -> " and x.birth_date > :adultBorn";
				case YOUNG_SPECIALIST -> works(" and e.position = 'teacher' and e.experience_since <= :on"
						+ " and (e.experience_since + interval '3 years')::date >= :on");
				case NEWCOMER -> works(" and (e.hired_on + make_interval(months => :newcomerMonths))::date >= :on");
				case UNDER_35 -> " and x.birth_date > :youngBorn" + works("");
				case FROM_10_TO_19 -> " and x.birth_date <= :tenBorn and x.birth_date > :twentyBorn";
				case FROM_15_TO_19 -> " and x.birth_date <= :fifteenBorn and x.birth_date > :twentyBorn";
				case ON_LEAVE -> " and exists (select from employment_leave l where l.region_id = x.region_id"
						+ " and l.person_id = x.id and l.valid_from <= :on"
						+ " and coalesce(l.returned_on - 1, l.valid_to, date '9999-12-31') >= :on)";
			};
		}

		private static String works(String more) {
			return " and exists (select from employment e where e.region_id = x.region_id and e.person_id = x.id"
					+ " and e.hired_on <= :on and (e.dismissed_on is null or e.dismissed_on >= :on)" + more + ")";
		}

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Who the marks are about. */
	record Whose(LocalDate born, boolean pupil, List<Post> posts, boolean onLeave) {
	}

	/** What the region has set. */
	record Limits(int newcomerMonths, int pupilAge) {

		static Limits of(Settings settings) {
			Map<Parameter, Integer> set = settings.numbers(Parameter.NEWCOMER_MONTHS, Parameter.MIN_PUPIL_AGE);
			return new Limits(Objects.requireNonNull(set.get(Parameter.NEWCOMER_MONTHS)),
					Objects.requireNonNull(set.get(Parameter.MIN_PUPIL_AGE)));
		}

	}

	static Marks of(Whose whose, LocalDate on, Limits limits) {
		LocalDate born = whose.born();
		List<Post> posts = whose.posts();
		return new Marks(on, !Identity.isAdult(born, on), posts.stream().anyMatch((post) -> post.youngSpecialistOn(on)),
				posts.stream().anyMatch((post) -> post.newcomerOn(on, limits.newcomerMonths())),
				born.isAfter(on.minusYears(YOUNG)) && posts.stream().anyMatch((post) -> post.works(on)),
				between(born, 10, 19, on), between(born, 15, 19, on), whose.onLeave(),
				whose.pupil() && born.isAfter(on.minusYears(limits.pupilAge())));
	}

	private static boolean between(LocalDate born, int from, int to, LocalDate on) {
		return !born.isAfter(on.minusYears(from)) && born.isAfter(on.minusYears(to + 1L));
	}

}
