package ru.nastavnik.registry.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Does what the queue holds, loads and exports each on a virtual thread of their own. A
 * step that was killed is taken up again when its lease has run out.
 */
@Component
class ExchangeWorker {

	private static final Logger log = LoggerFactory.getLogger(ExchangeWorker.class);

	private final JobQueue queue;

	private final ImportRunner imports;

	ExchangeWorker(JobQueue queue, ImportRunner imports) {
		this.queue = queue;
		this.imports = imports;
	}

	/** Takes one job of a kind and does it; false when there was none. */
	boolean round(String kind) {
		Optional<JobQueue.Job> taken = Scope.get(Scope.ofFeed(), () -> this.queue.take(kind));
		if (taken.isEmpty()) {
			return false;
		}
		JobQueue.Job job = taken.get();
		BooleanSupplier held = () -> Scope.get(Scope.ofFeed(), () -> this.queue.hold(job));
		try {
			if (job.attempts() > JobQueue.ATTEMPTS) {
				Scope.run(job.scope(), () -> giveUp(job));
			}
			else {
				Scope.run(job.scope(), () -> run(job, held));
			}
			Scope.run(Scope.ofFeed(), () -> this.queue.finish(job));
		}
		catch (ImportRunner.LostLease ex) {
			log.info("{} {} goes on elsewhere", kind, job.subject());
		}
		catch (RuntimeException | Error ex) {
			log.warn("{} {} broke off and is tried again", kind, job.subject(), ex);
			Scope.run(Scope.ofFeed(), () -> this.queue.postpone(job));
		}
		return true;
	}

	private void run(JobQueue.Job job, BooleanSupplier held) {
		this.imports.run(job.subject(), job.step(), held);
	}

	private void giveUp(JobQueue.Job job) {
		this.imports.giveUp(job.subject());
	}

	/** The threads of an instance. */
	@Component
	@ConditionalOnProperty(name = "nastavnik.exchange.work", matchIfMissing = true)
	static class Threads implements SmartLifecycle {

		private static final long PAUSE = 200;

		private static final long PURGED = java.util.concurrent.TimeUnit.HOURS.toNanos(6);

		private final ExchangeWorker worker;

		private final List<Thread> threads = new ArrayList<>();

		private volatile boolean running;

		Threads(ExchangeWorker worker) {
			this.worker = worker;
		}

		@Override
		public synchronized void start() {
			this.running = true;
			for (String kind : List.of(ImportJournal.QUEUE)) {
				this.threads.add(Thread.ofVirtual().name("exchange-" + kind).start(() -> work(kind)));
			}
		}

		@Override
		public synchronized void stop() {
			this.running = false;
			this.threads.forEach(Thread::interrupt);
			this.threads.clear();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		private void work(String kind) {
			long purged = 0;
			while (this.running) {
				try {
					if (!this.worker.round(kind)) {
						if (System.nanoTime() - purged > PURGED || purged == 0) {
							purged = System.nanoTime();
							Scope.run(Scope.ofFeed(), this.worker.queue::purge);
						}
						Thread.sleep(PAUSE);
					}
				}
				catch (InterruptedException ex) {
					return;
				}
				catch (Throwable ex) {
					log.warn("The queue of {} cannot be read", kind, ex);
					rest();
				}
			}
		}

		private void rest() {
			try {
				Thread.sleep(PAUSE * 25);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
