package ru.nastavnik.registry.mentor;

import java.time.LocalDate;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.registry.participant.Profiles.MentorProfile;

@RestController
class SelectionController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String NUMBER = "Не больше 50 знаков.";

	private static final String TITLE = "Не больше 200 знаков.";

	private static final String HOURS = "Часов — от 1 до 1000.";

	private final MentorSelection selection;

	private final MentorRegistration registration;

	private final MentorReading reading;

	SelectionController(MentorSelection selection, MentorRegistration registration, MentorReading reading) {
		this.selection = selection;
		this.registration = registration;
		this.reading = reading;
	}

	record MoveMentor(@NotNull(message = REQUIRED) MentorStatus to, @Nullable LocalDate on,
			@Nullable @FreeText String note, MentorSelection.@Nullable Reason reason, @Nullable Boolean voluntary,
			@Nullable Boolean carriedOver, @Nullable @Size(max = 50, message = NUMBER) @FreeText String orderNumber,
			@Nullable LocalDate orderedOn) {
	}

	record AddInterview(@NotNull(message = REQUIRED) LocalDate heldOn,
			@NotBlank(message = REQUIRED) @Size(max = 200, message = TITLE) @FreeText String interviewer,
			@NotNull(message = REQUIRED) Boolean psychologistPresent,
			@NotNull(message = REQUIRED) SelectionRecords.Readiness readiness,
			@NotNull(message = REQUIRED) SelectionRecords.Decision decision, @Nullable @FreeText String note) {
	}

	record AddTraining(@NotBlank(message = REQUIRED) String kind,
			@NotBlank(message = REQUIRED) @Size(max = 200, message = TITLE) @FreeText String title,
			@NotNull(message = REQUIRED) LocalDate finishedOn,
			@Nullable @Min(value = 1, message = HOURS) @Max(value = 1000, message = HOURS) Integer hours,
			@Nullable @Size(max = 200, message = TITLE) @FreeText String document) {
	}

	record WaiveTraining(@Nullable @FreeText String note) {
	}

	record ApproveRegistry(@NotNull(message = REQUIRED) Long organisationId,
			@NotBlank(message = REQUIRED) @Size(max = 50, message = NUMBER) @FreeText String orderNumber,
			@NotNull(message = REQUIRED) LocalDate orderedOn, @NotNull(message = REQUIRED) @Size(min = 1, max = 500,
					message = "От 1 до 500 наставников.") Set<@NotNull(message = REQUIRED) Long> mentorIds) {
	}

	@PostMapping("/mentors/{id}/status")
	MentorProfile move(@PathVariable long id, @Valid @RequestBody MoveMentor body) {
		this.selection.move(id,
				new MentorSelection.Move(body.to(), body.on(), body.note(), body.reason(),
						Boolean.TRUE.equals(body.voluntary()), Boolean.TRUE.equals(body.carriedOver()),
						body.orderNumber(), body.orderedOn()));
		return this.registration.profile(id);
	}

	@PostMapping("/mentors/{id}/interviews")
	@ResponseStatus(HttpStatus.CREATED)
	MentorReading.MentorCard interview(@PathVariable long id, @Valid @RequestBody AddInterview body) {
		this.selection.interview(id, new SelectionRecords.Interview(body.heldOn(), body.interviewer(),
				body.psychologistPresent(), body.readiness(), body.decision(), body.note()));
		return this.reading.card(id);
	}

	@PostMapping("/mentors/{id}/trainings")
	@ResponseStatus(HttpStatus.CREATED)
	MentorReading.MentorCard train(@PathVariable long id, @Valid @RequestBody AddTraining body) {
		this.selection.train(id, new SelectionRecords.Training(body.kind(), body.title(), body.finishedOn(),
				body.hours(), body.document()));
		return this.reading.card(id);
	}

	/** The curator's mark that no training is needed. */
	@PostMapping("/mentors/{id}/training-waiver")
	MentorReading.MentorCard waive(@PathVariable long id, @Valid @RequestBody WaiveTraining body) {
		this.selection.waiveTraining(id, body.note());
		return this.reading.card(id);
	}

	/** The director's order about the register, for all whom it names. */
	@PostMapping("/mentor-registry-orders")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void approve(@Valid @RequestBody ApproveRegistry body) {
		this.selection.approve(body.organisationId(), body.orderNumber(), body.orderedOn(), body.mentorIds());
	}

}
