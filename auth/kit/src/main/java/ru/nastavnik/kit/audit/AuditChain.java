package ru.nastavnik.kit.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.background.Rounds;

/**
 * Links committed events of each region into a chain: the hash of an event covers the
 * hash before it. It works after commit and alone (advisory lock), so writers never wait
 * for each other; further instances are harmless.
 */
class AuditChain extends Rounds {

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private static final int LIMIT = 1000;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final TransactionTemplate transaction;

	AuditChain(JdbcClient jdbc, JdbcTemplate batches, TransactionTemplate transaction) {
		super("audit-chain", PAUSE);
		this.jdbc = jdbc;
		this.batches = batches;
		this.transaction = transaction;
	}

	private record Pending(long id, long regionId, long eventId, @Nullable String line) {
	}

	/** Where a region's chain ends. */
	record Link(long regionId, long position, byte[] hash) {

		static final byte[] START = new byte[32];

		Link next(String line) {
			return new Link(this.regionId, this.position + 1, link(this.hash, line));
		}

	}

	static byte[] link(byte[] before, String line) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(before);
			return digest.digest(line.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	protected boolean round() {
		return link() == LIMIT;
	}

	/** Links one batch; returns its size. */
	int link() {
		Integer linked = Scope.get(Scope.ofFeed(), () -> this.transaction.execute((status) -> {
			boolean mine = this.jdbc.sql("select pg_try_advisory_xact_lock(hashtext('audit-chain'))")
				.query(Boolean.class)
				.single();
			return mine ? linkPending() : 0;
		}));
		return (linked != null) ? linked : 0;
	}

	private int linkPending() {
		List<Pending> pending = this.jdbc
			.sql("""
					select p.id, p.region_id, p.event_id, audit_line(e) as line from audit_pending p
					left join audit_event e on e.region_id = p.region_id and e.id = p.event_id order by p.id limit :limit""")
			.param("limit", LIMIT)
			.query(Pending.class)
			.list();
		if (pending.isEmpty()) {
			return 0;
		}
		Map<Long, Link> ends = ends(pending.stream().map(Pending::regionId).distinct().toList());
		List<Object[]> rows = new ArrayList<>();
		for (Pending event : pending) {
			if (event.line() != null) {
				Link link = ends.getOrDefault(event.regionId(), new Link(event.regionId(), 0, Link.START))
					.next(event.line());
				ends.put(event.regionId(), link);
				rows.add(new Object[] { link.regionId(), link.position(), event.eventId(), link.hash() });
			}
		}
		this.batches.batchUpdate("insert into audit_chain (region_id, position, event_id, hash) values (?, ?, ?, ?)",
				rows);
		this.jdbc.sql("delete from audit_pending where id = any (:ids)")
			.param("ids", pending.stream().map(Pending::id).toArray(Long[]::new))
			.update();
		return pending.size();
	}

	private Map<Long, Link> ends(List<Long> regions) {
		Map<Long, Link> ends = new HashMap<>();
		this.jdbc
			.sql("""
					select c.region_id, c.position, c.hash from unnest(cast(:regions as bigint[])) as r(id)
					cross join lateral (select * from audit_chain c where c.region_id = r.id order by position desc limit 1) c""")
			.param("regions", regions.toArray(Long[]::new))
			.query((row) -> {
				ends.put(row.getLong(1),
						new Link(row.getLong(1), row.getLong(2), Objects.requireNonNull(row.getBytes(3))));
			});
		return ends;
	}

}
