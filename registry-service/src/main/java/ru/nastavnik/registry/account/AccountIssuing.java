package ru.nastavnik.registry.account;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.Seal;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.organisation.Unit;

/**
 * Issuing accounts and correcting them. An account belongs to the organisation of whoever
 * issued it.
 */
@Service
@Transactional
class AccountIssuing {

	private final OrganisationDirectory directory;

	private final AccountProperties properties;

	private final AccountReading reading;

	private final GrantRules rules;

	private final AccountRows rows;

	private final Seal seal;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Audit audit;

	AccountIssuing(OrganisationDirectory directory, AccountProperties properties, AccountReading reading,
			GrantRules rules, AccountRows rows, Seal seal, JdbcClient jdbc, Columns columns, Audit audit) {
		this.directory = directory;
		this.properties = properties;
		this.reading = reading;
		this.rules = rules;
		this.rows = rows;
		this.seal = seal;
		this.jdbc = jdbc;
		this.columns = columns;
		this.audit = audit;
	}

	/** An account to be issued. */
	record Issuing(String username, String displayName, @Nullable String email, @Nullable Long personId,
			@Nullable String password, List<Granting> grants) {
	}

	/** Issues one account or a load of them, with their first grants. */
	Map<String, Long> issue(List<Issuing> issuings, boolean load) {
		Map<Long, Unit> units = this.directory.all(issuings.stream()
			.flatMap((issuing) -> issuing.grants().stream())
			.map(Granting::organisationId)
			.collect(Collectors.toSet()));
		GrantRules.Known known = this.rules
			.known(issuings.stream().map(Issuing::personId).filter(Objects::nonNull).collect(Collectors.toSet()));
		check(issuings, load, units, known);
		Place keeper = this.rules.keeper(issuings.getFirst().grants(), units);
		List<Long> ids = this.columns.ids("account_seq", issuings.size());
		List<AccountRows.AccountRow> accounts = new ArrayList<>();
		List<AccountRows.GrantRow> grants = new ArrayList<>();
		List<AccountRows.Queued> queue = new ArrayList<>();
		Map<String, Long> byName = new LinkedHashMap<>();
		for (int at = 0; at < issuings.size(); at++) {
			Issuing issuing = issuings.get(at);
			long id = ids.get(at);
			LocalDate date = (issuing.personId() != null) ? known.born().get(issuing.personId()) : null;
			accounts.add(new AccountRows.AccountRow(id, issuing.username(), issuing.displayName().strip(),
					issuing.email(), issuing.personId(), date));
			issuing.grants().forEach((grant) -> grants.add(this.rows.row(id, issuing.personId(), date, grant)));
			queue.add(new AccountRows.Queued(id, this.seal.initial(issuing.password())));
			byName.put(issuing.username(), id);
		}
		try {
			this.rows.insertAccounts(keeper, accounts);
		}
		catch (DuplicateKeyException ex) {
			throw RegistryProblem.ACCOUNT_TAKEN.because("Имя для входа уже занято. Выберите другое.").on("username");
		}
		accounts.forEach((account) -> this.audit.record(keeper, "created", "account", account.id(), account.personId(),
				null, Map.of("username", account.username(), "displayName", account.displayName())));
		this.rows.insertGrants(keeper, grants, units);
		this.rows.enqueue(queue);
		return byName;
	}

	private void check(List<Issuing> issuings, boolean load, Map<Long, Unit> units, GrantRules.Known known) {
		Checks checks = new Checks();
		Set<String> usernames = new HashSet<>();
		for (int at = 0; at < issuings.size(); at++) {
			Issuing issuing = issuings.get(at);
			Checks row = load ? checks.at("rows[" + at + "]") : checks;
			row.refuseIf(issuing.password() != null && !this.properties.initialPasswords(), "password",
					"Пароль задаёт сам пользователь по одноразовому коду.")
				.refuseIf(!usernames.add(issuing.username()), "username", "Это имя уже есть выше в загрузке.");
			for (int grant = 0; grant < issuing.grants().size(); grant++) {
				this.rules.check(issuing.grants().get(grant), issuing.personId(), units, known,
						row.at("grants[" + grant + "]"));
			}
		}
		checks.done();
	}

	/**
	 * Corrects an account, and with it what Keycloak refused.
	 * @param holdings all that the account may, seen by the caller or not
	 */
	AccountReading.AccountView change(long id, String displayName, @Nullable String email, int version,
			List<Projection.Holding> holdings) {
		Scope scope = Scope.current();
		AccountReading.AccountView before = this.reading.view(id);
		this.rules.requireAllOf(holdings);
		int changed = this.jdbc
			.sql("update account set display_name = :name, email = :email, projected_at = null, problem = null, "
					+ "version = version + 1, updated_at = now(), updated_by = :caller "
					+ "where region_id = :region and id = :id and version = :version")
			.param("name", displayName.strip())
			.param("email", email)
			.param("caller", scope.caller())
			.param("region", scope.region())
			.param("id", id)
			.param("version", version)
			.update();
		if (changed == 0) {
			AccountReading.AccountView current = this.reading.view(id);
			StaleVersionException.check(current.version(), version, () -> current);
			throw KitProblem.FORBIDDEN.because("Этот доступ ведёт другая организация. Обратитесь к ней.");
		}
		this.audit.record(place(before.issuedBy()), "changed", "account", id, before.personId(),
				Map.of("displayName", before.displayName(), "email", Objects.requireNonNullElse(before.email(), "")),
				Map.of("displayName", displayName.strip(), "email", Objects.requireNonNullElse(email, "")));
		this.rows.enqueue(id);
		return this.reading.view(id);
	}

	/** Lets somebody in again whose account was closed by a dismissal. */
	AccountReading.AccountView reopen(long id, List<Projection.Holding> holdings) {
		Scope scope = Scope.current();
		AccountReading.AccountView before = this.reading.view(id);
		this.rules.requireAllOf(holdings);
		if (before.closedOn() == null) {
			throw RegistryProblem.GRANT_STATE.because("Этот доступ не закрыт. Обновите страницу.");
		}
		int changed = this.jdbc.sql(
				"update account set closed_on = null, left_by = null, projected_at = null, version = version + 1, updated_at = now(), "
						+ "updated_by = :caller where region_id = :region and id = :id")
			.param("caller", scope.caller())
			.param("region", scope.region())
			.param("id", id)
			.update();
		if (changed == 0) {
			throw KitProblem.FORBIDDEN.because("Этот доступ ведёт другая организация. Обратитесь к ней.");
		}
		this.audit.record(place(before.issuedBy()), "reopened", "account", id, before.personId(), null, Map.of());
		this.rows.enqueue(id);
		return this.reading.view(id);
	}

	private Place place(long organisation) {
		return Objects.requireNonNull(this.directory.all(Set.of(organisation)).get(organisation)).place();
	}

}
