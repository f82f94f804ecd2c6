package ru.nastavnik.kit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Walks the chain of a region from its start and names every event that is not what it
 * was when it was written.
 */
@Transactional(readOnly = true)
public class AuditVerification {

	private static final int FINDINGS = 100;

	private final JdbcClient jdbc;

	AuditVerification(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * What was found in a region.
	 *
	 * @param events how many events the chain holds
	 * @param redacted how many of them lost their values by an erasure
	 * @param head the last hash: kept elsewhere, it proves later that nothing was cut off
	 */
	public record Verdict(long regionId, boolean sound, long events, long redacted, String head,
			List<Finding> findings) {
	}

	/** Something that is not as it was written. */
	public record Finding(@Nullable Long eventId, @Nullable Long position, String problem) {
	}

	private record Line(long position, long eventId, byte[] hash, @Nullable String line, boolean valued,
			boolean redacted, boolean intact) {
	}

	/**
	 * Who may ask: the institute and the ministry for their region, a service for all.
	 */
	static List<Long> regions(Scope scope, AuditVerification verification) {
		if (scope.feed()) {
			return verification.regions();
		}
		scope.requireAny(Role.INSTITUTE, Role.MINISTRY);
		if (scope.region() == 0) {
			throw KitProblem.NOT_FOUND.because("Регион не найден или недоступен вам.");
		}
		return List.of(scope.region());
	}

	List<Long> regions() {
		return this.jdbc.sql("select distinct region_id from audit_event order by 1").query(Long.class).list();
	}

	/** In the scope of the feed. */
	Verdict verify(long region) {
		List<Finding> findings = new ArrayList<>();
		long[] counts = new long[2];
		AuditChain.Link[] end = { new AuditChain.Link(region, 0, AuditChain.Link.START) };
		this.jdbc.sql("""
				select c.position, c.event_id, c.hash, audit_line(e) as line, v.event_id is not null as valued,
				  v.redacted_at is not null as redacted,
				  coalesce(e.digest = audit_digest(v.salt, v.actor, v.old_values, v.new_values), false) as intact
				from audit_chain c
				left join audit_event e on e.region_id = c.region_id and e.id = c.event_id
				left join audit_value v on v.region_id = c.region_id and v.event_id = c.event_id
				where c.region_id = :region order by c.position""").param("region", region).query((row) -> {
			Line line = new Line(row.getLong("position"), row.getLong("event_id"), row.getBytes("hash"),
					row.getString("line"), row.getBoolean("valued"), row.getBoolean("redacted"),
					row.getBoolean("intact"));
			check(line, end[0], findings);
			end[0] = new AuditChain.Link(region, line.position(), line.hash());
			counts[0]++;
			counts[1] += line.redacted() ? 1 : 0;
		});
		this.jdbc.sql("""
				select e.id from audit_event e where e.region_id = :region
				and not exists (select from audit_chain c where c.region_id = e.region_id and c.event_id = e.id)
				and not exists (select from audit_pending p where p.region_id = e.region_id and p.event_id = e.id)
				order by e.id limit :limit""")
			.param("region", region)
			.param("limit", FINDINGS)
			.query(Long.class)
			.list()
			.forEach((id) -> findings.add(new Finding(id, null, "event is not in the chain")));
		return new Verdict(region, findings.isEmpty(), counts[0], counts[1], HexFormat.of().formatHex(end[0].hash()),
				findings.stream().limit(FINDINGS).toList());
	}

	private static void check(Line line, AuditChain.Link before, List<Finding> findings) {
		String problem = null;
		if (line.position() != before.position() + 1) {
			problem = "links are missing before this one";
		}
		else if (line.line() == null) {
			problem = "event was removed";
		}
		else if (!Arrays.equals(before.next(line.line()).hash(), line.hash())) {
			problem = "event or link was changed";
		}
		else if (!line.valued()) {
			problem = "values were removed";
		}
		else if (!line.intact() && !line.redacted()) {
			problem = "values were changed";
		}
		if (problem != null) {
			findings.add(new Finding(line.eventId(), line.position(), problem));
		}
	}

}
