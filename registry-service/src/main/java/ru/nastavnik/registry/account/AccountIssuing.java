package ru.nastavnik.registry.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.organisation.RegionOpening.RegionOpened;
import ru.nastavnik.registry.organisation.Unit;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;

/**
 * Issuing accounts, granting and revoking. An account and a grant belong to the
 * organisation of whoever gave them.
 */
@Service
@Transactional
public class AccountIssuing {

	private static final String INSERT_ACCOUNTS = """
			insert into account (id, region_id, institute_id, municipality_id, organisation_id, username, display_name,
			  email, person_id, born, created_by, updated_by)
			select r.id, :region, :institute, :municipality, :organisation, r.username, r."displayName", r.email,
			  r."personId", r.born, :caller, :caller
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, username text, "displayName" text, email text,
			  "personId" bigint, born date)""";

	private static final String INSERT_GRANTS = """
			insert into role_grant (id, region_id, institute_id, municipality_id, organisation_id, account_id, role,
			  unit_id, person_id, born, valid_from, valid_to, basis, created_by, updated_by)
			select r.id, :region, :institute, :municipality, :organisation, r."accountId", r.role, r."unitId",
			  r."personId", r.born, r."validFrom", r."validTo", r.basis, :caller, :caller
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, "accountId" bigint, role text, "unitId" bigint,
			  "personId" bigint, born date, "validFrom" date, "validTo" date, basis text)""";

	private static final String ENQUEUE = """
			insert into account_projection (region_id, kind, subject_id, password)
			select :region, 'account', r.id, r.password
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, password text)""";

	private static final Map<String, String> SORTS = Map.of("name", "a.display_name", "username", "a.username");

	private static final int TOKEN_CAP = 50;

	private final OrganisationDirectory directory;

	private final AccountProperties properties;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Clock clock;

	AccountIssuing(OrganisationDirectory directory, AccountProperties properties, JdbcClient jdbc, Columns columns,
			Clock clock) {
		this.directory = directory;
		this.properties = properties;
		this.jdbc = jdbc;
		this.columns = columns;
		this.clock = clock;
	}

	/** A grant to be given. */
	record Granting(GrantRole role, long organisationId, @Nullable LocalDate validFrom, @Nullable LocalDate validTo,
			@Nullable String basis) {
	}

	/** An account to be issued. */
	record Issuing(String username, String displayName, @Nullable String email, @Nullable Long personId,
			@Nullable String password, List<Granting> grants) {
	}

	/**
	 * An account with what it may. Until it is projected nobody can log in with what is
	 * new in it; a problem says what has to be corrected first. Who is known to Keycloak
	 * logs in with what was accepted before.
	 */
	record AccountView(long id, String username, String displayName, @Nullable String email, @Nullable Long personId,
			boolean enabled, boolean projected, boolean known, @Nullable String problem, long issuedBy, int version,
			List<GrantView> grants) {
	}

	/** A grant that was given. */
	record GrantView(long id, GrantRole role, long organisationId, LocalDate validFrom, @Nullable LocalDate validTo,
			@Nullable String basis, boolean revoked) {
	}

	private record AccountRow(long id, String username, String displayName, @Nullable String email,
			@Nullable Long personId, @Nullable LocalDate born) {
	}

	private record GrantRow(long id, long accountId, String role, long unitId, @Nullable Long personId,
			@Nullable LocalDate born, LocalDate validFrom, @Nullable LocalDate validTo, @Nullable String basis) {
	}

	private record Queued(long id, @Nullable String password) {
	}

