package ru.nastavnik.programme.matching;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * Who takes which side in a form. Whoever does not fit it is not part of the run.
 *
 * @param leading kinds of mentors
 * @param positions their positions, empty for any
 * @param led kinds of mentees
 */
record Portrait(Set<String> leading, Set<String> positions, Set<String> led) {

	private static final Set<String> ANY = Set.of("staff", "pupil", "external");

	static Portrait of(Form form) {
		return switch (form) {
			case TEACHER_TEACHER -> new Portrait(Set.of("staff"), Set.of(), Set.of("staff"));
			case LEADER_TEACHER -> new Portrait(Set.of("staff"), Set.of("director", "deputy"), Set.of("staff"));
			case PUPIL_PUPIL, STUDENT_STUDENT -> new Portrait(Set.of("pupil"), Set.of(), Set.of("pupil"));
			case TEACHER_PUPIL -> new Portrait(Set.of("staff"), Set.of(), Set.of("pupil"));
			case TEACHER_ADDITIONAL -> new Portrait(Set.of("staff", "external"), Set.of(), Set.of("staff"));
			case PARTNER_TEACHER, UNIVERSITY_TEACHER -> new Portrait(Set.of("external"), Set.of(), Set.of("staff"));
			case EMPLOYER_STUDENT, EMPLOYER_PUPIL -> new Portrait(Set.of("external"), Set.of(), Set.of("pupil"));
			case STUDENT_PUPIL -> new Portrait(Set.of("pupil", "external"), Set.of(), Set.of("pupil"));
			case OTHER -> new Portrait(ANY, Set.of(), ANY);
		};
	}

	/** Whether those of one age group lead each other, by a {@link RoleModel}. */
	static boolean ofPeers(Form form) {
		return form == Form.PUPIL_PUPIL || form == Form.STUDENT_STUDENT;
	}

	boolean leads(String kind, @Nullable String position) {
		return this.leading.contains(kind)
				&& (this.positions.isEmpty() || (position != null && this.positions.contains(position)));
	}

	boolean isLed(String kind) {
		return this.led.contains(kind);
	}

}
