package ru.nastavnik.monitoring.dashboard;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.monitoring.dashboard.Views.ChildFigure;
import ru.nastavnik.monitoring.dashboard.Views.ChildView;
import ru.nastavnik.monitoring.dashboard.Views.DashboardView;
import ru.nastavnik.monitoring.dashboard.Views.FeedStatus;
import ru.nastavnik.monitoring.dashboard.Views.Point;
import ru.nastavnik.monitoring.dashboard.Views.SliceValue;
import ru.nastavnik.monitoring.dashboard.Views.SlicesView;
import ru.nastavnik.monitoring.dashboard.Views.TrendView;
import ru.nastavnik.monitoring.dashboard.Views.UnitView;
import ru.nastavnik.monitoring.indicator.Indicator;
import ru.nastavnik.monitoring.indicator.Period;
import ru.nastavnik.monitoring.target.Targets;

/**
 * Reads the figures of a unit and of the level below it.
 */
@Service
@Transactional(readOnly = true)
public class Dashboards {

	private static final int MONTHS_OFFERED = 24;

	private static final int YEARS_OFFERED = 3;

	private static final String FORM = "form.";

	/** Forms make up the shown number of mentorships. */
	private static final Set<String> PARTS = Forms.FORMS.keySet()
		.stream()
		.map(FORM::concat)
		.collect(Collectors.toUnmodifiableSet());

	/** Numbers of minors. */
	private static final Set<String> SMALL = Stream
		.concat(Stream.of("R145-1", "R145-2", "OP-10"), Forms.OF_MINORS.stream().map(FORM::concat))
		.collect(Collectors.toUnmodifiableSet());

	private static final Set<String> KEYS = Stream.concat(SMALL.stream(), PARTS.stream())
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * What was read last. Whether the caller may see the unit, and which edition of the
	 * figures holds, is asked of the database every time; only equal powers share a
	 * sight, because row-level security and suppression depend on them.
	 */
	private final Cache<Sight, DashboardView> seen = Caffeine.newBuilder()
		.maximumSize(500)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	private final Reading reading;

	private final Targets targets;

	private final Clock clock;

	Dashboards(JdbcClient jdbc, Targets targets, Clock clock) {
		this.reading = new Reading(jdbc);
		this.targets = targets;
		this.clock = clock;
	}

	/** The dashboard of a unit, by default for the running academic year. */
	DashboardView of(long unitId, @Nullable Integer wanted, As as) {
		Period period = period(wanted);
		Reading.Path path = path(unitId);
		Scope scope = Scope.current();
		Sight sight = new Sight(unitId, period.code(), today(), scope.region(), scope.own(), scope.aggregate(),
				path.edition(), as);
		DashboardView view = Objects.requireNonNull(this.seen.get(sight, (unseen) -> dashboard(path, period, as)));
		return view.with(path.asOf(), path.lagMillis());
	}

	private DashboardView dashboard(Reading.Path path, Period period, As as) {
		long unitId = path.unit().id();
		boolean above = isAbove(unitId);
		List<Integer> months = period.monthsUntil(today());
		Sheet sheet = this.reading.sheets(List.of(unitId), period.code(), months, null, true, as)
			.getOrDefault(unitId, new Sheet());
		Set<String> hidden = !above ? Set.of() : (path.units().size() == 1 && as == As.WAS) ? hiddenInTop(sheet)
				: hidden(path, List.of(period.code()), as).of(unitId, period.code());
		Targets.Plan plan = this.targets.plan();
		Map<String, Figure.DenominatorInfo> sources = this.reading.sources(unitId, period.last());
		List<Figure> figures = indicators(path.unit())
			.map((indicator) -> Figure.of(indicator, sheet, plan.value(indicator.code(), period.academicYear()), hidden,
					above, sources))
			.toList();
		Sheet.Amount young = sheet.get("OP-03");
		String headline = Headline.of(young.den(), young.num(), sheet.get("OP-04").num(),
				plan.value("OP-03", period.academicYear()));
		return new DashboardView(path.unit(), path.above(), period.code(), offered(), as, path.reorganised(),
				path.asOf(), path.lagMillis(), headline, figures, slices(sheet, hidden));
	}

