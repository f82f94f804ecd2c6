package ru.nastavnik.registry.notification;

import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Hands out what was said, after commit and on a thread of its own: no command waits for
 * a reader, nor for a mail server. Several instances share the queue by row locks.
 */
@Component
class Delivery implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Delivery.class);

	private static final long TIDY_MILLIS = TimeUnit.HOURS.toMillis(6);

	private final Handing handing;

	private final Letters letters;

	private final Semaphore work = new Semaphore(0);

	private volatile boolean running;

	private long tidied = System.currentTimeMillis();

	private @Nullable Thread thread;

	Delivery(Handing handing, Letters letters) {
		this.handing = handing;
		this.letters = letters;
	}

	/** There is something to hand out. */
	void wake() {
		this.work.release();
	}

	/** Hands out what waits and sends what is due. */
	void round() {
		for (long region : Scope.get(Scope.ofFeed(), this.handing::regions)) {
			Scope scope = Scope.intake(Set.of(region));
			while (Scope.get(scope, () -> this.handing.hand(region))) {
				Thread.onSpinWait();
			}
		}
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

	private void loop() {
		while (this.running) {
			try {
				// the timeout covers what another instance or a crash left behind, and
				// letters that are due again
				if (this.work.tryAcquire(2, TimeUnit.SECONDS)) {
					this.work.drainPermits();
				}
				round();
				tidy();
			}
			catch (InterruptedException ex) {
				return;
			}
			// an Error too: a thread that ends silently would never tell anybody anything
			catch (Throwable ex) {
				if (this.running) {
					log.warn("Notifications will be handed out later: {}", ex.toString());
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
		this.thread = Thread.ofVirtual().name("notifications").start(this::loop);
	}

	@Override
	public synchronized void stop() {
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
