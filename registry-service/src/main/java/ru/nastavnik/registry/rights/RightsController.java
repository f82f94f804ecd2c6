package ru.nastavnik.registry.rights;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
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

import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;

/**
 * Rights of the person over HTTP.
 */
@RestController
class RightsController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String LONG = "Не больше 2000 знаков.";

	private final DataRequests requests;

	private final Acts acts;

	private final RightsPapers papers;

	private final Retention retention;

	private final Incidents incidents;

	RightsController(DataRequests requests, Acts acts, RightsPapers papers, Retention retention, Incidents incidents) {
		this.requests = requests;
		this.acts = acts;
		this.papers = papers;
		this.retention = retention;
		this.incidents = incidents;
	}

	record Receive(@NotNull(message = REQUIRED) Long personId,
			@NotNull(message = REQUIRED) @Pattern(
					regexp = "access|correction|stop_distribution|withdrawal|stop_processing|unlawful",
					message = "Такого обращения нет.") String kind,
			@NotNull(message = REQUIRED) @Pattern(regexp = "self|representative",
					message = "Кто обратился: сам человек или законный представитель.") String applicant,
			@NotNull(message = REQUIRED) @Pattern(regexp = "paper|email|in_person",
					message = "Как поступило: на бумаге, по почте, лично.") String channel,
			@NotNull(message = REQUIRED) LocalDate receivedOn) {
	}

	/** What the other services keep, by service and section. */
	record Others(
			@NotNull(message = REQUIRED) @Size(max = 10, message = "Не больше десяти частей.") Map<String, @NotNull(
					message = REQUIRED) Map<String, Object>> others) {
	}

	record Step(@NotNull(message = REQUIRED) Integer version) {
	}

	record DatedStep(@NotNull(message = REQUIRED) LocalDate on, @NotNull(message = REQUIRED) Integer version) {
	}

	record Extend(@NotNull(message = REQUIRED) LocalDate on,
			@NotBlank(message = REQUIRED) @Size(max = 2000, message = LONG) @FreeText String reason,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record Reply(@NotNull(message = REQUIRED) LocalDate on,
			@NotNull(message = REQUIRED) @Pattern(regexp = "done|partly|refused",
					message = "Выполнено, частично или отказано.") String outcome,
			@NotBlank(message = REQUIRED) @Size(max = 2000, message = LONG) @FreeText String answer,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record Run(@NotNull(message = REQUIRED) Long organisationId,
			@NotEmpty(message = "Выберите хотя бы одну карточку.") @Size(max = 200,
					message = "Не больше 200 карточек за раз.") List<@NotNull(message = REQUIRED) Long> personIds) {
	}

	record Told(@NotBlank(message = REQUIRED) @Size(max = 2000, message = LONG) @FreeText String what,
			@Nullable @Min(value = 0, message = "Не меньше нуля.") Integer subjects,
			@Nullable @Size(max = 2000, message = LONG) @FreeText String categories,
			@Nullable @Size(max = 2000, message = LONG) @FreeText String harm,
			@Nullable @Size(max = 2000, message = LONG) @FreeText String measures) {

		Incidents.Account account() {
			return new Incidents.Account(this.what, this.subjects, this.categories, this.harm, this.measures);
		}

	}

	record RegisterIncident(@NotNull(message = REQUIRED) Long organisationId,
			@NotNull(message = REQUIRED) Instant detectedAt, @NotNull(message = REQUIRED) @Valid Told account) {
	}

	record ChangeIncident(@NotNull(message = REQUIRED) @Valid Told account,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record Sent(@NotNull(message = REQUIRED) Instant at, @NotNull(message = REQUIRED) Integer version) {
	}

	record Found(@NotNull(message = REQUIRED) Instant at,
			@NotBlank(message = REQUIRED) @Size(max = 2000, message = LONG) @FreeText String result,
			@NotNull(message = REQUIRED) Integer version) {
	}

	@GetMapping("/people/{id}/data")
	DataRequests.PersonFile file(@PathVariable long id) {
		return this.requests.file(id, "exported");
	}

	/**
	 * The same on paper. It changes nothing, and it is no POST, whose answers are kept
	 * for a repetition: this one is not to be.
	 */
	@PutMapping("/people/{id}/data/document")
	ResponseEntity<byte[]> print(@PathVariable long id, @Valid @RequestBody Others body) {
		return pdf(this.papers.file(id, body.others()));
	}

	@PostMapping("/data-requests")
	ResponseEntity<DataRequests.RequestView> receive(@Valid @RequestBody Receive body) {
		DataRequests.RequestView view = this.requests.receive(body.personId(), Kind.of(body.kind()), body.applicant(),
				body.channel(), body.receivedOn());
		return ResponseEntity.created(URI.create("/data-requests/" + view.id())).body(view);
	}

	@GetMapping("/data-requests")
	Slice<DataRequests.RequestView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Pattern(
					regexp = "open|received|identity_checked|in_work|extended|answered|closed",
					message = "Такого состояния нет.") String status,
			@RequestParam(required = false) @Nullable Long person, @Valid PageQuery page) {
		return this.requests.list(organisation, status, person, page);
	}

	@GetMapping("/data-requests/{id}")
	DataRequests.RequestView view(@PathVariable long id) {
		return this.requests.card(id);
	}

	@PostMapping("/data-requests/{id}/identity")
	DataRequests.RequestView identity(@PathVariable long id, @Valid @RequestBody DatedStep body) {
		return this.requests.checkIdentity(id, body.on(), body.version());
	}

	@PostMapping("/data-requests/{id}/work")
	DataRequests.RequestView work(@PathVariable long id, @Valid @RequestBody Step body) {
		return this.requests.work(id, body.version());
	}

	@PostMapping("/data-requests/{id}/extension")
	DataRequests.RequestView extend(@PathVariable long id, @Valid @RequestBody Extend body) {
		return this.requests.extend(id, body.on(), body.reason(), body.version());
	}

	@PostMapping("/data-requests/{id}/answer")
	DataRequests.RequestView answer(@PathVariable long id, @Valid @RequestBody Reply body) {
		return this.requests.answer(id, body.on(), body.outcome(), body.answer(), body.version());
	}

	@PostMapping("/data-requests/{id}/closing")
	DataRequests.RequestView close(@PathVariable long id, @Valid @RequestBody Step body) {
		return this.requests.close(id, body.version());
	}

	@PostMapping("/data-requests/{id}/destruction")
	DataRequests.RequestView destruction(@PathVariable long id, @Valid @RequestBody Step body) {
		return this.requests.prepareDestruction(id, body.version());
	}

	@PostMapping("/data-requests/{id}/destruction-approval")
	DataRequests.RequestView approve(@PathVariable long id, @Valid @RequestBody Step body) {
		return this.requests.approveDestruction(id, body.version());
	}

	@GetMapping("/destruction-acts")
	List<Acts.ActView> acts(@RequestParam(required = false) @Nullable Long organisation) {
		return this.acts.list(organisation);
	}

	@GetMapping("/destruction-acts/{id}")
	Acts.ActView act(@PathVariable long id) {
		return this.acts.one(id);
	}

	@GetMapping("/destruction-acts/{id}/document")
	ResponseEntity<byte[]> actDocument(@PathVariable long id) {
		return pdf(this.papers.act(id));
	}

	private static ResponseEntity<byte[]> pdf(RenderedDocument document) {
		return Download.of(document.title() + ".pdf", FileKind.PDF.mediaType(), document.pdf());
	}

	@GetMapping("/retention")
	Retention.Preview preview(@RequestParam long organisation) {
		return this.retention.preview(organisation);
	}

	@PostMapping("/retention")
	Acts.ActView run(@Valid @RequestBody Run body) {
		return this.retention.run(body.organisationId(), body.personIds());
	}

	@PostMapping("/incidents")
	ResponseEntity<Incidents.IncidentView> register(@Valid @RequestBody RegisterIncident body) {
		Incidents.IncidentView view = this.incidents.register(body.organisationId(), body.detectedAt(),
				body.account().account());
		return ResponseEntity.created(URI.create("/incidents/" + view.id())).body(view);
	}

	@GetMapping("/incidents")
	List<Incidents.IncidentView> incidents(@RequestParam(required = false) @Nullable Long organisation) {
		return this.incidents.list(organisation);
	}

	@GetMapping("/incidents/{id}")
	Incidents.IncidentView incident(@PathVariable long id) {
		return this.incidents.view(id);
	}

	@PutMapping("/incidents/{id}")
	Incidents.IncidentView change(@PathVariable long id, @Valid @RequestBody ChangeIncident body) {
		return this.incidents.change(id, body.account().account(), body.version());
	}

	@PostMapping("/incidents/{id}/notice")
	Incidents.IncidentView notice(@PathVariable long id, @Valid @RequestBody Sent body) {
		return this.incidents.notice(id, body.at(), body.version());
	}

	@PostMapping("/incidents/{id}/result")
	Incidents.IncidentView result(@PathVariable long id, @Valid @RequestBody Found body) {
		return this.incidents.result(id, body.at(), body.result(), body.version());
	}

}
