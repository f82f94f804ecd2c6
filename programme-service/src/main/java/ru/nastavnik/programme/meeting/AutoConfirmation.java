package ru.nastavnik.programme.meeting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.tenancy.Place;

/**
 * Confirms held meetings that the other side has been silent about, and marks them as
 * confirmed by nobody. The scope is that of applying facts: it sees the rows of one
 * region and adds none.
 */
@Service
@Transactional
class AutoConfirmation {

	private static final int CHUNK = 500;

	// a row that another instance has in hand is left to it
	private static final String CONFIRM = """
			update meeting t set status = 'confirmed', auto_confirmed = true, version = t.version + 1,
			  updated_at = now(), updated_by = 'auto'
			from (select region_id, id from meeting where region_id = :region and status = 'held'
			  and coalesce(marked_on, held_on) < :day order by id limit :limit for update skip locked) silent
			where t.region_id = silent.region_id and t.id = silent.id and t.status = 'held' returning t.*""";

	private final JdbcClient jdbc;

	private final Outbox outbox;

	private final Clock clock;

	private final int days;

	AutoConfirmation(JdbcClient jdbc, Outbox outbox, Clock clock,
			@Value("${nastavnik.meeting.confirm-days:7}") int days) {
		this.jdbc = jdbc;
		this.outbox = outbox;
		this.clock = clock;
		this.days = days;
	}

	/** Regions that have schools. */
	@Transactional(readOnly = true)
	List<Long> regions() {
		return this.jdbc.sql("select region from known_region order by region").query(Long.class).list();
	}

	/** Confirms some meetings of the region; returns whether there may be more. */
	boolean confirm(long region) {
		List<Fact.Draft> facts = this.jdbc.sql(CONFIRM)
			.param("region", region)
			.param("day", LocalDate.now(this.clock).minusDays(this.days))
			.param("limit", CHUNK)
			.query(AutoConfirmation::fact)
			.list();
		this.outbox.recordAll(facts);
		return facts.size() == CHUNK;
	}

	private static Fact.Draft fact(ResultSet row, int number) throws SQLException {
		return Meeting.fact(Place.of(row),
				new Meeting.Changed(row.getLong("id"), row.getLong("mentorship_id"),
						Meeting.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), Meeting.Status.CONFIRMED,
						row.getObject("planned_on", LocalDate.class), row.getObject("held_on", LocalDate.class)));
	}

}
