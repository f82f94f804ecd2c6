package ru.nastavnik.registry.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.ParticipantFacts;

/**
 * Takes people of a load back: who was new vanishes with everything the load made, who
 * was changed gets the old values. Where somebody has worked with a record since, it
 * stays and the reason is told.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class PeopleUndo {

	private static final String RESTORE = """
			with r as (
			  select * from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, before jsonb)
			), posts as (
			  update employment e set position = r.before ->> 'position', subjects = array(select jsonb_array_elements_text(r.before -> 'subjects')),
			    category = r.before ->> 'category', experience_since = (r.before ->> 'since')::date,
			    version = e.version + 1, updated_at = now(), updated_by = :caller
			  from r where e.region_id = :region and e.id = (r.before ->> 'employment')::bigint
			), classes as (
			  update enrolment n set grade = (r.before ->> 'grade')::int, letter = r.before ->> 'letter',
			    version = n.version + 1, updated_at = now(), updated_by = :caller
			  from r where n.region_id = :region and n.id = (r.before ->> 'enrolment')::bigint
			)
			update person p set phone = r.before ->> 'phone', email = r.before ->> 'email', version = p.version + 1,
			  updated_at = now(), updated_by = :caller
			from r where p.region_id = :region and p.id = r.id""";

	private static final String CHANGED_SINCE = """
			select r.id from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, before jsonb, at timestamptz)
			left join person p on p.region_id = :region and p.id = r.id
			left join employment e on e.region_id = :region and e.id = (r.before ->> 'employment')::bigint
			left join enrolment n on n.region_id = :region and n.id = (r.before ->> 'enrolment')::bigint
			where p.id is null or p.updated_at > r.at or e.updated_at > r.at or n.updated_at > r.at
			  or r.before ->> 'employment' is not null and e.id is null
			  or r.before ->> 'enrolment' is not null and n.id is null""";

	private final Kept kept;

	private final OrganisationDirectory directory;

	private final ParticipantFacts facts;

	private final JdbcClient jdbc;

	private final Columns columns;

	PeopleUndo(Kept kept, OrganisationDirectory directory, ParticipantFacts facts, JdbcClient jdbc, Columns columns) {
		this.kept = kept;
		this.directory = directory;
		this.facts = facts;
		this.jdbc = jdbc;
		this.columns = columns;
	}

	Map<Integer, String> undo(long organisation, List<ImportKind.Made> rows) {
		Map<Integer, String> refused = new LinkedHashMap<>();
		List<ImportKind.Made> made = rows.stream().filter((row) -> row.action().equals("new")).toList();
		List<ImportKind.Made> changed = rows.stream().filter((row) -> row.action().equals("update")).toList();
		if (!made.isEmpty()) {
			refused.putAll(vanish(organisation, made));
		}
		if (!changed.isEmpty()) {
			refused.putAll(restore(changed));
		}
		return refused;
	}

	private Map<Integer, String> vanish(long organisation, List<ImportKind.Made> rows) {
		List<Kept.Table> tables = this.kept.tables();
		String subjects = json(rows);
		Map<Long, Set<String>> built = new HashMap<>();
		StringBuilder check = new StringBuilder("""
				with r as materialized (select cast(:region as bigint) as region_id, s.id, s.at
				  from jsonb_to_recordset(cast(:rows as jsonb)) as s(id bigint, at timestamptz))
				select 'данные человека' as what, r.id from r left join person t on t.region_id = r.region_id
				  and t.id = r.id where t.id is null or t.version > 0 or t.created_at <> r.at""");
		for (Kept.Table table : tables) {
			check.append(" union all select '")
				.append(table.words())
				.append("', r.id from r join ")
				.append(table.name())
				.append(" t on ")
				.append(table.through());
			if (table.stamped()) {
				check.append(" where t.created_at <> r.at or t.version > 0");
			}
		}
		this.jdbc.sql(check.toString())
			.param("region", Scope.current().region())
			.param("rows", subjects)
			.query((row) -> {
				built.computeIfAbsent(row.getLong("id"), (id) -> new TreeSet<>()).add(row.getString("what"));
			});
		Map<Integer, String> refused = new LinkedHashMap<>();
		List<ImportKind.Made> free = new ArrayList<>();
		for (ImportKind.Made row : rows) {
			Set<String> reasons = built.get(row.subject());
			if (reasons != null) {
				refused.put(row.number(), "После загрузки с записью работали: " + Kept.words(reasons)
						+ ". Она оставлена; удалите или исправьте её в карточке.");
			}
			else {
				free.add(row);
			}
		}
		if (!free.isEmpty()) {
			delete(organisation, free, tables);
		}
		return refused;
	}

	private void delete(long organisation, List<ImportKind.Made> rows, List<Kept.Table> tables) {
		long region = Scope.current().region();
		Long[] ids = rows.stream().map(ImportKind.Made::subject).toArray(Long[]::new);
		List<Long> representatives = this.jdbc
			.sql("select distinct representative_id from representation where region_id = :region "
					+ "and person_id = any (:ids)")
			.param("region", region)
			.param("ids", ids)
			.query(Long.class)
			.list();
		for (Kept.Table table : tables) {
			if (table.whole()) {
				this.jdbc.sql("delete from " + table.name()
						+ " t using (select cast(:region as bigint) as region_id, unnest(:ids::bigint[]) as id) r where "
						+ table.through())
					.param("region", region)
					.param("ids", ids)
					.update();
			}
		}
		// a representative stays as long as somebody is represented; one who was here
		// before
		// this load has another age
		Long[] orphans = representatives.isEmpty() ? new Long[0] : this.jdbc
			.sql("""
					select p.id from person p where p.region_id = :region and p.id = any (:ids) and p.kind = 'representative'
					  and p.version = 0 and p.created_at = any (select s.at from jsonb_to_recordset(cast(:rows as jsonb))
					    as s(at timestamptz))
					  and not exists (select from representation x where x.region_id = p.region_id
					    and x.representative_id = p.id)
					  and not exists (select from consent c where c.region_id = p.region_id and c.signer_id = p.id)""")
			.param("region", region)
			.param("ids", representatives.toArray(Long[]::new))
			.param("rows", json(rows))
			.query(Long.class)
			.list()
			.toArray(Long[]::new);
		for (Long[] gone : List.of(ids, orphans)) {
			if (gone.length > 0) {
				this.jdbc.sql("delete from person_fingerprint where region_id = :region and person_id = any (:ids)")
					.param("region", region)
					.param("ids", gone)
					.update();
				this.jdbc.sql("delete from person where region_id = :region and id = any (:ids)")
					.param("region", region)
					.param("ids", gone)
					.update();
			}
		}
		Place place = this.directory.get(organisation).place();
		this.facts.gone(List.of(ids), place);
	}

	private Map<Integer, String> restore(List<ImportKind.Made> rows) {
		long region = Scope.current().region();
		List<Map<String, Object>> subjects = rows.stream()
			.map((row) -> Map.<String, Object>of("id", row.subject(), "at", row.at().toString(), "before",
					this.columns.tree(String.valueOf(row.before()))))
			.toList();
		String json = this.columns.of(subjects);
		Set<Long> changed = new TreeSet<>(
				this.jdbc.sql(CHANGED_SINCE).param("region", region).param("rows", json).query(Long.class).list());
		Map<Integer, String> refused = new LinkedHashMap<>();
		rows.stream()
			.filter((row) -> changed.contains(row.subject()))
			.forEach((row) -> refused.put(row.number(),
					"После загрузки данные этого человека меняли. Они оставлены; исправьте их в карточке."));
		List<Map<String, Object>> free = subjects.stream()
			.filter((subject) -> !changed.contains((Long) subject.get("id")))
			.toList();
		if (!free.isEmpty()) {
			this.jdbc.sql(RESTORE)
				.param("region", region)
				.param("rows", this.columns.of(free))
				.param("caller", Scope.current().caller())
				.update();
			this.facts.changed(free.stream().map((subject) -> (Long) subject.get("id")).toList(), false);
		}
		return refused;
	}

	private String json(List<ImportKind.Made> rows) {
		return this.columns
			.of(rows.stream().map((row) -> Map.of("id", row.subject(), "at", row.at().toString())).toList());
	}

}
