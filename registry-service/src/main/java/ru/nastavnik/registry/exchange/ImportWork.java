package ru.nastavnik.registry.exchange;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.sheet.Finding;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.exchange.ImportKind.Action;
import ru.nastavnik.registry.exchange.ImportKind.Staged;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * The steps of a load, one transaction each: whatever is killed between two of them has
 * lost nothing and repeats nothing, because a row says itself how far it is.
 */
@Service
@Transactional
class ImportWork {

	private static final String STAGE = """
			insert into import_row (region_id, institute_id, municipality_id, organisation_id, batch_id, row_no, label,
			  natural_key, action, data, findings, warned, subject_id)
			select :region, cast(:institute as bigint), cast(:municipality as bigint), :organisation, :id, r.number,
			  r.label, r.key, r.action, r.data, r.findings, r.warned, r.subject
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(number int, label text, key text, action text, data jsonb,
			  findings jsonb, warned boolean, subject bigint)""";

	private final ImportKinds kinds;

	private final OrganisationDirectory directory;

	private final Audit audit;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final JsonMapper json;

	ImportWork(ImportKinds kinds, OrganisationDirectory directory, Audit audit, JdbcClient jdbc, Columns columns,
			JsonMapper json) {
		this.audit = audit;
		this.kinds = kinds;
		this.directory = directory;
		this.jdbc = jdbc;
		this.columns = columns;
		this.json = json;
	}

	private record StageLine(int number, String label, @Nullable String key, String action, @Nullable Object data,
			@Nullable List<Finding> findings, boolean warned, @Nullable Long subject) {

		static StageLine of(Staged row) {
			boolean wrong = row.action == Action.WRONG;
			return new StageLine(row.number, row.parsed.label(), row.parsed.key(), row.action.code(),
					wrong ? null : row.parsed.data(), row.findings.isEmpty() ? null : row.findings,
					row.findings.stream().anyMatch(Finding::warning), row.subject);
		}

	}

	private record DoneLine(int number, @Nullable Long subject, @Nullable Object before) {
	}

	private record FaultLine(int number, List<Finding> findings) {
	}

	/** Forgets an earlier dry run. */
	void clear(long id) {
		sql("delete from import_row where region_id = :region and batch_id = :id", id).update();
	}

	/** Compares a chunk with the base and stages it. */
	void stage(ImportView batch, List<Staged> rows, int done) {
		List<Staged> clean = rows.stream().filter((row) -> row.action != Action.WRONG).toList();
		if (!clean.isEmpty()) {
			this.kinds.of(batch.kind()).compare(batch.organisationId(), clean);
		}
		Place place = this.directory.get(batch.organisationId()).place();
		sql(STAGE, batch.id()).param("rows", this.columns.of(rows.stream().map(StageLine::of).toList()))
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.update();
		progress(batch.id(), done, null);
	}

	/** Adds errors to rows that are staged already. */
	void fault(long id, Map<Integer, List<Finding>> findings) {
		if (findings.isEmpty()) {
			return;
		}
		List<FaultLine> lines = new ArrayList<>();
		findings.forEach((number, found) -> lines.add(new FaultLine(number, found)));
		sql("""
				update import_row i set action = 'wrong', data = null,
				  findings = coalesce(i.findings, '[]'::jsonb) || r.findings
				from jsonb_to_recordset(cast(:rows as jsonb)) as r(number int, findings jsonb)
				where i.region_id = :region and i.batch_id = :id and i.row_no = r.number""", id)
			.param("rows", this.columns.of(lines))
			.update();
	}

	void checked(long id, int rows, int skipped) {
		sql("""
				update import_batch set status = 'checked', stage = null, skipped = :skipped, checked_at = now(),
				  done = :rows, total = :rows, version = version + 1, updated_at = now()
				where region_id = :region and id = :id""", id).param("rows", rows).param("skipped", skipped).update();
	}

	/** How many rows a load has before it. */
	int open(long id, boolean update) {
		return sql("select count(*) from import_row where region_id = :region and batch_id = :id and state = 'staged'"
				+ " and action = any (:actions)", id)
			.param("actions", actions(update))
			.query(Integer.class)
			.single();
	}

	/** How many rows are in one of these states. */
	int count(long id, String... states) {
		return sql(
				"select count(*) from import_row where region_id = :region and batch_id = :id and state = any (:states)",
				id)
			.param("states", states)
			.query(Integer.class)
			.single();
	}

	private static String[] actions(boolean update) {
		return update ? new String[] { "new", "update" } : new String[] { "new" };
	}

