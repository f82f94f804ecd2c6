package ru.nastavnik.registry.consent;

import java.net.URI;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.participant.Profiles.ConsentView;

@RestController
class ConsentController {

	private static final String REQUIRED = "Заполните поле.";

	private final ConsentLifecycle lifecycle;

	ConsentController(ConsentLifecycle lifecycle) {
		this.lifecycle = lifecycle;
	}

	record IssueConsent(@NotNull(message = REQUIRED) Long personId, @NotNull(message = REQUIRED) Consent.Kind kind,
			@Nullable LocalDate validUntil,
			@Nullable @Size(max = 10, message = "Не больше 10 категорий.") Set<@Pattern(regexp = "special_needs",
					message = "Допустимо: special_needs.") String> categories) {
	}

	record SignConsent(@NotNull(message = REQUIRED) Long signerPersonId,
			@NotNull(message = REQUIRED) LocalDate signedOn, @NotNull(message = REQUIRED) Consent.Form form) {
	}

	record WithdrawConsent(@NotNull(message = REQUIRED) LocalDate on,
			@NotBlank(message = REQUIRED) @FreeText String reason) {
	}

	@GetMapping("/consents")
	Slice<ConsentLifecycle.ConsentLine> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) Consent.@Nullable Status status,
			@RequestParam(required = false) Consent.@Nullable Kind kind,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q, @Valid PageQuery page) {
		return this.lifecycle.list(organisation, status, kind, q, page);
	}

	@PostMapping("/consents")
	ResponseEntity<ConsentView> issue(@Valid @RequestBody IssueConsent body) {
		ConsentView view = this.lifecycle.issue(body.personId(), body.kind(), body.validUntil(),
				Objects.requireNonNullElse(body.categories(), Set.of()));
		return ResponseEntity.created(URI.create("/consents/" + view.id())).body(view);
	}

	@PostMapping("/consents/{id}/signature")
	ConsentView sign(@PathVariable long id, @Valid @RequestBody SignConsent body) {
		return this.lifecycle.sign(id, body.signerPersonId(), body.signedOn(), body.form());
	}

	@PostMapping("/consents/{id}/withdrawal")
	ConsentView withdraw(@PathVariable long id, @Valid @RequestBody WithdrawConsent body) {
		return this.lifecycle.withdraw(id, body.on(), body.reason());
	}

}