	@Transactional(readOnly = true)
	Slice<AccountView> list(@Nullable Long organisation, @Nullable String q, PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		params.put("region", Scope.current().region());
		StringBuilder where = new StringBuilder("a.region_id = :region");
		if (organisation != null) {
			this.directory.get(organisation);
			where.append(" and (a.organisation_id = :organisation or exists (select from role_grant g "
					+ "where g.region_id = a.region_id and g.account_id = a.id and g.unit_id = :organisation))");
			params.put("organisation", organisation);
		}
		if (q != null && !q.isBlank()) {
			where.append(" and (strpos(lower(a.display_name), :q) > 0 or strpos(a.username, :q) > 0)");
			params.put("q", q.strip().toLowerCase(Locale.ROOT));
		}
		List<AccountView> items = select(where + " order by " + page.orderBy(SORTS, "a.id") + " limit " + page.size()
				+ " offset " + page.offset(), params);
		long total = this.jdbc
			.sql("select count(*) from (select 1 from account a where " + where + " limit " + (Slice.COUNTED + 1)
					+ ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	/** Issues one account or a load of them, with their first grants. */
	Map<String, Long> issue(List<Issuing> issuings, boolean load) {
		Scope scope = Scope.current();
		Map<Long, Unit> units = this.directory.all(issuings.stream()
			.flatMap((issuing) -> issuing.grants().stream())
			.map(Granting::organisationId)
			.collect(Collectors.toSet()));
		Map<Long, LocalDate> born = births(
				issuings.stream().map(Issuing::personId).filter(Objects::nonNull).collect(Collectors.toSet()));
		Checks checks = new Checks();
		Set<String> usernames = new HashSet<>();
		for (int at = 0; at < issuings.size(); at++) {
			Issuing issuing = issuings.get(at);
			Checks row = load ? checks.at("rows[" + at + "]") : checks;
			row.refuseIf(issuing.password() != null && !this.properties.initialPasswords(), "password",
					"Пароль задаёт сам пользователь при первом входе.")
				.refuseIf(!usernames.add(issuing.username()), "username", "Это имя уже есть выше в загрузке.");
			for (int grant = 0; grant < issuing.grants().size(); grant++) {
				check(issuing.grants().get(grant), issuing.personId(), units, born, row.at("grants[" + grant + "]"));
			}
		}
		checks.done();
		Place keeper = keeper(issuings.getFirst().grants(), units);
		List<Long> ids = this.columns.ids("account_seq", issuings.size());
		List<AccountRow> accounts = new ArrayList<>();
		List<GrantRow> grants = new ArrayList<>();
		List<Queued> queue = new ArrayList<>();
		Map<String, Long> byName = new LinkedHashMap<>();
		for (int at = 0; at < issuings.size(); at++) {
			Issuing issuing = issuings.get(at);
			long id = ids.get(at);
			LocalDate date = (issuing.personId() != null) ? born.get(issuing.personId()) : null;
			accounts.add(new AccountRow(id, issuing.username(), issuing.displayName().strip(), issuing.email(),
					issuing.personId(), date));
			issuing.grants().forEach((grant) -> grants.add(row(id, issuing.personId(), date, grant)));
			queue.add(new Queued(id, issuing.password()));
			byName.put(issuing.username(), id);
		}
		try {
			insert(INSERT_ACCOUNTS, keeper, accounts);
		}
		catch (DuplicateKeyException ex) {
			throw RegistryProblem.ACCOUNT_TAKEN.because("Имя для входа уже занято. Выберите другое.").on("username");
		}
		insertGrants(keeper, grants);
		this.jdbc.sql(ENQUEUE).param("region", scope.region()).param("rows", this.columns.of(queue)).update();
		return byName;
	}

	/**
	 * Corrects an account, and with it what Keycloak refused.
	 * @param holdings all that the account may, seen by the caller or not
	 */
	AccountView change(long id, String displayName, @Nullable String email, int version,
			List<Projection.Holding> holdings) {
		Scope scope = Scope.current();
		view(id);
		Map<Long, Unit> units = this.directory
			.all(holdings.stream().map(Projection.Holding::unitId).collect(Collectors.toSet()));
		// whoever changes the address could take the account over, with all its power
		for (Projection.Holding holding : holdings) {
			Unit unit = units.get(holding.unitId());
			if (unit == null || !GrantRole.of(holding.role()).mayBeGrantedBy(scope, unit.place())) {
				throw RegistryProblem.GRANT_POWER
					.because("У этого пользователя есть роль, которую выдаёт другой уровень. Обратитесь к нему: "
							+ "имя и почту исправляет тот, кто выдаёт все роли пользователя.");
			}
		}
		int rows = this.jdbc
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
		if (rows == 0) {
			AccountView now = view(id);
			StaleVersionException.check(now.version(), version, () -> now);
			throw KitProblem.FORBIDDEN.because("Этого пользователя завела другая организация. Обратитесь к ней.");
		}
		enqueue(id);
		return view(id);
	}

	AccountView grant(long accountId, Granting granting) {
		AccountView account = view(accountId);
		Map<Long, Unit> units = this.directory.all(Set.of(granting.organisationId()));
		Map<Long, LocalDate> born = births((account.personId() != null) ? Set.of(account.personId()) : Set.of());
		Checks checks = new Checks();
		check(granting, account.personId(), units, born, checks);
		checks.refuseIf(account.grants().stream().filter((given) -> !given.revoked()).count() >= TOKEN_CAP, "role",
				"У одного пользователя не больше " + TOKEN_CAP + " доступов. Отзовите ненужные.");
		checks.done();
		insertGrants(keeper(List.of(granting), units), List.of(row(accountId, account.personId(),
				(account.personId() != null) ? born.get(account.personId()) : null, granting)));
		enqueue(accountId);
		return view(accountId);
	}

	AccountView revoke(long grantId) {
		Scope scope = Scope.current();
		Revoking grant = this.jdbc
			.sql("select account_id, role, unit_id, organisation_id, revoked_at is not null as revoked from role_grant "
					+ "where region_id = :region and id = :id")
			.param("region", scope.region())
			.param("id", grantId)
			.query(Revoking.class)
			.optional()
			.orElseThrow(AccountIssuing::notFound);
		Unit unit = Objects.requireNonNull(this.directory.all(Set.of(grant.unitId())).get(grant.unitId()));
		if (!GrantRole.of(grant.role()).mayBeGrantedBy(scope, unit.place())) {
			throw power();
		}
		if (grant.revoked()) {
			throw RegistryProblem.GRANT_STATE.because("Этот доступ уже отозван. Обновите страницу.");
		}
		int rows = this.jdbc
			.sql("update role_grant set revoked_at = now(), projected_at = null, version = version + 1, "
					+ "updated_at = now(), updated_by = :caller where region_id = :region and id = :id")
			.param("caller", scope.caller())
			.param("region", scope.region())
			.param("id", grantId)
			.update();
		if (rows == 0) {
			throw KitProblem.FORBIDDEN.because("Этот доступ выдала другая организация. Обратитесь к ней.");
		}
		enqueue(grant.accountId());
		return view(grant.accountId());
	}

	@EventListener
	void on(RegionOpened opened) {
		this.jdbc.sql(
				"insert into account_projection (region_id, kind, subject_id, name) values (:region, 'region', :region, :name)")
			.param("region", opened.region())
			.param("name", opened.name())
			.update();
	}

	@EventListener
	void on(BirthDateCorrected corrected) {
		for (String table : List.of("account", "role_grant")) {
			this.jdbc.sql("update " + table + " set born = :born where region_id = :region and person_id = :person")
				.param("born", corrected.born())
				.param("region", Scope.current().region())
				.param("person", corrected.personId())
				.update();
		}
	}

	AccountView view(long id) {
		return select("a.region_id = :region and a.id = :id", Map.of("region", Scope.current().region(), "id", id))
			.stream()
			.findFirst()
			.orElseThrow(AccountIssuing::notFound);
	}

	private void check(Granting granting, @Nullable Long person, Map<Long, Unit> units, Map<Long, LocalDate> born,
			Checks checks) {
		LocalDate today = LocalDate.now(this.clock);
		Unit unit = units.get(granting.organisationId());
		if (unit == null || !granting.role().mayBeGrantedBy(Scope.current(), unit.place())) {
			if (unit != null && this.directory.find(unit.id()).isPresent()) {
				throw power();
			}
			checks.refuseIf(true, "organisationId", "Организация не найдена или недоступна вам.");
			return;
		}
		checks
			.refuseIf(!granting.role().fits(unit), "role", "Эта роль не подходит к уровню организации. Проверьте обе.")
			.refuseIf(granting.role().isPersonal() && person == null, "role",
					"Для наставника и наставляемого укажите человека.")
			.sensible(granting.validFrom(), today, "validFrom")
			.sensible(granting.validTo(), today, "validTo")
			.ordered(granting.validFrom(), granting.validTo(), "validTo", "Окончание раньше начала. Проверьте даты.");
		if (person != null) {
			LocalDate date = born.get(person);
			checks.refuseIf(date == null, "personId", "Человек не найден или недоступен вам.");
			if (date != null && !Identity.isAdult(date, today)) {
				throw RegistryProblem.MINOR_ACCOUNT
					.because("Несовершеннолетним доступ не выдаётся: ответы за них вносит куратор.");
			}
		}
	}

	/** The organisation on whose behalf the caller gives this. */
	private Place keeper(List<Granting> grants, Map<Long, Unit> units) {
		Granting first = grants.getFirst();
		Place where = Objects.requireNonNull(units.get(first.organisationId())).place();
		Scope scope = Scope.current();
		List<Long> candidates = new ArrayList<>();
		candidates.add(where.organisation());
		if (where.municipality() != null) {
			candidates.add(where.municipality());
		}
		if (where.institute() != null) {
			candidates.add(where.institute());
		}
		scope.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.INSTITUTE)
			.map(Grant::organisation)
			.forEach(candidates::add);
		long keeper = candidates.stream()
			.filter(scope.write()::contains)
			.findFirst()
			.orElseThrow(AccountIssuing::power);
		return Objects.requireNonNull(this.directory.all(Set.of(keeper)).get(keeper)).place();
	}

	private Map<Long, LocalDate> births(Set<Long> people) {
		if (people.isEmpty()) {
			return Map.of();
		}
		Map<Long, LocalDate> births = new HashMap<>();
		this.jdbc.sql("select id, birth_date from person where region_id = :region and id = any (:ids)")
			.param("region", Scope.current().region())
			.param("ids", people.toArray(Long[]::new))
			.query((row) -> {
				births.put(row.getLong("id"), row.getObject("birth_date", LocalDate.class));
			});
		return births;
	}

	private GrantRow row(long account, @Nullable Long person, @Nullable LocalDate born, Granting granting) {
		return new GrantRow(0, account, granting.role().toString(), granting.organisationId(),
				granting.role().isPersonal() ? person : null, born,
				Objects.requireNonNullElse(granting.validFrom(), LocalDate.now(this.clock)), granting.validTo(),
				granting.basis());
	}

	private void insertGrants(Place keeper, List<GrantRow> grants) {
		List<Long> ids = this.columns.ids("role_grant_seq", grants.size());
		List<GrantRow> rows = new ArrayList<>();
		for (int at = 0; at < grants.size(); at++) {
			GrantRow grant = grants.get(at);
			rows.add(new GrantRow(ids.get(at), grant.accountId(), grant.role(), grant.unitId(), grant.personId(),
					grant.born(), grant.validFrom(), grant.validTo(), grant.basis()));
		}
		insert(INSERT_GRANTS, keeper, rows);
	}

	private void insert(String sql, Place keeper, List<?> rows) {
		this.jdbc.sql(sql)
			.param("rows", this.columns.of(rows))
			.param("region", keeper.region())
			.param("institute", keeper.institute())
			.param("municipality", keeper.municipality())
			.param("organisation", keeper.organisation())
			.param("caller", Scope.current().caller())
			.update();
	}

	private void enqueue(long account) {
		this.jdbc.sql(ENQUEUE)
			.param("region", Scope.current().region())
			.param("rows", this.columns.of(List.of(new Queued(account, null))))
			.update();
	}

	private List<AccountView> select(String whereAndOrder, Map<String, ?> params) {
		List<AccountView> accounts = this.jdbc.sql("select a.* from account a where " + whereAndOrder)
			.params(params)
			.query(AccountIssuing::account)
			.list();
		if (accounts.isEmpty()) {
			return accounts;
		}
		Map<Long, List<GrantView>> given = new HashMap<>();
		Set<Long> pending = new HashSet<>();
		this.jdbc.sql("select * from role_grant where region_id = :region and account_id = any (:ids) order by id")
			.param("region", Scope.current().region())
			.param("ids", accounts.stream().map(AccountView::id).toArray(Long[]::new))
			.query((row) -> {
				long account = row.getLong("account_id");
				given.computeIfAbsent(account, (id) -> new ArrayList<>())
					.add(new GrantView(row.getLong("id"), GrantRole.of(row.getString("role")), row.getLong("unit_id"),
							row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class),
							row.getString("basis"), row.getTimestamp("revoked_at") != null));
				if (row.getTimestamp("projected_at") == null) {
					pending.add(account);
				}
			});
		return accounts.stream()
			.map((view) -> new AccountView(view.id(), view.username(), view.displayName(), view.email(),
					view.personId(), view.enabled(), view.projected() && !pending.contains(view.id()), view.known(),
					view.problem(), view.issuedBy(), view.version(), given.getOrDefault(view.id(), List.of())))
			.toList();
	}

	private static AccountView account(ResultSet row, int number) throws SQLException {
		return new AccountView(row.getLong("id"), row.getString("username"), row.getString("display_name"),
				row.getString("email"), row.getObject("person_id", Long.class), row.getBoolean("enabled"),
				row.getTimestamp("projected_at") != null, row.getBoolean("known"), row.getString("problem"),
				row.getLong("organisation_id"), row.getInt("version"), List.of());
	}

	private static RuntimeException power() {
		return RegistryProblem.GRANT_POWER
			.because("Эту роль в этой организации выдаёт другой уровень. Обратитесь к нему.");
	}

	private static RuntimeException notFound() {
		return KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
	}

	record Revoking(long accountId, String role, long unitId, long organisationId, boolean revoked) {
	}

}
