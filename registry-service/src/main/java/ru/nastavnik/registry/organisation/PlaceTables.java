package ru.nastavnik.registry.organisation;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables whose rows stand in an organisation. They are asked of the database, so that
 * a new table is rewritten by every move without being named here.
 */
@Component
class PlaceTables {

	/** Their place is what it was when the row was written. */
	static final Set<String> HISTORY = Set.of("organisation_placement", "outbox", "feed", "audit_event", "audit_value");

	/** Their rows follow a person by rules of their own. */
	static final Set<String> BY_RULE = Set.of("employment", "enrolment", "account", "role_grant");

	/** Rows that belong to a person by way of another row. */
	static final Map<String, String> BY_PARENT = Map.of("third_party_info", ofMentee(), "mentee_support", ofMentee(),
			"shared_mentor",
			"x.mentor_id in (select t.id from mentor t where t.region_id = x.region_id and t.person_id = any (:people))",
			"account_invitation",
			"x.account_id in (select t.id from account t where t.region_id = x.region_id and t.person_id = any (:people))");

	/** Rows that cannot go because the other organisation has its own. */
	private static final Map<String, String> DOUBLES = Map.of("consent",
			"""
					and not (x.status = 'active' and exists (select from consent c where c.region_id = x.region_id
					 and c.organisation_id = :to and c.person_id = x.person_id and c.kind = x.kind and c.status = 'active'))""");

	private static final String FIND = """
			select c.relname as name, bool_or(a.attname = 'person_id') as personal,
			  bool_or(a.attname = 'version') as versioned, bool_or(a.attname = 'created_at') as dated
			from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
			group by c.relname
			having count(*) filter (where a.attname in ('region_id', 'institute_id', 'municipality_id',
			  'organisation_id')) = 4
			order by c.relname""";

	private final JdbcClient jdbc;

	PlaceTables(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	private static String ofMentee() {
		return "x.mentee_id in (select t.id from mentee t where t.region_id = x.region_id and t.person_id = any (:people))";
	}

	/** A table and what it has. */
	record Table(String name, boolean personal, boolean versioned, boolean dated) {

		/**
		 * SQL over {@code x}: rows of these people; null when they are not a person's.
		 */
		@Nullable String ofPeople() {
			String byParent = BY_PARENT.get(this.name);
			return (byParent != null) ? byParent : this.personal ? "x.person_id = any (:people)" : null;
		}

		/**
		 * SQL over {@code x}: rows of these people that the organisation {@code :to} can
		 * take.
		 */
		String takenBy() {
			return java.util.Objects.requireNonNull(ofPeople()) + DOUBLES.getOrDefault(this.name, "");
		}

	}

	/** Tables that a move rewrites. */
	List<Table> placed() {
		return this.jdbc.sql(FIND)
			.query(Table.class)
			.list()
			.stream()
			.filter((table) -> !HISTORY.contains(table.name()))
			.toList();
	}

	/** Tables whose rows go wherever their person goes. */
	List<Table> following() {
		return placed().stream()
			.filter((table) -> table.ofPeople() != null && !BY_RULE.contains(table.name()))
			.toList();
	}

}
