package ru.nastavnik.registry.account;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.FreeText;

@RestController
class GrantController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String LONG = "Не больше 300 знаков.";

	private final GrantKeeping keeping;

	private final MinorLeaves leaves;

	private final Projection projection;

	GrantController(GrantKeeping keeping, MinorLeaves leaves, Projection projection) {
		this.keeping = keeping;
		this.leaves = leaves;
		this.projection = projection;
	}

	record GrantRequest(@NotNull(message = REQUIRED) GrantRole role, @NotNull(message = REQUIRED) Long organisationId,
			@Nullable LocalDate validFrom, @Nullable LocalDate validTo,
			@Nullable @Size(max = 300, message = LONG) @FreeText String basis) {

		Granting granting() {
			return new Granting(this.role, this.organisationId, this.validFrom, this.validTo, this.basis, null);
		}

	}

	record ChangeGrant(@Nullable LocalDate validTo, @Nullable @Size(max = 300, message = LONG) @FreeText String basis,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record Substitute(@NotNull(message = REQUIRED) Long substituteId, @NotNull(message = REQUIRED) GrantRole role,
			@NotNull(message = REQUIRED) Long organisationId, @Nullable LocalDate validFrom,
			@NotNull(message = REQUIRED) LocalDate validTo,
			@NotBlank(message = REQUIRED) @Size(max = 300, message = LONG) @FreeText String basis) {
	}

	record GiveLeave(@NotNull(message = REQUIRED) Long personId,
			@NotBlank(message = REQUIRED) @Size(max = 300, message = LONG) @FreeText String basis,
			@NotNull(message = REQUIRED) Long consentId) {
	}

	@PostMapping("/accounts/{id}/grants")
	@ResponseStatus(HttpStatus.CREATED)
	AccountReading.AccountView grant(@PathVariable long id, @Valid @RequestBody GrantRequest body) {
		return this.keeping.grant(id, body.granting(), holdings(id));
	}

	@PostMapping("/accounts/{id}/substitution")
	@ResponseStatus(HttpStatus.CREATED)
	AccountReading.AccountView substitute(@PathVariable long id, @Valid @RequestBody Substitute body) {
		return this.keeping.substitute(id, body.substituteId(),
				new Granting(body.role(), body.organisationId(), body.validFrom(), body.validTo(), body.basis(), id),
				holdings(body.substituteId()));
	}

	@PutMapping("/grants/{id}")
	AccountReading.AccountView change(@PathVariable long id, @Valid @RequestBody ChangeGrant body) {
		return this.keeping.change(id, body.validTo(), body.basis(), body.version());
	}

	@PostMapping("/grants/{id}/revocation")
	AccountReading.AccountView revoke(@PathVariable long id) {
		return this.keeping.revoke(id);
	}

	@PostMapping("/account-leaves")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void leave(@Valid @RequestBody GiveLeave body) {
		this.leaves.give(body.personId(), body.basis(), body.consentId());
	}

	@GetMapping("/people/{id}/account-leave")
	MinorLeaves.LeaveView leave(@PathVariable long id) {
		return this.leaves.view(id);
	}

	@PostMapping("/people/{id}/account-leave/ending")
	MinorLeaves.LeaveView endLeave(@PathVariable long id) {
		return this.leaves.end(id);
	}

	/** The caller may not see every grant of an account, and answers for all of them. */
	private List<Projection.Holding> holdings(long account) {
		long region = Scope.current().region();
		return Scope.get(Scope.intake(Set.of(region)), () -> this.projection.holdings(region, account));
	}

}
