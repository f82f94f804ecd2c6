package ru.nastavnik.programme.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import ru.nastavnik.programme.matching.Snapshot.Bond;
import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;
import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * A snapshot laid out for reading a pair millions of times: people by number instead of
 * id, codes as bits.
 */
final class Cohort {

	/** So many distinct codes fit into bits; the rest are compared one by one. */
	private static final int BITS = 64;

	private static final int[] NONE = {};

	static final int IN_PERSON = 1;

	static final int REMOTE = 2;

	final Form form;

	final Mentor[] mentors;

	final Mentee[] mentees;

	/** Subjects and competences of a mentor, subjects of a mentee, as bits. */
	final long[] mentorSubjects;

	final long[] competences;

	final long[] menteeSubjects;

	/** When each can meet, as bits of one numbering; 0 where nothing is known. */
	final long[] mentorTimes;

	final long[] menteeTimes;

	/** How each can meet, as bits; 0 where nothing is known. */
	final int[] mentorModes;

	final int[] menteeModes;

	/** The age of a mentee as a code of the dictionary, of all who wait. */
	final String[] ageCodes;

	/** For each gap, or request, of a mentee the competences that help with it. */
	private final long[][] gaps;

	private final long[][] requests;

	private final List<List<List<String>>> gapCovers;

	private final List<List<List<String>>> requestCovers;

	/** Whether every code has its bit. */
	private final boolean allSubjects;

	private final boolean allSkills;

	private final int[][] bound;

	private final int[][] bonds;

	private final Map<Long, Integer> mentorNumbers = new HashMap<>();

	private final Map<Long, Integer> menteeNumbers = new HashMap<>();

	Cohort(Snapshot snapshot) {
		this.form = snapshot.form();
		this.mentors = snapshot.mentors().toArray(Mentor[]::new);
		this.mentees = snapshot.mentees().toArray(Mentee[]::new);
		for (int j = 0; j < this.mentors.length; j++) {
			this.mentorNumbers.put(this.mentors[j].id(), j);
		}
		for (int i = 0; i < this.mentees.length; i++) {
			this.menteeNumbers.put(this.mentees[i].id(), i);
		}
		Map<String, Integer> subjects = bits(Arrays.stream(this.mentors).map(Mentor::subjects).toList());
		Map<String, Integer> skills = bits(Arrays.stream(this.mentors).map(Mentor::competences).toList());
		this.allSubjects = subjects.size() < BITS;
		this.allSkills = skills.size() < BITS;
		this.mentorSubjects = masks(this.mentors, (mentor) -> mask(mentor.subjects(), subjects));
		this.competences = masks(this.mentors, (mentor) -> mask(mentor.competences(), skills));
		this.menteeSubjects = masks(this.mentees,
				(mentee) -> mentee.subjects().isEmpty() ? 0L : mask(mentee.subjects(), subjects));
		Map<String, Integer> times = bits(Stream
			.concat(Arrays.stream(this.mentors).map(Mentor::times), Arrays.stream(this.mentees).map(Mentee::times))
			.toList());
		this.mentorTimes = masks(this.mentors, (mentor) -> mask(mentor.times(), times));
		this.menteeTimes = masks(this.mentees, (mentee) -> mask(mentee.times(), times));
		this.mentorModes = Arrays.stream(this.mentors).mapToInt((mentor) -> modes(mentor.modes())).toArray();
		this.menteeModes = Arrays.stream(this.mentees).mapToInt((mentee) -> modes(mentee.modes())).toArray();
		this.ageCodes = Arrays.stream(this.mentees)
			.map((mentee) -> Ratings.ageCode(mentee.age()))
			.toArray(String[]::new);
		this.gapCovers = covers((mentee) -> mentee.gaps().stream().map(snapshot.gapCovers()::get).toList());
		this.requestCovers = covers((mentee) -> mentee.requests().stream().map(snapshot.requestCovers()::get).toList());
		this.gaps = needs(this.gapCovers, skills);
		this.requests = needs(this.requestCovers, skills);
		this.bound = new int[this.mentees.length][];
		this.bonds = new int[this.mentees.length][];
		Arrays.fill(this.bound, NONE);
		Arrays.fill(this.bonds, NONE);
		bind(snapshot.bonds());
	}

	/** The number of a mentor, -1 when they are not here. */
	int mentor(long id) {
		return this.mentorNumbers.getOrDefault(id, -1);
	}

