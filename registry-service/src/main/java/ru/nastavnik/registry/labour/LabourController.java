package ru.nastavnik.registry.labour;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.labour.Papers.PapersView;

/**
 * Labour papers of mentors.
 */
@RestController
class LabourController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String LONG = "Не больше 200 знаков.";

	private final LabourPapers labour;

	private final Papers papers;

	private final LabourFiles files;

	private final LabourForms forms;

	LabourController(LabourPapers labour, Papers papers, LabourFiles files, LabourForms forms) {
		this.labour = labour;
		this.papers = papers;
		this.files = files;
		this.forms = forms;
	}

	/** To print or to write on. */
	enum Format {

		PDF, DOCX;

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** BR-050: the reason alone does not exempt, a clause does. */
	record Exempt(@NotBlank(message = "Укажите причину.") @FreeText String reason, @NotBlank(
			message = "Укажите пункт должностной инструкции или трудового договора.") @FreeText String reference) {

		LabourPapers.Exemption exemption() {
			return new LabourPapers.Exemption(this.reason.strip(), this.reference.strip());
		}

	}

	record Offer(@NotNull(message = REQUIRED) Long organisationId, @NotNull(message = REQUIRED) Long mentorId,
			@NotNull(message = REQUIRED) Long menteeId, @Nullable @FreeText String content,
			@NotNull(message = REQUIRED) LocalDate from, @Nullable LocalDate to,
			@Nullable @FreeText @Size(max = 200, message = LONG) String form,
			@Nullable @FreeText @Size(max = 200, message = LONG) String paySize, @Nullable @FreeText String payBasis,
			@Nullable @Valid Exempt exemption) {

		Assignment.Conditions conditions() {
			return new Assignment.Conditions(this.content, this.from, this.to, this.form, this.paySize, this.payBasis);
		}

	}

	record Change(@Nullable @FreeText String content, @NotNull(message = REQUIRED) LocalDate from,
			@Nullable LocalDate to, @Nullable @FreeText @Size(max = 200, message = LONG) String form,
			@Nullable @FreeText @Size(max = 200, message = LONG) String paySize, @Nullable @FreeText String payBasis,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record Consent(@NotNull(message = REQUIRED) LocalDate on) {
	}

	record Refusal(@NotNull(message = REQUIRED) LocalDate on, @Nullable @FreeText String note) {
	}

	record Addendum(
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 50, message = "Не больше 50 знаков.") String number,
			@NotNull(message = REQUIRED) LocalDate on) {
	}

	record EarlyEnd(@NotNull(message = REQUIRED) Assignment.Side by, @NotNull(message = REQUIRED) LocalDate givenOn,
			@NotNull(message = REQUIRED) LocalDate effectiveOn, boolean bothAgree) {
	}

	record LoadedPapers(@NotNull(message = REQUIRED) Long mentorId, @NotNull(message = REQUIRED) Long menteeId,
			@NotBlank(message = REQUIRED) @FreeText String content, @NotNull(message = REQUIRED) LocalDate from,
			@NotNull(message = REQUIRED) LocalDate to,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 200, message = LONG) String form,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 200, message = LONG) String paySize,
			@NotBlank(message = REQUIRED) @FreeText String payBasis, @NotNull(message = REQUIRED) LocalDate consentOn,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 50,
					message = "Не больше 50 знаков.") String addendumNumber,
			@NotNull(message = REQUIRED) LocalDate addendumOn) {

		LabourPapers.Offer offer() {
			return new LabourPapers.Offer(this.mentorId, this.menteeId,
					new Assignment.Conditions(this.content, this.from, this.to, this.form, this.paySize, this.payBasis),
					null, new LabourPapers.Signed(this.consentOn, this.addendumNumber, this.addendumOn));
		}

	}

	record LoadPapers(@NotNull(message = REQUIRED) Long organisationId, @NotNull(message = REQUIRED) @Size(min = 1,
			max = 1000, message = "В одной загрузке от 1 до 1000 строк.") List<@Valid @NotNull LoadedPapers> rows) {
	}

	record LoadedCount(int saved) {
	}

	@GetMapping("/labour-assignments")
	Slice<PapersView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) Assignment.@Nullable Status status,
			@RequestParam(required = false) @Nullable Long person,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q, @Valid PageQuery page) {
		return this.papers.list(organisation, status, person, q, page);
	}

	@GetMapping("/labour-assignments/{id}")
	PapersView view(@PathVariable long id) {
		return this.papers.view(id);
	}

	@PostMapping("/labour-assignments")
	ResponseEntity<PapersView> offer(@Valid @RequestBody Offer body) {
		PapersView view = this.labour.offer(body.organisationId(),
				new LabourPapers.Offer(body.mentorId(), body.menteeId(), body.conditions(),
						(body.exemption() != null) ? body.exemption().exemption() : null, null));
		return ResponseEntity.created(URI.create("/labour-assignments/" + view.id())).body(view);
	}

	@PutMapping("/labour-assignments/{id}")
	PapersView change(@PathVariable long id, @Valid @RequestBody Change body) {
		return this.labour.change(id, body.version(), new Assignment.Conditions(body.content(), body.from(), body.to(),
				body.form(), body.paySize(), body.payBasis()));
	}

	@PostMapping("/labour-assignments/{id}/consent")
	PapersView consent(@PathVariable long id, @Valid @RequestBody Consent body) {
		return this.labour.consent(id, body.on());
	}

	@PostMapping("/labour-assignments/{id}/refusal")
	PapersView refuse(@PathVariable long id, @Valid @RequestBody Refusal body) {
		return this.labour.refuse(id, body.on(), body.note());
	}

	@PostMapping("/labour-assignments/{id}/addendum")
	PapersView addendum(@PathVariable long id, @Valid @RequestBody Addendum body) {
		return this.labour.signAddendum(id, body.number().strip(), body.on());
	}

	@PostMapping("/labour-assignments/{id}/exemption")
	PapersView exempt(@PathVariable long id, @Valid @RequestBody Exempt body) {
		return this.labour.exempt(id, body.exemption());
	}

	@PostMapping("/labour-assignments/{id}/notice")
	PapersView notice(@PathVariable long id, @Valid @RequestBody EarlyEnd body) {
		return this.labour.notice(id, body.by(), body.givenOn(), body.effectiveOn(), body.bothAgree());
	}

	@GetMapping("/labour-assignments/{id}/files")
	List<LabourFiles.FileView> files(@PathVariable long id) {
		return this.files.of(id);
	}

	/** The scan is the body of the request. */
	@PostMapping("/labour-assignments/{id}/files")
	@ResponseStatus(HttpStatus.CREATED)
	LabourFiles.FileView attach(@PathVariable long id, @RequestParam LabourFiles.Paper paper,
			@RequestHeader(Upload.NAME) String name, @RequestBody byte[] content) {
		return this.files.attach(id, paper, name, content);
	}

	/** A form to sign, filled with what is known. */
	@GetMapping("/labour-assignments/{id}/document")
	ResponseEntity<byte[]> document(@PathVariable long id, @RequestParam LabourFiles.Paper paper,
			@RequestParam(defaultValue = "pdf") Format format) {
		RenderedDocument document = this.forms.print(id, paper);
		String name = document.title() + "." + format;
		return (format == Format.PDF) ? Download.of(name, FileKind.PDF.mediaType(), document.pdf())
				: Download.of(name, FileKind.DOCX.mediaType(), document.docx());
	}

	@GetMapping("/labour-files/{id}")
	ResponseEntity<byte[]> file(@PathVariable long id) {
		return Download.of(this.files.open(id));
	}

	@PostMapping("/bulk/labour-assignments")
	LoadedCount load(@Valid @RequestBody LoadPapers body) {
		return new LoadedCount(
				this.labour.load(body.organisationId(), body.rows().stream().map(LoadedPapers::offer).toList()));
	}

}
