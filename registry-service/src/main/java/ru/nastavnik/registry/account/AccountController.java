package ru.nastavnik.registry.account;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
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

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;

@RestController
class AccountController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String DISPLAY_NAME = "[\\p{IsCyrillic}\\p{IsLatin}0-9 .,'’()№«»-]*";

	private static final String DISPLAY_NAME_HINT = "Допустимы буквы, цифры, пробел и знаки препинания.";

	private static final String EMAIL_HINT = "Проверьте адрес электронной почты.";

	private final AccountIssuing issuing;

	private final AccountReading reading;

	private final Projection projection;

	AccountController(AccountIssuing issuing, AccountReading reading, Projection projection) {
		this.issuing = issuing;
		this.reading = reading;
		this.projection = projection;
	}

	record IssueAccount(
			@NotBlank(message = REQUIRED) @Pattern(regexp = "[a-z0-9][a-z0-9._-]{2,62}",
					message = "От 3 до 63 знаков: строчные латинские буквы, цифры, точка, дефис.") String username,
			@NotBlank(message = REQUIRED) @Size(max = 200, message = "Не больше 200 знаков.") @Pattern(
					regexp = DISPLAY_NAME, message = DISPLAY_NAME_HINT) String displayName,
			@Nullable @Size(max = 254, message = EMAIL_HINT) @Email(message = EMAIL_HINT) String email,
			@Nullable Long personId,
			@Nullable @Size(min = 8, max = 100, message = "Пароль — от 8 до 100 знаков.") String password,
			@NotNull(message = REQUIRED) @Size(min = 1, max = 50,
					message = "От 1 до 50 доступов.") List<GrantController.@Valid @NotNull GrantRequest> grants) {

		AccountIssuing.Issuing issuing() {
			return new AccountIssuing.Issuing(this.username, this.displayName, this.email, this.personId, this.password,
					this.grants.stream().map(GrantController.GrantRequest::granting).toList());
		}

	}

	record ChangeAccount(
			@NotBlank(message = REQUIRED) @Size(max = 200, message = "Не больше 200 знаков.") @Pattern(
					regexp = DISPLAY_NAME, message = DISPLAY_NAME_HINT) String displayName,
			@Nullable @Size(max = 254, message = EMAIL_HINT) @Email(message = EMAIL_HINT) String email,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record IssueAccounts(@NotNull(message = REQUIRED) @Size(min = 1, max = 5000,
			message = "В одной загрузке от 1 до 5000 строк.") List<@Valid @NotNull IssueAccount> rows) {
	}

	record Ids(Map<String, Long> ids) {
	}

	@GetMapping("/accounts")
	Slice<AccountReading.AccountView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q, @Valid PageQuery page) {
		return this.reading.list(organisation, q, page);
	}

	@GetMapping("/accounts/{id}")
	AccountReading.AccountView view(@PathVariable long id) {
		return this.reading.view(id);
	}

	@PostMapping("/accounts")
	ResponseEntity<AccountReading.AccountView> issue(@Valid @RequestBody IssueAccount body) {
		long id = this.issuing.issue(List.of(body.issuing()), false).values().iterator().next();
		return ResponseEntity.created(URI.create("/accounts/" + id)).body(this.reading.view(id));
	}

	@PutMapping("/accounts/{id}")
	AccountReading.AccountView change(@PathVariable long id, @Valid @RequestBody ChangeAccount body) {
		return this.issuing.change(id, body.displayName(), body.email(), body.version(), holdings(id));
	}

	@PostMapping("/accounts/{id}/reopening")
	AccountReading.AccountView reopen(@PathVariable long id) {
		return this.issuing.reopen(id, holdings(id));
	}

	@PostMapping("/bulk/accounts")
	Ids load(@Valid @RequestBody IssueAccounts body) {
		return new Ids(this.issuing.issue(body.rows().stream().map(IssueAccount::issuing).toList(), true));
	}

	/** The caller may not see every grant of an account, and answers for all of them. */
	private List<Projection.Holding> holdings(long account) {
		long region = Scope.current().region();
		return Scope.get(Scope.intake(Set.of(region)), () -> this.projection.holdings(region, account));
	}

}