	/**
	 * The planner takes the tables of a new region for empty, and then walks through all
	 * of them for each person, until it is told; a load is over before autovacuum comes.
	 */
	void tellPlanner() {
		this.jdbc
			.sql("""
					analyze (skip_locked) person (id, region_id, organisation_id), person_fingerprint (region_id, fingerprint),
					  employment (region_id, person_id), enrolment (region_id, person_id), consent (region_id, person_id),
					  representation (region_id, person_id, representative_id), mentor (region_id, person_id),
					  mentee (region_id, person_id), import_row (region_id, batch_id)""")
			.update();
	}

	/**
	 * How far a load is: the next chunk begins after the last row of this one, so that no
	 * chunk walks through those before it.
	 *
	 * @param rows rows dealt with, 0 at the end
	 * @param changing whether the new ones are done and those known already are at work
	 * @param last number of the last row
	 */
	record Chunk(int rows, boolean changing, int last) {

		static final Chunk START = new Chunk(-1, false, 0);

		static final Chunk END = new Chunk(0, true, 0);

	}

	/**
	 * Loads one chunk. Rows that turn out to be known or wrong meanwhile are left out and
	 * say why.
	 */
	Chunk load(ImportView batch, Chunk before, int limit, int done) {
		boolean changing = before.changing();
		List<Staged> rows = changing ? List.of() : staged(batch, "new", before.last(), limit);
		if (rows.isEmpty() && batch.existing().equals("update")) {
			// each changed person takes a lock, and the server's table of locks is finite
			rows = staged(batch, "update", changing ? before.last() : 0, Math.min(limit, 500));
			changing = true;
		}
		if (rows.isEmpty()) {
			return Chunk.END;
		}
		write(batch, rows, changing);
		progress(batch.id(), done + rows.size(), null);
		return new Chunk(rows.size(), changing, rows.getLast().number);
	}

	private void write(ImportView batch, List<Staged> rows, boolean changing) {
		ImportKind kind = this.kinds.of(batch.kind());
		kind.compare(batch.organisationId(), rows);
		List<Staged> fresh = rows.stream().filter((row) -> row.action == Action.NEW).toList();
		List<Staged> changed = rows.stream().filter((row) -> row.action == Action.UPDATE && changing).toList();
		if (!fresh.isEmpty() && !changing) {
			kind.create(batch.organisationId(), fresh);
			Map<Integer, List<Finding>> refused = new LinkedHashMap<>();
			fresh.stream()
				.filter((row) -> row.action == Action.WRONG)
				.forEach((row) -> refused.put(row.number, row.findings));
			fault(batch.id(), refused);
			List<Staged> made = fresh.stream().filter((row) -> row.action == Action.NEW).toList();
			done(batch.id(), made);
			log(batch, "loaded", made.stream().map((row) -> Objects.requireNonNull(row.subject)).toList());
		}
		if (!changed.isEmpty()) {
			kind.update(batch.organisationId(), changed);
			done(batch.id(), changed);
			log(batch, "loaded", changed.stream().map((row) -> Objects.requireNonNull(row.subject)).toList());
		}
		List<Staged> others = rows.stream()
			.filter((row) -> row.action != Action.WRONG && row.action != (changing ? Action.UPDATE : Action.NEW))
			.toList();
		if (!others.isEmpty()) {
			sql("""
					update import_row set state = 'passed', note = 'После проверки база изменилась: строка пропущена.'
					where region_id = :region and batch_id = :id and row_no = any (:rows)""", batch.id())
				.param("rows", others.stream().map((row) -> row.number).toArray(Integer[]::new))
				.update();
		}
	}

