package ru.nastavnik.programme.matching;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.background.Rounds;

/**
 * Works on the runs, one at a time for each instance. A run that was killed is taken up
 * again when its lease has run out; one that breaks is tried a few times.
 */
@Component
class RunWorker {

	private static final Logger log = LoggerFactory.getLogger(RunWorker.class);

	/** Nanoseconds between two tellings of how far a run is. */
	private static final long TOLD = Duration.ofMillis(300).toNanos();

	private final RunWork work;

	RunWorker(RunWork work) {
		this.work = work;
	}

	/** Nobody wants it any more, or another instance has it. */
	private static final class Stopped extends RuntimeException {

		private static final long serialVersionUID = 1;

	}

	/** Does the next run; false when there was none. */
	boolean round() {
		Optional<RunWork.Job> taken = Scope.get(Scope.ofFeed(), this.work::take);
		if (taken.isEmpty()) {
			return false;
		}
		RunWork.Job job = taken.get();
		try {
			if (job.attempts() > RunWork.ATTEMPTS) {
				fail(job, "Подбор несколько раз прервался. Запустите его ещё раз.");
			}
			else {
				Scope.run(job.scope(), () -> run(job));
			}
		}
		catch (Stopped ex) {
			log.info("Run {} is cancelled or goes on elsewhere", job.run());
			if (!Scope.get(Scope.ofFeed(), () -> this.work.hold(job))) {
				return true;
			}
		}
		catch (ProblemException ex) {
			fail(job, words(ex));
		}
		catch (RuntimeException | Error ex) {
			log.warn("Run {} broke off and is tried again", job.run(), ex);
			Scope.run(Scope.ofFeed(), () -> this.work.postpone(job));
			return true;
		}
		Scope.run(Scope.ofFeed(), () -> this.work.finish(job));
		return true;
	}

	private void fail(RunWork.Job job, String problem) {
		Scope.run(job.scope(), () -> this.work.fail(job.run(), problem));
	}

	private static String words(ProblemException ex) {
		String said = Objects.requireNonNullElse(ex.getMessage(), "");
		String each = ex.violations()
			.stream()
			.map(Violation::message)
			.distinct()
			.limit(5)
			.collect(Collectors.joining(" "));
		return (said + " " + each).strip();
	}

	private void run(RunWork.Job job) {
		Run run = this.work.run(job.run());
		if (!this.work.progress(run.id(), "reading", 0, 0)) {
			throw new Stopped();
		}
		Snapshot snapshot = this.work.snapshot(run);
		byte[] text = SnapshotText.text(snapshot);
		Matching matching = new Matching(snapshot);
		long[] told = { System.nanoTime() };
		Map<Target, Matching.Result> results = matching.solve(List.of(Target.values()), (stage, done, total) -> {
			if (System.nanoTime() - told[0] > TOLD) {
				told[0] = System.nanoTime();
				tell(job, stage, done, total);
			}
		});
		tell(job, "saving", 0, 0);
		this.work.save(run, text, matching, results.values());
	}

	private void tell(RunWork.Job job, String stage, int done, int total) {
		boolean held = Scope.get(Scope.ofFeed(), () -> this.work.hold(job));
		if (!held || !this.work.progress(job.run(), stage, done, total)) {
			throw new Stopped();
		}
	}

	/** The thread of an instance. */
	@Component
	@ConditionalOnProperty(name = "nastavnik.matching.work", matchIfMissing = true)
	static class Threads extends Rounds {

		private static final Duration PAUSE = Duration.ofMillis(200);

		private final RunWorker worker;

		Threads(RunWorker worker) {
			super("matching", PAUSE);
			this.worker = worker;
		}

		@Override
		protected boolean round() {
			return this.worker.round();
		}

	}

}
