package ru.nastavnik.registry.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.AnswerNotKept;
import ru.nastavnik.registry.RegistryProblem;

@RestController
class InvitationController {

	private static final String REQUIRED = "Заполните поле.";

	private final Invitations invitations;

	private final Activation activation;

	private final Projection projection;

	InvitationController(Invitations invitations, Activation activation, Projection projection) {
		this.invitations = invitations;
		this.activation = activation;
		this.projection = projection;
	}

	record Invite(
			@NotNull(message = REQUIRED) @Size(min = 1, max = 200,
					message = "За один раз от 1 до 200 приглашений.") List<@NotNull Long> accountIds,
			@Nullable Boolean byMail) {
	}

	record Slips(List<Invitations.Slip> slips) {
	}

	record Door(@NotBlank(message = REQUIRED) @Size(max = 63, message = "Не больше 63 знаков.") String username,
			@NotBlank(message = REQUIRED) @Size(max = 40, message = "Не больше 40 знаков.") String code) {
	}

	record Activate(@NotBlank(message = REQUIRED) @Size(max = 63, message = "Не больше 63 знаков.") String username,
			@NotBlank(message = REQUIRED) @Size(max = 40, message = "Не больше 40 знаков.") String code,
			@NotBlank(message = REQUIRED) @Size(max = 128,
					message = "Пароль — не длиннее 128 знаков.") String password) {
	}

	record Progress(Activation.State state, @Nullable String problem) {
	}

	/** Codes are shown once. */
	@AnswerNotKept
	@PostMapping("/invitations")
	Slips invite(@Valid @RequestBody Invite body) {
		long region = Scope.current().region();
		List<Long> accounts = body.accountIds().stream().distinct().toList();
		Map<Long, List<Projection.Holding>> holdings = new LinkedHashMap<>();
		Scope.run(Scope.intake(Set.of(region)),
				() -> accounts.forEach((id) -> holdings.put(id, this.projection.holdings(region, id))));
		return new Slips(this.invitations.invite(accounts, holdings, Boolean.TRUE.equals(body.byMail())));
	}

	/** For people who cannot be signed in yet. */
	@PostMapping("/activations")
	Progress activate(@Valid @RequestBody Activate body) {
		Activation.Outcome outcome = Scope.get(Scope.ofFeed(),
				() -> this.activation.activate(body.username(), body.code(), body.password()));
		if (outcome.state() == Activation.State.REFUSED) {
			throw refused();
		}
		Scope.run(Activation.scope(outcome), () -> this.activation.log(outcome));
		return new Progress(outcome.state(), null);
	}

	/** For people who cannot be signed in yet. */
	@PostMapping("/activations/state")
	Progress state(@Valid @RequestBody Door body) {
		Activation.Outcome outcome = Scope.get(Scope.ofFeed(),
				() -> this.activation.state(body.username(), body.code()));
		if (outcome.state() == Activation.State.REFUSED) {
			throw refused();
		}
		return new Progress(outcome.state(), outcome.problem());
	}

	private static RuntimeException refused() {
		return RegistryProblem.ACTIVATION
			.because("Имя или код не подошли. Проверьте их по приглашению. Код действует 14 дней и закрывается "
					+ "после пяти ошибок: тогда попросите новое приглашение у того, кто его выдал.")
			.on("code");
	}

}
