package ru.nastavnik.registry.account;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queue of what Keycloak has yet to learn. Each step is a transaction of its own in
 * the scope that it needs: the queue belongs to no region, an account to exactly one.
 */
@Service
@Transactional
class Projection {

	private static final int MAX_BACKOFF_SECONDS = 300;

	private final JdbcClient jdbc;

	private final Clock clock;

	Projection(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
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
	record Holding(String role, long unitId) {
	}

	private record GrantLine(long id, String role, long unitId, @Nullable Long personId, LocalDate validFrom,
			@Nullable LocalDate validTo, boolean revoked) {
	}

	private record AccountLine(String username, String displayName, @Nullable String email, boolean enabled,
			int version) {
	}

	/** In the scope of the feed. */
	@Transactional(readOnly = true)
	List<Item> due(int limit) {
		return this.jdbc
			.sql("select id, region_id, kind, subject_id, name, password, attempts from account_projection "
					+ "where due_at <= now() order by due_at, id limit :limit")
			.param("limit", limit)
			.query(Item.class)
			.list();
	}

	/** In the scope of the region: every grant of the account that is not revoked. */
	@Transactional(readOnly = true)
	List<Holding> holdings(long region, long account) {
		return this.jdbc
			.sql("select role, unit_id from role_grant "
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
				"select username, display_name, email, enabled, version from account where region_id = :region and id = :id")
			.param("region", item.regionId())
			.param("id", item.subjectId())
			.query(AccountLine.class)
			.optional();
		List<GrantLine> grants = this.jdbc
			.sql("select id, role, unit_id, person_id, valid_from, valid_to, revoked_at is not null as revoked "
					+ "from role_grant where region_id = :region and account_id = :id order by id")
			.param("region", item.regionId())
			.param("id", item.subjectId())
			.query(GrantLine.class)
			.list();
		List<String> texts = grants.stream()
			.filter((grant) -> !grant.revoked() && !grant.validFrom().isAfter(today)
					&& (grant.validTo() == null || !grant.validTo().isBefore(today)))
			.map((grant) -> text(item.regionId(), grant))
			.distinct()
			.toList();
		LocalDate next = grants.stream()
			.filter((grant) -> !grant.revoked())
			.flatMap((grant) -> java.util.stream.Stream.of(Optional.of(grant.validFrom()),
					Optional.ofNullable(grant.validTo()).map((date) -> date.plusDays(1))))
			.flatMap(Optional::stream)
			.filter((date) -> date.isAfter(today))
			.min(LocalDate::compareTo)
			.orElse(null);
		return account.map((line) -> new Snapshot(new Keycloak.User(line.username(), line.displayName(), line.email(),
				line.enabled(), texts, item.password()), line.version(), grants.stream().map(GrantLine::id).toList(),
				next));
	}

	/** In the scope of the item's region. */
	void projected(Item item, Snapshot snapshot) {
		this.jdbc
			.sql("update account set projected_at = now(), problem = null "
					+ "where region_id = :region and id = :id and version = :version")
			.param("region", item.regionId())
			.param("id", item.subjectId())
			.param("version", snapshot.version())
			.update();
		this.jdbc.sql("update role_grant set projected_at = now() where region_id = :region and id = any (:ids)")
			.param("region", item.regionId())
			.param("ids", snapshot.grantIds().toArray(Long[]::new))
			.update();
	}

	/** In the scope of the item's region: not before somebody has corrected it. */
	void refused(Item item, Snapshot snapshot, String problem) {
		this.jdbc
			.sql("update account set projected_at = null, problem = :problem "
					+ "where region_id = :region and id = :id and version = :version")
			.param("problem", problem)
			.param("region", item.regionId())
			.param("id", item.subjectId())
			.param("version", snapshot.version())
			.update();
	}

	/**
	 * In the scope of the feed: done, and again on the day a grant begins or ends.
	 */
	void finish(Item item, @Nullable LocalDate again) {
		this.jdbc.sql("delete from account_projection where id = :id").param("id", item.id()).update();
		if (again != null) {
			this.jdbc.sql("""
					insert into account_projection (region_id, kind, subject_id, due_at)
					values (:region, :kind, :subject, :due)""")
				.param("region", item.regionId())
				.param("kind", item.kind())
				.param("subject", item.subjectId())
				.param("due", java.sql.Timestamp.from(start(again)))
				.update();
		}
	}

	/** In the scope of the feed: later, and ever more patiently. */
	void postpone(Item item, String problem) {
		int seconds = Math.min(MAX_BACKOFF_SECONDS, 1 << Math.min(item.attempts(), 8));
		this.jdbc
			.sql("update account_projection set attempts = attempts + 1, problem = :problem, "
					+ "due_at = now() + make_interval(secs => :seconds) where id = :id")
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
		return (grant.personId() != null) ? text + "/" + grant.personId() : text;
	}

}
