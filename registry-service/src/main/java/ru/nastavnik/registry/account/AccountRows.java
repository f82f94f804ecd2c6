package ru.nastavnik.registry.account;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.organisation.Unit;

/**
 * Writing accounts, grants and the queue to Keycloak, set-wise, in the transaction of the
 * use case.
 */
@Component
class AccountRows {

	private static final String INSERT_ACCOUNTS = """
			insert into account (id, region_id, institute_id, municipality_id, organisation_id, username, display_name,
			  email, person_id, born, created_by, updated_by)
			select r.id, :region, :institute, :municipality, :organisation, r.username, r."displayName", r.email,
			  r."personId", r.born, :caller, :caller
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, username text, "displayName" text, email text,
			  "personId" bigint, born date)""";

	private static final String INSERT_GRANTS = """
			insert into role_grant (id, region_id, institute_id, municipality_id, organisation_id, account_id, role,
			  unit_id, person_id, born, valid_from, valid_to, basis, instead_of, created_by, updated_by)
			select r.id, :region, :institute, :municipality, :organisation, r."accountId", r.role, r."unitId",
			  r."personId", r.born, r."validFrom", r."validTo", r.basis, r."insteadOf", :caller, :caller
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, "accountId" bigint, role text, "unitId" bigint,
			  "personId" bigint, born date, "validFrom" date, "validTo" date, basis text, "insteadOf" bigint)""";

	private static final String ENQUEUE = """
			insert into account_projection (region_id, kind, subject_id, password)
			select :region, 'account', r.id, r.password
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, password text)""";

	private static final String KEEPERS = """
			select organisation_id from account where region_id = :region and person_id = :person
			union select g.organisation_id from role_grant g join account a on a.region_id = g.region_id and a.id = g.account_id
			  where a.region_id = :region and a.person_id = :person""";

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Audit audit;

	private final Clock clock;

	private final WiderScope wider;

	AccountRows(JdbcClient jdbc, Columns columns, Audit audit, Clock clock, WiderScope wider) {
		this.jdbc = jdbc;
		this.columns = columns;
		this.audit = audit;
		this.clock = clock;
		this.wider = wider;
	}

	/** An account on its way into the table. */
	record AccountRow(long id, String username, String displayName, @Nullable String email, @Nullable Long personId,
			@Nullable LocalDate born) {
	}

	/** A grant on its way into the table; its id comes when it is inserted. */
	record GrantRow(long id, long accountId, String role, long unitId, @Nullable Long personId,
			@Nullable LocalDate born, LocalDate validFrom, @Nullable LocalDate validTo, @Nullable String basis,
			@Nullable Long insteadOf) {

		GrantRow withId(long given) {
			return new GrantRow(given, this.accountId, this.role, this.unitId, this.personId, this.born, this.validFrom,
					this.validTo, this.basis, this.insteadOf);
		}

	}

	/** What Keycloak has yet to learn; a password is sealed already. */
	record Queued(long id, @Nullable String password) {
	}

	GrantRow row(long account, @Nullable Long person, @Nullable LocalDate born, Granting granting) {
		return new GrantRow(0, account, granting.role().toString(), granting.organisationId(),
				granting.role().isPersonal() ? person : null, born,
				Objects.requireNonNullElse(granting.validFrom(), LocalDate.now(this.clock)), granting.validTo(),
				granting.basis(), granting.insteadOf());
	}

	void insertAccounts(Place keeper, List<AccountRow> accounts) {
		insert(INSERT_ACCOUNTS, keeper, accounts);
	}

	/** Inserts the grants and tells the log where the power works. */
	void insertGrants(Place keeper, List<GrantRow> grants, Map<Long, Unit> units) {
		List<Long> ids = this.columns.ids("role_grant_seq", grants.size());
		List<GrantRow> rows = new ArrayList<>();
		for (int at = 0; at < grants.size(); at++) {
			rows.add(grants.get(at).withId(ids.get(at)));
		}
		insert(INSERT_GRANTS, keeper, rows);
		for (GrantRow row : rows) {
			Unit unit = units.get(row.unitId());
			Map<String, Object> values = new LinkedHashMap<>();
			values.put("role", row.role());
			values.put("validFrom", row.validFrom());
			if (row.validTo() != null) {
				values.put("validTo", row.validTo());
			}
			if (row.basis() != null) {
				values.put("basis", row.basis());
			}
			this.audit.record((unit != null) ? unit.place() : keeper, "created", "grant", row.id(), row.personId(),
					null, values);
		}
	}

	/**
	 * The organisations that keep the accounts and the roles of a person: whoever issued
	 * them, anywhere in the region.
	 */
	Set<Long> keepers(long person) {
		return this.wider.keepers(() -> this.jdbc.sql(KEEPERS)
			.param("region", Scope.current().region())
			.param("person", person)
			.query(Long.class)
			.list());
	}

	void enqueue(List<Queued> queue) {
		this.jdbc.sql(ENQUEUE).param("region", Scope.current().region()).param("rows", this.columns.of(queue)).update();
	}

	void enqueue(long account) {
		enqueue(List.of(new Queued(account, null)));
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

}
