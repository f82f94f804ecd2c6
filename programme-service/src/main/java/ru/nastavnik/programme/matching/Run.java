package ru.nastavnik.programme.matching;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * A run as it is kept.
 *
 * @param target the target whose pairs are worked with
 * @param weights by code of the criterion
 * @param status queued, running, done, cancelled or failed
 * @param problem why it failed, in words
 * @param inputsHash SHA-256 of the inputs, null until they were read
 * @param loosePins pins that could not be kept
 * @param stale whether somebody of it changed since
 * @param drafts whether the target has pairs that nobody was asked about yet
 */
record Run(long id, Place place, RunLevel level, Form form, Target target, int minScore, boolean includeShared,
		Map<String, Integer> weights, String status, String stage, int done, int total, @Nullable String problem,
		@Nullable String inputsHash, List<Summary> results, List<Pins.Loose> loosePins, boolean stale, boolean drafts,
		int version, OffsetDateTime createdAt, String createdName) {

	long organisation() {
		return this.place.organisation();
	}

	boolean open() {
		return this.status.equals("queued") || this.status.equals("running");
	}

	SnapshotReading.Question question() {
		return new SnapshotReading.Question(organisation(), this.level, this.form, this.minScore, this.includeShared,
				this.weights);
	}

	/**
	 * What came out for one target.
	 *
	 * @param score sum of the scores
	 * @param bound the proven limit, as the target counts
	 * @param hash SHA-256 of the pairs, to compare a replay with
	 * @param worst the blocking pairs with the most to gain
	 */
	record Summary(Target target, int pairs, int left, int score, int ownSchool, int blocking, long bound, String hash,
			List<Blocked> worst) {
	}

	/**
	 * Two who would rather be together.
	 *
	 * @param now the mentee's present score, -1 for none
	 */
	record Blocked(long mentee, long mentor, int score, int now) {
	}

	/** A pair of a run as it is kept. */
	record PairRow(long id, long mentee, long mentor, long menteeOrganisation, long mentorOrganisation, int score,
			boolean pinned, boolean moved, String distance, List<Long> alternatives, List<Integer> alternativeScores,
			String status, @Nullable Long mentorshipId) {

		/** Whoever was declined leaves the place to somebody else. */
		boolean takesPlace() {
			return !this.status.equals("declined");
		}

	}

	/** Somebody without a mentor. */
	record LeftRow(long mentee, long menteeOrganisation, String code, String text, String cure) {
	}

}
