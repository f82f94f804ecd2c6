package ru.nastavnik.programme.matching;

import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * What the answers about a run are made of.
 */
final class RunViews {

	private RunViews() {
	}

	/**
	 * A run.
	 *
	 * @param status queued, running, done, cancelled or failed
	 * @param problem why it failed, in words
	 * @param target the target whose pairs are shown and published
	 * @param targets the three compared; the shown one counts moves by hand
	 * @param loosePins pins of the curators that could not be kept
	 * @param stale whether people of it changed since
	 * @param actions what the reader may do now: choice, moves, publication, replay,
	 * cancellation
	 */
	record RunView(long id, long organisationId, String level, Form form, String status, RunProgress progress,
			@Nullable String problem, OffsetDateTime createdAt, String createdBy, @Nullable String inputsHash,
			Target target, List<TargetView> targets, int minScore, boolean includeShared, int loosePins, boolean stale,
			int version, List<String> actions) {

		static RunView of(Run run) {
			List<String> actions = !run.level().decides(run.organisation()) ? List.of()
					: run.open() ? List.of("cancellation")
							: !run.status().equals("done") ? List.of()
									: run.drafts() ? List.of("choice", "moves", "publication", "replay")
											: List.of("choice", "moves", "replay");
			return new RunView(run.id(), run.organisation(), run.level().toString(), run.form(), run.status(),
					new RunProgress(run.stage(), run.done(), run.total()), run.problem(), run.createdAt(),
					run.createdName(), run.inputsHash(), run.target(),
					run.results().stream().map(TargetView::of).toList(), run.minScore(), run.includeShared(),
					run.loosePins().size(), run.stale(), run.version(), actions);
		}

	}

	/** How far a run is; the total is 0 where it is not known. */
	record RunProgress(String stage, int done, int total) {
	}

	/**
	 * One target in figures.
	 *
	 * @param score sum of the scores
	 * @param ownSchool pairs inside a school
	 * @param blocking pairs that would both rather be together
	 */
	record TargetView(Target target, int pairs, int left, int score, int ownSchool, int blocking) {

		static TargetView of(Run.Summary summary) {
			return new TargetView(summary.target(), summary.pairs(), summary.left(), summary.score(),
					summary.ownSchool(), summary.blocking());
		}

	}

	/**
	 * Somebody of a run.
	 *
	 * @param name null where the reader may not know it
	 * @param detail class or post in words
	 * @param load mentees of a mentor when the run was computed
	 */
	record PersonView(long personId, @Nullable String name, long organisationId, @Nullable String organisation,
			@Nullable String detail, @Nullable Integer load, @Nullable Integer maxLoad) {

		PersonView named(@Nullable String given) {
			return new PersonView(this.personId, given, this.organisationId, this.organisation, this.detail, this.load,
					this.maxLoad);
		}

	}

	/** A mentor who comes next, and where they fall behind. */
	record Alternative(PersonView mentor, int score, String reason) {
	}

	/**
	 * A pair of a run.
	 *
	 * @param pinned held by the curator's pin
	 * @param moved set by hand in this run
	 * @param status draft, proposed, offered or declined
	 */
	record MatchPair(long id, PersonView mentee, PersonView mentor, int score, List<Scoring.Contribution> contributions,
			List<Alternative> alternatives, boolean pinned, boolean moved, String distance, String status,
			@Nullable Long mentorshipId) {
	}

	/** Somebody without a mentor: what binds and what would cure it. */
	record LeftView(PersonView mentee, String reason, String text, String cure) {
	}

	/**
	 * Two who would both rather be together.
	 *
	 * @param now the mentee's present score, null without a mentor
	 */
	record BlockingView(PersonView mentee, PersonView mentor, int score, @Nullable Integer now) {
	}

	/**
	 * A mentor for one mentee.
	 *
	 * @param rule the hard rule that forbids the pair, null when it is allowed
	 * @param free places that the run has not given away
	 */
	record CandidateView(PersonView mentor, int score, List<Scoring.Contribution> contributions, int free,
			boolean chosen, @Nullable HardRule rule, @Nullable String refusal, @Nullable String cure) {
	}

	/** A pin that was left out, and why. */
	record LoosePin(PersonView mentee, PersonView mentor, String text) {
	}

	/** A mentor and what the pair was worth. */
	record Beside(PersonView mentor, int score) {
	}

	/** Whom another run gave to a mentee, and whom this one does; null for nobody. */
	record ComparedView(PersonView mentee, @Nullable Beside before, @Nullable Beside after) {
	}

	/** One of the differences between the pairs shown and those computed anew. */
	record Difference(long menteeId, @Nullable Long was, @Nullable Long becomes) {
	}

	/**
	 * The run computed again from its stored inputs.
	 *
	 * @param same whether inputs and pairs are those of the first time
	 * @param hash of the inputs
	 * @param differences between the pairs shown now and the computed ones: the moves by
	 * hand
	 */
	record ReplayView(boolean same, String hash, List<Difference> differences) {
	}

}
