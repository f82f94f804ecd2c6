package ru.nastavnik.registry.bulk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PersonName;
import ru.nastavnik.registry.appointment.Appointments;
import ru.nastavnik.registry.mentee.Category;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.Post;
import ru.nastavnik.registry.person.Study;
import ru.nastavnik.registry.person.Terms;

@RestController
class BulkController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String LOAD = "Одновременно от 1 до 20 наставляемых.";

	private static final String HOURS = "Часов в месяц — от 0 до 200.";

	private static final int DEFAULT_LOAD = 3;

	private final ParticipantLoad load;

	BulkController(ParticipantLoad load) {
		this.load = load;
	}

	record LoadedRepresentative(@NotNull(message = REQUIRED) @PersonName String lastName,
			@NotNull(message = REQUIRED) @PersonName String firstName, @Nullable @PersonName String middleName,
			@NotNull(message = REQUIRED) LocalDate birthDate, @NotNull(message = REQUIRED) Terms.Kind kind,
			@Nullable @FreeText String basis) {
	}

	record LoadedConsent(@NotNull(message = REQUIRED) LocalDate signedOn, @Nullable LocalDate validUntil) {
	}

	record LoadedCurator(
			@NotBlank(message = REQUIRED) @Size(max = 50,
					message = "Не больше 50 знаков.") @FreeText String orderNumber,
			@NotNull(message = REQUIRED) LocalDate orderedOn, @Nullable Integer academicYear) {
	}

	record LoadedMentor(
			@Nullable @Pattern(regexp = "available|consent_pending",
					message = "Допустимы: available, consent_pending.") String status,
			@Nullable Boolean voluntary,
			@Nullable @Min(value = 1, message = LOAD) @Max(value = 20, message = LOAD) Integer maxLoad,
			@Nullable @Min(value = 0, message = HOURS) @Max(value = 200, message = HOURS) Integer timeHoursPerMonth,
			@Nullable @Size(max = 30,
					message = "Не больше 30 компетенций.") List<@NotBlank(
							message = REQUIRED) @FreeText String> competences,
			@Nullable @Size(max = 30,
					message = "Не больше 30 компетенций.") List<@NotBlank(message = REQUIRED) String> competenceCodes) {

		ParticipantLoad.Offered offered() {
			return new ParticipantLoad.Offered("available".equals(this.status), !Boolean.FALSE.equals(this.voluntary),
					Objects.requireNonNullElse(this.maxLoad, DEFAULT_LOAD), this.timeHoursPerMonth,
					Objects.requireNonNullElse(this.competences, List.of()),
					Objects.requireNonNullElse(this.competenceCodes, List.of()));
		}

	}

	record LoadedMentee(@NotNull(message = REQUIRED) Category category,
			@Nullable @Pattern(regexp = "in_base|consent_pending",
					message = "Допустимы: in_base, consent_pending.") String status,
			@NotBlank(message = REQUIRED) @FreeText String mainRequest,
			@Nullable @Size(max = 30,
					message = "Не больше 30 запросов.") List<@NotBlank(
							message = REQUIRED) @FreeText String> requestCodes,
			@Nullable @Size(max = 30, message = "Не больше 30 затруднений.") List<@NotBlank(
					message = REQUIRED) @FreeText String> gapCodes) {

		ParticipantLoad.Asked asked() {
			return new ParticipantLoad.Asked(this.category, "in_base".equals(this.status), this.mainRequest.strip(),
					Objects.requireNonNullElse(this.requestCodes, List.of()),
					Objects.requireNonNullElse(this.gapCodes, List.of()));
		}

	}

	record LoadedParticipant(@NotBlank(message = REQUIRED) @Size(max = 100) String key,
			@NotNull(message = REQUIRED) @PersonName String lastName,
			@NotNull(message = REQUIRED) @PersonName String firstName, @Nullable @PersonName String middleName,
			@NotNull(message = REQUIRED) LocalDate birthDate,
			@NotNull(message = REQUIRED) @Pattern(regexp = "staff|pupil",
					message = "Допустимы: staff, pupil.") String kind,
			Post.@Nullable Position position,
			@Nullable @Size(max = 200, message = "Не больше 200 знаков.") @FreeText String subject,
			@Nullable @Size(max = 100, message = "Не больше 100 знаков.") @FreeText String category,
			@Nullable LocalDate experienceSince, @Nullable LocalDate hiredOn,
			@Nullable @Min(value = 1, message = "Класс — от 1 до 11.") @Max(value = 11,
					message = "Класс — от 1 до 11.") Integer grade,
			@Nullable @Pattern(regexp = "[А-ЯЁа-яё]{1,3}", message = "Литера — русская буква.") String letter,
			@Nullable LocalDate enrolledOn, @Nullable @Valid LoadedRepresentative representative,
			@Nullable @Valid LoadedConsent consent, @Nullable @Valid LoadedMentor mentor,
			@Nullable @Valid LoadedMentee mentee, @Nullable @Valid LoadedCurator curator) {

		@AssertTrue(message = "Для сотрудника укажите position и hiredOn, для обучающегося — grade и enrolledOn.")
		boolean isComplete() {
			return "staff".equals(this.kind) ? this.position != null && this.hiredOn != null
					: this.grade != null && this.enrolledOn != null;
		}

		ParticipantLoad.Row row() {
			boolean staff = this.kind.equals("staff");
			return new ParticipantLoad.Row(this.key,
					new Identity(this.lastName, this.firstName, this.middleName, this.birthDate),
					(staff && this.position != null && this.hiredOn != null)
							? new Post(this.position, Post.subjects(this.subject), Post.Category.of(this.category),
									this.experienceSince, this.hiredOn, null)
							: null,
					(!staff && this.grade != null && this.enrolledOn != null)
							? new Study(this.grade, this.letter, this.enrolledOn, null) : null,
					(this.representative != null) ? new ParticipantLoad.Represented(
							new Identity(this.representative.lastName(), this.representative.firstName(),
									this.representative.middleName(), this.representative.birthDate()),
							this.representative.kind(), this.representative.basis(), null) : null,
					(this.consent != null)
							? new ParticipantLoad.Signed(this.consent.signedOn(), this.consent.validUntil()) : null,
					(this.mentor != null) ? this.mentor.offered() : null,
					(this.mentee != null) ? this.mentee.asked() : null,
					(this.curator != null) ? new Appointments.Order(this.curator.orderNumber(),
							this.curator.orderedOn(), this.curator.academicYear()) : null,
					null);
		}

	}

	record LoadParticipants(@NotNull(message = REQUIRED) Long organisationId,
			@NotNull(message = REQUIRED) @Size(min = 1, max = 5000,
					message = "В одной загрузке от 1 до 5000 строк.") List<@Valid @NotNull LoadedParticipant> rows) {
	}

	record Ids(Map<String, Long> ids) {
	}

	@PostMapping("/bulk/participants")
	Ids participants(@Valid @RequestBody LoadParticipants body) {
		return new Ids(
				this.load.register(body.organisationId(), body.rows().stream().map(LoadedParticipant::row).toList()));
	}

}
