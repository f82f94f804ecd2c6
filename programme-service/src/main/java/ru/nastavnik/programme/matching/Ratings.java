package ru.nastavnik.programme.matching;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.matching.Snapshot.Bond;
import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;

/**
 * How well a pair meets one criterion: 0…1000. What is not known of somebody counts for
 * half, so that nobody wins or loses by an empty field. A refusal or an early end of an
 * earlier mentorship is never looked at (BR-052).
 */
final class Ratings {

	static final int FULL = 1000;

	static final int UNKNOWN = 500;

	private Ratings() {
	}

	static int gap(Cohort people, int mentee, int mentor) {
		int needs = people.mentees[mentee].gaps().size();
		int met = 0;
		for (int at = 0; at < needs; at++) {
			met += people.meetsGap(mentee, at, mentor) ? 1 : 0;
		}
		return (needs == 0) ? UNKNOWN : FULL * met / needs;
	}

	static int request(Cohort people, int mentee, int mentor) {
		int needs = people.mentees[mentee].requests().size();
		int met = 0;
		for (int at = 0; at < needs; at++) {
			met += people.meetsRequest(mentee, at, mentor) ? 1 : 0;
		}
		return (needs == 0) ? UNKNOWN : FULL * met / needs;
	}

	static int subject(Cohort people, int mentee, int mentor) {
		if (people.mentees[mentee].subjects().isEmpty() || people.mentors[mentor].subjects().isEmpty()) {
			return UNKNOWN;
		}
		return people.shareSubject(mentee, mentor) ? FULL : 0;
	}

	/** The portrait of the form: who suits whom in it (BR-025 among pupils). */
	static int portrait(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		Mentee led = people.mentees[mentee];
		return switch (people.form) {
			case PUPIL_PUPIL, STUDENT_STUDENT -> steps(led, leads);
			case TEACHER_TEACHER, TEACHER_PUPIL, TEACHER_ADDITIONAL, UNIVERSITY_TEACHER ->
				experienced(leads.experience());
			case LEADER_TEACHER -> FULL;
			case PARTNER_TEACHER, EMPLOYER_STUDENT, EMPLOYER_PUPIL ->
				leads.competences().contains("career_guidance") ? FULL : UNKNOWN;
			case STUDENT_PUPIL, OTHER -> UNKNOWN;
		};
	}

	/** Of a higher class, and by a model that answers what was asked for. */
	private static int steps(Mentee led, Mentor leads) {
		if (leads.grade() == null || led.grade() == null) {
			return UNKNOWN;
		}
		int ahead = leads.grade() - led.grade();
		boolean model = RoleModel.of(led, leads) != null;
		if (ahead <= 0) {
			return (ahead < 0) ? 0 : model ? 700 : 200;
		}
		return (model || !RoleModel.asked(led)) ? ((ahead > 3) ? 700 : FULL) : ((ahead > 3) ? 400 : 600);
	}

	private static int experienced(@Nullable Integer years) {
		return (years == null) ? UNKNOWN : (years >= 5) ? FULL : (years >= 3) ? 600 : 0;
	}

	static int experience(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		Mentee led = people.mentees[mentee];
		if (led.kind().equals("pupil")) {
			int older = leads.age() - led.age();
			return (older > 0) ? FULL : (older == 0) ? 300 : 0;
		}
		if (leads.experience() == null || led.experience() == null) {
			return UNKNOWN;
		}
		int more = leads.experience() - led.experience();
		return (more >= 10) ? FULL : (more >= 5) ? 800 : (more >= 3) ? 500 : (more >= 1) ? 250 : 0;
	}

	static int time(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		if (leads.hours() == null) {
			return UNKNOWN;
		}
		int each = leads.hours() / (leads.load() + 1);
		return (each >= 6) ? FULL : (each >= 4) ? 800 : (each >= 2) ? 500 : (each >= 1) ? 250 : 0;
	}

	/** Two common times are enough; at one somebody will be busy now and then. */
	static int schedule(Cohort people, int mentee, int mentor) {
		if (people.menteeTimes[mentee] == 0 || people.mentorTimes[mentor] == 0) {
			return UNKNOWN;
		}
		long common = people.menteeTimes[mentee] & people.mentorTimes[mentor];
		return (common == 0) ? 0 : (Long.bitCount(common) == 1) ? 700 : FULL;
	}

	/** Whoever both meet in person only should not have far to go. */
	static int format(Cohort people, int mentee, int mentor) {
		if (people.menteeModes[mentee] == 0 || people.mentorModes[mentor] == 0) {
			return UNKNOWN;
		}
		int common = people.menteeModes[mentee] & people.mentorModes[mentor];
		if (common == Cohort.IN_PERSON) {
			return people.distance(mentee, mentor).equals("region") ? 300 : FULL;
		}
		return (common == 0) ? 0 : FULL;
	}

	static int age(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		return leads.ages().isEmpty() ? UNKNOWN : leads.ages().contains(people.ageCodes[mentee]) ? FULL : 0;
	}

	/** The line of the dictionary of ages that somebody of so many years belongs to. */
	static String ageCode(int years) {
		return (years <= 10) ? "7_10" : (years <= 14) ? "11_14"
				: (years <= 17) ? "15_18" : (years <= 25) ? "18_25" : (years <= 35) ? "26_35" : "over_35";
	}

	static int distance(Cohort people, int mentee, int mentor) {
		if (people.sameSchool(mentee, mentor)) {
			return FULL;
		}
		Long municipality = people.mentees[mentee].municipality();
		return (municipality != null && municipality.equals(people.mentors[mentor].municipality())) ? 500 : 200;
	}

	static int load(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		return (leads.maxLoad() <= 0) ? 0 : FULL * Math.max(0, leads.maxLoad() - leads.load()) / leads.maxLoad();
	}

	static int preference(Cohort people, int mentee, int mentor) {
		boolean wanted = people.has(mentee, mentor, Bond.Kind.WISH_OF_MENTEE);
		boolean wants = people.has(mentee, mentor, Bond.Kind.WISH_OF_MENTOR);
		boolean some = people.has(mentee, mentor, Bond.Kind.INTEREST);
		return (wanted && wants) ? FULL : (wanted || some) ? 900 : wants ? 800 : UNKNOWN;
	}

	static int history(Cohort people, int mentee, int mentor) {
		return people.has(mentee, mentor, Bond.Kind.TOGETHER) ? FULL : UNKNOWN;
	}

}
