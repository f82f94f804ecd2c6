package ru.nastavnik.registry.account;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.registry.Seal;
import ru.nastavnik.registry.notification.Notifications;

/**
 * The queue of what Keycloak has yet to learn. Each step is a transaction of its own in
 * the scope that it needs: the queue belongs to no region, an account to exactly one.
 * Several instances share the queue: what is due is leased, and all that waits for one
 * account to the same instance, so that no older state overtakes a newer one.
 */
@Service
@Transactional
class Projection {

	private static final int MAX_BACKOFF_SECONDS = 300;

	/** How long a batch is waited for; the rest of a slow one is leased anew. */
	private static final int LEASE_SECONDS = 60;

	/** How long one item may take, all time limits of its calls together. */
	private static final int WORK_SECONDS = 120;

	private final JdbcClient jdbc;

	private final Seal seal;

	private final Notifications notifications;

	private final Clock clock;

	Projection(JdbcClient jdbc, Seal seal, Notifications notifications, Clock clock) {
		this.jdbc = jdbc;
		this.seal = seal;
		this.notifications = notifications;
		this.clock = clock;
	}

	/** Something to project. */
	record Item(long id, long regionId, String kind, long subjectId, @Nullable String name, @Nullable String password,
			int attempts) {
	}

	/** Marks as projected only what was read, not what changed meanwhile. */
	record Snapshot(Keycloak.User user, int version, List<Long> grantIds, @Nullable LocalDate nextChange) {
	}

	/** What an account may, somewhere and some day. */
	record Holding(String role, long unitId, @Nullable LocalDate validTo) {
	}

	private record GrantLine(long id, String role, long unitId, @Nullable Long personId, LocalDate validFrom,
			@Nullable LocalDate validTo, boolean revoked, @Nullable Long insteadOf) {

		GrantLine at(long unit) {
			return new GrantLine(this.id, this.role, unit, this.personId, this.validFrom, this.validTo, this.revoked,
					this.insteadOf);
		}

	}

	private record AccountLine(String username, String displayName, @Nullable String email, boolean enabled,
			@Nullable LocalDate closedOn, int version) {

		/** After a dismissal whoever has no role left stays out. */
		boolean opensOn(LocalDate day, List<GrantLine> grants) {
			LocalDate last = this.closedOn;
			return this.enabled && (last == null || !day.isAfter(last) || grants.stream()
				.anyMatch((grant) -> !grant.revoked() && (grant.validTo() == null || grant.validTo().isAfter(last))));
		}

	}

	/** In the scope of the feed: leases what is due and what nobody works on. */
	List<Item> due(int limit) {
		// instances take turns here, so none sees half of what another one leases
		this.jdbc.sql("select pg_advisory_xact_lock(hashtext('account-projection'))").query().singleColumn();
		return this.jdbc.sql("""
				with leased as (
				  update account_projection set leased_until = now() + make_interval(secs => :lease)
				  where id in (select p.id from account_projection p where p.due_at <= now()
				    and not exists (select from account_projection o where o.region_id = p.region_id and o.kind = p.kind
				      and o.subject_id = p.subject_id and o.leased_until > now())
				    order by p.due_at, p.id limit :limit)
				  returning id, region_id, kind, subject_id, name, password, attempts, due_at)
				select id, region_id, kind, subject_id, name, password, attempts from leased order by due_at, id""")
			.param("lease", LEASE_SECONDS)
			.param("limit", limit)
			.query(Item.class)
			.list();
	}

	/**
	 * In the scope of the feed: the item, unless its lease has run out. The initial
	 * password may wait in another row of the same account.
	 */
	Optional<Item> hold(Item item) {
		return this.jdbc
			.sql("""
					update account_projection p set leased_until = now() + make_interval(secs => :work)
					where p.id = :id and p.leased_until > now()
					returning p.id, p.region_id, p.kind, p.subject_id, p.name, p.attempts, coalesce(p.password,
					  (select o.password from account_projection o where o.region_id = p.region_id and o.kind = p.kind
					    and o.subject_id = p.subject_id and o.password not like 'reset:%' order by o.id limit 1)) as password""")
			.param("work", WORK_SECONDS)
			.param("id", item.id())
			.query(Item.class)
			.optional();
	}