	/** One indicator of a unit by month, up to the present month. */
	TrendView trend(long unitId, String code, int count, As as) {
		Indicator indicator = indicator(code, "code");
		Reading.Path path = path(unitId);
		boolean above = isAbove(unitId);
		YearMonth last = YearMonth.from(today());
		List<Integer> months = Stream.iterate(last.minusMonths(count - 1L), (month) -> month.plusMonths(1))
			.limit(count)
			.map((month) -> Period.of(month).code())
			.toList();
		Map<Integer, Sheet> sheets = this.reading.months(unitId, months, needed(indicator), as);
		Hidden hidden = (above && indicator.aboutMinors()) ? hidden(path, months, as) : Hidden.NOTHING;
		BigDecimal target = this.targets.plan().value(code, Period.yearOf(today()).academicYear());
		List<Point> points = months.stream().map((month) -> {
			Figure figure = Figure.of(indicator, sheets.getOrDefault(month, new Sheet()), target,
					hidden.of(unitId, month), above, Map.of());
			return new Point(month, figure.num(), figure.den(), figure.value(), figure.state());
		}).toList();
		return new TrendView(code, points, target);
	}

	/**
	 * The units directly below, or all units of a level below, with their figures.
	 */
	Slice<ChildView> children(long unitId, @Nullable Integer wanted, @Nullable String level, As as, PageQuery page) {
		Period period = period(wanted);
		Reading.Path path = path(unitId);
		List<Long> parents = path.units().stream().map(UnitView::id).toList();
		Numbers numbers = this.reading.numbers(path.top().id(), parents, List.of(period.code()),
				(level != null) ? unitId : null, as);
		Hidden hidden = hidden(path.top().id(), numbers, List.of(period.code()));
		List<UnitView> below = (level != null) ? numbers.under(unitId, period.code(), level)
				: numbers.under(unitId, period.code());
		List<Integer> months = period.monthsUntil(today());
		Targets.Plan plan = this.targets.plan();
		List<UnitView> sorted = sort(below, page, period, months, plan, hidden, as);
		List<UnitView> shown = sorted.stream().skip(page.offset()).limit(page.size()).toList();
		Map<Long, Sheet> sheets = this.reading.sheets(ids(shown), period.code(), months, null, false, as);
		List<ChildView> items = shown.stream()
			.map((unit) -> child(unit, sheets.getOrDefault(unit.id(), new Sheet()), period, plan, hidden))
			.toList();
		return new Slice<>(items, page.page(), page.size(), below.size(), true);
	}

	/** Refuses when the caller may not see the unit's figures. */
	public void requireReadable(long unitId) {
		path(unitId);
	}

	public List<FeedStatus> feeds() {
		return this.reading.feeds();
	}

	private ChildView child(UnitView unit, Sheet sheet, Period period, Targets.Plan plan, Hidden hidden) {
		Map<String, ChildFigure> figures = new LinkedHashMap<>();
		indicators(unit).forEach((indicator) -> figures.put(indicator.code(),
				ChildFigure.of(figure(indicator, unit, sheet, period, plan, hidden))));
		return new ChildView(unit, figures);
	}

	private Figure figure(Indicator indicator, UnitView unit, Sheet sheet, Period period, Targets.Plan plan,
			Hidden hidden) {
		boolean above = isAbove(unit.id());
		return Figure.of(indicator, sheet, plan.value(indicator.code(), period.academicYear()),
				above ? hidden.of(unit.id(), period.code()) : Set.of(), above, Map.of());
	}

	/** Sorts by name or by an indicator; what is hidden or missing goes last. */
	private List<UnitView> sort(List<UnitView> units, PageQuery page, Period period, List<Integer> months,
			Targets.Plan plan, Hidden hidden, As as) {
		String wanted = page.sort();
		if (wanted == null || wanted.isBlank()) {
			return units;
		}
		boolean down = wanted.startsWith("-");
		String field = down ? wanted.substring(1) : wanted;
		if (field.equals("name")) {
			return down ? units.reversed() : units;
		}
		Indicator indicator = indicator(field, "sort");
		Map<Long, Sheet> sheets = this.reading.sheets(ids(units), period.code(), months, needed(indicator), false, as);
		Map<Long, @Nullable BigDecimal> values = new HashMap<>();
		units.forEach((unit) -> values.put(unit.id(),
				figure(indicator, unit, sheets.getOrDefault(unit.id(), new Sheet()), period, plan, hidden).value()));
		Comparator<BigDecimal> order = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
		return units.stream()
			.sorted(Comparator.comparing((UnitView unit) -> values.get(unit.id()), Comparator.nullsLast(order)))
			.toList();
	}

