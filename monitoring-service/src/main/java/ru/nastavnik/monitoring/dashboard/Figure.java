package ru.nastavnik.monitoring.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.monitoring.indicator.Indicator;

/**
 * One indicator of one unit, ready to be shown.
 *
 * @param value per cent with one decimal, or the count
 * @param denominatorInfo where the denominator comes from, when a document gives it
 */
record Figure(String code, String name, String kind, String direction, @Nullable Long num, @Nullable Long den,
		@Nullable BigDecimal value, State state, @Nullable BigDecimal target, Light light,
		@Nullable DenominatorInfo denominatorInfo) {

	/** Whether there is a value and what to think of it. */
	enum State {

		@JsonProperty("ok")
		OK,
		/** No approved population figure: neither 0 nor 100 % (BR-086). */
		@JsonProperty("no_denominator")
		NO_DENOMINATOR,
		/** Too few minors to be shown above the school (BR-067). */
		@JsonProperty("suppressed")
		SUPPRESSED,
		/** Nothing to divide by: nobody the indicator is about. */
		@JsonProperty("no_data")
		NO_DATA,
		/** More than 100 %: to be explained (BR-087). */
		@JsonProperty("above_100")
		ABOVE_100

	}

	/** How the value stands against the plan. */
	enum Light {

		@JsonProperty("green")
		GREEN, @JsonProperty("amber")
		AMBER, @JsonProperty("red")
		RED, @JsonProperty("none")
		NONE

	}

	/** Date and source of a denominator, or how many units it is summed over. */
	record DenominatorInfo(@Nullable LocalDate asOf, String source) {
	}

	/**
	 * Makes a figure of a sheet.
	 * @param hidden what is suppressed for the caller in this unit
	 * @param above whether the caller looks from above the school
	 * @param own sources of the unit's own population figures
	 */
	static Figure of(Indicator indicator, Sheet sheet, @Nullable BigDecimal target, Set<String> hidden, boolean above,
			Map<String, DenominatorInfo> own) {
		Sheet.Amount amount = sheet.get(indicator.code());
		Long den = amount.den();
		DenominatorInfo info = null;
		String category = indicator.denominator();
		if (category != null) {
			Denominator found = denominator(indicator, category, sheet, own);
			den = (found != null) ? found.value() : null;
			info = (found != null) ? found.info() : null;
		}
		else if (indicator == Indicator.OP_04 || (indicator == Indicator.OP_10 && above)) {
			den = null;
		}
		if (hidden.contains(key(indicator))) {
			return new Figure(indicator.code(), indicator.title(), text(indicator.kind()), text(indicator.direction()),
					null, den, null, State.SUPPRESSED, target, Light.NONE, info);
		}
		State state = State.OK;
		BigDecimal value = null;
		if (indicator.kind() == Indicator.Kind.COUNT) {
			value = BigDecimal.valueOf(amount.num());
		}
		else if (category != null && (den == null || den == 0)) {
			state = State.NO_DENOMINATOR;
		}
		else if (den == null || den == 0) {
			state = State.NO_DATA;
		}
		else {
			value = percent(amount.num(), den);
			state = (amount.num() > den) ? State.ABOVE_100 : State.OK;
		}
		return new Figure(indicator.code(), indicator.title(), text(indicator.kind()), text(indicator.direction()),
				amount.num(), den, value, state, target, light(indicator, (state == State.OK) ? value : null, target),
				info);
	}

	private record Denominator(long value, @Nullable DenominatorInfo info) {
	}

	private static @Nullable Denominator denominator(Indicator indicator, String category, Sheet sheet,
			Map<String, DenominatorInfo> own) {
		Sheet.Amount self = sheet.get("P." + category, "own", "");
		Sheet.Amount sum = sheet.get("P." + category, "sum", "");
		Denominator ownFigure = (self.num() > 0) ? new Denominator(self.den(), own.get(category)) : null;
		Denominator summed = null;
		if (sum.num() > 0) {
			boolean residents = category.startsWith("residents");
			long of = residents ? sheet.get("N.municipality").den() : sheet.get("OP-01").den();
			// residents of some municipalities are not the residents of the territory
			if (!residents || sum.num() >= of) {
				summed = new Denominator(sum.den(), new DenominatorInfo(null,
						"Сумма по " + (residents ? "муниципалитетам: " : "организациям: ") + sum.num() + " из " + of));
			}
		}
		Denominator first = indicator.sumsSchools() ? summed : ownFigure;
		Denominator second = indicator.sumsSchools() ? ownFigure : summed;
		return (first != null) ? first : second;
	}

	/**
	 * Under which key the suppression keeps the indicator: variants share a numerator.
	 */
	static String key(Indicator indicator) {
		return indicator.sumsSchools() ? indicator.code().substring(0, indicator.code().length() - 1)
				: indicator.code();
	}

	static BigDecimal percent(long num, long den) {
		return BigDecimal.valueOf(num * 100).divide(BigDecimal.valueOf(den), 1, RoundingMode.HALF_UP);
	}

	/** Green when the plan is met, amber from four fifths of it, red below. */
	static Light light(Indicator indicator, @Nullable BigDecimal value, @Nullable BigDecimal target) {
		if (value == null || target == null || indicator.direction() == Indicator.Direction.NONE) {
			return Light.NONE;
		}
		BigDecimal part = new BigDecimal("0.8");
		if (indicator.direction() == Indicator.Direction.DOWN) {
			return (value.compareTo(target) <= 0) ? Light.GREEN
					: (value.multiply(part).compareTo(target) <= 0) ? Light.AMBER : Light.RED;
		}
		return (value.compareTo(target) >= 0) ? Light.GREEN
				: (value.compareTo(target.multiply(part)) >= 0) ? Light.AMBER : Light.RED;
	}

	static String text(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
