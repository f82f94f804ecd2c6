package ru.nastavnik.kit.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Reads one feed on a virtual thread. A batch and its cursor are one transaction: a
 * killed reader repeats the batch, a finished one never does. A batch that fails is tried
 * again and again and raises {@code mentoring.feed.failures}; it is never skipped.
 */
public class FeedReader implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(FeedReader.class);

	private static final long POLL_MILLIS = 20_000;

	private final Subscription subscription;

	private final RestClient http;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final MeterRegistry meters;

	private final int batch;

	private volatile boolean running;

	private @Nullable Thread thread;

	FeedReader(Subscription subscription, RestClient http, JdbcClient jdbc, TransactionTemplate transaction,
			MeterRegistry meters, int batch) {
		this.subscription = subscription;
		this.http = http;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.meters = meters;
		this.batch = batch;
	}

	/** Reads and applies one page; returns its size. */
	int step(long pollMillis) {
		long position = cursor();
		List<Fact> facts = fetch(position, pollMillis);
		if (facts.isEmpty()) {
			caughtUp();
			return 0;
		}
		return apply(position, facts) ? facts.size() : 0;
	}

	private long cursor() {
		Long position = this.transaction.execute((status) -> this.jdbc
			.sql("insert into feed_cursor (feed) values (:feed) on conflict (feed) do update set feed = excluded.feed "
					+ "returning position")
			.param("feed", this.subscription.name())
			.query(Long.class)
			.single());
		return (position != null) ? position : 0;
	}

	private List<Fact> fetch(long position, long pollMillis) {
		Fact.Batch events = this.http.get()
			.uri(this.subscription.path() + "?lastEventId={position}&timeout={timeout}&limit={limit}", position,
					pollMillis, this.batch)
			.retrieve()
			.body(Fact.Batch.class);
		return (events != null) ? events.stream().map(Fact.CloudEvent::toFact).toList() : List.of();
	}

	/**
	 * Applies a page that follows the position; false when another instance was first.
	 */
	boolean apply(long position, List<Fact> facts) {
		Set<Long> regions = facts.stream().map((fact) -> fact.place().region()).collect(Collectors.toSet());
		Boolean applied = Scope.get(Scope.intake(regions), () -> this.transaction.execute((status) -> {
			List<Long> mine = this.jdbc.sql(
					"select position from feed_cursor where feed = :feed and position = :position for update skip locked")
				.param("feed", this.subscription.name())
				.param("position", position)
				.query(Long.class)
				.list();
			if (mine.isEmpty()) {
				return false;
			}
			this.subscription.handler().accept(facts);
			Fact last = facts.getLast();
			this.jdbc
				.sql("update feed_cursor set position = :position, fact_time = :time, applied_at = now() "
						+ "where feed = :feed")
				.param("position", last.position())
				.param("time", java.sql.Timestamp.from(last.time()))
				.param("feed", this.subscription.name())
				.update();
			return true;
		}));
		if (Boolean.TRUE.equals(applied)) {
			Duration lag = Duration.between(facts.getLast().time(), Instant.now());
			this.meters.timer("mentoring.feed.lag", "feed", this.subscription.name())
				.record(Math.max(0, lag.toMillis()), TimeUnit.MILLISECONDS);
			return true;
		}
		return false;
	}

	private void caughtUp() {
		this.transaction.executeWithoutResult(
				(status) -> this.jdbc.sql("update feed_cursor set applied_at = now() where feed = :feed")
					.param("feed", this.subscription.name())
					.update());
	}

	private void loop() {
		long pause = 200;
		while (this.running) {
			try {
				step(POLL_MILLIS);
				pause = 200;
			}
			// an Error too: a thread that ends silently would never apply a fact again
			catch (Throwable ex) {
				if (!this.running) {
					return;
				}
				this.meters.counter("mentoring.feed.failures", "feed", this.subscription.name()).increment();
				log.warn("Feed {} will be tried again in {} ms: {}", this.subscription.name(), pause, ex.toString());
				if (ex instanceof Error) {
					log.error("Feed {} met a fault of the program", this.subscription.name(), ex);
				}
				else {
					log.debug("Feed failure", ex);
				}
				try {
					Thread.sleep(pause);
				}
				catch (InterruptedException interrupted) {
					return;
				}
				pause = Math.min(pause * 2, 5000);
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.thread = Thread.ofVirtual().name("feed-" + this.subscription.name()).start(this::loop);
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
