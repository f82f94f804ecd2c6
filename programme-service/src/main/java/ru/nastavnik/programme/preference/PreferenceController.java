package ru.nastavnik.programme.preference;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.programme.Day;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.mentorship.Terms;
import ru.nastavnik.programme.preference.GroupMeetingLog.GroupMeetingView;
import ru.nastavnik.programme.preference.GroupMeetingLog.Guest;
import ru.nastavnik.programme.preference.PreferenceSurvey.AnswerView;
import ru.nastavnik.programme.preference.PreferenceSurvey.Choice;
import ru.nastavnik.programme.preference.PreferenceSurvey.SurveyView;

/**
 * Group meetings and the survey after them.
 */
@RestController
class PreferenceController {

	private final GroupMeetingLog log;

	private final PreferenceSurvey survey;

	private final Audit audit;

	PreferenceController(GroupMeetingLog log, PreferenceSurvey survey, Audit audit) {
		this.log = log;
		this.survey = survey;
		this.audit = audit;
	}

	@GetMapping("/group-meetings")
	List<GroupMeetingView> list(@RequestParam(required = false) @Nullable Long organisation) {
		return this.log.list(organisation);
	}

	@GetMapping("/group-meetings/{id}")
	GroupMeetingView view(@PathVariable long id) {
		GroupMeetingView view = this.log.view(id);
		this.audit.read(view.organisationId(), "groupMeeting",
				view.people()
					.stream()
					.filter((guest) -> guest.minor() && guest.name() != null)
					.map(Guest::personId)
					.toList());
		return view;
	}

	@PostMapping("/group-meetings")
	ResponseEntity<GroupMeetingView> call(@RequestBody @Valid CallMeeting body) {
		GroupMeetingView view = this.log.call(body.organisationId(), body.details());
		return ResponseEntity.created(URI.create("/group-meetings/" + view.id())).body(view);
	}

	@PutMapping("/group-meetings/{id}")
	GroupMeetingView change(@PathVariable long id, @RequestBody @Valid ChangeGroupMeeting body) {
		return this.log.change(id, body.version(), body.details());
	}

	@PutMapping("/group-meetings/{id}/attendance")
	GroupMeetingView attend(@PathVariable long id, @RequestBody @Valid Attendance body) {
		return this.log.attend(id, body.version(), body.present(), body.note());
	}

	@PostMapping("/group-meetings/{id}/cancellation")
	GroupMeetingView cancel(@PathVariable long id, @RequestBody @Valid CancelGroupMeeting body) {
		return this.log.cancel(id, body.version(), body.reason());
	}

	@GetMapping("/preferences")
	AnswerView form(@RequestParam long organisation, @RequestParam long person,
			@RequestParam @Pattern(regexp = "mentor|mentee", message = "Допустимы: mentor, mentee.") String role) {
		AnswerView view = this.survey.form(organisation, person, "mentor".equals(role) ? Side.MENTOR : Side.MENTEE);
		read(organisation, view.people());
		return view;
	}

	@PutMapping("/preferences")
	AnswerView enter(@RequestBody @Valid EnterAnswer body) {
		return this.survey.enter(body.organisationId(), body.personId(), body.role(), body.on(),
				new PreferenceSurvey.Said(body.version(), list(body.wishes()), list(body.noGo()), body.drew()));
	}

	@GetMapping("/preferences/mine")
	List<SurveyView> mine() {
		List<SurveyView> surveys = this.survey.mine();
		surveys.forEach((survey) -> read(survey.organisationId(), survey.people()));
		return surveys;
	}

	@PutMapping("/preferences/mine")
	SurveyView answer(@RequestBody @Valid OwnAnswer body) {
		return this.survey.answer(body.organisationId(), body.role(),
				new PreferenceSurvey.Said(body.version(), list(body.wishes()), list(body.noGo()), body.drew()));
	}

	private void read(long organisation, List<Choice> people) {
		Stream<Choice> minors = people.stream().filter((person) -> person.minor() && person.name() != null);
		this.audit.read(organisation, "preference", minors.map(Choice::personId).toList());
	}

	private static List<Long> list(@Nullable List<Long> ids) {
		return Objects.requireNonNullElse(ids, List.of());
	}

	record CallMeeting(@NotNull Long organisationId, @NotNull Terms.Form form, @NotNull @Day LocalDate on,
			@Nullable LocalTime time, GroupMeeting.@NotNull Mode mode,
			@Nullable @FreeText @Size(max = 300) String place, @NotEmpty @Size(max = 200) List<@NotNull Long> mentorIds,
			@NotEmpty @Size(max = 500) List<@NotNull Long> menteeIds, @Nullable @FreeText String note,
			@Nullable @Day LocalDate surveyUntil) {

		GroupMeeting.Details details() {
			return new GroupMeeting.Details(this.form, this.on, this.time, this.mode, this.place, this.mentorIds,
					this.menteeIds, this.note, this.surveyUntil);
		}

	}

	record ChangeGroupMeeting(int version, @NotNull Terms.Form form, @NotNull @Day LocalDate on,
			@Nullable LocalTime time, GroupMeeting.@NotNull Mode mode,
			@Nullable @FreeText @Size(max = 300) String place, @NotEmpty @Size(max = 200) List<@NotNull Long> mentorIds,
			@NotEmpty @Size(max = 500) List<@NotNull Long> menteeIds, @Nullable @FreeText String note,
			@Nullable @Day LocalDate surveyUntil) {

		GroupMeeting.Details details() {
			return new GroupMeeting.Details(this.form, this.on, this.time, this.mode, this.place, this.mentorIds,
					this.menteeIds, this.note, this.surveyUntil);
		}

	}

	record Attendance(int version, @NotNull @Size(max = 700) List<@NotNull Long> present,
			@Nullable @FreeText String note) {
	}

	record CancelGroupMeeting(int version, @NotBlank @FreeText String reason) {
	}

	record OwnAnswer(@Nullable Integer version, @NotNull Long organisationId, @NotNull Side role,
			@Nullable @Size(max = PreferenceSurvey.WISHES,
					message = "Назовите не больше пяти человек.") List<@NotNull Long> wishes,
			@Nullable @Size(max = 50) List<@NotNull Long> noGo, @Nullable @FreeText String drew) {
	}

	record EnterAnswer(@Nullable Integer version, @NotNull Long organisationId, @NotNull Long personId,
			@NotNull Side role, @NotNull @Day LocalDate on,
			@Nullable @Size(max = PreferenceSurvey.WISHES,
					message = "Назовите не больше пяти человек.") List<@NotNull Long> wishes,
			@Nullable @Size(max = 50) List<@NotNull Long> noGo, @Nullable @FreeText String drew) {
	}

}
