package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PersonName;

@RestController
class TransferController {

	private static final String REQUIRED = "Заполните поле.";

	private final DuplicateGuard guard;

	private final Transferring transferring;

	private final TransferUndo undo;

	private final Departures departures;

	TransferController(DuplicateGuard guard, Transferring transferring, TransferUndo undo, Departures departures) {
		this.guard = guard;
		this.transferring = transferring;
		this.undo = undo;
		this.departures = departures;
	}

	record Ask(@NotNull(message = REQUIRED) Long organisationId,
			@NotNull(message = REQUIRED) @PersonName String lastName,
			@NotNull(message = REQUIRED) @PersonName String firstName, @Nullable @PersonName String middleName,
			@NotNull(message = REQUIRED) LocalDate birthDate) {
	}

	record Accept(@NotNull(message = REQUIRED) Long organisationId,
			@NotNull(message = REQUIRED) @PersonName String lastName,
			@NotNull(message = REQUIRED) @PersonName String firstName, @Nullable @PersonName String middleName,
			@NotNull(message = REQUIRED) LocalDate birthDate, PersonController.@Nullable @Valid Employ employment,
			PersonController.@Nullable @Valid Enrol enrolment) {
	}

	record Send(@Nullable Long employmentId, @Nullable Long enrolmentId, @NotNull(message = REQUIRED) Long toId,
			@NotNull(message = REQUIRED) LocalDate on,
			@Nullable @Size(max = 50, message = "Не больше 50 знаков.") @FreeText String basisNo,
			@Nullable LocalDate basisOn) {
	}

	record End(@NotNull(message = REQUIRED) LocalDate on, @NotNull(message = REQUIRED) Departure.Reason reason,
			@Nullable @Size(max = 50, message = "Не больше 50 знаков.") @FreeText String basisNo,
			@Nullable LocalDate basisOn, @NotNull(message = REQUIRED) Integer version) {

		Departure departure() {
			return new Departure(this.on, this.reason, this.basisNo, this.basisOn);
		}

	}

	record GoOnLeave(@NotNull(message = REQUIRED) Leave.Kind kind, @NotNull(message = REQUIRED) LocalDate from,
			@Nullable LocalDate to) {
	}

	record Return(@NotNull(message = REQUIRED) LocalDate on) {
	}

	/** Asks by POST, so that no name stands in an address. */
	@PostMapping("/people/duplicates")
	DuplicateGuard.Duplicate duplicates(@Valid @RequestBody Ask body) {
		return this.guard.ask(body.organisationId(),
				new Identity(body.lastName(), body.firstName(), body.middleName(), body.birthDate()));
	}

	@PostMapping("/people/acceptances")
	@ResponseStatus(HttpStatus.CREATED)
	PersonView accept(@Valid @RequestBody Accept body) {
		return this.transferring.accept(body.organisationId(),
				new Identity(body.lastName(), body.firstName(), body.middleName(), body.birthDate()),
				(body.employment() != null) ? body.employment().post() : null,
				(body.enrolment() != null) ? body.enrolment().study() : null);
	}

	@GetMapping("/people/{id}/destinations")
	List<Destinations.Destination> destinations(@PathVariable long id,
			@RequestParam(defaultValue = "") @Size(max = 200) String q) {
		return this.transferring.destinations(id, q);
	}

	@PostMapping("/people/{id}/transfers")
	@ResponseStatus(HttpStatus.CREATED)
	PersonView transfer(@PathVariable long id, @Valid @RequestBody Send body) {
		return this.transferring.transfer(id, body.employmentId(), body.enrolmentId(), body.toId(),
				new Transfer.Terms(body.on(), body.basisNo(), body.basisOn()));
	}

	@PostMapping("/transfers/{id}/undo")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void undo(@PathVariable long id) {
		this.undo.undo(id);
	}

	@PostMapping("/employments/{id}/dismissal")
	PersonView dismiss(@PathVariable long id, @Valid @RequestBody End body) {
		return this.departures.dismiss(id, body.departure(), body.version());
	}

	@PostMapping("/enrolments/{id}/expulsion")
	PersonView expel(@PathVariable long id, @Valid @RequestBody End body) {
		return this.departures.expel(id, body.departure(), body.version());
	}

	@PostMapping("/employments/{id}/leaves")
	@ResponseStatus(HttpStatus.CREATED)
	PersonView leave(@PathVariable long id, @Valid @RequestBody GoOnLeave body) {
		return this.departures.leave(id, body.kind(), body.from(), body.to());
	}

	@PostMapping("/leaves/{id}/return")
	PersonView returned(@PathVariable long id, @Valid @RequestBody Return body) {
		return this.departures.returned(id, body.on());
	}

}
