package ru.nastavnik.registry.mentee;

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
import ru.nastavnik.registry.participant.Profiles.MenteeProfile;

@RestController
class MenteeController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String CODES = "Не больше 30 запросов.";

	private final MenteeRegistration registration;

	MenteeController(MenteeRegistration registration) {
		this.registration = registration;
	}

	record RegisterMentee(@NotNull(message = REQUIRED) Long personId, @NotNull(message = REQUIRED) Category category,
			@NotBlank(message = REQUIRED) @FreeText String mainRequest,
			@Nullable @Size(max = 30,
					message = CODES) List<@NotBlank(message = REQUIRED) @FreeText String> requestCodes,
			Mentee.@Nullable Source source, @Nullable @FreeText String thirdPartyInfo) {
	}

	record ChangeMentee(@NotNull(message = REQUIRED) Category category,
			@NotBlank(message = REQUIRED) @FreeText String mainRequest,
			@Nullable @Size(max = 30,
					message = CODES) List<@NotBlank(message = REQUIRED) @FreeText String> requestCodes,
			Mentee.@Nullable Source source, @Nullable @FreeText String thirdPartyInfo,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record MoveMentee(@NotNull(message = REQUIRED) Mentee.Status to, @Nullable LocalDate on,
			@Nullable @FreeText String note) {
	}

	@GetMapping("/mentees")
	Slice<MenteeRegistration.MenteeLine> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) Mentee.@Nullable Status status,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q, @Valid PageQuery page) {
		return this.registration.list(organisation, status, q, page);
	}

	@PostMapping("/mentees")
	ResponseEntity<MenteeProfile> register(@Valid @RequestBody RegisterMentee body) {
		MenteeProfile mentee = this.registration.register(body.personId(),
				need(body.category(), body.mainRequest(), body.requestCodes(), body.source()), body.thirdPartyInfo());
		return ResponseEntity.created(URI.create("/mentees/" + mentee.id())).body(mentee);
	}

	@PutMapping("/mentees/{id}")
	MenteeProfile change(@PathVariable long id, @Valid @RequestBody ChangeMentee body) {
		return this.registration.change(id,
				need(body.category(), body.mainRequest(), body.requestCodes(), body.source()), body.thirdPartyInfo(),
				body.version());
	}

	@PostMapping("/mentees/{id}/status")
	MenteeProfile move(@PathVariable long id, @Valid @RequestBody MoveMentee body) {
		return this.registration.move(id, body.to(), body.on(), body.note());
	}

	private static Mentee.Need need(Category category, String request, @Nullable List<String> codes,
			Mentee.@Nullable Source source) {
		return new Mentee.Need(category, request.strip(), Objects.requireNonNullElse(codes, List.of()),
				Objects.requireNonNullElse(source, Mentee.Source.CURATOR));
	}

}
