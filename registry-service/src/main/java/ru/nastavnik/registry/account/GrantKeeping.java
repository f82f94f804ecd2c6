package ru.nastavnik.registry.account;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.organisation.Unit;

/**
 * Giving roles to accounts that exist: for a time, in somebody's place, longer, shorter,
 * not any more. The queue to Keycloak starts and ends each on its day.
 */
@Service
@Transactional
class GrantKeeping {

	private final OrganisationDirectory directory;

	private final AccountReading reading;

	private final GrantRules rules;

	private final AccountRows rows;

	private final JdbcClient jdbc;

	private final Audit audit;

	private final Clock clock;

	GrantKeeping(OrganisationDirectory directory, AccountReading reading, GrantRules rules, AccountRows rows,
			JdbcClient jdbc, Audit audit, Clock clock) {
		this.directory = directory;
		this.reading = reading;
		this.rules = rules;
		this.rows = rows;
		this.jdbc = jdbc;
		this.audit = audit;
		this.clock = clock;
	}

	record Given(long accountId, String role, long unitId, @Nullable Long personId, LocalDate validFrom,
			@Nullable LocalDate validTo, @Nullable String basis, int version, boolean revoked) {
	}

	/**
	 * Gives a role.
	 * @param holdings all that the account may, seen by the caller or not
	 */
	AccountReading.AccountView grant(long accountId, Granting granting, List<Projection.Holding> holdings) {
		AccountReading.AccountView account = this.reading.view(accountId);
		Map<Long, Unit> units = this.directory.all(Set.of(granting.organisationId()));
		GrantRules.Known known = this.rules.known((account.personId() != null) ? Set.of(account.personId()) : Set.of());
		Checks checks = new Checks();
		this.rules.check(granting, account.personId(), units, known, checks);
		LocalDate today = LocalDate.now(this.clock);
		long live = holdings.stream()
			.filter((held) -> held.validTo() == null || !held.validTo().isBefore(today))
			.count();
		checks.refuseIf(live >= GrantRules.TOKEN_CAP, "role",
				"У одного пользователя не больше " + GrantRules.TOKEN_CAP + " доступов. Отзовите ненужные.");
		checks.done();
		this.rows
			.insertGrants(this.rules.keeper(List.of(granting), units),
					List.of(this.rows.row(accountId, account.personId(),
							(account.personId() != null) ? known.born().get(account.personId()) : null, granting)),
					units);
		this.rows.enqueue(accountId);
		return this.reading.view(accountId);
	}

	/** Puts somebody in the place of another for some days; both keep what they have. */
	AccountReading.AccountView substitute(long absent, long substitute, Granting granting,
			List<Projection.Holding> holdings) {
		AccountReading.AccountView replaced = this.reading.view(absent);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate from = Objects.requireNonNullElse(granting.validFrom(), today);
		LocalDate to = granting.validTo();
		new Checks().refuseIf(absent == substitute, "substituteId", "Выберите другого сотрудника: себя не замещают.")
			.refuseIf(granting.role().isPersonal(), "role",
					"Наставника и наставляемого не замещают, а заменяют в паре.")
			.refuseIf(to == null, "validTo", "Укажите последний день замещения.")
			.refuseIf(to != null && to.isBefore(today), "validTo", "Последний день замещения уже прошёл.")
			.refuseIf(to != null && to.isAfter(from.plusYears(1)), "validTo", "Замещение длится не больше года.")
			.refuseIf(granting.basis() == null || granting.basis().isBlank(), "basis",
					"Укажите приказ или другое основание.")
			.refuseIf(replaced.grants()
				.stream()
				.noneMatch((grant) -> !grant.revoked() && grant.insteadOf() == null && grant.role() == granting.role()
						&& grant.organisationId() == granting.organisationId()
						&& (grant.validTo() == null || !grant.validTo().isBefore(from))),
					"role", "У замещаемого нет этой роли в этой организации на эти дни.")
			.done();
		return grant(substitute, granting, holdings);
	}

	/** Ends a grant on another day, or on none. */
	AccountReading.AccountView change(long grantId, @Nullable LocalDate validTo, @Nullable String basis, int version) {
		Scope scope = Scope.current();
		Given grant = mine(grantId);
		LocalDate today = LocalDate.now(this.clock);
		StaleVersionException.check(grant.version(), version, () -> this.reading.view(grant.accountId()));
		new Checks().sensible(validTo, today, "validTo")
			.ordered(grant.validFrom(), validTo, "validTo", "Окончание раньше начала. Проверьте даты.")
			.done();
		written(this.jdbc.sql(
				"update role_grant set valid_to = :to, basis = :basis, left_by = null, projected_at = null, version = version + 1, "
						+ "updated_at = now(), updated_by = :caller where region_id = :region and id = :id "
						+ "and version = :version")
			.param("to", validTo)
			.param("basis", basis)
			.param("caller", scope.caller())
			.param("region", scope.region())
			.param("id", grantId)
			.param("version", version)
			.update());
		log(grantId, grant, "changed", values(grant.validTo(), grant.basis()), values(validTo, basis));
		this.rows.enqueue(grant.accountId());
		return this.reading.view(grant.accountId());
	}

	AccountReading.AccountView revoke(long grantId) {
		Scope scope = Scope.current();
		Given grant = mine(grantId);
		written(this.jdbc.sql(
				"update role_grant set revoked_at = now(), left_by = null, projected_at = null, version = version + 1, "
						+ "updated_at = now(), updated_by = :caller where region_id = :region and id = :id")
			.param("caller", scope.caller())
			.param("region", scope.region())
			.param("id", grantId)
			.update());
		log(grantId, grant, "revoked", Map.of("role", grant.role()), Map.of());
		this.rows.enqueue(grant.accountId());
		return this.reading.view(grant.accountId());
	}

	private Given mine(long grantId) {
		Given grant = this.jdbc
			.sql("select account_id, role, unit_id, person_id, valid_from, valid_to, basis, version, "
					+ "revoked_at is not null as revoked from role_grant where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", grantId)
			.query(Given.class)
			.optional()
			.orElseThrow(AccountReading::notFound);
		Unit unit = Objects.requireNonNull(this.directory.all(Set.of(grant.unitId())).get(grant.unitId()));
		if (!GrantRole.of(grant.role()).mayBeGrantedBy(Scope.current(), unit.place())) {
			throw GrantRules.power();
		}
		if (grant.revoked()) {
			throw RegistryProblem.GRANT_STATE.because("Этот доступ уже отозван. Обновите страницу.");
		}
		return grant;
	}

	private void log(long id, Given grant, String action, Map<String, ?> before, Map<String, ?> after) {
		Unit unit = Objects.requireNonNull(this.directory.all(Set.of(grant.unitId())).get(grant.unitId()));
		this.audit.record(unit.place(), action, "grant", id, grant.personId(), before, after);
	}

	private static Map<String, Object> values(@Nullable LocalDate validTo, @Nullable String basis) {
		Map<String, Object> values = new HashMap<>();
		values.put("validTo", (validTo != null) ? validTo : "");
		values.put("basis", (basis != null) ? basis : "");
		return values;
	}

	private static void written(int rows) {
		if (rows == 0) {
			throw KitProblem.FORBIDDEN.because("Этот доступ выдала другая организация. Обратитесь к ней.");
		}
	}

}