	/** The number of a mentee, -1 when they are not here. */
	int mentee(long id) {
		return this.menteeNumbers.getOrDefault(id, -1);
	}

	boolean has(int mentee, int mentor, Bond.Kind kind) {
		int[] with = this.bound[mentee];
		if (with.length == 0) {
			return false;
		}
		int at = Arrays.binarySearch(with, mentor);
		return at >= 0 && (this.bonds[mentee][at] & kind.flag()) != 0;
	}

	boolean sameSchool(int mentee, int mentor) {
		return this.mentees[mentee].organisation() == this.mentors[mentor].organisation();
	}

	/** {@code school}, {@code municipality} or {@code region}. */
	String distance(int mentee, int mentor) {
		if (sameSchool(mentee, mentor)) {
			return "school";
		}
		Long municipality = this.mentees[mentee].municipality();
		return (municipality != null && municipality.equals(this.mentors[mentor].municipality())) ? "municipality"
				: "region";
	}

	private void bind(List<Bond> all) {
		List<int[]> of = new ArrayList<>();
		for (int from = 0; from < all.size();) {
			int to = from;
			of.clear();
			long mentee = all.get(from).mentee();
			for (; to < all.size() && all.get(to).mentee() == mentee; to++) {
				int mentor = mentor(all.get(to).mentor());
				int flag = all.get(to).kind().flag();
				if (mentor >= 0 && !of.isEmpty() && of.getLast()[0] == mentor) {
					of.getLast()[1] |= flag;
				}
				else if (mentor >= 0) {
					of.add(new int[] { mentor, flag });
				}
			}
			int number = mentee(mentee);
			if (number >= 0 && !of.isEmpty()) {
				this.bound[number] = of.stream().mapToInt((bond) -> bond[0]).toArray();
				this.bonds[number] = of.stream().mapToInt((bond) -> bond[1]).toArray();
			}
			from = to;
		}
	}

	private static int modes(List<String> codes) {
		return (codes.contains("in_person") ? IN_PERSON : 0) | (codes.contains("remote") ? REMOTE : 0);
	}

	private static Map<String, Integer> bits(List<List<String>> codes) {
		TreeSet<String> distinct = new TreeSet<>();
		codes.forEach(distinct::addAll);
		Map<String, Integer> bits = new HashMap<>();
		distinct.stream().limit(BITS).forEach((code) -> bits.put(code, bits.size()));
		return bits;
	}

	private static long mask(List<String> codes, Map<String, Integer> bits) {
		long mask = 0;
		for (String code : codes) {
			Integer bit = bits.get(code);
			if (bit != null) {
				mask |= 1L << bit;
			}
		}
		return mask;
	}

	private static <P> long[] masks(P[] people, Function<P, Long> mask) {
		return Arrays.stream(people).mapToLong(mask::apply).toArray();
	}

	private List<List<List<String>>> covers(Function<Mentee, List<List<String>>> of) {
		return Arrays.stream(this.mentees).map(of).toList();
	}

	private static long[][] needs(List<List<List<String>>> covers, Map<String, Integer> skills) {
		return covers.stream()
			.map((needs) -> needs.stream().mapToLong((codes) -> mask(codes, skills)).toArray())
			.toArray(long[][]::new);
	}

	/** Whether both have a subject in common. */
	boolean shareSubject(int mentee, int mentor) {
		return (this.menteeSubjects[mentee] & this.mentorSubjects[mentor]) != 0 || (!this.allSubjects
				&& !Collections.disjoint(this.mentees[mentee].subjects(), this.mentors[mentor].subjects()));
	}

	/** Whether a competence of the mentor helps with this gap of the mentee. */
	boolean meetsGap(int mentee, int at, int mentor) {
		return (this.gaps[mentee][at] & this.competences[mentor]) != 0 || (!this.allSkills
				&& !Collections.disjoint(this.gapCovers.get(mentee).get(at), this.mentors[mentor].competences()));
	}

	/** Whether a competence of the mentor answers this request of the mentee. */
	boolean meetsRequest(int mentee, int at, int mentor) {
		return (this.requests[mentee][at] & this.competences[mentor]) != 0 || (!this.allSkills
				&& !Collections.disjoint(this.requestCovers.get(mentee).get(at), this.mentors[mentor].competences()));
	}

}
