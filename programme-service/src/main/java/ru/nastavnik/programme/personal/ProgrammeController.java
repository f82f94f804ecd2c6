package ru.nastavnik.programme.personal;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Day;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.personal.ProgrammeReading.ProgrammeLine;
import ru.nastavnik.programme.personal.ProgrammeReading.ProgrammeView;

/**
 * Personal programmes and their activities.
 */
@RestController
class ProgrammeController {

	private final ProgrammeApproval programmes;

	private final ProgrammeReading reading;

	ProgrammeController(ProgrammeApproval programmes, ProgrammeReading reading) {
		this.programmes = programmes;
		this.reading = reading;
	}

	@GetMapping("/programmes")
	Slice<ProgrammeLine> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable Long mentorship,
			@RequestParam(required = false) @Nullable @Size(max = 200) String status,
			@RequestParam(required = false) @Nullable @Size(max = 100) String q, @Valid PageQuery page) {
		return this.reading.list(new ProgrammeReading.Filter(organisation, mentorship, status, q), page);
	}

	@GetMapping("/programmes/{id}")
	ProgrammeView view(@PathVariable long id) {
		return this.reading.view(id);
	}

	@PostMapping("/mentorships/{id}/programme")
	ResponseEntity<ProgrammeView> draft(@PathVariable long id, @RequestBody @Valid DraftProgramme body) {
		ProgrammeView view = this.programmes.draft(id, body.templateId(), body.title(), body.from(), body.to());
		return ResponseEntity.created(URI.create("/programmes/" + view.id())).body(view);
	}

	@PutMapping("/programmes/{id}")
	ProgrammeView change(@PathVariable long id, @RequestBody @Valid ChangeProgramme body) {
		return this.programmes.change(id, body.version(), body.content());
	}

	@PostMapping("/programmes/{id}/agreement")
	ProgrammeView agree(@PathVariable long id, @RequestBody @Valid ProgrammeAgreement body) {
		return this.programmes.agree(id, body.version(), body.side(), body.personId(), body.on(), body.by());
	}

	@PostMapping("/programmes/{id}/curator-approval")
	ProgrammeView confirm(@PathVariable long id, @RequestBody(required = false) @Nullable ProgrammeWord body) {
		return this.programmes.confirm(id, (body != null) ? body.version() : null);
	}

	@PostMapping("/programmes/{id}/approval")
	ProgrammeView approve(@PathVariable long id, @RequestBody(required = false) @Nullable ProgrammeWord body) {
		return this.programmes.approve(id, (body != null) ? body.version() : null);
	}

	@PostMapping("/programmes/{id}/withdrawal")
	ProgrammeView withdraw(@PathVariable long id) {
		return this.programmes.withdraw(id);
	}

	@PostMapping("/programmes/{id}/completion")
	ProgrammeView complete(@PathVariable long id, @RequestBody @Valid ProgrammeCompletion body) {
		return this.programmes.complete(id, body.on());
	}

	@PostMapping("/programmes/{id}/activities")
	ResponseEntity<ProgrammeView> add(@PathVariable long id, @RequestBody @Valid AddActivity body) {
		ProgrammeView view = this.programmes.addActivity(id, body.content());
		return ResponseEntity.created(URI.create("/programmes/" + id)).body(view);
	}

	@PutMapping("/activities/{id}")
	ProgrammeView changeActivity(@PathVariable long id, @RequestBody @Valid ChangeActivity body) {
		return this.programmes.changeActivity(id, body.version(), body.content());
	}

	@PostMapping("/activities/{id}/done")
	ProgrammeView finish(@PathVariable long id, @RequestBody @Valid Done body) {
		return this.programmes.finishActivity(id, body.on(), body.result());
	}

	@PostMapping("/activities/{id}/strike")
	ProgrammeView strike(@PathVariable long id, @RequestBody @Valid Strike body) {
		return this.programmes.strikeActivity(id, body.reason());
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text.strip() : "";
	}

	private static void ordered(@Nullable LocalDate from, @Nullable LocalDate to) {
		if (from != null && to == null) {
			throw ProgrammeProblem.DATES.because("Укажите и последний день срока.").on("dueTo");
		}
		if (from != null && to != null && to.isBefore(from)) {
			throw ProgrammeProblem.DATES.because("Последний день раньше первого.").on("dueTo");
		}
	}

	record DraftProgramme(@NotNull Long templateId, @Nullable @Day LocalDate from, @Nullable @Day LocalDate to,
			@Nullable @FreeText @Size(max = 300) String title) {
	}

	record ChangeProgramme(int version, @NotBlank @FreeText @Size(max = 300) String title, @NotNull @Day LocalDate from,
			@NotNull @Day LocalDate to, @Nullable @Size(max = 20) List<@NotBlank @FreeText String> directions,
			@Nullable @Size(max = 20) List<@NotBlank @FreeText String> gaps,
			@Nullable @Size(max = 20) List<@NotBlank @FreeText String> strengths, @Nullable @FreeText String note) {

		Content content() {
			return new Content(this.title.strip(), this.from, this.to,
					Objects.requireNonNullElse(this.directions, List.of()),
					Objects.requireNonNullElse(this.gaps, List.of()),
					Objects.requireNonNullElse(this.strengths, List.of()), text(this.note));
		}

	}

	record ProgrammeAgreement(@Nullable Integer version, @NotNull Side side, @Nullable Long personId,
			@NotNull @Day LocalDate on, @NotNull AgreedBy by) {
	}

	/** Of the staff: what they have read is what they say yes to. */
	record ProgrammeWord(@Nullable Integer version) {
	}

	record ProgrammeCompletion(@NotNull @Day LocalDate on) {
	}

	record AddActivity(@Nullable @FreeText @Size(max = 20) String no,
			@Nullable @FreeText @Size(max = 300) String section, @NotBlank @FreeText String task,
			@Nullable @FreeText @Size(max = 200) String term, @Nullable @Day LocalDate dueFrom,
			@Nullable @Day LocalDate dueTo, @Nullable @FreeText String plannedResult,
			@Nullable @FreeText @Size(max = 300) String responsible) {

		Activity.Content content() {
			ordered(this.dueFrom, this.dueTo);
			return new Activity.Content(text(this.no), text(this.section), text(this.task), text(this.term),
					this.dueFrom, this.dueTo, text(this.plannedResult), text(this.responsible));
		}

	}

	record ChangeActivity(int version, @Nullable @FreeText @Size(max = 20) String no,
			@Nullable @FreeText @Size(max = 300) String section, @NotBlank @FreeText String task,
			@Nullable @FreeText @Size(max = 200) String term, @Nullable @Day LocalDate dueFrom,
			@Nullable @Day LocalDate dueTo, @Nullable @FreeText String plannedResult,
			@Nullable @FreeText @Size(max = 300) String responsible) {

		Activity.Content content() {
			ordered(this.dueFrom, this.dueTo);
			return new Activity.Content(text(this.no), text(this.section), text(this.task), text(this.term),
					this.dueFrom, this.dueTo, text(this.plannedResult), text(this.responsible));
		}

	}

	record Done(@NotNull @Day LocalDate on, @Nullable @FreeText String result) {
	}

	record Strike(@NotBlank @FreeText String reason) {
	}

}
