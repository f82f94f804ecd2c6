package ru.nastavnik.registry.consent;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.registry.participant.Profiles.ConsentView;

@RestController
class ConsentController {

	private static final String REQUIRED = "Заполните поле.";

	private final ConsentLifecycle lifecycle;

	private final ConsentForms forms;

	ConsentController(ConsentLifecycle lifecycle, ConsentForms forms) {
		this.lifecycle = lifecycle;
		this.forms = forms;
	}

	record IssueConsent(@NotNull(message = REQUIRED) Long personId, @NotNull(message = REQUIRED) Consent.Kind kind,
			@Nullable LocalDate validUntil, @Nullable @FreeText String purpose,
			@Nullable @Size(max = 30, message = "Не больше 30 категорий.") List<@NotBlank String> data,
			@Nullable @FreeText String recipient, @Nullable @FreeText String resources,
			@Nullable @Size(max = 10,
					message = "Не больше 10 категорий.") Set<@Pattern(regexp = "special_needs|psychology",
							message = "Допустимо: special_needs, psychology.") String> categories,
			@Nullable Boolean draft) {
	}

	record SignConsent(@NotNull(message = REQUIRED) Long signerPersonId,
			@NotNull(message = REQUIRED) LocalDate signedOn, @NotNull(message = REQUIRED) Consent.Form form,
			@Nullable Boolean coSigned,
			@Nullable @Size(max = 30, message = "Не больше 30 категорий.") Map<String, @FreeText String> granted) {
	}

	record WithdrawConsent(@NotNull(message = REQUIRED) LocalDate on,
			@NotBlank(message = REQUIRED) @FreeText String reason) {
	}

	record DestroyConsent(@NotNull(message = REQUIRED) LocalDate on,
			@NotBlank(message = REQUIRED) @FreeText String act) {
	}

	@PostMapping("/consents")
	ResponseEntity<ConsentView> issue(@Valid @RequestBody IssueConsent body) {
		ConsentView view = this.lifecycle.issue(body.personId(), body.kind(),
				new ConsentLifecycle.Wording(body.validUntil(), body.purpose(), body.data(), body.recipient(),
						body.resources(), Objects.requireNonNullElse(body.categories(), Set.of())),
				Boolean.TRUE.equals(body.draft()));
		return ResponseEntity.created(URI.create("/consents/" + view.id())).body(view);
	}

	@PostMapping("/consents/{id}/issue")
	ConsentView issueDraft(@PathVariable long id) {
		return this.lifecycle.issue(id);
	}

	@PostMapping("/consents/{id}/signature")
	ConsentView sign(@PathVariable long id, @Valid @RequestBody SignConsent body) {
		return this.lifecycle.sign(id, new ConsentLifecycle.Signature(body.signerPersonId(), body.signedOn(),
				body.form(), Boolean.TRUE.equals(body.coSigned()), body.granted()));
	}

	@PostMapping("/consents/{id}/withdrawal")
	ConsentView withdraw(@PathVariable long id, @Valid @RequestBody WithdrawConsent body) {
		return this.lifecycle.withdraw(id, body.on(), body.reason());
	}

	@PostMapping("/consents/{id}/destruction")
	ConsentView destroy(@PathVariable long id, @Valid @RequestBody DestroyConsent body) {
		return this.lifecycle.destroy(id, body.on(), body.act());
	}

	@PostMapping("/consents/{id}/scan")
	ConsentView attach(@PathVariable long id, @RequestHeader(Upload.NAME) String name, @RequestBody byte[] content) {
		return this.lifecycle.attach(id, name, content);
	}

	@GetMapping("/consents/{id}/scan")
	ResponseEntity<byte[]> scan(@PathVariable long id) {
		return Download.of(this.lifecycle.scan(id));
	}

	/** What the form says, word by word. */
	@GetMapping("/consents/{id}/text")
	ConsentForms.FormText text(@PathVariable long id) {
		return this.forms.text(id);
	}

	@GetMapping("/consents/{id}/document")
	ResponseEntity<byte[]> document(@PathVariable long id, @RequestParam(defaultValue = "pdf") String format) {
		ConsentForms.Form form = this.forms.forms(List.of(id)).getFirst();
		RenderedDocument document = this.forms.one(form);
		return format.equals("docx") ? Download.of(form.name() + ".docx", FileKind.DOCX.mediaType(), document.docx())
				: Download.of(form.name() + ".pdf", MediaType.APPLICATION_PDF_VALUE, document.pdf());
	}

}
