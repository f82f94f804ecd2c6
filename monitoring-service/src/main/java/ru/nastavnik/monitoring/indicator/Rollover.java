package ru.nastavnik.monitoring.indicator;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * When an academic year begins, states without an end are counted for its months as well:
 * the horizon of each region moves on by a year.
 */
@Service
@Transactional
public class Rollover {

	private static final Logger log = LoggerFactory.getLogger(Rollover.class);

	private static final int CHUNK = 2000;

	private final JdbcClient jdbc;

	private final Fold fold;

	private final States states;

	private final Clock clock;

	Rollover(JdbcClient jdbc, Fold fold, Clock clock) {
		this.jdbc = jdbc;
		this.fold = fold;
		this.states = new States(jdbc);
		this.clock = clock;
	}

	/** Regions that have figures. */
	@Transactional(readOnly = true)
	public List<Long> regions() {
		return this.jdbc.sql("select region from horizon order by region").query(Long.class).list();
	}

	/**
	 * Extends the region's figures to the present academic year; runs in its intake
	 * scope.
	 */
	public void extend(long region) {
		LocalDate wanted = Period.yearOf(LocalDate.now(this.clock)).last();
		LocalDate until = this.fold.lock(region);
		if (!until.isBefore(wanted)) {
			return;
		}
		long rows = 0;
		rows += extend(region, until, wanted, "select distinct person_id as id from participant_state",
				Subjects::persons);
		rows += extend(region, until, wanted, "select id from mentorship_state", Subjects::mentorships);
		rows += extend(region, until, wanted, "select id from unit", Subjects::organisations);
		this.jdbc.sql("update horizon set until = :until where region = :region")
			.param("until", wanted)
			.param("region", region)
			.update();
		log.info("Figures of region {} now reach to {}: {} subjects", region, wanted, rows);
	}

	private long extend(long region, LocalDate until, LocalDate wanted, String ids,
			java.util.function.Function<Subjects, Set<Long>> kind) {
		long count = 0;
		long last = 0;
		while (true) {
			List<Long> chunk = this.jdbc
				.sql("select id from (" + ids + " where region_id = :region) as subject where id > :last order by id "
						+ "limit :limit")
				.param("region", region)
				.param("last", last)
				.param("limit", CHUNK)
				.query(Long.class)
				.list();
			if (chunk.isEmpty()) {
				return count;
			}
			Subjects subjects = new Subjects();
			kind.apply(subjects).addAll(chunk);
			this.states.fill(subjects, Rows.ids(Set.of(region)));
			Tally was = new Tally(wanted);
			Tally shift = new Tally(wanted);
			was.sign(-1);
			shift.sign(-1);
			subjects.contribute(new Contributions(until, subjects.placements(), was, shift));
			was.sign(1);
			shift.sign(1);
			subjects.contribute(new Contributions(wanted, subjects.placements(), was, shift));
			this.fold.add(was, shift);
			count += chunk.size();
			last = chunk.getLast();
		}
	}

}
