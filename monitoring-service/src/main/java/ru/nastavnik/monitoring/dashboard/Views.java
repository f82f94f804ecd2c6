package ru.nastavnik.monitoring.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What dashboards answer.
 */
final class Views {

	private Views() {
	}

	record UnitView(long id, @Nullable Long parentId, String shortName, String fullName, String level, String type) {
	}

	/**
	 * A unit's figures.
	 *
	 * @param reorganised whether the two readings can differ here or below
	 */
	record DashboardView(UnitView unit, List<UnitView> path, int period, List<Integer> periods, As reading,
			boolean reorganised, @Nullable Instant asOf, @Nullable Long lagMillis, String headline,
			List<Figure> figures, SlicesView slices) {

		DashboardView with(@Nullable Instant newAsOf, @Nullable Long newLag) {
			return new DashboardView(this.unit, this.path, this.period, this.periods, this.reading, this.reorganised,
					newAsOf, newLag, this.headline, this.figures, this.slices);
		}

	}

	record SlicesView(List<SliceValue> form, List<SliceValue> method) {
	}

	record SliceValue(String code, String name, @Nullable Long value, Figure.State state) {
	}

	record TrendView(String code, List<Point> points, @Nullable BigDecimal target) {
	}

	record Point(int period, @Nullable Long num, @Nullable Long den, @Nullable BigDecimal value, Figure.State state) {
	}

	record ChildView(UnitView unit, Map<String, ChildFigure> figures) {
	}

	record ChildFigure(@Nullable Long num, @Nullable Long den, @Nullable BigDecimal value, Figure.State state,
			Figure.Light light) {

		static ChildFigure of(Figure figure) {
			return new ChildFigure(figure.num(), figure.den(), figure.value(), figure.state(), figure.light());
		}

	}

	record IndicatorView(String code, String name, String definition, String kind, String direction,
			List<String> levels, boolean aboutMinors, @Nullable String denominator) {
	}

	record FeedStatus(String feed, long position, @Nullable Long lagMillis, @Nullable Instant lastFactAt) {
	}

}
