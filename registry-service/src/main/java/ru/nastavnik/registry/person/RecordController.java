package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;

/**
 * What is kept of people over time: history, two records of one person, people from
 * outside, classes that pass to the next year.
 */
@RestController
class RecordController {

	private static final String REQUIRED = "Заполните поле.";

	private final PeopleReading reading;

	private final PersonHistory history;

	private final Merge merge;

	private final ExternalPeople external;

	private final Promotion promotion;

	RecordController(PeopleReading reading, PersonHistory history, Merge merge, ExternalPeople external,
			Promotion promotion) {
		this.reading = reading;
		this.history = history;
		this.merge = merge;
		this.external = external;
		this.promotion = promotion;
	}

	/** Fields are taken from this card or from the other one: into or from. */
	record MergeWith(@NotNull(message = REQUIRED) Long personId, MergedCard.@Nullable Choice fields) {
	}

	record ComesFrom(@Nullable Long partnerId,
			@Nullable @Size(max = 200, message = "Не больше 200 знаков.") @FreeText String partnerName,
			@Nullable @Size(max = 200, message = "Не больше 200 знаков.") @FreeText String position) {
	}

	record Seen(@NotNull(message = REQUIRED) LocalDate documentOn, @Nullable LocalDate validUntil) {
	}

	record Promote(@NotNull(message = REQUIRED) LocalDate on,
			@NotEmpty(message = "Отметьте, кто переходит.") @Size(max = 5000,
					message = "Не больше 5000 человек сразу.") Set<@NotNull Long> enrolmentIds) {
	}

	@GetMapping("/people/{id}/history")
	List<PersonHistory.Entry> history(@PathVariable long id) {
		return this.history.of(id);
	}

	@GetMapping("/people/{id}/merges")
	Merge.Twins merges(@PathVariable long id) {
		return this.merge.of(id);
	}

	@GetMapping("/people/{id}/merge-preview")
	Merge.Preview preview(@PathVariable long id, @RequestParam long with) {
		return this.merge.preview(id, with);
	}

	@PostMapping("/people/{id}/merges")
	Merge.Twins merge(@PathVariable long id, @Valid @RequestBody MergeWith body) {
		this.merge.merge(id, body.personId(), Objects.requireNonNullElse(body.fields(), MergedCard.Choice.NONE));
		return this.merge.of(id);
	}

	@PostMapping("/people/{id}/merge-proposals")
	Merge.Twins propose(@PathVariable long id) {
		this.merge.propose(id);
		return this.merge.of(id);
	}

	@PostMapping("/merges/{id}/acceptance")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void accept(@PathVariable long id) {
		this.merge.accept(id);
	}

	@PostMapping("/merges/{id}/undo")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void undoMerge(@PathVariable long id) {
		this.merge.undo(id);
	}

	@PutMapping("/people/{id}/external")
	PersonView comesFrom(@PathVariable long id, @Valid @RequestBody ComesFrom body) {
		this.external.comesFrom(id, new ExternalPeople.Origin(body.partnerId(), body.partnerName(), body.position()));
		return this.reading.card(id);
	}

	@PostMapping("/people/{id}/record-checks")
	@ResponseStatus(HttpStatus.CREATED)
	PersonView seen(@PathVariable long id, @Valid @RequestBody Seen body) {
		this.external.seen(id, body.documentOn(), body.validUntil());
		return this.reading.card(id);
	}

	@GetMapping("/organisations/{id}/promotion")
	Promotion.Preview promotion(@PathVariable long id, @RequestParam(required = false) @Nullable LocalDate on) {
		return this.promotion.preview(id, on);
	}

	@PostMapping("/organisations/{id}/promotions")
	@ResponseStatus(HttpStatus.CREATED)
	Promotion.Done promote(@PathVariable long id, @Valid @RequestBody Promote body) {
		return this.promotion.promote(id, body.on(), body.enrolmentIds());
	}

	@PostMapping("/promotions/{id}/undo")
	Promotion.Done undoPromotion(@PathVariable long id) {
		return this.promotion.undo(id);
	}

}
