package ru.nastavnik.kit.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * A thread that works in rounds: the next one at once while there is more to do, else
 * when it is woken or after a pause, which covers what a killed or another instance left
 * behind. Whatever a round throws, an {@link Error} too, the next one comes after a rest:
 * a thread that ended silently would never do its work again.
 */
public abstract class Rounds implements SmartLifecycle {

	private static final Duration SHORTEST_REST = Duration.ofSeconds(1);

	private static final Duration LONGEST_REST = Duration.ofHours(1);

	private final Logger log = LoggerFactory.getLogger(getClass());

	private final String name;

	private final Duration pause;

	private final Semaphore woken = new Semaphore(0);

	private volatile boolean running;

	private @Nullable Thread thread;

	/**
	 * A thread that begins with the application.
	 * @param name of the thread
	 * @param pause between rounds when there is nothing to do
	 */
	protected Rounds(String name, Duration pause) {
		this.name = name;
		this.pause = pause;
	}

	/** Does what there is to do; true when there may be more. */
	protected abstract boolean round() throws Exception;

	/** Told of a round that failed. */
	protected void failed(Throwable ex) {
		this.log.warn("{} will try again: {}", this.name, ex.toString(), ex);
	}

	/** There is something to do: the next round does not wait for the pause to end. */
	public final void wake() {
		this.woken.release();
	}

	private void work() {
		while (this.running) {
			try {
				if (!round() && this.woken.tryAcquire(this.pause.toNanos(), TimeUnit.NANOSECONDS)) {
					this.woken.drainPermits();
				}
			}
			catch (InterruptedException ex) {
				return;
			}
			catch (Throwable ex) {
				if (this.running) {
					failed(ex);
					rest();
				}
			}
		}
	}

	private void rest() {
		Duration twice = this.pause.multipliedBy(2);
		Duration rest = (twice.compareTo(SHORTEST_REST) < 0) ? SHORTEST_REST
				: (twice.compareTo(LONGEST_REST) > 0) ? LONGEST_REST : twice;
		try {
			Thread.sleep(rest);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized void start() {
		this.running = true;
		this.thread = Thread.ofVirtual().name(this.name).start(this::work);
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	/** Whether the thread is meant to go on. */
	@Override
	public final boolean isRunning() {
		return this.running;
	}

}
