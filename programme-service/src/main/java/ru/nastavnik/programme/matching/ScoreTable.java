package ru.nastavnik.programme.matching;

import java.util.stream.IntStream;

/**
 * The score of every pair, one byte each: 25 MB for 5,000 mentees and 5,000 mentors.
 */
final class ScoreTable {

	final byte[][] scores;

	private final Cohort people;

	private ScoreTable(Cohort people, byte[][] scores) {
		this.people = people;
		this.scores = scores;
	}

	/** Scores every pair, on all processors. */
	static ScoreTable of(Cohort people, Scoring scoring, ScoreTable.Progress progress) {
		int mentees = people.mentees.length;
		byte[][] scores = new byte[mentees][people.mentors.length];
		int part = Math.max(1, mentees / 10);
		for (int from = 0; from < mentees; from += part) {
			IntStream.range(from, Math.min(mentees, from + part))
				.parallel()
				.forEach((mentee) -> scoring.row(mentee, scores[mentee]));
			progress.at("scoring", Math.min(mentees, from + part), mentees);
		}
		return new ScoreTable(people, scores);
	}

	int mentees() {
		return this.scores.length;
	}

	int mentors() {
		return this.people.mentors.length;
	}

	boolean own(int mentee, int mentor) {
		return this.people.sameSchool(mentee, mentor);
	}

	/** How far a work has come. Throws when it is not wanted any more. */
	interface Progress {

		Progress NONE = (stage, done, total) -> {
		};

		void at(String stage, int done, int total);

	}

}