	/** In the scope of the region: every grant of the account that is not revoked. */
	@Transactional(readOnly = true)
	List<Holding> holdings(long region, long account) {
		return this.jdbc
			.sql("select role, unit_id, valid_to from role_grant "
					+ "where region_id = :region and account_id = :account and revoked_at is null")
			.param("region", region)
			.param("account", account)
			.query(Holding.class)
			.list();
	}

	/** In the scope of the item's region. */
	@Transactional(readOnly = true)
	Optional<Snapshot> snapshot(Item item) {
		LocalDate today = LocalDate.now(this.clock);
		Optional<AccountLine> account = this.jdbc.sql(
				"select username, display_name, email, enabled, closed_on, version from account where region_id = :region and id = :id")
			.param("region", item.regionId())
			.param("id", item.subjectId())
			.query(AccountLine.class)
			.optional();
		List<GrantLine> grants = this.jdbc.sql(
				"select id, role, unit_id, person_id, valid_from, valid_to, revoked_at is not null as revoked, instead_of "
						+ "from role_grant where region_id = :region and account_id = :id order by id")
			.param("region", item.regionId())
			.param("id", item.subjectId())
			.query(GrantLine.class)
			.list();
		List<GrantLine> valid = grants.stream()
			.filter((grant) -> !grant.revoked() && !grant.validFrom().isAfter(today)
					&& (grant.validTo() == null || !grant.validTo().isBefore(today)))
			.toList();
		List<String> texts = Stream.concat(valid.stream(), archives(item.regionId(), valid))
			.map((grant) -> text(item.regionId(), grant))
			.distinct()
			.toList();
		LocalDate closing = account.map(AccountLine::closedOn)
			.map((day) -> day.plusDays(1))
			.filter((day) -> day.isAfter(today))
			.orElse(null);
		LocalDate change = grants.stream()
			.filter((grant) -> !grant.revoked())
			.flatMap((grant) -> Stream.of(Optional.of(grant.validFrom()),
					Optional.ofNullable(grant.validTo()).map((date) -> date.plusDays(1))))
			.flatMap(Optional::stream)
			.filter((date) -> date.isAfter(today))
			.min(LocalDate::compareTo)
			.orElse(null);
		LocalDate next = (closing != null && (change == null || closing.isBefore(change))) ? closing : change;
		return account.map((line) -> new Snapshot(
				new Keycloak.User(line.username(), line.displayName(), line.email(), line.opensOn(today, grants), texts,
						this.seal.open(item.password()), Seal.isReset(item.password())),
				line.version(), grants.stream().map(GrantLine::id).toList(), next));
	}

	/**
	 * A legal successor keeps the papers of those that went into it: the same power
	 * there.
	 */
	private Stream<GrantLine> archives(long region, List<GrantLine> grants) {
		if (grants.isEmpty()) {
			return Stream.of();
		}
		return this.jdbc.sql("""
				with recursive archive as (
				  select o.id, o.successor_id as unit from organisation o
				    where o.region_id = :region and o.status = 'reorganised' and o.successor_id = any (:units)
				  union select o.id, a.unit from organisation o join archive a on o.successor_id = a.id
				    where o.region_id = :region and o.status = 'reorganised')
				select id, unit from archive order by id""")
			.param("region", region)
			.param("units", grants.stream().map(GrantLine::unitId).distinct().toArray(Long[]::new))
			.query((row, number) -> Map.entry(row.getLong("unit"), row.getLong("id")))
			.list()
			.stream()
			.flatMap((archive) -> grants.stream()
				.filter((grant) -> grant.unitId() == archive.getKey())
				.map((grant) -> grant.at(archive.getValue())));
	}

