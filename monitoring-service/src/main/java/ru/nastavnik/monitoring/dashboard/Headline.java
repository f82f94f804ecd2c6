package ru.nastavnik.monitoring.dashboard;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * The first thing that a dashboard says, in words.
 */
final class Headline {

	private Headline() {
	}

	/**
	 * The sentence.
	 * @param specialists young specialists
	 * @param without how many of them have no mentor
	 * @param mentorships pairs and groups in work
	 * @param planWithout the share without a mentor that is planned at most
	 */
	static String of(long specialists, long without, long mentorships, @Nullable BigDecimal planWithout) {
		if (specialists == 0) {
			return (mentorships > 0) ? "Наставнических пар и групп в работе: " + number(mentorships)
					: "Наставнических пар и групп в работе пока нет";
		}
		long with = specialists - without;
		String of = number(specialists) + " "
				+ (endsInOne(specialists) ? "молодого специалиста" : "молодых специалистов");
		String plan = (planWithout != null) ? ", план " + decimal(BigDecimal.valueOf(100).subtract(planWithout)) + " %"
				: "";
		if (with == 0) {
			return "Ни один из " + of + " пока не имеет наставника" + plan;
		}
		return number(with) + " из " + of + " " + (endsInOne(with) ? "имеет" : "имеют") + " наставника — "
				+ decimal(Figure.percent(with, specialists)) + " %" + plan;
	}

	private static boolean endsInOne(long number) {
		return number % 10 == 1 && number % 100 != 11;
	}

	private static String number(long number) {
		return String.format(java.util.Locale.ROOT, "%,d", number).replace(',', ' ');
	}

	private static String decimal(BigDecimal value) {
		return value.stripTrailingZeros().toPlainString().replace('.', ',');
	}

}