	private List<Staged> staged(ImportView batch, String action, int after, int limit) {
		Class<?> type = this.kinds.of(batch.kind()).dataType();
		return sql("""
				select row_no, label, natural_key, data, findings from import_row
				where region_id = :region and batch_id = :id and row_no > :after and state = 'staged'
				  and action = :action
				order by row_no limit :limit""", batch.id()).param("action", action)
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> new Staged(row.getInt("row_no"),
					new ImportKind.Parsed(row.getString("label"), row.getString("natural_key"),
							this.json.readValue(row.getString("data"), type)),
					List.of(), Action.NEW))
			.list();
	}

	private void done(long id, List<Staged> rows) {
		sql("""
				update import_row i set state = 'loaded', made_at = now(), subject_id = r.subject, before = r.before,
				  data = null
				from jsonb_to_recordset(cast(:rows as jsonb)) as r(number int, subject bigint, before jsonb)
				where i.region_id = :region and i.batch_id = :id and i.row_no = r.number""", id)
			.param("rows",
					this.columns
						.of(rows.stream().map((row) -> new DoneLine(row.number, row.subject, row.before)).toList()))
			.update();
	}

	/** The journal of actions: one line for a chunk, with the people it is about. */
	private void log(ImportView batch, String action, List<Long> subjects) {
		boolean people = batch.kind().equals("people");
		this.audit.recordAll(this.directory.get(batch.organisationId()).place(), action, "import", batch.id(),
				people ? subjects : List.of(), Map.of("kind", batch.kind(), "rows", subjects.size()));
	}

	void loaded(long id, boolean stopped) {
		sql("""
				update import_batch set status = :status, stage = null, loaded_at = now(), version = version + 1,
				  updated_at = now()
				where region_id = :region and id = :id""", id).param("status", stopped ? "stopped" : "loaded").update();
	}

	/** Takes one chunk back; gives the number of rows dealt with, 0 at the end. */
	int undo(ImportView batch, int chunk, int done) {
		List<ImportKind.Made> rows = made(batch.id(), chunk);
		if (rows.isEmpty()) {
			return 0;
		}
		Map<Integer, String> refused = this.kinds.of(batch.kind()).undo(batch.organisationId(), rows);
		Map<Integer, String> notes = new LinkedHashMap<>();
		rows.forEach((row) -> notes.put(row.number(), refused.getOrDefault(row.number(), "")));
		settle(batch.id(), notes);
		log(batch, "undone",
				rows.stream()
					.filter((row) -> !refused.containsKey(row.number()))
					.map(ImportKind.Made::subject)
					.toList());
		progress(batch.id(), done + rows.size(), null);
		return rows.size();
	}

	/** The rows that the next chunk of an undo would take. */
	@Transactional(readOnly = true)
	List<ImportKind.Made> made(long id, int chunk) {
		// last come, first gone: who was made later may refer to who was made before
		return sql("""
				select row_no, subject_id, action, made_at, before from import_row
				where region_id = :region and batch_id = :id and state = 'loaded' order by row_no desc limit :limit""",
				id)
			.param("limit", chunk)
			.query((row, number) -> new ImportKind.Made(row.getInt("row_no"), row.getLong("subject_id"),
					row.getString("action"), Objects.requireNonNull(row.getObject("made_at", OffsetDateTime.class)),
					row.getString("before")))
			.list();
	}

	/** Marks rows of an undo: without a note they are gone. */
	void settle(long id, Map<Integer, String> notes) {
		sql("""
				update import_row i set state = case when r.note = '' then 'undone' else 'kept' end,
				  note = nullif(r.note, ''), before = null,
				  label = case when r.note = '' then '' else i.label end,
				  natural_key = null, findings = case when r.note = '' then null else i.findings end,
				  subject_id = case when r.note = '' then null else i.subject_id end
				from unnest(:numbers::int[], :notes::text[]) as r(number, note)
				where i.region_id = :region and i.batch_id = :id and i.row_no = r.number""", id)
			.param("numbers", notes.keySet().toArray(Integer[]::new))
			.param("notes", notes.values().toArray(String[]::new))
			.update();
	}

	void undone(long id, boolean stopped) {
		if (!stopped) {
			// nothing of the people stays but what was kept
			sql("delete from import_file where region_id = :region and batch_id = :id", id).update();
			sql("""
					update import_row set label = '', natural_key = null, data = null, findings = null, subject_id = null
					where region_id = :region and batch_id = :id and state in ('staged', 'passed')""",
					id)
				.update();
		}
		sql("""
				update import_batch set status = case when :stopped then 'stopped' when exists (select from import_row r
				    where r.region_id = :region and r.batch_id = :id and r.state = 'kept') then 'partly' else 'undone' end,
				  stage = null, undone_at = now(), version = version + 1, updated_at = now()
				where region_id = :region and id = :id""",
				id)
			.param("stopped", stopped)
			.update();
	}

	void failed(long id, String problem) {
		sql("""
				update import_batch set status = case when exists (select from import_row r where r.region_id = :region
				    and r.batch_id = :id and r.state = 'loaded') then 'stopped' when status = 'checking' then 'failed'
				    else 'checked' end,
				  stage = null, problem = :problem, version = version + 1, updated_at = now()
				where region_id = :region and id = :id""", id).param("problem", problem).update();
	}

	/** Tells how far the work is; true when somebody wants it to stop. */
	boolean progress(long id, int done, @Nullable Integer total) {
		return sql("""
				update import_batch set done = :done, total = coalesce(cast(:total as int), total)
				where region_id = :region and id = :id returning cancelled""", id).param("done", done)
			.param("total", total)
			.query(Boolean.class)
			.single();
	}

	private JdbcClient.StatementSpec sql(String sql, long id) {
		return this.jdbc.sql(sql).param("region", Scope.current().region()).param("id", id);
	}

}
