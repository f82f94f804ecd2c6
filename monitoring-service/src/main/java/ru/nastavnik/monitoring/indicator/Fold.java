package ru.nastavnik.monitoring.indicator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

	private static final String ADD = """
			insert into %1$s as cell (region_id, institute_id, municipality_id, organisation_id, unit_id, period, indicator,
			  slice, value_code, num, den)
			select p.region, case when u.id is null then p.institute else u.institute_id end,
			  case when u.id is null then p.municipality else u.municipality_id end, p.unit, p.unit, l.period, l.indicator, l.slice, l.value, l.num,
			  l.den
			from unnest(cast(:places as bigint[]), cast(:regions as bigint[]), cast(:institutes as bigint[]),
			  cast(:municipalities as bigint[])) as p (unit, region, institute, municipality)
			join unnest(cast(:units as bigint[]), cast(:periods as int[]), cast(:indicators as text[]),
			  cast(:slices as text[]), cast(:values as text[]), cast(:nums as bigint[]), cast(:dens as bigint[]))
			  as l (unit, period, indicator, slice, value, num, den) on l.unit = p.unit
			left join unit u on u.region_id = p.region and u.id = p.unit
			order by l.unit, l.period, l.indicator, l.slice, l.value
			on conflict (unit_id, period, indicator, slice, value_code) do update set
			  institute_id = excluded.institute_id, municipality_id = excluded.municipality_id,
			  num = cell.num + excluded.num, den = cell.den + excluded.den""";

	private final JdbcClient jdbc;

	private final States states;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	Fold(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.states = new States(jdbc);
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
		LocalDate horizon = lock(region);
		Tally was = new Tally(horizon);
		Tally shift = new Tally(horizon);
		Subjects subjects = this.states.before(changes, Set.of(region));
		Contributions contributions = new Contributions(horizon, subjects.placements(), was, shift);
		was.sign(-1);
		shift.sign(-1);
		subjects.contribute(contributions);
		changes.forEach(subjects::apply);
		was.sign(1);
		shift.sign(1);
		subjects.contribute(contributions);
		this.states.write(region, subjects);
		Set<Long> touched = new HashSet<>(add(was, shift));
		subjects.dirty().forEach((change) -> {
			if (change instanceof Change.Put(State.Unit unit)) {
				touched.add(unit.id());
			}
		});
		return touched;
	}

	/** Adds the differences to the cells; gives the units whose figures change. */
	Set<Long> add(Tally was, Tally shift) {
		Set<Long> touched = new HashSet<>(add("cell", was.columns()));
		touched.addAll(add("cell_shift", shift.columns()));
		return touched;
	}

	private Set<Long> add(String table, Tally.Columns columns) {
		if (!columns.isEmpty()) {
			this.jdbc.sql(ADD.formatted(table)).params(columns.params()).update();
		}
		return columns.touched();
	}

	/**
	 * Waits for other folds of the region: two feeds are read at the same time, and a
	 * fold must see what the other has written. The region's figures get a new edition.
	 * Gives the region's horizon.
	 */
	LocalDate lock(long region) {
		return this.jdbc
			.sql("insert into horizon (region, until) values (:region, :until) "
					+ "on conflict (region) do update set edition = horizon.edition + 1 returning until")
			.param("region", region)
			.param("until", Period.yearOf(LocalDate.now(this.clock)).last())
			.query(LocalDate.class)
			.single();
	}

}
