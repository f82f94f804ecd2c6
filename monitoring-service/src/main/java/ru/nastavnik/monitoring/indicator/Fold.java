package ru.nastavnik.monitoring.indicator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Folds a batch of changes into the cells: what the affected subjects gave before is
 * taken away, what they give now is added, and only the difference is written, in one
 * statement. The states make the result independent of the order in which the two feeds
 * are read.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Fold {

	private static final String ADD = Rows.take("institute_id", "municipality_id") + ", num = cell.num + excluded.num, "
			+ "den = cell.den + excluded.den";

	private final JdbcClient jdbc;

	private final States states;

	private final Rows rows;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	Fold(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.states = new States(jdbc);
		this.rows = new Rows(jdbc);
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Applies the changes of one batch, in their order.
	 * @param feed name of the feed that told them
	 * @param position of the last fact
	 * @param time when the last fact was recorded
	 */
	public void apply(String feed, long position, Instant time, List<Change> changes) {
		Map<Long, List<Change>> byRegion = changes.stream()
			.collect(Collectors.groupingBy((change) -> change.place().region(), java.util.TreeMap::new,
					Collectors.toList()));
		Set<Long> touched = new TreeSet<>();
		byRegion.forEach((region, part) -> touched.addAll(fold(region, part)));
		this.jdbc
			.sql("insert into applied (feed, position, lag_millis) values (:feed, :position, :lag) "
					+ "on conflict (feed) do update set position = excluded.position, lag_millis = excluded.lag_millis")
			.param("feed", feed)
			.param("position", position)
			.param("lag", Math.max(0, Duration.between(time, Instant.now()).toMillis()))
			.update();
		this.events.publishEvent(new CellsChanged(feed, position, Set.copyOf(touched), time));
	}

	private Set<Long> fold(long region, List<Change> changes) {
		Tally tally = new Tally();
		Contributions contributions = new Contributions(lock(region), tally);
		Subjects subjects = this.states.before(changes, Set.of(region));
		tally.sign(-1);
		subjects.contribute(contributions);
		changes.forEach(subjects::apply);
		tally.sign(1);
		subjects.contribute(contributions);
		this.states.write(subjects.dirty());
		List<Tally.Delta> deltas = tally.deltas();
		add(deltas);
		Set<Long> touched = new HashSet<>(Tally.touched(deltas));
		subjects.dirty().forEach((change) -> {
			if (change instanceof Change.Put(State.Unit unit)) {
				touched.add(unit.id());
			}
		});
		return touched;
	}

	/** Adds the differences to the cells. */
	void add(Collection<Tally.Delta> deltas) {
		this.rows.save("cell", "unit_id, period, indicator, slice, value_code", ADD, deltas);
	}

	/**
	 * Waits for other folds of the region: two feeds are read at the same time, and a
	 * fold must see what the other has written. Gives the region's horizon.
	 */
	LocalDate lock(long region) {
		return this.jdbc
			.sql("insert into horizon (region, until) values (:region, :until) "
					+ "on conflict (region) do update set until = horizon.until returning until")
			.param("region", region)
			.param("until", Period.yearOf(LocalDate.now(this.clock)).last())
			.query(LocalDate.class)
			.single();
	}

}
