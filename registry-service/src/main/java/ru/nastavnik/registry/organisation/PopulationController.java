package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
			@NotBlank(message = REQUIRED) @FreeText String source, @Nullable @FreeText String documentRef,
			@Nullable Boolean draft) {
	}

	record ChangePopulation(
			@NotNull(message = REQUIRED) @PositiveOrZero(message = "Число не может быть меньше нуля.") @Max(
					value = 50_000_000, message = "Слишком большое число.") Integer value,
			@NotBlank(message = REQUIRED) @FreeText String source, @Nullable @FreeText String documentRef,
			@Nullable Boolean draft, @NotNull(message = REQUIRED) Integer version) {
	}

	record ReturnPopulation(@NotBlank(message = "Напишите, что исправить.") @FreeText String reason) {
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
			.enter(List.of(new PopulationRecords.Entry(id, body.asOf(), body.category(),
					new PopulationRecords.Figure(body.value(), body.source(), body.documentRef()),
					Boolean.TRUE.equals(body.draft()) ? Population.Status.DRAFT : Population.Status.SUBMITTED)), false)
			.getFirst();
	}

	@PutMapping("/population/{id}")
	Population change(@PathVariable long id, @Valid @RequestBody ChangePopulation body) {
		return this.records.change(id, new PopulationRecords.Figure(body.value(), body.source(), body.documentRef()),
				!Boolean.TRUE.equals(body.draft()), body.version());
	}

	@DeleteMapping("/population/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.records.delete(id);
	}

	/** Every state of the figure, the newest first. */
	@GetMapping("/population/{id}/versions")
	List<PopulationRecords.Version> versions(@PathVariable long id) {
		return this.records.versions(id);
	}

	@PostMapping("/population/{id}/submission")
	Population submit(@PathVariable long id) {
		return this.records.submit(id);
	}

	@PostMapping("/population/{id}/return")
	Population giveBack(@PathVariable long id, @Valid @RequestBody ReturnPopulation body) {
		return this.records.giveBack(id, body.reason());
	}

	@PostMapping("/population/{id}/approval")
	Population approve(@PathVariable long id) {
		return this.records.approve(id);
	}

	@PostMapping("/bulk/population")
	LoadedCount load(@Valid @RequestBody LoadPopulation body) {
		return new LoadedCount(
				this.records
					.enter(body.rows()
						.stream()
						.map((row) -> new PopulationRecords.Entry(row.organisationId(), row.asOf(), row.category(),
								new PopulationRecords.Figure(row.value(), row.source(), null),
								Boolean.TRUE.equals(row.approved()) ? Population.Status.APPROVED
										: Population.Status.SUBMITTED))
						.toList(), true)
					.size());
	}

}
