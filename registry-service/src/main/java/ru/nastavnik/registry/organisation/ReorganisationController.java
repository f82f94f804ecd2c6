package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.registry.organisation.Reorganisation.Basis;
import ru.nastavnik.registry.organisation.Reorganisation.Kind;
import ru.nastavnik.registry.organisation.Reorganisation.Request;

/**
 * Operations on the tree: what each would touch, doing it, taking it back.
 */
@RestController
class ReorganisationController {

	private static final String REQUIRED = "Заполните поле.";

	private final Reorganising reorganising;

	private final OrganisationHistory history;

	ReorganisationController(Reorganising reorganising, OrganisationHistory history) {
		this.reorganising = reorganising;
		this.history = history;
	}

	record Rename(
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 500, message = "Не больше 500 знаков.") String fullName,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 200,
					message = "Не больше 200 знаков.") String shortName,
			@NotNull(message = REQUIRED) LocalDate on, @NotNull(message = REQUIRED) @Valid Basis basis,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record Move(@NotNull(message = REQUIRED) Long parentId, @NotNull(message = REQUIRED) LocalDate on,
			@NotNull(message = REQUIRED) @Valid Basis basis) {
	}

	record Merge(@NotNull(message = REQUIRED) Long successorId, @NotNull(message = REQUIRED) LocalDate on,
			@NotNull(message = REQUIRED) @Valid Basis basis) {
	}

	record Close(@NotNull(message = REQUIRED) LocalDate on, @NotNull(message = REQUIRED) @Valid Basis basis) {
	}

	record PickedClass(@NotNull(message = REQUIRED) @Min(value = 1, message = "Класс от 1 до 11.") @Max(value = 11,
			message = "Класс от 1 до 11.") Integer grade, @Nullable @Size(max = 10) String letter) {
	}

	record Split(@Nullable Long targetId, OrganisationController.@Nullable @Valid FoundOrganisation founding,
			@Nullable @Size(max = 200, message = "Не больше 200 классов.") List<@Valid @NotNull PickedClass> classes,
			@Nullable @Size(max = 5000, message = "Не больше 5000 человек.") List<@NotNull Long> people,
			@NotNull(message = REQUIRED) LocalDate on, @NotNull(message = REQUIRED) @Valid Basis basis) {
	}

	@GetMapping("/organisations/{id}/renaming/preview")
	Reorganisation.Preview renaming(@PathVariable long id, @RequestParam LocalDate on) {
		return this.reorganising.preview(id, Request.of(Kind.RENAMING, on, null, null));
	}

	@PostMapping("/organisations/{id}/renaming")
	Reorganisation rename(@PathVariable long id, @Valid @RequestBody Rename body) {
		return this.reorganising.carryOut(id,
				new Request(Kind.RENAMING, body.on(), body.basis(), null,
						new Reorganisation.Names(body.fullName(), body.shortName()), body.version(), List.of(),
						List.of(), null, null));
	}

	@GetMapping("/organisations/{id}/move/preview")
	Reorganisation.Preview move(@PathVariable long id, @RequestParam long parentId, @RequestParam LocalDate on) {
		return this.reorganising.preview(id, Request.of(Kind.MOVE, on, null, parentId));
	}

	@PostMapping("/organisations/{id}/move")
	Reorganisation move(@PathVariable long id, @Valid @RequestBody Move body) {
		return this.reorganising.carryOut(id, Request.of(Kind.MOVE, body.on(), body.basis(), body.parentId()));
	}

	@GetMapping("/organisations/{id}/merger/preview")
	Reorganisation.Preview merger(@PathVariable long id, @RequestParam long successorId, @RequestParam LocalDate on) {
		return this.reorganising.preview(id, Request.of(Kind.MERGER, on, null, successorId));
	}

	@PostMapping("/organisations/{id}/merger")
	Reorganisation merge(@PathVariable long id, @Valid @RequestBody Merge body) {
		return this.reorganising.carryOut(id, Request.of(Kind.MERGER, body.on(), body.basis(), body.successorId()));
	}

	/**
	 * The preview of a split.
	 * @param classes such as {@code 7Б,8А}
	 */
	@GetMapping("/organisations/{id}/split/preview")
	Reorganisation.Preview split(@PathVariable long id, @RequestParam LocalDate on,
			@RequestParam(required = false) @Nullable Long targetId,
			@RequestParam(required = false) @Nullable @Size(max = 2000) String classes,
			@RequestParam(required = false) @Nullable @Size(max = 5000) List<Long> people) {
		List<Reorganisation.SchoolClass> picked = (classes == null || classes.isBlank()) ? List.of()
				: Arrays.stream(classes.split(",")).filter((name) -> name.matches("\\d{1,2}\\D*")).map((name) -> {
					String letter = name.replaceFirst("^\\d+", "");
					return new Reorganisation.SchoolClass(Integer.parseInt(name.replaceAll("\\D", "")),
							letter.isEmpty() ? null : letter);
				}).toList();
		return this.reorganising.preview(id, new Request(Kind.SPLIT, on, null, targetId, null, null, picked,
				Objects.requireNonNullElse(people, List.of()), null, null));
	}

	@PostMapping("/organisations/{id}/split")
	Reorganisation split(@PathVariable long id, @Valid @RequestBody Split body) {
		return this.reorganising.carryOut(id,
				new Request(Kind.SPLIT, body.on(), body.basis(), body.targetId(), null, null,
						Objects.requireNonNullElse(body.classes(), List.<PickedClass>of())
							.stream()
							.map((picked) -> new Reorganisation.SchoolClass(picked.grade(), picked.letter()))
							.toList(),
						Objects.requireNonNullElse(body.people(), List.of()),
						(body.founding() != null) ? body.founding().founding() : null, null));
	}

	@GetMapping("/organisations/{id}/history")
	List<OrganisationHistory.Event> history(@PathVariable long id) {
		return this.history.of(id);
	}

	/** The classes of a school with their sizes, for choosing whom a split concerns. */
	@GetMapping("/organisations/{id}/classes")
	List<PeopleCounts.ClassSize> classes(@PathVariable long id) {
		return this.reorganising.classes(id);
	}

	@GetMapping("/organisations/{id}/closure/preview")
	Reorganisation.Preview closure(@PathVariable long id, @RequestParam LocalDate on) {
		return this.reorganising.preview(id, Request.of(Kind.CLOSURE, on, null, null));
	}

	@PostMapping("/organisations/{id}/closure")
	Reorganisation close(@PathVariable long id, @Valid @RequestBody Close body) {
		return this.reorganising.carryOut(id, Request.of(Kind.CLOSURE, body.on(), body.basis(), null));
	}

	@PostMapping("/reorganisations/{id}/undo")
	Reorganisation undo(@PathVariable long id) {
		return this.reorganising.undo(id);
	}

}
