package ru.nastavnik.programme.matching;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * Everything that a result follows from, as it was on one day: codes, ids and whole
 * numbers, no names and no dates of birth. Sorted by ids, so that the same facts always
 * make the same text.
 *
 * @param weights by code of the criterion
 * @param minScore pairs below it are not made, 0–100
 * @param includeShared whether mentors of other schools are proposed, by their leave
 * @param algorithm by which version of the rules it was computed
 * @param gapCovers the competences of which one is enough for a gap
 * @param requestCovers the same for a request
 */
record Snapshot(LocalDate day, Form form, SortedMap<String, Integer> weights, int minScore, boolean includeShared,
		List<Mentor> mentors, List<Mentee> mentees, List<Bond> bonds, Integer algorithm,
		SortedMap<String, List<String>> gapCovers, SortedMap<String, List<String>> requestCovers) {

	/**
	 * Counts up with every change of a rating, a rule or the order of equals, after which
	 * the same inputs no longer give the same pairs.
	 */
	static final int ALGORITHM = 1;

	// inputs of a time before these were kept go by what counts now
	Snapshot {
		algorithm = Objects.requireNonNullElse(algorithm, 1);
		gapCovers = Objects.requireNonNullElseGet(gapCovers, () -> covers(mentees, Mentee::gaps, Words::coverGap));
		requestCovers = Objects.requireNonNullElseGet(requestCovers,
				() -> covers(mentees, Mentee::requests, Words::coverRequest));
	}

	/** Of now. */
	Snapshot(LocalDate day, Form form, SortedMap<String, Integer> weights, int minScore, boolean includeShared,
			List<Mentor> mentors, List<Mentee> mentees, List<Bond> bonds) {
		this(day, form, weights, minScore, includeShared, mentors, mentees, bonds, ALGORITHM,
				covers(mentees, Mentee::gaps, Words::coverGap), covers(mentees, Mentee::requests, Words::coverRequest));
	}

	private static SortedMap<String, List<String>> covers(List<Mentee> mentees, Function<Mentee, List<String>> needs,
			Function<String, List<String>> cover) {
		SortedMap<String, List<String>> covers = new TreeMap<>();
		mentees.forEach((mentee) -> needs.apply(mentee).forEach((need) -> covers.computeIfAbsent(need, cover)));
		return covers;
	}

	Snapshot with(SortedMap<String, Integer> others) {
		return new Snapshot(this.day, this.form, others, this.minScore, this.includeShared, this.mentors, this.mentees,
				this.bonds, this.algorithm, this.gapCovers, this.requestCovers);
	}

	/** What is left when nothing may be known of a person any more. */
	Snapshot without(long person) {
		return new Snapshot(this.day, this.form, this.weights, this.minScore, this.includeShared,
				this.mentors.stream().filter((mentor) -> mentor.id() != person).toList(),
				this.mentees.stream().filter((mentee) -> mentee.id() != person).toList(),
				this.bonds.stream().filter((bond) -> bond.mentee() != person && bond.mentor() != person).toList(),
				this.algorithm, this.gapCovers, this.requestCovers);
	}

	/**
	 * Somebody who may mentor.
	 *
	 * @param age in full years
	 * @param experience pedagogical, in full years
	 * @param hours a month
	 * @param ages codes of the ages of mentees that are wished for
	 * @param load mentees in live mentorships; above the school, those offered too
	 * @param shared leave to be proposed to other schools (BR-028)
	 * @param meetsMinors whether minors may be met (BR-027)
	 * @param refusal code of the hard rule that keeps them out altogether
	 * @param times codes of days with a part of day, none when not known
	 * @param modes in_person, remote or both, none when not known
	 */
	record Mentor(long id, long organisation, @Nullable Long municipality, String kind, @Nullable String position,
			@Nullable Integer grade, int age, @Nullable Integer experience, List<String> subjects,
			List<String> competences, @Nullable Integer hours, List<String> ages, int load, int maxLoad, boolean shared,
			boolean meetsMinors, @Nullable HardRule refusal, List<String> times, List<String> modes) {

		// inputs of a time before these were asked say nothing of them
		Mentor {
			times = Objects.requireNonNullElse(times, List.of());
			modes = Objects.requireNonNullElse(modes, List.of());
		}

		int free() {
			return (this.refusal != null) ? 0 : Math.max(0, this.maxLoad - this.load);
		}

	}

	/** Somebody who waits for a mentor. */
	record Mentee(long id, long organisation, @Nullable Long municipality, String kind, @Nullable String position,
			@Nullable Integer grade, int age, @Nullable Integer experience, @Nullable String category,
			List<String> subjects, List<String> requests, List<String> gaps, @Nullable HardRule refusal,
			List<String> times, List<String> modes) {

		Mentee {
			times = Objects.requireNonNullElse(times, List.of());
			modes = Objects.requireNonNullElse(modes, List.of());
		}

	}

	/** What is known of two people together. */
	record Bond(long mentee, long mentor, Kind kind) implements Comparable<Bond> {

		/** What ties them or keeps them apart. */
		enum Kind {

			/** The curator's hand. */
			PIN, BAN,
			/** From the survey after the group meeting. */
			NO_GO, WISH_OF_MENTEE, WISH_OF_MENTOR,
			/** They completed a mentorship together. */
			TOGETHER,
			/** By the curator's word. */
			RELATIVE,
			/** Above the school: a ban, a no-go or relatives, it is not told which. */
			APART,
			/** Above the school: one of the two named the other, it is not told who. */
			INTEREST;

			int flag() {
				return 1 << ordinal();
			}

		}

		@Override
		public int compareTo(Bond other) {
			int mentees = Long.compare(this.mentee, other.mentee);
			int mentors = Long.compare(this.mentor, other.mentor);
			return (mentees != 0) ? mentees : (mentors != 0) ? mentors : this.kind.compareTo(other.kind);
		}

	}

}
