package ru.nastavnik.programme.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Rows;
import ru.nastavnik.programme.matching.Matching.Pair;
import ru.nastavnik.programme.matching.Matching.Result;

/**
 * The steps of the worker, one transaction each. A run that was killed between them has
 * stored nothing but its place in the queue and is begun again.
 */
@Service
@Transactional
class RunWork {

	static final int ATTEMPTS = 4;

	private final JdbcClient jdbc;

	private final RunStore store;

	private final SnapshotReading snapshots;

	private final JsonMapper json;

	RunWork(JdbcClient jdbc, RunStore store, SnapshotReading snapshots, JsonMapper json) {
		this.jdbc = jdbc;
		this.store = store;
		this.snapshots = snapshots;
		this.json = json;
	}

	/** A run with the grants it was asked under. */
	record Job(long region, long run, String caller, String callerName, List<String> grants, int attempts) {

		Scope scope() {
			return Scope.of(this.caller, this.callerName,
					this.grants.stream().flatMap((grant) -> Grant.parse(grant).stream()).toList(), this.region);
		}

	}

	/** Takes the next one; in the scope of the feed. */
	Optional<Job> take() {
		return this.jdbc.sql("""
				update matching_job set leased_until = now() + interval '60 seconds', attempts = attempts + 1
				where (region_id, run_id) = (select region_id, run_id from matching_job where due_at <= now()
				    and (leased_until is null or leased_until < now())
				  order by due_at, run_id for update skip locked limit 1)
				returning *""")
			.query((row, number) -> new Job(row.getLong("region_id"), row.getLong("run_id"), row.getString("caller"),
					row.getString("caller_name"), Arrays.asList((String[]) row.getArray("grants").getArray()),
					row.getInt("attempts")))
			.optional();
	}

	/** Keeps the lease; false when another instance has taken the run over. */
	boolean hold(Job job) {
		return job("update matching_job set leased_until = now() + interval '60 seconds' where region_id = :region "
				+ "and run_id = :run and attempts = :attempts", job)
			.param("attempts", job.attempts())
			.update() == 1;
	}

	void finish(Job job) {
		job("delete from matching_job where region_id = :region and run_id = :run", job).update();
	}

	void postpone(Job job) {
		job("update matching_job set leased_until = null, due_at = now() + interval '2 seconds' * attempts "
				+ "where region_id = :region and run_id = :run", job)
			.update();
	}

	private JdbcClient.StatementSpec job(String sql, Job job) {
		return this.jdbc.sql(sql).param("region", job.region()).param("run", job.run());
	}

	@Transactional(readOnly = true)
	Run run(long id) {
		return this.store.get(id);
	}

	@Transactional(readOnly = true)
	Snapshot snapshot(Run run) {
		return this.snapshots.read(run.question());
	}

	/** Tells how far it is; false when the run is not wanted any more. */
	boolean progress(long run, String stage, int done, int total) {
		return this.jdbc.sql("""
				update matching_run set status = 'running', stage = :stage, done = :done, total = :total
				where region_id = :region and id = :id and status in ('queued', 'running')""")
			.param("stage", stage)
			.param("done", done)
			.param("total", total)
			.param("region", Scope.current().region())
			.param("id", run)
			.update() == 1;
	}

	void fail(long run, String problem) {
		this.jdbc.sql("""
				update matching_run set status = 'failed', problem = :problem, version = version + 1
				where region_id = :region and id = :id and status in ('queued', 'running')""")
			.param("problem", problem)
			.param("region", Scope.current().region())
			.param("id", run)
			.update();
	}

