package ru.nastavnik.registry.consent;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;

/**
 * The board and what is done with many consents at once.
 */
@RestController
class ConsentBoardController {

	private static final String REQUIRED = "Заполните поле.";

	private static final int MOST = 500;

	/** Documents that one answer may hold. */
	private static final int PRINTED = 200;

	private final ConsentReading reading;

	private final ConsentBatches batches;

	private final ConsentSignatures signatures;

	private final ConsentForms forms;

	private final Operator operators;

	private final Audit audit;

	ConsentBoardController(ConsentReading reading, ConsentBatches batches, ConsentSignatures signatures,
			ConsentForms forms, Operator operators, Audit audit) {
		this.signatures = signatures;
		this.audit = audit;
		this.reading = reading;
		this.batches = batches;
		this.forms = forms;
		this.operators = operators;
	}

	record IssueConsents(@NotNull(message = REQUIRED) Long organisationId,
			@NotEmpty(message = "Выберите хотя бы одного человека.") @Size(max = MOST,
					message = "Не больше 500 человек за раз.") List<@NotNull Long> personIds,
			@NotNull(message = REQUIRED) Consent.Kind kind, @Nullable LocalDate validUntil,
			@Nullable @FreeText String purpose,
			@Nullable @Size(max = 30, message = "Не больше 30 категорий.") List<@NotNull String> data,
			@Nullable @FreeText String recipient, @Nullable @FreeText String resources) {
	}

	record SignConsents(
			@NotEmpty(message = "Выберите хотя бы одно согласие.") @Size(max = MOST,
					message = "Не больше 500 согласий за раз.") List<@NotNull Long> ids,
			@NotNull(message = REQUIRED) LocalDate signedOn, @NotNull(message = REQUIRED) Consent.Form form,
			@Nullable Boolean coSigned,
			@Nullable @Size(max = MOST, message = "Не больше 500 согласий за раз.") Map<Long, @NotNull Long> signers) {
	}

	record SomeConsents(@NotEmpty(message = "Выберите хотя бы одно согласие.") @Size(max = MOST,
			message = "Не больше 500 согласий за раз.") List<@NotNull Long> ids) {
	}

	/** What a form may name. */
	record DataView(DataCode code, String title, boolean special) {
	}

	/** What the form of a kind says when nothing else is asked for. */
	record KindView(Consent.Kind kind, String title, Terms usual) {
	}

	/** The choices of the form. */
	record Choices(List<DataView> data, List<KindView> kinds) {
	}

