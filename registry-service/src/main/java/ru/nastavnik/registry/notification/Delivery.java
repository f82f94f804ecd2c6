package ru.nastavnik.registry.notification;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Hands out what was said, after commit and on a thread of its own, and sends letters on
 * another: no command waits for a reader, and nobody for a mail server. Several instances
 * share the queues by row locks.
 */
@Component
class Delivery implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Delivery.class);

	private static final long TIDY_MILLIS = TimeUnit.HOURS.toMillis(6);

	private final Handing handing;

	private final Letters letters;

	private final Semaphore said = new Semaphore(0);

	private final Semaphore written = new Semaphore(0);

	private volatile boolean running;

	private long tidied = System.currentTimeMillis();

	private List<Thread> threads = List.of();

	Delivery(Handing handing, Letters letters) {
		this.handing = handing;
		this.letters = letters;
	}

	/** There is something to hand out. */
	void wake() {
		this.said.release();
	}

	/** Hands out what waits and sends what is due. */
	void round() {
		hand();
		send();
	}

	private void hand() {
		for (long region : Scope.get(Scope.ofFeed(), this.handing::regions)) {
			try {
				hand(region);
			}
			// one region does not keep the others waiting
			catch (RuntimeException ex) {
				log.warn("Notifications of region {} will be handed out later: {}", region, ex.toString());
			}
		}
		this.written.release();
		tidy();
	}

	private void hand(long region) {
		while (Scope.get(Scope.intake(Set.of(region)), () -> this.handing.hand(region))) {
			Thread.onSpinWait();
		}
	}

	private void send() {
		while (this.letters.sendNext()) {
			Thread.onSpinWait();
		}
	}

	private void tidy() {
		if (System.currentTimeMillis() - this.tidied > TIDY_MILLIS) {
			this.tidied = System.currentTimeMillis();
			for (long region : Scope.get(Scope.ofFeed(), this.letters::tidy)) {
				Scope.run(Scope.intake(Set.of(region)), () -> this.handing.tidy(region));
			}
		}
	}

	private void loop(Semaphore work, Runnable round) {
		while (this.running) {
			try {
				// the timeout covers what another instance or a crash left behind, and
				// letters that are due again
				if (work.tryAcquire(2, TimeUnit.SECONDS)) {
					work.drainPermits();
				}
				round.run();
			}
			catch (InterruptedException ex) {
				return;
			}
			// an Error too: a thread that ends silently would never tell anybody anything
			catch (Throwable ex) {
				if (this.running) {
					log.warn("Notifications and letters will go out later: {}", ex.toString());
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
	public synchronized void start() {
		this.running = true;
		this.threads = List.of(Thread.ofVirtual().name("notifications").start(() -> loop(this.said, this::hand)),
				Thread.ofVirtual().name("letters").start(() -> loop(this.written, this::send)));
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.threads.forEach(Thread::interrupt);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
