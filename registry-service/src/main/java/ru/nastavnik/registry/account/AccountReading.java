package ru.nastavnik.registry.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * Accounts with what they may, as far as the caller sees them.
 */
@Service
@Transactional(readOnly = true)
public class AccountReading {

	private static final Map<String, String> SORTS = Map.of("name", "a.display_name", "username", "a.username");

	private static final int AT_ONCE = 500;

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	AccountReading(OrganisationDirectory directory, JdbcClient jdbc) {
		this.directory = directory;
		this.jdbc = jdbc;
	}

	/**
	 * An account with what it may. Until it is projected nobody can log in with what is
	 * new in it; a problem says what has to be corrected first. Who is known to Keycloak
	 * logs in with what was accepted before.
	 *
	 * @param closedOn the last day of signing in, after a dismissal
	 * @param invited until when an unused invitation opens the account
	 * @param activated whether the person has set a password by an invitation
	 * @param subject by what the services know whoever signs in with it; null before the
	 * account can be used
	 */
	public record AccountView(long id, String username, String displayName, @Nullable String email,
			@Nullable Long personId, boolean enabled, @Nullable LocalDate closedOn, boolean projected, boolean known,
			@Nullable String problem, @Nullable Instant invited, boolean activated, @Nullable String subject,
			long issuedBy, int version, List<GrantView> grants) {
	}

	/** A grant that was given. */
	public record GrantView(long id, GrantRole role, long organisationId, LocalDate validFrom,
			@Nullable LocalDate validTo, @Nullable String basis, boolean revoked, @Nullable Long insteadOf,
			int version) {
	}

	Slice<AccountView> list(@Nullable Long organisation, @Nullable String q, PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		String where = where(organisation, q, params);
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

	/**
	 * The whole list as it was asked for on the screen, some at a time with their roles.
	 */
	public void each(ExportList.Query query, Consumer<AccountView> account) {
		Map<String, Object> params = new HashMap<>();
		String ordered = where(query.organisation(), query.filter("q"), params) + " order by "
				+ query.orderBy(SORTS, "a.id");
		for (int from = 0, found = AT_ONCE; found == AT_ONCE; from += AT_ONCE) {
			List<AccountView> some = select(ordered + " limit " + AT_ONCE + " offset " + from, params);
			some.forEach(account);
			found = some.size();
		}
	}

	private String where(@Nullable Long organisation, @Nullable String q, Map<String, Object> params) {
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
		return where.toString();
	}

	AccountView view(long id) {
		return select("a.region_id = :region and a.id = :id", Map.of("region", Scope.current().region(), "id", id))
			.stream()
			.findFirst()
			.orElseThrow(AccountReading::notFound);
	}

	private List<AccountView> select(String whereAndOrder, Map<String, ?> params) {
		List<AccountView> accounts = this.jdbc.sql("""
				select a.*, i.expires_at, i.done_at from account a left join account_invitation i
				on i.region_id = a.region_id and i.account_id = a.id where\s""" + whereAndOrder)
			.params(params)
			.query(AccountReading::account)
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
				given.computeIfAbsent(account, (id) -> new ArrayList<>()).add(grant(row));
				if (row.getTimestamp("projected_at") == null) {
					pending.add(account);
				}
			});
		return accounts.stream()
			.map((view) -> new AccountView(view.id(), view.username(), view.displayName(), view.email(),
					view.personId(), view.enabled(), closed(view.closedOn(), given.getOrDefault(view.id(), List.of())),
					view.projected() && !pending.contains(view.id()), view.known(), view.problem(), view.invited(),
					view.activated(), view.subject(), view.issuedBy(), view.version(),
					given.getOrDefault(view.id(), List.of())))
			.toList();
	}

	/** A dismissal closes the account of whoever has no role left. */
	private static @Nullable LocalDate closed(@Nullable LocalDate lastDay, List<GrantView> grants) {
		return (lastDay != null && grants.stream()
			.noneMatch((grant) -> !grant.revoked() && (grant.validTo() == null || grant.validTo().isAfter(lastDay))))
					? lastDay : null;
	}

	private static GrantView grant(ResultSet row) throws SQLException {
		return new GrantView(row.getLong("id"), GrantRole.of(row.getString("role")), row.getLong("unit_id"),
				row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class),
				row.getString("basis"), row.getTimestamp("revoked_at") != null, row.getObject("instead_of", Long.class),
				row.getInt("version"));
	}

	private static AccountView account(ResultSet row, int number) throws SQLException {
		java.sql.Timestamp expires = row.getTimestamp("expires_at");
		boolean activated = row.getTimestamp("done_at") != null;
		return new AccountView(row.getLong("id"), row.getString("username"), row.getString("display_name"),
				row.getString("email"), row.getObject("person_id", Long.class), row.getBoolean("enabled"),
				row.getObject("closed_on", LocalDate.class), row.getTimestamp("projected_at") != null,
				row.getBoolean("known"), row.getString("problem"),
				(expires != null && !activated) ? expires.toInstant() : null, activated, row.getString("subject"),
				row.getLong("organisation_id"), row.getInt("version"), List.of());
	}

	static RuntimeException notFound() {
		return KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
	}

}
