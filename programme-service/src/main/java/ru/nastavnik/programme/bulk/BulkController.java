package ru.nastavnik.programme.bulk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.programme.Day;
import ru.nastavnik.programme.meeting.Meeting;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.Terms;

/**
 * Many mentorships at once: all or nothing.
 */
@RestController
class BulkController {

	private final MentorshipImport loading;

	BulkController(MentorshipImport loading) {
		this.loading = loading;
	}

	@PostMapping("/bulk/mentorships")
	Loaded load(@RequestBody @Valid LoadMentorships body) {
		return new Loaded(this.loading.load(body));
	}

	record LoadMentorships(@NotNull Long organisationId, @Nullable @Valid SignedOrder order,
			@NotEmpty @Size(max = 5000) List<@NotNull @Valid LoadMentorship> rows) {
	}

	record SignedOrder(@NotBlank @FreeText @Size(max = 30) String number, @NotNull @Day LocalDate date,
			@NotBlank @FreeText @Size(max = 300) String title) {
	}

	record LoadMentorship(@NotBlank @Size(max = 100) String key, @NotNull Terms.Kind kind, @NotNull Terms.Form form,
			@Nullable @Size(max = 5) List<Terms.@NotNull Method> methods, @NotBlank @FreeText String goal,
			@NotNull @Day LocalDate start, @NotNull @Day LocalDate plannedEnd,
			@NotEmpty @Size(max = 10) List<@NotNull Long> mentorIds,
			@NotEmpty @Size(max = 50) List<@NotNull Long> menteeIds, @Nullable @Valid PastProgramme programme,
			@Nullable @Size(max = 100) List<@NotNull @Valid PastMeeting> meetings, @NotNull Mentorship.Status status,
			@Nullable @Day LocalDate endedOn, Mentorship.@Nullable Ground ground,
			@Nullable @FreeText @Size(max = 200) String formName, @Nullable @FreeText @Size(max = 200) String roleModel,
			@Nullable @Size(max = 7) List<Terms.@NotNull ContactMode> contactModes,
			@Nullable @Size(max = 2) List<@NotBlank @FreeText @Size(max = 200) String> topics,
			@Nullable Long partnerId) {

		Terms.More more() {
			return new Terms.More(Objects.requireNonNullElse(this.contactModes, List.of()),
					Objects.requireNonNullElse(this.topics, List.of()), this.partnerId);
		}

	}

	record PastProgramme(@NotBlank @Size(max = 100) String templateCode, @Nullable @Day LocalDate from,
			@Nullable @Day LocalDate to, @Nullable @DecimalMin("0") @DecimalMax("1") Double doneShare) {
	}

	record PastMeeting(Meeting.@Nullable Kind kind, @NotNull @Day LocalDate on, Meeting.@NotNull Status status) {
	}

	record Loaded(Map<String, Long> ids) {
	}

}