	/** In the scope of the item's region. */
	void projected(Item item, Snapshot snapshot, String subject) {
		this.jdbc
			.sql("update account set projected_at = now(), known = true, problem = null, subject = :subject "
					+ "where region_id = :region and id = :id and version = :version")
			.param("subject", subject)
			.param("region", item.regionId())
			.param("id", item.subjectId())
			.param("version", snapshot.version())
			.update();
		this.notifications.known(item.regionId(), item.subjectId(), subject);
		this.jdbc.sql("update role_grant set projected_at = now() where region_id = :region and id = any (:ids)")
			.param("region", item.regionId())
			.param("ids", snapshot.grantIds().toArray(Long[]::new))
			.update();
	}

	/** In the scope of the item's region: not before somebody has corrected it. */
	void refused(Item item, Snapshot snapshot, String problem, boolean known) {
		this.jdbc
			.sql("update account set projected_at = null, known = known or :known, problem = :problem "
					+ "where region_id = :region and id = :id and version = :version")
			.param("problem", problem)
			.param("known", known)
			.param("region", item.regionId())
			.param("id", item.subjectId())
			.param("version", snapshot.version())
			.update();
	}

	/** In the scope of the item's region: whoever set a password is told how it went. */
	void passwordSet(Item item, @Nullable String problem) {
		this.jdbc
			.sql("update account_invitation set done_at = case when cast(:problem as text) is null then now() end, "
					+ "used_at = case when cast(:problem as text) is null then used_at end, problem = :problem "
					+ "where region_id = :region and account_id = :id and used_at is not null")
			.param("problem", problem)
			.param("region", item.regionId())
			.param("id", item.subjectId())
			.update();
	}

	/**
	 * In the scope of the feed: done, and again on the day a grant begins or ends.
	 */
	void finish(Item item, @Nullable LocalDate again) {
		int mine = this.jdbc.sql("delete from account_projection where id = :id").param("id", item.id()).update();
		forgetParked(item);
		if (mine == 1) {
			enqueue(item, again);
		}
	}

	/**
	 * In the scope of the feed: refused. The initial password waits for the correction,
	 * which does not bring it again.
	 */
	void park(Item item, @Nullable LocalDate again, @Nullable String password) {
		if (password == null) {
			finish(item, again);
			return;
		}
		forgetParked(item);
		int mine = this.jdbc
			.sql("update account_projection set due_at = 'infinity', leased_until = null, password = :password "
					+ "where id = :id")
			.param("password", password)
			.param("id", item.id())
			.update();
		if (mine == 1) {
			enqueue(item, again);
		}
	}

	private void forgetParked(Item item) {
		this.jdbc
			.sql("delete from account_projection where region_id = :region and kind = :kind and subject_id = :subject "
					+ "and due_at = 'infinity'")
			.param("region", item.regionId())
			.param("kind", item.kind())
			.param("subject", item.subjectId())
			.update();
	}

	private void enqueue(Item item, @Nullable LocalDate day) {
		if (day == null) {
			return;
		}
		this.jdbc.sql("""
				insert into account_projection (region_id, kind, subject_id, due_at)
				select :region, :kind, :subject, :due where not exists (select from account_projection
				  where region_id = :region and kind = :kind and subject_id = :subject and due_at = :due)""")
			.param("region", item.regionId())
			.param("kind", item.kind())
			.param("subject", item.subjectId())
			.param("due", java.sql.Timestamp.from(start(day)))
			.update();
	}

	/** In the scope of the feed: later, and ever more patiently. */
	void postpone(Item item, String problem) {
		int seconds = Math.min(MAX_BACKOFF_SECONDS, 1 << Math.min(item.attempts(), 8));
		this.jdbc
			.sql("update account_projection set attempts = attempts + 1, problem = :problem, "
					+ "leased_until = null, due_at = now() + make_interval(secs => :seconds) where id = :id")
			.param("problem", problem)
			.param("seconds", seconds)
			.param("id", item.id())
			.update();
	}

	private Instant start(LocalDate day) {
		ZoneId zone = this.clock.getZone();
		return day.atStartOfDay(zone).toInstant();
	}

	private static String text(long region, GrantLine grant) {
		String text = grant.role() + "@" + region + "/" + grant.unitId();
		text = (grant.personId() != null) ? text + "/" + grant.personId() : text;
		return (grant.insteadOf() != null) ? text + "~" + grant.insteadOf() : text;
	}

}
