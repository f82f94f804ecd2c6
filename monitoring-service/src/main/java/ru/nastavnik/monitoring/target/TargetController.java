package ru.nastavnik.monitoring.target;

import java.math.BigDecimal;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.monitoring.indicator.Indicator;

/**
 * Plan values over HTTP.
 */
@RestController
class TargetController {

	private final Targets targets;

	TargetController(Targets targets) {
		this.targets = targets;
	}

	@GetMapping("/targets")
	TargetsView targets() {
		return new TargetsView(this.targets.plan().all());
	}

	@PutMapping("/targets")
	Targets.Target set(@RequestBody @Valid SetTarget body) {
		Indicator indicator = Indicator.of(body.indicator())
			.filter((known) -> known.kind() == Indicator.Kind.PERCENT)
			.orElseThrow(() -> KitProblem.INVALID.because("Для этого показателя плана нет.")
				.on("indicator", "Выберите показатель, который измеряется в процентах."));
		return this.targets.set(indicator, body.year(), body.value(), body.version());
	}

	record SetTarget(
			@NotNull(message = "Укажите показатель.") @Size(max = 20,
					message = "Такого показателя нет.") String indicator,
			@NotNull(message = "Укажите год.") @Min(value = 2020, message = "Год — от 2020.") @Max(value = 2099,
					message = "Год — до 2099.") Integer year,
			@NotNull(message = "Укажите плановое значение.") @DecimalMin(value = "0",
					message = "План — от 0 до 100 %.") @DecimalMax(value = "100",
							message = "План — от 0 до 100 %.") @Digits(integer = 3, fraction = 2,
									message = "Не больше двух знаков после запятой.") BigDecimal value,
			@NotNull(message = "Обновите страницу: не указана версия.") @Min(value = 0,
					message = "Обновите страницу: версия указана неверно.") Integer version) {
	}

	record TargetsView(List<Targets.Target> items) {
	}

}
