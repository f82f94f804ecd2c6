package ru.nastavnik.registry.exchange;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.background.Rounds;

/**
 * Does what the queue holds, on a virtual thread of its own. A step that was killed is
 * taken up again when its lease has run out.
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

	/** The thread of an instance. */
	@Component
	@ConditionalOnProperty(name = "nastavnik.exchange.work", matchIfMissing = true)
	static class Loads extends Rounds {

		private static final Duration PAUSE = Duration.ofMillis(200);

		private static final long PURGED = TimeUnit.HOURS.toNanos(6);

		private final ExchangeWorker worker;

		private long purged;

		Loads(ExchangeWorker worker) {
			super("exchange", PAUSE);
			this.worker = worker;
		}

		@Override
		protected boolean round() {
			boolean worked = this.worker.round(ImportJournal.QUEUE);
			if (!worked && (this.purged == 0 || System.nanoTime() - this.purged > PURGED)) {
				this.purged = System.nanoTime();
				Scope.run(Scope.ofFeed(), this.worker.queue::purge);
			}
			return worked;
		}

	}

}