	/** Stores all of it at once, unless somebody cancelled the run meanwhile. */
	void save(Run run, byte[] text, Matching matching, Collection<Result> results) {
		Cohort people = matching.people();
		List<Run.Summary> summaries = results.stream().map((result) -> summary(people, result)).toList();
		int kept = this.jdbc
			.sql("""
					update matching_run set status = 'done', stage = 'done', done = total, inputs_hash = :hash,
					  results = cast(:results as jsonb), loose_pins = cast(:loose as jsonb), version = version + 1, updated_at = now()
					where region_id = :region and id = :id and status in ('queued', 'running')""")
			.param("hash", SnapshotText.hash(text))
			.param("results", this.json.writeValueAsString(summaries))
			.param("loose", this.json.writeValueAsString(matching.loosePins()))
			.param("region", run.place().region())
			.param("id", run.id())
			.update();
		if (kept == 0) {
			return;
		}
		Place place = run.place();
		this.jdbc.sql("""
				insert into matching_input (region_id, institute_id, municipality_id, organisation_id, run_id, people,
				  content) values (:region, :institute, :municipality, :organisation, :run, :people, :content)""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("run", run.id())
			.param("people",
					LongStream
						.concat(Arrays.stream(people.mentors).mapToLong(Snapshot.Mentor::id),
								Arrays.stream(people.mentees).mapToLong(Snapshot.Mentee::id))
						.distinct()
						.boxed()
						.toArray(Long[]::new))
			.param("content", SnapshotText.packed(text))
			.update();
		record OfTarget<T>(Target target, T what) {
		}
		List<OfTarget<Pair>> pairs = new ArrayList<>();
		List<OfTarget<Shortfall>> left = new ArrayList<>();
		for (Result result : results) {
			result.pairs().forEach((pair) -> pairs.add(new OfTarget<>(result.target(), pair)));
			result.left().forEach((one) -> left.add(new OfTarget<>(result.target(), one)));
		}
		RunWork.<OfTarget<Pair>>rows("matching_pair", run)
			.column("target", "text", OfTarget::target)
			.column("mentee_id", "bigint", (row) -> people.mentees[row.what().mentee()].id())
			.column("mentor_id", "bigint", (row) -> people.mentors[row.what().mentor()].id())
			.column("mentee_organisation", "bigint", (row) -> people.mentees[row.what().mentee()].organisation())
			.column("mentor_organisation", "bigint", (row) -> people.mentors[row.what().mentor()].organisation())
			.column("score", "int", (row) -> row.what().score())
			.column("pinned", "boolean", (row) -> row.what().pinned())
			.column("distance", "text", (row) -> people.distance(row.what().mentee(), row.what().mentor()))
			.column("alternatives", "bigint[]", (row) -> Rows.array(
					Arrays.stream(row.what().alternatives()).mapToObj((other) -> people.mentors[other].id()).toList()))
			.column("alternative_scores", "int[]",
					(row) -> Rows.array(Arrays.stream(row.what().alternatives())
						.mapToObj((other) -> matching.scoring().score(row.what().mentee(), other))
						.toList()))
			.insert(this.jdbc, pairs);
		RunWork.<OfTarget<Shortfall>>rows("matching_left", run)
			.column("target", "text", OfTarget::target)
			.column("mentee_id", "bigint", (row) -> people.mentees[row.what().mentee()].id())
			.column("mentee_organisation", "bigint", (row) -> people.mentees[row.what().mentee()].organisation())
			.column("code", "text", (row) -> row.what().code())
			.column("text", "text", (row) -> row.what().text())
			.column("cure", "text", (row) -> row.what().cure())
			.insert(this.jdbc, left);
	}

	private static <T> Rows<T> rows(String table, Run run) {
		Place place = run.place();
		return new Rows<T>(table).column("region_id", "bigint", (row) -> place.region())
			.column("institute_id", "bigint", (row) -> place.institute())
			.column("municipality_id", "bigint", (row) -> place.municipality())
			.column("organisation_id", "bigint", (row) -> place.organisation())
			.column("run_id", "bigint", (row) -> run.id());
	}

	private static Run.Summary summary(Cohort people, Result result) {
		return new Run.Summary(result.target(), result.pairs().size(), result.left().size(), result.score(),
				result.own(), result.blocking(), result.bound(), SnapshotText.hash(people, result),
				result.worst()
					.stream()
					.map((pair) -> new Run.Blocked(people.mentees[pair.mentee()].id(),
							people.mentors[pair.mentor()].id(), pair.score(), pair.now()))
					.toList());
	}

}
