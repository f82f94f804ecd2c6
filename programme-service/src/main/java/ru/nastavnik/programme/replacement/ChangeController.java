package ru.nastavnik.programme.replacement;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Day;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.Statements.Statement;
import ru.nastavnik.programme.replacement.ChangeReading.ChangeView;

/**
 * Requests to replace a mentor, to extend a mentorship or to end it.
 */
@RestController
class ChangeController {

	private final Changing changing;

	private final ChangeReading reading;

	private final Evidences evidences;

	private final OrderPreparation orders;

	private final Audit audit;

	ChangeController(Changing changing, ChangeReading reading, Evidences evidences, OrderPreparation orders,
			Audit audit) {
		this.changing = changing;
		this.reading = reading;
		this.evidences = evidences;
		this.orders = orders;
		this.audit = audit;
	}

	@GetMapping("/changes")
	Slice<ChangeView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 200) String status,
			@RequestParam(required = false) @Nullable @Size(max = 100) String kind,
			@RequestParam(required = false) @Nullable Long mentorship, @Valid PageQuery page) {
		Slice<ChangeView> found = this.reading.list(new ChangeReading.Filter(organisation, status, kind, mentorship),
				page);
		this.audit.read(organisation, "changeRequest", minors(found.items()));
		return found;
	}

	@GetMapping("/changes/{id}")
	ChangeView view(@PathVariable long id) {
		ChangeView view = this.reading.view(id, List.of());
		this.audit.read(view.organisationId(), "changeRequest", minors(List.of(view)));
		return view;
	}

	private static List<Long> minors(List<ChangeView> views) {
		return views.stream()
			.flatMap((view) -> view.mentees().stream())
			.filter((person) -> person.minor() && person.name() != null)
			.map(ChangeRow.Person::personId)
			.distinct()
			.toList();
	}

	@GetMapping("/mentorships/{id}/former-members")
	List<ChangeReading.FormerView> former(@PathVariable long id) {
		return this.reading.former(id);
	}

	@PostMapping("/mentorships/{id}/replacement")
	ResponseEntity<ChangeView> replace(@PathVariable long id, @RequestBody @Valid AskReplacement body) {
		return created(this.changing.replace(id,
				new Changing.Asking(body.by(), body.partyId(), body.on(), text(body.reason())), body.mentorId(),
				body.ground(), Objects.requireNonNullElse(body.extraGrounds(), Set.of()),
				new ReplacementGround.Evidence(body.documentNumber(), body.documentOn(), body.awayFrom(),
						body.awayTo())));
	}

	@PostMapping("/mentorships/{id}/extension")
	ResponseEntity<ChangeView> extend(@PathVariable long id, @RequestBody @Valid AskExtension body) {
		return created(this.changing.extend(id, body.newEnd(), body.on(), body.reason().strip()));
	}

	/** The curator asks; the director's order ends it. */
	@PostMapping("/mentorships/{id}/ending")
	ResponseEntity<ChangeView> end(@PathVariable long id, @RequestBody @Valid AskEnding body) {
		return created(this.changing.end(id, body.ground(), body.on(), body.reason().strip(),
				Objects.requireNonNullElse(body.statements(), List.<Stated>of())
					.stream()
					.map(Stated::statement)
					.toList()));
	}

	private static ResponseEntity<ChangeView> created(ChangeView view) {
		return ResponseEntity.created(URI.create("/changes/" + view.id())).body(view);
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text.strip() : "";
	}

	@PostMapping("/changes/{id}/review")
	ChangeView review(@PathVariable long id, @RequestBody @Valid Review body) {
		return this.changing.review(id, body.version(), body.opinion().strip());
	}

	@PostMapping("/changes/{id}/mediation")
	ChangeView mediate(@PathVariable long id, @RequestBody @Valid Mediation body) {
		return this.changing.mediate(id, body.version(), body.by().strip(), body.on(), body.note().strip());
	}

	@PostMapping("/changes/{id}/candidate")
	ChangeView choose(@PathVariable long id, @RequestBody @Valid Candidate body) {
		return this.changing.choose(id, body.version(), body.newMentorId(), body.profileFits(), body.mutualInterest());
	}

	@PostMapping("/changes/{id}/no-successor")
	ChangeView leaveVacant(@PathVariable long id, @RequestBody @Valid Version body) {
		return this.changing.leaveVacant(id, body.version());
	}

	@PostMapping("/changes/{id}/agreement")
	ChangeView agree(@PathVariable long id, @RequestBody @Valid Agreement body) {
		return this.changing.answer(id, body.version(),
				new Statement(body.personId(), body.agreed(), body.by(), body.on(), body.document()));
	}

	@PostMapping("/changes/{id}/submission")
	ChangeView submit(@PathVariable long id, @RequestBody @Valid Version body) {
		return this.changing.submit(id, body.version());
	}

	/** Drafts the order; asked again, it names the draft that is there. */
	@PostMapping("/changes/{id}/order")
	OrderPreparation.Prepared prepareOrder(@PathVariable long id, @RequestBody @Valid Version body) {
		return this.orders.prepare(id, body.version());
	}

	@PostMapping("/changes/{id}/rejection")
	ChangeView reject(@PathVariable long id, @RequestBody @Valid Reasoned body) {
		return this.changing.reject(id, body.version(), body.reason().strip());
	}

	@PostMapping("/changes/{id}/withdrawal")
	ChangeView withdraw(@PathVariable long id, @RequestBody @Valid Reasoned body) {
		return this.changing.withdraw(id, body.version(), body.reason().strip());
	}

	@GetMapping("/changes/{id}/evidence")
	List<Evidences.FileView> evidence(@PathVariable long id) {
		return this.evidences.of(id);
	}

	/** The scan is the body of the request. */
	@PostMapping("/changes/{id}/evidence")
	@ResponseStatus(HttpStatus.CREATED)
	Evidences.FileView attach(@PathVariable long id, @RequestHeader(Upload.NAME) String name,
			@RequestBody byte[] content) {
		return this.evidences.attach(id, name, content);
	}

	@GetMapping("/change-files/{id}")
	ResponseEntity<byte[]> file(@PathVariable long id) {
		return Download.of(this.evidences.open(id));
	}

	record AskReplacement(ReplacementGround.@NotNull Starter by, @Nullable Long partyId, @Nullable Long mentorId,
			@NotNull ReplacementGround ground, @Nullable @Size(max = 4) Set<@NotNull ReplacementGround> extraGrounds,
			@NotNull @Day LocalDate on, @Nullable @FreeText @Size(max = 1000) String reason,
			@Nullable @FreeText @Size(max = 50) String documentNumber, @Nullable @Day LocalDate documentOn,
			@Nullable @Day LocalDate awayFrom, @Nullable @Day LocalDate awayTo) {
	}

	record AskExtension(@NotNull @Day LocalDate newEnd, @NotNull @Day LocalDate on,
			@NotBlank @FreeText @Size(max = 1000) String reason) {
	}

	record AskEnding(Mentorship.@NotNull Ground ground, @NotNull @Day LocalDate on,
			@NotBlank @FreeText @Size(max = 1000) String reason,
			@Nullable @Size(max = 120) List<@NotNull @Valid Stated> statements) {
	}

	/** Who stated that it ends, and whose signature it was. */
	record Stated(@NotNull Long personId, @NotNull AgreedBy by, @NotNull @Day LocalDate on,
			@Nullable @FreeText @Size(max = 100) String document) {

		Statement statement() {
			return new Statement(this.personId, true, this.by, this.on, this.document);
		}

	}

	record Review(int version, @NotBlank @FreeText @Size(max = 2000) String opinion) {
	}

	record Mediation(int version, @NotBlank @FreeText @Size(max = 200) String by, @NotNull @Day LocalDate on,
			@NotBlank @FreeText @Size(max = 2000) String note) {
	}

	record Candidate(int version, @NotNull Long newMentorId, boolean profileFits, boolean mutualInterest) {
	}

	record Agreement(int version, @NotNull Long personId, boolean agreed, @NotNull @Day LocalDate on,
			@NotNull AgreedBy by, @Nullable @FreeText @Size(max = 100) String document) {
	}

	record Version(int version) {
	}

	record Reasoned(int version, @NotBlank @FreeText @Size(max = 1000) String reason) {
	}

}
