package ru.nastavnik.programme.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.region.Parameter;

/**
 * Runs go after the region's days, with everything that was kept for their replay. A run
 * that led to a mentorship which is not over stays whole: as long as pairs work under an
 * order, anyone can check how they came about.
 */
@Service
@Transactional
class RunPurge {

	/** A large run has some ten thousand rows. */
	private static final int CHUNK = 10;

	private static final String OLD = """
			select r.id from matching_run r where r.region_id = :region and r.status in ('done', 'cancelled', 'failed')
			  and r.created_at < :today::date - %s * interval '1 day'
			  and not exists (select from matching_pair p join mentorship m on m.region_id = p.region_id
			    and m.id = p.mentorship_id and m.status not in ('completed', 'terminated')
			    where p.region_id = r.region_id and p.run_id = r.id)
			  and not exists (select from matching_offer o join mentorship m on m.region_id = o.region_id
			    and m.id = o.mentorship_id and m.status not in ('completed', 'terminated')
			    where o.region_id = r.region_id and o.run_id = r.id)
			order by r.id limit :limit for no key update of r skip locked"""
		.formatted(Parameter.MATCHING_DAYS.sql("r"));

	private final JdbcClient jdbc;

	private final Clock clock;

	RunPurge(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@Transactional(readOnly = true)
	List<Long> regions() {
		return this.jdbc.sql("select region from known_region order by region").query(Long.class).list();
	}

	/** Lets some runs of the region go; returns whether there may be more. */
	boolean purge(long region) {
		Long[] old = this.jdbc.sql(OLD)
			.param("region", region)
			.param("today", LocalDate.now(this.clock))
			.param("limit", CHUNK)
			.query(Long.class)
			.list()
			.toArray(Long[]::new);
		for (String table : List.of("matching_input", "matching_pair", "matching_left", "matching_offer")) {
			delete(table, "run_id", region, old);
		}
		delete("matching_run", "id", region, old);
		return old.length == CHUNK;
	}

	private void delete(String table, String key, long region, Long[] runs) {
		this.jdbc.sql("delete from " + table + " where region_id = :region and " + key + " = any(:runs)")
			.param("region", region)
			.param("runs", runs)
			.update();
	}

	/** Once a day, each region in a scope of its own. */
	@Component
	static class Daily {

		private static final Logger log = LoggerFactory.getLogger(RunPurge.class);

		/** A day's work ends, whatever is left. */
		private static final int TRANSACTIONS = 100;

		private final RunPurge purge;

		Daily(RunPurge purge) {
			this.purge = purge;
		}

		@Scheduled(cron = "${nastavnik.matching.purge-cron:-}", zone = "Europe/Moscow")
		void purge() {
			for (long region : this.purge.regions()) {
				try {
					Scope.run(Scope.intake(Set.of(region)), () -> {
						int done = 0;
						while (done < TRANSACTIONS && this.purge.purge(region)) {
							done++;
						}
					});
				}
				catch (RuntimeException ex) {
					log.error("Old runs of region {} were not purged", region, ex);
				}
			}
		}

	}

}
