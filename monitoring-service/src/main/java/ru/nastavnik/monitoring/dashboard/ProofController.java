package ru.nastavnik.monitoring.dashboard;

import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.monitoring.indicator.Period;
import ru.nastavnik.monitoring.indicator.Recompute;

/**
 * Whether the figures are right and how fresh they are.
 */
@RestController
class ProofController {

	private final Recompute recompute;

	private final Dashboards dashboards;

	ProofController(Recompute recompute, Dashboards dashboards) {
		this.recompute = recompute;
		this.dashboards = dashboards;
	}

	/** Counts anew and compares; changes nothing. */
	@PostMapping("/recompute")
	Recompute.Comparison recompute(@RequestBody(required = false) @Valid @Nullable Asked asked) {
		Scope scope = Scope.current();
		scope.requireAny(Role.MINISTRY, Role.INSTITUTE);
		Long unit = (asked != null) ? asked.unitId() : null;
		Integer period = (asked != null) ? asked.period() : null;
		if (period != null && !Period.isValid(period)) {
			throw KitProblem.INVALID.because("Такого периода нет.")
				.on("period", "Укажите месяц (202611) или учебный год (2026).");
		}
		long region = scope.region();
		this.dashboards.requireReadable(
				(unit != null) ? unit : scope.has(Role.MINISTRY) ? region : scope.aggregate().iterator().next());
		// states of persons are open to the intake alone; only counts leave this scope
		return Scope.get(Scope.intake(Set.of(region)), () -> this.recompute.compare(region, unit, period));
	}

	@GetMapping("/status")
	List<Views.FeedStatus> status() {
		return this.dashboards.feeds();
	}

	record Asked(@Nullable @Min(value = 1, message = "Такой организации нет.") Long unitId, @Nullable Integer period) {
	}

}
