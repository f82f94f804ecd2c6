package ru.nastavnik.programme.mentorship;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Day;
import ru.nastavnik.programme.mentorship.MentorshipReading.Criteria;
import ru.nastavnik.programme.mentorship.MentorshipReading.HistoryEntry;
import ru.nastavnik.programme.mentorship.MentorshipReading.MentorshipView;

/**
 * Pairs and groups.
 */
@RestController
class MentorshipController {

	private final Pairing pairing;

	private final MentorshipReading reading;

	private final Audit audit;

	MentorshipController(Pairing pairing, MentorshipReading reading, Audit audit) {
		this.audit = audit;
		this.pairing = pairing;
		this.reading = reading;
	}

	@GetMapping("/mentorships")
	Slice<MentorshipView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 200) String status,
			@RequestParam(required = false) @Nullable @Size(max = 200) String form,
			@RequestParam(required = false) @Nullable @Size(max = 100) String q,
			@RequestParam(required = false) @Nullable @Size(max = 100) String labour, @Valid PageQuery page) {
		Slice<MentorshipView> pairs = this.reading
			.list(new MentorshipReading.Filter(organisation, status, form, q, labour), page);
		this.audit.read(organisation, "mentorship", minors(pairs.items()));
		return pairs;
	}

	@GetMapping("/mentorships/{id}")
	MentorshipView view(@PathVariable long id) {
		MentorshipView pair = this.reading.view(id);
		this.audit.read(pair.organisationId(), "mentorship", minors(List.of(pair)));
		return pair;
	}

	private static List<Long> minors(List<MentorshipView> pairs) {
		return pairs.stream()
			.flatMap((pair) -> pair.members().stream())
			.filter((member) -> member.minor() && member.name() != null)
			.map(MentorshipReading.MemberView::personId)
			.distinct()
			.toList();
	}

	@GetMapping("/mentorships/{id}/history")
	List<HistoryEntry> history(@PathVariable long id) {
		return this.reading.history(id);
	}

	@PostMapping("/mentorships")
	ResponseEntity<MentorshipView> propose(@RequestBody @Valid ProposeMentorship body) {
		MentorshipView view = this.pairing.propose(body.organisationId(), body.terms(), body.respondBy());
		return ResponseEntity.created(URI.create("/mentorships/" + view.id())).body(view);
	}

	@PutMapping("/mentorships/{id}")
	MentorshipView change(@PathVariable long id, @RequestBody @Valid ChangeMentorship body) {
		return this.pairing.change(id, body.version(), body.terms());
	}

	@PostMapping("/mentorships/{id}/agreement")
	MentorshipView agree(@PathVariable long id, @RequestBody @Valid Agreement body) {
		return this.pairing.answer(id, body.version(), body.personId(), body.agreed(), body.on(), body.by(),
				(body.reason() != null && !body.reason().isBlank()) ? body.reason().strip() : null);
	}

	@PostMapping("/mentorships/{id}/invitation")
	MentorshipView invite(@PathVariable long id, @RequestBody @Valid Invitation body) {
		return this.pairing.invite(id, body.version(), body.respondBy());
	}

	/**
	 * The mentors' employer agrees that they mentor in another organisation, or does not
	 * (BR-048).
	 */
	@PostMapping("/mentorships/{id}/employer-answer")
	MentorshipView employerAnswers(@PathVariable long id, @RequestBody @Valid EmployerAnswer body) {
		return this.pairing.employerAnswers(id, body.version(), body.accepted(),
				(body.reason() != null && !body.reason().isBlank()) ? body.reason().strip() : null);
	}

	@PostMapping("/mentorships/{id}/completion")
	MentorshipView complete(@PathVariable long id, @RequestBody @Valid Completion body) {
		return this.pairing.complete(id, body.on(), body.note());
	}

	@PostMapping("/mentorships/{id}/termination")
	MentorshipView terminate(@PathVariable long id, @RequestBody @Valid Termination body) {
		List<Stated> stated = Objects.requireNonNullElse(body.statements(), List.of());
		return this.pairing.terminate(id, body.on(), body.ground(), body.reason(),
				stated.stream().map(Stated::statement).toList());
	}

	@PutMapping("/mentorships/{id}/labour-waiver")
	MentorshipView waiveLabourPapers(@PathVariable long id, @RequestBody @Valid LabourWaiver body) {
		String reason = (body.reason() != null && !body.reason().isBlank()) ? body.reason().strip() : null;
		return this.pairing.waiveLabourPapers(id, body.version(), reason);
	}

	@PostMapping("/mentorships/{id}/suspension")
	MentorshipView suspend(@PathVariable long id, @RequestBody @Valid Suspension body) {
		return this.pairing.suspend(id, body.on(), body.reason());
	}

	@PostMapping("/mentorships/{id}/resumption")
	MentorshipView resume(@PathVariable long id, @RequestBody @Valid Resumption body) {
		return this.pairing.resume(id, body.on());
	}

	private static Terms terms(Terms.Kind kind, Terms.Form form, @Nullable String formName,
			@Nullable List<Terms.Method> methods, @Nullable String roleModel, String goal, LocalDate start,
			LocalDate plannedEnd, List<Long> mentorIds, List<Long> menteeIds, @Nullable Criteria criteria,
			@Nullable MoreTerms more) {
		return new Terms(kind, form, formName, Objects.requireNonNullElse(methods, List.of()), roleModel, goal.strip(),
				start, plannedEnd, mentorIds, menteeIds, criteria != null && criteria.profileFits(),
				criteria != null && criteria.mutualInterest(), (more != null) ? more.more() : Terms.More.NONE);
	}

	/**
	 * What only some have: contact, topics of both sides, the partner, the mentors'
	 * organisation.
	 */
	record MoreTerms(@Nullable @Size(max = 7) List<Terms.@NotNull ContactMode> contactModes,
			@Nullable @Size(max = 2) List<@NotBlank @FreeText @Size(max = 200) String> topics, @Nullable Long partnerId,
			@Nullable Long mentorOrganisation) {

		Terms.More more() {
			return new Terms.More(Objects.requireNonNullElse(this.contactModes, List.of()),
					Objects.requireNonNullElse(this.topics, List.of()), this.partnerId, this.mentorOrganisation);
		}

	}

	record ProposeMentorship(@NotNull Long organisationId, @NotNull Terms.Kind kind, @NotNull Terms.Form form,
			@Nullable @FreeText @Size(max = 200) String formName,
			@Nullable @Size(max = 5) List<Terms.@NotNull Method> methods,
			@Nullable @FreeText @Size(max = 200) String roleModel, @NotBlank @FreeText String goal,
			@NotNull @Day LocalDate start, @NotNull @Day LocalDate plannedEnd,
			@NotEmpty @Size(max = 10) List<@NotNull Long> mentorIds,
			@NotEmpty @Size(max = 50) List<@NotNull Long> menteeIds, @Nullable Criteria criteria,
			@Nullable @Day LocalDate respondBy, @Nullable @Valid MoreTerms more) {

		Terms terms() {
			return MentorshipController.terms(this.kind, this.form, this.formName, this.methods, this.roleModel,
					this.goal, this.start, this.plannedEnd, this.mentorIds, this.menteeIds, this.criteria, this.more);
		}

	}

	record ChangeMentorship(int version, @NotNull Terms.Kind kind, @NotNull Terms.Form form,
			@Nullable @FreeText @Size(max = 200) String formName,
			@Nullable @Size(max = 5) List<Terms.@NotNull Method> methods,
			@Nullable @FreeText @Size(max = 200) String roleModel, @NotBlank @FreeText String goal,
			@NotNull @Day LocalDate start, @NotNull @Day LocalDate plannedEnd,
			@NotEmpty @Size(max = 10) List<@NotNull Long> mentorIds,
			@NotEmpty @Size(max = 50) List<@NotNull Long> menteeIds, @Nullable Criteria criteria,
			@Nullable @Valid MoreTerms more) {

		Terms terms() {
			return MentorshipController.terms(this.kind, this.form, this.formName, this.methods, this.roleModel,
					this.goal, this.start, this.plannedEnd, this.mentorIds, this.menteeIds, this.criteria, this.more);
		}

	}

	record Agreement(@Nullable Integer version, @NotNull Long personId, boolean agreed, @NotNull @Day LocalDate on,
			@NotNull AgreedBy by, @Nullable @FreeText @Size(max = 500) String reason) {
	}

	record EmployerAnswer(int version, boolean accepted, @Nullable @FreeText @Size(max = 500) String reason) {
	}

	record Invitation(int version, @NotNull @Day LocalDate respondBy) {
	}

	record Completion(@NotNull @Day LocalDate on, @Nullable @FreeText String note) {
	}

	record Termination(@NotNull @Day LocalDate on, @NotNull Mentorship.Ground ground, @NotBlank @FreeText String reason,
			@Nullable @Size(max = 120) List<@NotNull @Valid Stated> statements) {
	}

	/** Who stated that it ends, and whose signature it was. */
	record Stated(@NotNull Long personId, @NotNull AgreedBy by, @NotNull @Day LocalDate on,
			@Nullable @FreeText @Size(max = 100) String document) {

		Statements.Statement statement() {
			return new Statements.Statement(this.personId, true, this.by, this.on, this.document);
		}

	}

	record Suspension(@NotNull @Day LocalDate on, @NotBlank @FreeText String reason) {
	}

	record LabourWaiver(int version, @Nullable @FreeText String reason) {
	}

	record Resumption(@NotNull @Day LocalDate on) {
	}

}
