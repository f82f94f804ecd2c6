package ru.nastavnik.registry.act;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;

/**
 * Whether a school is ready, and what its desk has to be told.
 */
@RestController
class ReadinessController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String YEAR = "Укажите учебный год.";

	private final SchoolReadiness readiness;

	ReadinessController(SchoolReadiness readiness) {
		this.readiness = readiness;
	}

	record MarkCondition(@NotNull(message = REQUIRED) Long organisationId, @NotNull(message = REQUIRED) Integer year,
			@NotNull(message = REQUIRED) SchoolReadiness.Item item,
			@NotNull(message = REQUIRED) SchoolReadiness.State state, @Nullable LocalDate on,
			@Nullable @FreeText String reason, @NotNull(message = REQUIRED) Integer version) {
	}

	record ConfirmNeed(@NotNull(message = REQUIRED) Long organisationId, @Nullable @FreeText String note) {
	}

	@GetMapping("/readiness")
	SchoolReadiness.Readiness readiness(@RequestParam long organisation,
			@RequestParam(required = false) @Nullable @Min(value = 2020, message = YEAR) @Max(value = 2100,
					message = YEAR) Integer year) {
		return this.readiness.of(organisation, year);
	}

	@PutMapping("/launch-conditions")
	SchoolReadiness.Condition mark(@Valid @RequestBody MarkCondition body) {
		return this.readiness.mark(body.organisationId(), body.year(), body.item(), body.state(), body.on(),
				body.reason(), body.version());
	}

	@PostMapping("/need-confirmations")
	@ResponseStatus(HttpStatus.CREATED)
	SchoolReadiness.Need confirm(@Valid @RequestBody ConfirmNeed body) {
		return this.readiness.confirm(body.organisationId(), body.note());
	}

	@GetMapping("/reminders")
	List<SchoolReadiness.Reminder> reminders(@RequestParam(required = false) @Nullable Long organisation) {
		return this.readiness.reminders(organisation);
	}

}
