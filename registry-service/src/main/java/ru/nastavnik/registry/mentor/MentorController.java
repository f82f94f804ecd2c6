package ru.nastavnik.registry.mentor;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import ru.nastavnik.registry.participant.CanMeet;
import ru.nastavnik.registry.participant.Profiles.MentorProfile;

@RestController
class MentorController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String LOAD = "Одновременно от 1 до 20 наставляемых.";

	private static final String HOURS = "Часов в месяц — от 0 до 200.";

	private static final String CODES = "Не больше 30 строк.";

	private static final String NUMBER = "Не больше 50 знаков.";

	private static final String LINK = "Ссылка начинается с https:// и не длиннее 500 знаков.";

	private static final int DEFAULT_LOAD = 3;

	private final MentorRegistration registration;

	private final MentorReading reading;

	private final Sharing sharing;

	MentorController(MentorRegistration registration, MentorReading reading, Sharing sharing) {
		this.registration = registration;
		this.reading = reading;
		this.sharing = sharing;
	}

	record RegisterMentor(@NotNull(message = REQUIRED) Long personId,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> competenceCodes,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) @FreeText String> competences,
			@Nullable @FreeText String motivation, @Nullable @FreeText String experience,
			@Nullable @FreeText String achievements, @Nullable @FreeText String interests,
			@Nullable @FreeText String availability,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> desiredAges,
			@Nullable @Min(value = 0, message = HOURS) @Max(value = 200, message = HOURS) Integer timeHoursPerMonth,
			@Nullable @Min(value = 1, message = LOAD) @Max(value = 20, message = LOAD) Integer maxLoad,
			@Nullable @Size(max = 18,
					message = CanMeet.WRONG_TIME) List<@NotNull(message = REQUIRED) @Pattern(regexp = CanMeet.TIME,
							message = CanMeet.WRONG_TIME) String> meetingTimes,
			@Nullable @Size(max = 2,
					message = CanMeet.WRONG_MODE) List<@NotNull(message = REQUIRED) @Pattern(regexp = CanMeet.MODE,
							message = CanMeet.WRONG_MODE) String> meetingModes,
			@Nullable Boolean voluntary) {

		Mentor.Offer offer() {
			return new Mentor.Offer(orNone(this.competenceCodes), orNone(this.competences), this.motivation,
					this.experience, this.achievements, this.interests, this.availability, orNone(this.desiredAges),
					this.timeHoursPerMonth, Objects.requireNonNullElse(this.maxLoad, DEFAULT_LOAD), true, null,
					CanMeet.of(this.meetingTimes, this.meetingModes));
		}

	}

	record ChangeMentor(
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> competenceCodes,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) @FreeText String> competences,
			@Nullable @FreeText String motivation, @Nullable @FreeText String experience,
			@Nullable @FreeText String achievements, @Nullable @FreeText String interests,
			@Nullable @FreeText String availability,
			@Nullable @Size(max = 30, message = CODES) List<@NotBlank(message = REQUIRED) String> desiredAges,
			@Nullable @Min(value = 0, message = HOURS) @Max(value = 200, message = HOURS) Integer timeHoursPerMonth,
			@Nullable @Min(value = 1, message = LOAD) @Max(value = 20, message = LOAD) Integer maxLoad,
			@Nullable Boolean goesOn,
			@Nullable @Size(max = 500, message = LINK) @Pattern(regexp = "https?://\\S+",
					message = LINK) String caseLink,
			@Nullable @Size(max = 18,
					message = CanMeet.WRONG_TIME) List<@NotNull(message = REQUIRED) @Pattern(regexp = CanMeet.TIME,
							message = CanMeet.WRONG_TIME) String> meetingTimes,
			@Nullable @Size(max = 2,
					message = CanMeet.WRONG_MODE) List<@NotNull(message = REQUIRED) @Pattern(regexp = CanMeet.MODE,
							message = CanMeet.WRONG_MODE) String> meetingModes,
			@NotNull(message = REQUIRED) Integer version) {

		Mentor.Offer offer() {
			return new Mentor.Offer(orNone(this.competenceCodes), orNone(this.competences), this.motivation,
					this.experience, this.achievements, this.interests, this.availability, orNone(this.desiredAges),
					this.timeHoursPerMonth, Objects.requireNonNullElse(this.maxLoad, DEFAULT_LOAD),
					!Boolean.FALSE.equals(this.goesOn), this.caseLink,
					CanMeet.of(this.meetingTimes, this.meetingModes));
		}

	}

	record ShareMentor(@NotNull(message = REQUIRED) Boolean leave, @Nullable LocalDate on) {
	}

	@GetMapping("/mentors")
	Slice<MentorReading.MentorLine> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable MentorStatus status,
			@RequestParam(required = false) @Nullable @Size(max = 50) String competence,
			@RequestParam(required = false) @Nullable @Min(1) @Max(11) Integer grade,
			@RequestParam(required = false) @Nullable @Size(max = 50) String position,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "active|expiring|missing",
					message = "Допустимы: active, expiring, missing.") String consent,
			@RequestParam(required = false) @Nullable Boolean free,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q, @Valid PageQuery page) {
		return this.reading
			.list(new MentorReading.Filter(organisation, status, competence, grade, position, consent, free, q), page);
	}

	@GetMapping("/mentors/{id}")
	MentorReading.MentorCard card(@PathVariable long id) {
		return this.reading.card(id);
	}

	@PostMapping("/mentors")
	ResponseEntity<MentorProfile> register(@Valid @RequestBody RegisterMentor body) {
		MentorProfile mentor = this.registration.register(body.personId(), body.offer(),
				Boolean.TRUE.equals(body.voluntary()));
		return ResponseEntity.created(URI.create("/mentors/" + mentor.id())).body(mentor);
	}

	@PutMapping("/mentors/{id}")
	MentorProfile change(@PathVariable long id, @Valid @RequestBody ChangeMentor body) {
		return this.registration.change(id, body.offer(), body.version());
	}

	/** BR-028: the mentor's leave, or its end. */
	@PutMapping("/mentors/{id}/sharing")
	MentorProfile share(@PathVariable long id, @Valid @RequestBody ShareMentor body) {
		return this.registration.share(id, body.leave(), body.on());
	}

	/** Mentors of other organisations of the region. */
	@GetMapping("/shared-mentors")
	Slice<Sharing.SharedMentor> shared(@RequestParam(required = false) @Nullable @Size(max = 200) String q,
			@RequestParam(required = false) @Nullable @Size(max = 50) String competence, @Valid PageQuery page) {
		return this.sharing.list(q, competence, page);
	}

	private static List<String> orNone(@Nullable List<String> codes) {
		return Objects.requireNonNullElse(codes, List.of());
	}

}
