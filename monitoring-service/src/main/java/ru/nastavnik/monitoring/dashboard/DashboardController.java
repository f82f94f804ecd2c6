package ru.nastavnik.monitoring.dashboard;

import java.util.Arrays;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.monitoring.indicator.Indicator;

/**
 * Dashboards over HTTP.
 */
@RestController
class DashboardController {

	private final Dashboards dashboards;

	private final Changes changes;

	DashboardController(Dashboards dashboards, Changes changes) {
		this.dashboards = dashboards;
		this.changes = changes;
	}

	@GetMapping("/indicators")
	List<Views.IndicatorView> indicators() {
		return Arrays.stream(Indicator.values())
			.map((indicator) -> new Views.IndicatorView(indicator.code(), indicator.title(), indicator.definition(),
					Figure.text(indicator.kind()), Figure.text(indicator.direction()), indicator.levels(),
					indicator.aboutMinors(), indicator.denominator()))
			.toList();
	}

	@GetMapping("/dashboards/{unitId}")
	Views.DashboardView dashboard(@PathVariable long unitId, @RequestParam(required = false) @Nullable Integer period,
			@RequestParam(required = false) @Nullable String reading) {
		return this.dashboards.of(unitId, period, As.of(reading));
	}

	@GetMapping("/dashboards/{unitId}/trend")
	Views.TrendView trend(@PathVariable long unitId, @RequestParam String code,
			@RequestParam(defaultValue = "12") @Min(value = 1, message = "Хотя бы один месяц.") @Max(value = 60,
					message = "Не больше 60 месяцев.") int months,
			@RequestParam(required = false) @Nullable String reading) {
		return this.dashboards.trend(unitId, code, months, As.of(reading));
	}

	/** Sorted by name or by the code of an indicator. */
	@GetMapping("/dashboards/{unitId}/children")
	Slice<Views.ChildView> children(@PathVariable long unitId, @RequestParam(required = false) @Nullable Integer period,
			@RequestParam(required = false) @Pattern(regexp = "institute|municipality|school",
					message = "Уровень: institute, municipality или school.") @Nullable String level,
			@RequestParam(required = false) @Nullable String reading, @Valid PageQuery page) {
		return this.dashboards.children(unitId, period, level, As.of(reading), page);
	}

	/** Ends after a minute; the browser connects again by itself. */
	@GetMapping(path = "/dashboards/{unitId}/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> changes(@PathVariable long unitId) {
		this.dashboards.requireReadable(unitId);
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.header("X-Accel-Buffering", "no")
			.body(this.changes.open(unitId));
	}

}
