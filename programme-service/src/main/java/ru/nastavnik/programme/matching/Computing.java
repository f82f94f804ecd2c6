package ru.nastavnik.programme.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.programme.matching.RunViews.ReplayView;
import ru.nastavnik.programme.matching.RunViews.TargetView;
import ru.nastavnik.programme.matching.Weights.PreviewView;
import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * What is computed while somebody waits: a replay, a preview of weights. A region takes
 * seconds of all processors, so an instance does one at a time, and no connection is kept
 * meanwhile.
 */
@Component
class Computing {

	private final Semaphore permit = new Semaphore(1);

	private final Runs runs;

	private final Weights weights;

	Computing(Runs runs, Weights weights) {
		this.runs = runs;
		this.weights = weights;
	}

	/** Does the work, unless another one is being done. */
	<T> T alone(Supplier<T> work) {
		if (!this.permit.tryAcquire()) {
			throw KitProblem.CONFLICT
				.because("Сейчас считается другой предпросмотр или повтор. Подождите несколько секунд и повторите.");
		}
		try {
			return work.get();
		}
		finally {
			this.permit.release();
		}
	}

	/** Computes the run again from what it was computed from. */
	ReplayView replay(long id) {
		return alone(() -> {
			Runs.Replayed kept = this.runs.replayed(id);
			Run run = kept.run();
			String hash = SnapshotText.hash(kept.inputs());
			Snapshot snapshot = SnapshotText.read(kept.inputs());
			if (snapshot.algorithm() != Snapshot.ALGORITHM) {
				throw KitProblem.CONFLICT
					.because("Подбор посчитан по прежней версии правил оценки: повтор дал бы другой "
							+ "результат не из-за ошибки. Запустите новый подбор.");
			}
			Matching matching = new Matching(snapshot);
			Matching.Result result = Objects
				.requireNonNull(matching.solve(List.of(Target.values()), ScoreTable.Progress.NONE).get(run.target()));
			boolean same = hash.equals(run.inputsHash()) && run.results()
				.stream()
				.anyMatch((summary) -> summary.target() == run.target()
						&& summary.hash().equals(SnapshotText.hash(matching.people(), result)));
			Map<Long, Long> shown = new HashMap<>();
			kept.pairs().forEach((pair) -> shown.put(pair.mentee(), pair.mentor()));
			return new ReplayView(same, hash, Runs.differences(shown, Runs.pairs(matching.people(), result)));
		});
	}

	/** Computes a run of the caller's with other weights; nothing is stored. */
	PreviewView preview(Form form, Map<String, Integer> weights, long run) {
		return alone(() -> {
			Weights.Previewed asked = this.weights.previewed(form, weights, run);
			Matching now = new Matching(asked.snapshot());
			Matching then = new Matching(asked.snapshot().with(asked.weights()));
			Matching.Result before = solve(now, asked.target());
			Matching.Result after = solve(then, asked.target());
			return new PreviewView(view(before), view(after),
					Runs.differences(Runs.pairs(now.people(), before), Runs.pairs(then.people(), after)));
		});
	}

	private static Matching.Result solve(Matching matching, Target target) {
		return Objects.requireNonNull(matching.solve(List.of(target), ScoreTable.Progress.NONE).get(target));
	}

	private static TargetView view(Matching.Result result) {
		return new TargetView(result.target(), result.pairs().size(), result.left().size(), result.score(),
				result.own(), result.blocking());
	}

}
