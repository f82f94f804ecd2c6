package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;

@RestController
class PopulationController {

	private static final String REQUIRED = "Заполните поле.";

	private final PopulationRecords records;

	PopulationController(PopulationRecords records) {
		this.records = records;
	}

	record EnterPopulation(@NotNull(message = REQUIRED) LocalDate asOf,
			@NotNull(message = REQUIRED) Population.Category category,
			@NotNull(message = REQUIRED) @PositiveOrZero(message = "Число не может быть меньше нуля.") @Max(
					value = 50_000_000, message = "Слишком большое число.") Integer value,
			@NotBlank(message = REQUIRED) @FreeText String source) {
	}

	record LoadedPopulation(@NotNull(message = REQUIRED) Long organisationId,
			@NotNull(message = REQUIRED) LocalDate asOf, @NotNull(message = REQUIRED) Population.Category category,
			@NotNull(message = REQUIRED) @PositiveOrZero(message = "Число не может быть меньше нуля.") @Max(
					value = 50_000_000, message = "Слишком большое число.") Integer value,
			@NotBlank(message = REQUIRED) @FreeText String source, @Nullable Boolean approved) {
	}

	record LoadPopulation(@NotNull(message = REQUIRED) @Size(min = 1, max = 5000,
			message = "В одной загрузке от 1 до 5000 строк.") List<@Valid @NotNull LoadedPopulation> rows) {
	}

	record LoadedCount(int saved) {
	}

	@GetMapping("/organisations/{id}/population")
	List<Population> of(@PathVariable long id) {
		return this.records.of(id);
	}

	@PostMapping("/organisations/{id}/population")
	@ResponseStatus(HttpStatus.CREATED)
	Population enter(@PathVariable long id, @Valid @RequestBody EnterPopulation body) {
		return this.records
			.enter(List
				.of(new PopulationRecords.Entry(id, body.asOf(), body.category(), body.value(), body.source(), false)),
					false)
			.getFirst();
	}

	@PostMapping("/population/{id}/approval")
	Population approve(@PathVariable long id) {
		return this.records.approve(id);
	}

	@PostMapping("/bulk/population")
	LoadedCount load(@Valid @RequestBody LoadPopulation body) {
		return new LoadedCount(this.records
			.enter(body.rows()
				.stream()
				.map((row) -> new PopulationRecords.Entry(row.organisationId(), row.asOf(), row.category(), row.value(),
						row.source(), Objects.requireNonNullElse(row.approved(), false)))
				.toList(), true)
			.size());
	}

}
