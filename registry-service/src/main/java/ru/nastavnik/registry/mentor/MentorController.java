package ru.nastavnik.registry.mentor;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import ru.nastavnik.registry.participant.Profiles.MentorProfile;

@RestController
class MentorController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String LOAD = "Одновременно от 1 до 20 наставляемых.";

	private static final String HOURS = "Часов в месяц — от 0 до 200.";

	private static final String COMPETENCES = "Не больше 30 компетенций.";

	private static final int DEFAULT_LOAD = 3;

	private final MentorRegistration registration;

	MentorController(MentorRegistration registration) {
		this.registration = registration;
	}

	record RegisterMentor(@NotNull(message = REQUIRED) Long personId,
			@Nullable @Size(max = 30,
					message = COMPETENCES) List<@NotBlank(message = REQUIRED) @FreeText String> competences,
			@Nullable @FreeText String achievements, @Nullable @FreeText String interests,
			@Nullable @Min(value = 0, message = HOURS) @Max(value = 200, message = HOURS) Integer timeHoursPerMonth,
			@Nullable @Min(value = 1, message = LOAD) @Max(value = 20, message = LOAD) Integer maxLoad,
			@Nullable Boolean shareWithOthers, @Nullable Boolean voluntary) {
	}

	record ChangeMentor(
			@Nullable @Size(max = 30,
					message = COMPETENCES) List<@NotBlank(message = REQUIRED) @FreeText String> competences,
			@Nullable @FreeText String achievements, @Nullable @FreeText String interests,
			@Nullable @Min(value = 0, message = HOURS) @Max(value = 200, message = HOURS) Integer timeHoursPerMonth,
			@Nullable @Min(value = 1, message = LOAD) @Max(value = 20, message = LOAD) Integer maxLoad,
			@Nullable Boolean shareWithOthers, @NotNull(message = REQUIRED) Integer version) {
	}

	record MoveMentor(@NotNull(message = REQUIRED) Mentor.Status to, @Nullable LocalDate on,
			@Nullable @FreeText String note, @Nullable Boolean voluntary) {
	}

	@GetMapping("/mentors")
	Slice<MentorRegistration.MentorLine> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) Mentor.@Nullable Status status,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q, @Valid PageQuery page) {
		return this.registration.list(organisation, status, q, page);
	}

	@PostMapping("/mentors")
	ResponseEntity<MentorProfile> register(@Valid @RequestBody RegisterMentor body) {
		MentorProfile mentor = this.registration.register(
				body.personId(), offer(body.competences(), body.achievements(), body.interests(),
						body.timeHoursPerMonth(), body.maxLoad(), body.shareWithOthers()),
				Boolean.TRUE.equals(body.voluntary()));
		return ResponseEntity.created(URI.create("/mentors/" + mentor.id())).body(mentor);
	}

	@PutMapping("/mentors/{id}")
	MentorProfile change(@PathVariable long id, @Valid @RequestBody ChangeMentor body) {
		return this.registration.change(id, offer(body.competences(), body.achievements(), body.interests(),
				body.timeHoursPerMonth(), body.maxLoad(), body.shareWithOthers()), body.version());
	}

	@PostMapping("/mentors/{id}/status")
	MentorProfile move(@PathVariable long id, @Valid @RequestBody MoveMentor body) {
		return this.registration.move(id, body.to(), body.on(), body.note(), Boolean.TRUE.equals(body.voluntary()));
	}

	private static Mentor.Offer offer(@Nullable List<String> competences, @Nullable String achievements,
			@Nullable String interests, @Nullable Integer hours, @Nullable Integer load, @Nullable Boolean share) {
		return new Mentor.Offer(Objects.requireNonNullElse(competences, List.of()), achievements, interests, hours,
				Objects.requireNonNullElse(load, DEFAULT_LOAD), Boolean.TRUE.equals(share));
	}

}
