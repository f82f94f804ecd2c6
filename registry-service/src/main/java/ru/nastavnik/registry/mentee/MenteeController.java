package ru.nastavnik.registry.mentee;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.participant.CanMeet;
import ru.nastavnik.registry.participant.Profiles.MenteeProfile;
import ru.nastavnik.registry.participant.Profiles.MentorProfile;

@RestController
class MenteeController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String CODES = "Не больше 30 строк.";

	private static final String LINK = "Ссылка начинается с https:// и не длиннее 500 знаков.";

	private final MenteeRegistration registration;

	private final MenteeReading reading;

	private final Confidences confidences;

	private final Audit audit;

	MenteeController(MenteeRegistration registration, MenteeReading reading, Confidences confidences, Audit audit) {
		this.audit = audit;
		this.registration = registration;
		this.reading = reading;
		this.confidences = confidences;
	}

	record RegisterMentee(@NotNull(message = REQUIRED) Long personId, @NotNull(message = REQUIRED) Category category,
			@NotBlank(message = REQUIRED) @FreeText String mainRequest,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> requestCodes,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> problemGroups,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> gapCodes,
			@Nullable @FreeText String gapsNote, Mentee.@Nullable Source source,
			@Nullable @Size(max = 18,
					message = CanMeet.WRONG_TIME) List<@NotNull(message = REQUIRED) @Pattern(regexp = CanMeet.TIME,
							message = CanMeet.WRONG_TIME) String> meetingTimes,
			@Nullable @Size(max = 2,
					message = CanMeet.WRONG_MODE) List<@NotNull(message = REQUIRED) @Pattern(regexp = CanMeet.MODE,
							message = CanMeet.WRONG_MODE) String> meetingModes,
			@Nullable @Valid TellThirdParty thirdParty) {
	}

	record ChangeMentee(@NotNull(message = REQUIRED) Category category,
			@NotBlank(message = REQUIRED) @FreeText String mainRequest,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> requestCodes,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> problemGroups,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> gapCodes,
			@Nullable @FreeText String gapsNote, Mentee.@Nullable Source source, @Nullable Long psychologistId,
			@Nullable @Size(max = 500, message = LINK) @Pattern(regexp = "https?://\\S+",
					message = LINK) String caseLink,
			@Nullable @Size(max = 18,
					message = CanMeet.WRONG_TIME) List<@NotNull(message = REQUIRED) @Pattern(regexp = CanMeet.TIME,
							message = CanMeet.WRONG_TIME) String> meetingTimes,
			@Nullable @Size(max = 2,
					message = CanMeet.WRONG_MODE) List<@NotNull(message = REQUIRED) @Pattern(regexp = CanMeet.MODE,
							message = CanMeet.WRONG_MODE) String> meetingModes,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record MoveMentee(@NotNull(message = REQUIRED) Mentee.Status to, @Nullable LocalDate on,
			@Nullable @FreeText String note, @Nullable Long psychologistId, @Nullable LocalDate searchOn,
			@Nullable LocalDate teenSignedOn) {
	}

	record TellThirdParty(@NotBlank(message = REQUIRED) String sourceRole,
			@NotBlank(message = REQUIRED) @FreeText String text, @Nullable LocalDate toldOn) {

		Confidences.Told told() {
			return new Confidences.Told(this.sourceRole, this.text, this.toldOn);
		}

	}

	record KeepSupport(
			@NotNull(message = REQUIRED) @Size(max = 30,
					message = CODES) List<@NotBlank(message = REQUIRED) String> codes,
			@Nullable @FreeText String note) {
	}

	@GetMapping("/mentees")
	Slice<MenteeReading.MenteeLine> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) Mentee.@Nullable Status status,
			@RequestParam(required = false) @Nullable Category category,
			@RequestParam(required = false) @Nullable @Size(max = 50) String request,
			@RequestParam(required = false) @Nullable @Min(1) @Max(11) Integer grade,
			@RequestParam(required = false) @Nullable @Size(max = 50) String position,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "active|expiring|missing",
					message = "Допустимы: active, expiring, missing.") String consent,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q, @Valid PageQuery page) {
		Slice<MenteeReading.MenteeLine> lines = this.reading
			.list(new MenteeReading.Filter(organisation, status, category, request, grade, position, consent, q), page);
		this.audit.read(organisation, "mentee",
				lines.items()
					.stream()
					.filter((line) -> line.head().minor())
					.map((line) -> line.profile().personId())
					.distinct()
					.toList());
		return lines;
	}

	@GetMapping("/mentees/{id}")
	MenteeReading.MenteeCard card(@PathVariable long id) {
		MenteeReading.MenteeCard card = this.reading.card(id);
		this.audit.read(card.profile().organisationId(), "mentee", List.of(card.profile().personId()));
		return card;
	}

	@PostMapping("/mentees")
	ResponseEntity<MenteeProfile> register(@Valid @RequestBody RegisterMentee body) {
		MenteeProfile mentee = this.registration.register(body.personId(),
				need(body.category(), body.mainRequest(), body.requestCodes(), body.problemGroups(), body.gapCodes(),
						body.gapsNote(), body.source(), null, CanMeet.of(body.meetingTimes(), body.meetingModes())),
				(body.thirdParty() != null) ? body.thirdParty().told() : null);
		return ResponseEntity.created(URI.create("/mentees/" + mentee.id())).body(mentee);
	}

	@PutMapping("/mentees/{id}")
	MenteeProfile change(@PathVariable long id, @Valid @RequestBody ChangeMentee body) {
		return this.registration.change(id,
				need(body.category(), body.mainRequest(), body.requestCodes(), body.problemGroups(), body.gapCodes(),
						body.gapsNote(), body.source(), body.caseLink(),
						CanMeet.of(body.meetingTimes(), body.meetingModes())),
				body.psychologistId(), body.version());
	}

	@PostMapping("/mentees/{id}/status")
	MenteeProfile move(@PathVariable long id, @Valid @RequestBody MoveMentee body) {
		return this.registration.move(id, new MenteeRegistration.Move(body.to(), body.on(), body.note(),
				body.psychologistId(), body.searchOn(), body.teenSignedOn()));
	}

	/** Who can support those who wait (BR-030). */
	@GetMapping("/psychologists")
	List<Confidences.Psychologist> psychologists(@RequestParam long organisation) {
		return this.confidences.psychologists(organisation);
	}

	/** BR-046. */
	@PostMapping("/mentees/{id}/mentor-candidacy")
	ResponseEntity<MentorProfile> becomeMentor(@PathVariable long id) {
		return ResponseEntity.status(HttpStatus.CREATED).body(this.registration.becomeMentor(id));
	}

	@PostMapping("/mentees/{id}/third-party")
	MenteeReading.MenteeCard tell(@PathVariable long id, @Valid @RequestBody TellThirdParty body) {
		this.confidences.tell(id, body.told());
		return this.reading.card(id);
	}

	@DeleteMapping("/third-party-info/{id}")
	MenteeReading.MenteeCard forget(@PathVariable long id) {
		return this.reading.card(this.confidences.forget(id));
	}

	@PutMapping("/mentees/{id}/support")
	MenteeReading.MenteeCard support(@PathVariable long id, @Valid @RequestBody KeepSupport body) {
		this.confidences.support(id, new Confidences.Support(body.codes(), body.note()));
		return this.reading.card(id);
	}

	private static Mentee.Need need(Category category, String request, @Nullable List<String> codes,
			@Nullable List<String> groups, @Nullable List<String> gaps, @Nullable String gapsNote,
			Mentee.@Nullable Source source, @Nullable String caseLink, CanMeet canMeet) {
		return new Mentee.Need(category, request.strip(), Objects.requireNonNullElse(codes, List.of()),
				Objects.requireNonNullElse(groups, List.of()), Objects.requireNonNullElse(gaps, List.of()), gapsNote,
				Objects.requireNonNullElse(source, Mentee.Source.CURATOR), caseLink, canMeet);
	}

}
