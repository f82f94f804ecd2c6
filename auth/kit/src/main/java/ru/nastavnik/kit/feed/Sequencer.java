package ru.nastavnik.kit.feed;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Moves committed rows from the outbox into the feed and numbers them there, so that a
 * reader that remembers a position never misses a row. One sequencer works at a time
 * (advisory lock); further instances are harmless.
 */
class Sequencer implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Sequencer.class);

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

	private final Semaphore work = new Semaphore(0);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition appended = this.lock.newCondition();

	private volatile boolean running;

	private volatile long generation;

	private @Nullable Thread thread;

	Sequencer(JdbcClient jdbc, TransactionTemplate transaction, MeterRegistry meters) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.meters = meters;
	}

	/** There is something in the outbox. */
	void wake() {
		this.work.release();
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
			while (this.generation == seen && left > 0 && this.running) {
				left = this.appended.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
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

	private void loop() {
		while (this.running) {
			try {
				// the timeout covers rows that a killed or another instance left behind
				if (this.work.tryAcquire(500, TimeUnit.MILLISECONDS)) {
					this.work.drainPermits();
				}
				while (move() == LIMIT) {
					Thread.onSpinWait();
				}
			}
			catch (InterruptedException ex) {
				return;
			}
			// an Error too: a thread that ends silently would never publish a fact again
			catch (Throwable ex) {
				if (this.running) {
					this.meters.counter("mentoring.feed.failures", "feed", "sequencer").increment();
					log.warn("The sequencer will try again: {}", ex.toString());
					if (ex instanceof Error) {
						log.error("The sequencer met a fault of the program", ex);
					}
					pause();
				}
			}
		}
	}

	private void pause() {
		try {
			Thread.sleep(1000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.thread = Thread.ofVirtual().name("feed-sequencer").start(this::loop);
	}

	@Override
	public void stop() {
		this.running = false;
		this.lock.lock();
		try {
			this.appended.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
