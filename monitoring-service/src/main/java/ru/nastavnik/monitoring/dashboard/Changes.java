package ru.nastavnik.monitoring.dashboard;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import ru.nastavnik.monitoring.dashboard.Views.FeedStatus;
import ru.nastavnik.monitoring.indicator.CellsChanged;

/**
 * Tells open dashboards that their figures have changed. Each listener is a virtual
 * thread that waits in memory and holds no connection of the pool. A batch that another
 * instance has applied is noticed by its cursor, once a second.
 */
@Component
class Changes implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Changes.class);

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private static final Duration LIFE = Duration.ofSeconds(60);

	private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

	private final Map<String, Long> positions = new ConcurrentHashMap<>();

	private final Dashboards dashboards;

	private volatile boolean running;

	private @Nullable Thread watcher;

	Changes(Dashboards dashboards) {
		this.dashboards = dashboards;
	}

	/** A stream of the unit's changes; the caller has been checked. */
	SseEmitter open(long unit) {
		Listener listener = new Listener(unit, new SseEmitter(LIFE.plusSeconds(30).toMillis()));
		this.listeners.add(listener);
		Thread.ofVirtual().name("changes-" + unit).start(() -> {
			try {
				listener.run();
			}
			finally {
				this.listeners.remove(listener);
			}
		});
		return listener.emitter;
	}

	@TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
	void changed(CellsChanged event) {
		this.positions.merge(event.feed(), event.position(), Math::max);
		for (Listener listener : this.listeners) {
			if (event.units().contains(listener.unit)) {
				listener.news.offer(event.asOf());
			}
		}
	}

	/** Tells everybody when a cursor has moved without this instance. */
	void look() {
		for (FeedStatus feed : this.dashboards.feeds()) {
			Long seen = this.positions.put(feed.feed(), feed.position());
			Instant time = feed.lastFactAt();
			if (seen != null && seen < feed.position() && time != null) {
				this.listeners.forEach((listener) -> listener.news.offer(time));
			}
		}
	}

	private void watch() {
		while (this.running) {
			try {
				Thread.sleep(1000);
				if (!this.listeners.isEmpty()) {
					look();
				}
			}
			catch (InterruptedException ex) {
				return;
			}
			catch (RuntimeException ex) {
				log.debug("The cursors could not be read", ex);
			}
			catch (Error ex) {
				log.error("The cursors could not be read", ex);
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.watcher = Thread.ofVirtual().name("changes-watcher").start(this::watch);
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.watcher != null) {
			this.watcher.interrupt();
		}
		this.listeners.forEach(Listener::end);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** What is sent. */
	record Changed(long unitId, Instant asOf) {
	}

	private static final class Listener {

		private final long unit;

		private final SseEmitter emitter;

		private final LinkedBlockingQueue<Instant> news = new LinkedBlockingQueue<>();

		private volatile boolean over;

		Listener(long unit, SseEmitter emitter) {
			this.unit = unit;
			this.emitter = emitter;
			emitter.onCompletion(this::end);
			emitter.onTimeout(this::end);
			emitter.onError((ex) -> end());
		}

		void end() {
			this.over = true;
			this.news.offer(Instant.EPOCH);
		}

		void run() {
			Instant until = Instant.now().plus(LIFE);
			try {
				// the first event says that the stream is open and gives the starting
				// point
				send(Instant.now());
				while (!this.over && Instant.now().isBefore(until)) {
					Instant time = this.news.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
					if (this.over) {
						break;
					}
					if (time == null) {
						this.emitter.send(SseEmitter.event().comment("still here"));
					}
					else {
						// several batches at once are one reason to look
						Instant newest = time;
						for (Instant next = this.news.poll(); next != null; next = this.news.poll()) {
							newest = next;
						}
						send(newest);
					}
				}
				this.emitter.complete();
			}
			catch (IOException | IllegalStateException ex) {
				// the browser has gone
				log.trace("A listener has gone", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private void send(Instant time) throws IOException {
			this.emitter.send(SseEmitter.event()
				.name("changed")
				.reconnectTime(1000)
				.data(new Changed(this.unit, time), MediaType.APPLICATION_JSON));
		}

	}

}
