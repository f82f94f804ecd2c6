package ru.nastavnik.programme.meeting;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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
import ru.nastavnik.programme.meeting.MeetingLog.MeetingView;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Side;

/**
 * Meetings of pairs and groups.
 */
@RestController
class MeetingController {

	private final MeetingLog log;

	private final Guests guests;

	MeetingController(MeetingLog log, Guests guests) {
		this.log = log;
		this.guests = guests;
	}

	@GetMapping("/meetings")
	Slice<MeetingView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable Long mentorship,
			@RequestParam(required = false) @Nullable @Day @DateTimeFormat(
					iso = DateTimeFormat.ISO.DATE) LocalDate from,
			@RequestParam(required = false) @Nullable @Day @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
			@RequestParam(required = false) @Nullable @Size(max = 200) String status, @Valid PageQuery page) {
		return this.log.list(new MeetingLog.Filter(organisation, mentorship, from, to, status), page);
	}

	@GetMapping("/meetings/{id}")
	MeetingView view(@PathVariable long id) {
		return this.log.view(id);
	}

	@PostMapping("/mentorships/{id}/meetings")
	ResponseEntity<MeetingView> plan(@PathVariable long id, @RequestBody @Valid PlanMeeting body) {
		MeetingView view = this.log.plan(id, body.plan());
		return ResponseEntity.created(URI.create("/meetings/" + view.id())).body(view);
	}

	@PutMapping("/meetings/{id}")
	MeetingView change(@PathVariable long id, @RequestBody @Valid ChangeMeeting body) {
		return this.log.change(id, body.version(), body.plan());
	}

	@PostMapping("/meetings/{id}/holding")
	MeetingView hold(@PathVariable long id, @RequestBody @Valid HoldMeeting body) {
		return this.log.hold(id, new Meeting.Holding(body.heldOn(), body.durationMin(),
				Objects.requireNonNullElse(body.topics(), List.of()), body.summary()));
	}

	@PostMapping("/meetings/{id}/confirmation")
	MeetingView confirm(@PathVariable long id, @RequestBody @Valid ConfirmMeeting body) {
		return this.log.confirm(id, body.side(), body.by());
	}

	@PostMapping("/meetings/{id}/cancellation")
	MeetingView cancel(@PathVariable long id, @RequestBody @Valid CancelMeeting body) {
		return this.log.cancel(id, body.reason());
	}

	@PostMapping("/meetings/{id}/missed")
	MeetingView miss(@PathVariable long id) {
		return this.log.miss(id);
	}

	@GetMapping("/meetings/{id}/guests")
	List<Guests.GuestView> guests(@PathVariable long id) {
		return this.guests.of(id);
	}

	@PostMapping("/meetings/{id}/guests")
	List<Guests.GuestView> invite(@PathVariable long id, @RequestBody @Valid InviteGuest body) {
		return this.guests.invite(id, body.personId(), body.topic().strip(), body.consentOn(), body.by());
	}

	@DeleteMapping("/meetings/{id}/guests/{person}")
	List<Guests.GuestView> remove(@PathVariable long id, @PathVariable long person) {
		return this.guests.remove(id, person);
	}

	record InviteGuest(@NotNull Long personId, @NotBlank @FreeText @Size(max = 300) String topic,
			@NotNull @Day LocalDate consentOn, @NotNull AgreedBy by) {
	}

	record PlanMeeting(@NotNull Meeting.Kind kind, @NotNull @Day LocalDate plannedOn, @Nullable LocalTime plannedTime,
			@NotNull Meeting.Mode mode, @Nullable @FreeText @Size(max = 300) String place,
			@Nullable @Size(max = 20) List<@NotBlank @FreeText @Size(max = 300) String> topics) {

		Meeting.Plan plan() {
			return new Meeting.Plan(this.kind, this.plannedOn, this.plannedTime, this.mode, this.place,
					Objects.requireNonNullElse(this.topics, List.of()));
		}

	}

	record ChangeMeeting(int version, @NotNull Meeting.Kind kind, @NotNull @Day LocalDate plannedOn,
			@Nullable LocalTime plannedTime, @NotNull Meeting.Mode mode,
			@Nullable @FreeText @Size(max = 300) String place,
			@Nullable @Size(max = 20) List<@NotBlank @FreeText @Size(max = 300) String> topics) {

		Meeting.Plan plan() {
			return new Meeting.Plan(this.kind, this.plannedOn, this.plannedTime, this.mode, this.place,
					Objects.requireNonNullElse(this.topics, List.of()));
		}

	}

	record HoldMeeting(@NotNull @Day LocalDate heldOn, @Nullable @Min(1) @Max(1440) Integer durationMin,
			@Nullable @Size(max = 20) List<@NotBlank @FreeText @Size(max = 300) String> topics,
			@Nullable @FreeText String summary) {
	}

	record ConfirmMeeting(@NotNull Side side, @NotNull AgreedBy by) {
	}

	record CancelMeeting(@NotBlank @FreeText String reason) {
	}

}
