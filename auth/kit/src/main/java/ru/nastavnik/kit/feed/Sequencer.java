package ru.nastavnik.kit.feed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.background.Rounds;

/**
 * Moves committed rows from the outbox into the feed and numbers them there, so that a
 * reader that remembers a position never misses a row. One sequencer works at a time
 * (advisory lock); further instances are harmless.
 */
class Sequencer extends Rounds {

	private static final Duration PAUSE = Duration.ofMillis(500);

	/**
	 * Up to a bound, not by a set of ids: the outbox is empty most of the time, and a
	 * planner that takes it for empty would compare every row with every id.
	 */
	private static final String MOVE = """
			with moved as (
			  delete from outbox
			  where id <= (select max(id) from (select id from outbox order by id limit :limit) as first_ones) returning *
			)
			insert into feed (audience, type, subject, method, region_id, institute_id, municipality_id,
			  organisation_id, data, time)
			select audience, type, subject, method, region_id, institute_id, municipality_id, organisation_id, data, time
			from moved order by id""";

	private static final int LIMIT = 5000;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final MeterRegistry meters;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition appended = this.lock.newCondition();

	private volatile long generation;

	Sequencer(JdbcClient jdbc, TransactionTemplate transaction, MeterRegistry meters) {
		super("feed-sequencer", PAUSE);
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.meters = meters;
	}

	/** Grows whenever this instance appended to the feed. */
	long generation() {
		return this.generation;
	}

	/** Waits until the feed grew beyond the generation seen, or the time is over. */
	void await(long seen, long millis) throws InterruptedException {
		long left = TimeUnit.MILLISECONDS.toNanos(millis);
		this.lock.lockInterruptibly();
		try {
			while (this.generation == seen && left > 0 && isRunning()) {
				left = this.appended.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	protected boolean round() {
		return move() == LIMIT;
	}

	@Override
	protected void failed(Throwable ex) {
		this.meters.counter("mentoring.feed.failures", "feed", "sequencer").increment();
		super.failed(ex);
	}

	/** Moves one batch; returns its size. */
	int move() {
		Integer moved = Scope.get(Scope.ofFeed(), () -> this.transaction.execute((status) -> {
			boolean mine = this.jdbc.sql("select pg_try_advisory_xact_lock(hashtext('feed-sequencer'))")
				.query(Boolean.class)
				.single();
			return mine ? this.jdbc.sql(MOVE).param("limit", LIMIT).update() : 0;
		}));
		int count = (moved != null) ? moved : 0;
		if (count > 0) {
			this.lock.lock();
			try {
				this.generation++;
				this.appended.signalAll();
			}
			finally {
				this.lock.unlock();
			}
		}
		return count;
	}

	/** Lets whoever waits for the feed to grow go home. */
	@Override
	public synchronized void stop() {
		super.stop();
		this.lock.lock();
		try {
			this.appended.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