	@GetMapping("/consents")
	Slice<ConsentReading.ConsentLine> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) ConsentReading.@Nullable Shown status,
			@RequestParam(required = false) Consent.@Nullable Kind kind,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q,
			@RequestParam(required = false) @Nullable @Min(1) @Max(11) Integer grade,
			@RequestParam(required = false) @Nullable @Size(max = 5) String letter,
			@RequestParam(defaultValue = "30") @Min(1) @Max(366) int days, @Valid PageQuery page) {
		Slice<ConsentReading.ConsentLine> lines = this.reading
			.list(new ConsentReading.Narrowing(organisation, kind, q, grade, letter), status, days, page);
		logReading(organisation,
				lines.items()
					.stream()
					.filter(ConsentReading.ConsentLine::minor)
					.map(ConsentReading.ConsentLine::personId));
		return lines;
	}

	@GetMapping("/consents/missing")
	Slice<ConsentReading.Missing> missing(@RequestParam long organisation,
			@RequestParam(required = false) Consent.@Nullable Kind kind,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q,
			@RequestParam(required = false) @Nullable @Min(1) @Max(11) Integer grade,
			@RequestParam(required = false) @Nullable @Size(max = 5) String letter,
			@RequestParam(defaultValue = "false") boolean everybody, @Valid PageQuery page) {
		Slice<ConsentReading.Missing> missing = this.reading.missing(organisation,
				new ConsentReading.Narrowing(organisation, kind, q, grade, letter), everybody, page);
		logReading(organisation,
				missing.items().stream().filter(ConsentReading.Missing::minor).map(ConsentReading.Missing::personId));
		return missing;
	}

	@GetMapping("/consents/board")
	ConsentReading.Board board(@RequestParam long organisation,
			@RequestParam(required = false) Consent.@Nullable Kind kind) {
		return this.reading.board(organisation, kind);
	}

	@GetMapping("/consents/choices")
	Choices choices(@RequestParam long organisation) {
		Operator.Card operator = this.operators.card(organisation);
		return new Choices(
				java.util.Arrays.stream(DataCode.values())
					.map((code) -> new DataView(code, code.title(), code.isSpecial()))
					.toList(),
				java.util.Arrays.stream(Consent.Kind.values())
					.map((kind) -> new KindView(kind, ConsentForms.title(kind), Terms.usual(kind, operator)))
					.toList());
	}

	@PostMapping("/consents/batch")
	ConsentBatches.Outcome issue(@Valid @RequestBody IssueConsents body) {
		return this.batches.issue(body.organisationId(), body.personIds(), body.kind(), new ConsentLifecycle.Wording(
				body.validUntil(), body.purpose(), body.data(), body.recipient(), body.resources(), Set.of()));
	}

	@PostMapping("/consents/signatures")
	ConsentBatches.Outcome sign(@Valid @RequestBody SignConsents body) {
		return this.signatures.sign(body.ids(), new ConsentSignatures.Marking(body.signedOn(), body.form(),
				Boolean.TRUE.equals(body.coSigned()), Objects.requireNonNullElse(body.signers(), Map.of())));
	}

	/** Who would be marked as the signer of each form on a date. */
	@GetMapping("/consents/signers")
	List<ConsentSignatures.Signers> signers(@RequestParam List<Long> ids, @RequestParam LocalDate on) {
		if (ids.isEmpty() || ids.size() > MOST) {
			throw KitProblem.INVALID.because("За один раз отмечается от 1 до 500 согласий. Разделите выбор.").on("ids");
		}
		return this.signatures.signers(ids, on);
	}

	/** Within a day, where nobody has built on it. */
	@PostMapping("/consents/signatures/cancellation")
	ConsentBatches.Outcome takeBack(@Valid @RequestBody SomeConsents body) {
		return this.signatures.takeBack(body.ids());
	}

	/** Forms that nobody has signed. */
	@PostMapping("/consents/cancellation")
	ConsentBatches.Outcome cancel(@Valid @RequestBody SomeConsents body) {
		return this.batches.cancel(body.ids());
	}

	/**
	 * Written as it is made: a browser saves the first form while the last is printed.
	 */
	@GetMapping("/consents/documents")
	void documents(@RequestParam List<Long> ids, @RequestParam(defaultValue = "pdf") String format,
			HttpServletResponse response) throws IOException {
		if (ids.isEmpty() || ids.size() > PRINTED) {
			throw KitProblem.INVALID.because("За один раз печатается от 1 до 200 согласий. Разделите выбор.").on("ids");
		}
		List<ConsentForms.Form> chosen = this.forms.forms(new LinkedHashSet<>(ids));
		this.audit.writeReads();
		boolean zip = format.equals("zip");
		byte[] pdf = zip ? new byte[0] : this.forms.pdf(chosen, (done) -> {
		});
		HttpHeaders headers = Download
			.headers(zip ? "Согласия.zip" : "Согласия.pdf", zip ? "application/zip" : MediaType.APPLICATION_PDF_VALUE)
			.build()
			.getHeaders();
		headers.forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		if (zip) {
			this.forms.zip(chosen, response.getOutputStream(), (done) -> {
			});
		}
		else {
			response.setContentLength(pdf.length);
			response.getOutputStream().write(pdf);
		}
	}

	@GetMapping("/organisations/{id}/operator")
	Operator.Card operator(@PathVariable long id) {
		return this.operators.card(id);
	}

	@PutMapping("/organisations/{id}/operator")
	Operator.Card change(@PathVariable long id, @Valid @RequestBody Operator.Lines body) {
		return this.operators.change(id, body);
	}

	@GetMapping("/organisations/{id}/processing-instruction")
	ResponseEntity<byte[]> instruction(@PathVariable long id, @RequestParam(defaultValue = "pdf") String format) {
		RenderedDocument document = this.operators.instruction(id);
		return format.equals("docx") ? Download.of("Поручение.docx", FileKind.DOCX.mediaType(), document.docx())
				: Download.of("Поручение.pdf", MediaType.APPLICATION_PDF_VALUE, document.pdf());
	}

	/** Lists that name minors are in the journal. */
	private void logReading(@Nullable Long organisation, Stream<Long> minors) {
		this.audit.read(organisation, "consent", minors.distinct().toList());
	}

}