	private static List<String> needed(Indicator indicator) {
		String category = indicator.denominator();
		return (category == null) ? List.of(indicator.code())
				: List.of(indicator.code(), "P." + category, "N.municipality", "OP-01");
	}

	private static SlicesView slices(Sheet sheet, Set<String> hidden) {
		return new SlicesView(
				Forms.FORMS.entrySet()
					.stream()
					.map((form) -> slice(form.getKey(), form.getValue(), sheet.get("OP-04", "form", form.getKey()),
							hidden.contains(FORM + form.getKey())))
					.toList(),
				Forms.METHODS.entrySet()
					.stream()
					.map((method) -> slice(method.getKey(), method.getValue(),
							sheet.get("OP-04", "method", method.getKey()), false))
					.toList());
	}

	private static SliceValue slice(String code, String name, Sheet.Amount amount, boolean hidden) {
		return new SliceValue(code, name, hidden ? null : (Long) amount.num(),
				hidden ? Figure.State.SUPPRESSED : Figure.State.OK);
	}

	/** All that a dashboard depends on. */
	private record Sight(long unit, int period, LocalDate today, long region, Set<Long> own, Set<Long> aggregate,
			String edition, As as) {
	}

	/** What is suppressed, by unit and period. */
	private record Hidden(Map<Integer, Map<Long, Set<String>>> keys) {

		static final Hidden NOTHING = new Hidden(Map.of());

		Set<String> of(long unit, int period) {
			return this.keys.getOrDefault(period, Map.of()).getOrDefault(unit, Set.of());
		}

	}

	/** The top of what the caller sees has no siblings: its own sheet is enough. */
	private static Set<String> hiddenInTop(Sheet sheet) {
		Map<String, Long> values = new HashMap<>();
		SMALL.forEach((key) -> values.put(key, sheet.get(key).num()));
		Forms.FORMS.keySet().forEach((form) -> values.put(FORM + form, sheet.get("OP-04", "form", form).num()));
		return Suppression.hide(0, List.of(new Suppression.Node(0, null, values)), KEYS, PARTS, SMALL)
			.getOrDefault(0L, Set.of());
	}

	private Hidden hidden(Reading.Path path, List<Integer> periods, As as) {
		List<Long> parents = path.units().stream().skip(1).map(UnitView::id).toList();
		return hidden(path.top().id(), this.reading.numbers(path.top().id(), parents, periods, null, as), periods);
	}

	private static Hidden hidden(long top, Numbers numbers, List<Integer> periods) {
		Map<Integer, Map<Long, Set<String>>> hidden = new HashMap<>();
		periods
			.forEach((period) -> hidden.put(period, Suppression.hide(top, numbers.nodes(period), KEYS, PARTS, SMALL)));
		return new Hidden(hidden);
	}

	/** Inside the school the exact figures are seen; everybody else looks from above. */
	private static boolean isAbove(long unit) {
		return !Scope.current().own().contains(unit);
	}

	private Reading.Path path(long unit) {
		Reading.Path path = this.reading.path(unit);
		if (path == null) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		return path;
	}

	private static Stream<Indicator> indicators(UnitView unit) {
		return Arrays.stream(Indicator.values()).filter((indicator) -> indicator.levels().contains(unit.level()));
	}

	private static Indicator indicator(String code, String field) {
		return Indicator.of(code)
			.orElseThrow(() -> KitProblem.INVALID.because("Такого показателя нет.")
				.on(field, "Выберите показатель из списка."));
	}

	private Period period(@Nullable Integer wanted) {
		if (wanted == null) {
			return Period.yearOf(today());
		}
		if (!Period.isValid(wanted)) {
			throw KitProblem.INVALID.because("Такого периода нет.")
				.on("period", "Укажите месяц (202611) или учебный год (2026).");
		}
		return new Period(wanted);
	}

	/** Academic years and months to choose from, newest first. */
	private List<Integer> offered() {
		List<Integer> periods = new ArrayList<>();
		int year = Period.yearOf(today()).code();
		for (int back = 0; back < YEARS_OFFERED; back++) {
			periods.add(year - back);
		}
		YearMonth month = YearMonth.from(today());
		for (int back = 0; back < MONTHS_OFFERED; back++) {
			periods.add(Period.of(month.minusMonths(back)).code());
		}
		return periods;
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

	private static Collection<Long> ids(Collection<UnitView> units) {
		return units.stream().map(UnitView::id).toList();
	}

}
