package ru.nastavnik.kit.audit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Reading the log: directors and curators that of their organisation, everybody else the
 * own actions.
 */
@Transactional(readOnly = true)
public class AuditReading {

	private final JdbcClient jdbc;

	private final JsonMapper json;

	AuditReading(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** What is looked for. */
	record Query(@Nullable Long organisation, @Nullable Long person, @Nullable String actor, @Nullable String action,
			@Nullable String type, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String before,
			int size) {
	}

	/** A line of the log. */
	record Entry(long id, Instant at, String actor, @Nullable String role, @Nullable Long insteadOf, String action,
			String type, @Nullable Long subjectId, @Nullable Long personId, @Nullable List<Long> people,
			long organisationId, @Nullable JsonNode before, @Nullable JsonNode after, boolean redacted,
			@Nullable String trace, @Nullable String ip) {
	}

	/** A part of the log and where the next begins. */
	record Part(List<Entry> items, @Nullable String next) {
	}

	Part find(Query query) {
		Scope scope = Scope.current();
		Long[] open = scope.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.DIRECTOR || grant.role() == Role.CURATOR)
			.map(Grant::organisation)
			.distinct()
			.toArray(Long[]::new);
		Map<String, Object> params = new HashMap<>();
		params.put("region", scope.region());
		StringBuilder where = new StringBuilder("e.region_id = :region");
		if (open.length > 0) {
			where.append(" and e.organisation_id = any (:open)");
			params.put("open", open);
		}
		else {
			where.append(" and e.caller = :caller");
			params.put("caller", scope.caller());
		}
		narrow(query, where, params);
		List<Entry> items = this.jdbc.sql("""
				select e.*, v.actor, v.old_values, v.new_values, v.redacted_at from audit_event e
				join audit_value v on v.region_id = e.region_id and v.event_id = e.id
				where %s order by e.at desc, e.id desc limit %d""".formatted(where, query.size() + 1))
			.params(params)
			.query(this::entry)
			.list();
		if (items.size() <= query.size()) {
			return new Part(items, null);
		}
		List<Entry> page = items.subList(0, query.size());
		Entry last = page.getLast();
		return new Part(page, last.at() + "_" + last.id());
	}

	private static void narrow(Query query, StringBuilder where, Map<String, Object> params) {
		ZoneId zone = ZoneId.systemDefault();
		if (query.organisation() != null) {
			where.append(" and e.organisation_id = :organisation");
			params.put("organisation", query.organisation());
		}
		if (query.person() != null) {
			where.append(" and (e.person_id = :person or :person = any (e.people))");
			params.put("person", query.person());
		}
		if (query.actor() != null && !query.actor().isBlank()) {
			where.append(" and strpos(lower(v.actor), :actor) > 0");
			params.put("actor", query.actor().strip().toLowerCase(Locale.ROOT));
		}
		if (query.action() != null) {
			where.append(" and e.action = :action");
			params.put("action", query.action());
		}
		if (query.type() != null) {
			where.append(" and e.subject_type = :type");
			params.put("type", query.type());
		}
		if (query.from() != null) {
			where.append(" and e.at >= :from");
			params.put("from", query.from().atStartOfDay(zone).toOffsetDateTime());
		}
		if (query.to() != null) {
			where.append(" and e.at < :to");
			params.put("to", query.to().plusDays(1).atStartOfDay(zone).toOffsetDateTime());
		}
		if (query.before() != null) {
			String[] parts = query.before().split("_", 2);
			try {
				params.put("beforeAt", Instant.parse(parts[0]).atOffset(java.time.ZoneOffset.UTC));
				params.put("beforeId", Long.valueOf(parts[1]));
			}
			catch (RuntimeException ex) {
				throw KitProblem.INVALID.because("Продолжение журнала не найдено. Откройте журнал заново.")
					.on("before", "Откройте журнал заново.");
			}
			where.append(" and (e.at, e.id) < (:beforeAt, :beforeId)");
		}
	}

	private Entry entry(ResultSet row, int number) throws SQLException {
		String acting = row.getString("acting");
		return new Entry(row.getLong("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
				row.getString("actor"), acting.isEmpty() ? null : acting.substring(0, acting.indexOf('@')),
				row.getObject("instead_of", Long.class), row.getString("action"), row.getString("subject_type"),
				row.getObject("subject_id", Long.class), row.getObject("person_id", Long.class),
				people(row.getArray("people")), row.getLong("organisation_id"), values(row.getString("old_values")),
				values(row.getString("new_values")), row.getObject("redacted_at") != null, row.getString("trace"),
				row.getString("ip"));
	}

	private @Nullable JsonNode values(@Nullable String text) {
		return (text != null) ? this.json.readTree(text) : null;
	}

	private static @Nullable List<Long> people(@Nullable Array ids) throws SQLException {
		return (ids != null) ? List.of((Long[]) ids.getArray()) : null;
	}

}
