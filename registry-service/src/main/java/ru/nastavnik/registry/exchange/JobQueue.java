package ru.nastavnik.registry.exchange;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * What waits for the worker, with the power it was asked under. Several instances share
 * it by leases; a lease that ran out belongs to whoever comes first.
 */
@Service
@Transactional
class JobQueue {

	/** A job after this many broken attempts is given up. */
	static final int ATTEMPTS = 5;

	private final JdbcClient jdbc;

	JobQueue(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A piece of background work. */
	record Job(long id, long region, String kind, long subject, String step, String caller, String callerName,
			List<String> grants, int attempts) {

		/** Acts with the grants of the person who asked, and no others. */
		Scope scope() {
			return Scope.of(this.caller, this.callerName,
					this.grants.stream().flatMap((grant) -> Grant.parse(grant).stream()).toList(), this.region);
		}

	}

	/** Queues a step under the current caller's grants. */
	void add(String kind, long subject, String step) {
		Scope scope = Scope.current();
		this.jdbc.sql("""
				insert into exchange_job (region_id, kind, subject_id, step, caller, caller_name, grants)
				values (:region, :kind, :subject, :step, :caller, :name, :grants)""")
			.param("region", scope.region())
			.param("kind", kind)
			.param("subject", subject)
			.param("step", step)
			.param("caller", scope.caller())
			.param("name", scope.name())
			.param("grants", scope.grants().stream().map(Grant::toString).toArray(String[]::new))
			.update();
	}

	/** Takes the next job of a kind; in the scope of the feed. */
	Optional<Job> take(String kind) {
		return this.jdbc.sql("""
				update exchange_job set leased_until = now() + interval '60 seconds', attempts = attempts + 1
				where id = (select id from exchange_job where kind = :kind and due_at <= now()
				    and (leased_until is null or leased_until < now())
				  order by due_at, id for update skip locked limit 1)
				returning *""").param("kind", kind).query(JobQueue::job).optional();
	}

	/**
	 * Forgets rows and files of loads that nobody can undo any more; in the scope of the
	 * feed.
	 */
	void purge() {
		for (String table : List.of("import_file", "import_row")) {
			this.jdbc.sql("delete from " + table + " where created_at < now() - interval '31 days'").update();
		}
	}

	/** Keeps the lease; false when somebody else has taken the job over. */
	boolean hold(Job job) {
		return this.jdbc.sql("""
				update exchange_job set leased_until = now() + interval '60 seconds'
				where id = :id and attempts = :attempts""")
			.param("id", job.id())
			.param("attempts", job.attempts())
			.update() == 1;
	}

	void finish(Job job) {
		this.jdbc.sql("delete from exchange_job where id = :id").param("id", job.id()).update();
	}

	/** Tries again a little later. */
	void postpone(Job job) {
		this.jdbc.sql("""
				update exchange_job set leased_until = null, due_at = now() + interval '2 seconds' * attempts
				where id = :id""").param("id", job.id()).update();
	}

	private static Job job(ResultSet row, int number) throws SQLException {
		Array grants = row.getArray("grants");
		return new Job(row.getLong("id"), row.getLong("region_id"), row.getString("kind"), row.getLong("subject_id"),
				row.getString("step"), row.getString("caller"), row.getString("caller_name"),
				Arrays.asList((String[]) grants.getArray()), row.getInt("attempts"));
	}

}
