package ru.nastavnik.programme.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.matching.Snapshot.Bond;
import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;
import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * The score of a pair: the sum of whole points, 0–100. Each criterion gives its share
 * times its rating, rounded by itself, so the contributions make the score exactly.
 */
final class Scoring {

	/** In place of a score: a hard rule forbids the pair. */
	static final byte REFUSED = -1;

	private static final Criterion[] CRITERIA = Criterion.values();

	private final Cohort people;

	private final boolean includeShared;

	private final int[] shares;

	/** The criteria that look at both, and count. */
	private final int[] both;

	/** What each mentor gets from the criteria that look at the mentor alone. */
	private final int[] alone;

	Scoring(Snapshot snapshot, Cohort people) {
		this.people = people;
		this.includeShared = snapshot.includeShared();
		this.shares = Criterion.shares(snapshot.weights());
		this.both = IntStream.range(0, CRITERIA.length)
			.filter((k) -> this.shares[k] > 0 && !CRITERIA[k].ofMentorAlone())
			.toArray();
		this.alone = new int[people.mentors.length];
		for (int k = 0; k < CRITERIA.length && people.mentees.length > 0; k++) {
			for (int mentor = 0; mentor < this.alone.length && CRITERIA[k].ofMentorAlone(); mentor++) {
				this.alone[mentor] += points(k, 0, mentor);
			}
		}
	}

	/**
	 * A criterion's part of a score.
	 *
	 * @param points what it gave
	 * @param of what it could give
	 */
	record Contribution(String criterion, String title, int points, int of, String reason) {
	}

	/** The scores of a mentee with every mentor. */
	void row(int mentee, byte[] scores) {
		if (this.people.mentees[mentee].refusal() != null) {
			Arrays.fill(scores, REFUSED);
			return;
		}
		for (int mentor = 0; mentor < scores.length; mentor++) {
			scores[mentor] = (refusal(mentee, mentor) != null) ? REFUSED : (byte) score(mentee, mentor);
		}
	}

	/** What the pair is worth, whether or not it is allowed. */
	int score(int mentee, int mentor) {
		int sum = this.alone[mentor];
		for (int k : this.both) {
			sum += points(k, mentee, mentor);
		}
		return sum;
	}

	private int points(int criterion, int mentee, int mentor) {
		int rating = CRITERIA[criterion].rate(this.people, mentee, mentor);
		return (this.shares[criterion] * rating + Ratings.FULL / 2) / Ratings.FULL;
	}

	/** Criteria of weight zero are left out. */
	List<Contribution> contributions(int mentee, int mentor) {
		List<Contribution> contributions = new ArrayList<>();
		for (int k = 0; k < CRITERIA.length; k++) {
			if (this.shares[k] > 0) {
				contributions.add(new Contribution(CRITERIA[k].toString(), CRITERIA[k].title(),
						points(k, mentee, mentor), this.shares[k], CRITERIA[k].reason(this.people, mentee, mentor)));
			}
		}
		return contributions;
	}

	/**
	 * The first hard rule that forbids the pair, or null; the mentee's own come first.
	 */
	@Nullable HardRule refusal(int mentee, int mentor) {
		Mentee led = this.people.mentees[mentee];
		Mentor leads = this.people.mentors[mentor];
		if (led.refusal() != null || leads.refusal() != null) {
			return (led.refusal() != null) ? led.refusal() : leads.refusal();
		}
		if (led.id() == leads.id()) {
			return HardRule.SAME_PERSON;
		}
		boolean together = this.people.sameSchool(mentee, mentor);
		if (!together && !(this.includeShared && leads.shared())) {
			return HardRule.OTHER_SCHOOL;
		}
		if (!together && (led.age() < 18 || leads.age() < 18)) {
			return HardRule.MINOR_ELSEWHERE;
		}
		if (led.age() < 18 && !leads.meetsMinors()) {
			return HardRule.CHECK;
		}
		if (together && led.kind().equals("staff") && this.people.form != Form.LEADER_TEACHER
				&& "director".equals(leads.position())) {
			return HardRule.SUBORDINATE;
		}
		if (this.people.has(mentee, mentor, Bond.Kind.APART)) {
			return HardRule.APART;
		}
		if (this.people.has(mentee, mentor, Bond.Kind.RELATIVE)) {
			return HardRule.RELATIVE;
		}
		if (this.people.has(mentee, mentor, Bond.Kind.BAN)) {
			return HardRule.BAN;
		}
		return this.people.has(mentee, mentor, Bond.Kind.NO_GO) ? HardRule.NO_GO : null;
	}

}
