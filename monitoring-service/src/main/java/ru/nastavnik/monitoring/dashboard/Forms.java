package ru.nastavnik.monitoring.dashboard;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Names of forms and methods of mentoring, in the order in which they are shown.
 */
final class Forms {

	static final Map<String, String> FORMS = inOrder("teacher_teacher", "Педагог — педагог", "leader_teacher",
			"Руководитель — педагог", "pupil_pupil", "Ученик — ученик", "teacher_pupil", "Педагог — ученик",
			"student_student", "Студент — студент", "employer_student", "Работодатель — студент", "partner_teacher",
			"Социальный партнёр — педагог", "university_teacher", "Педагог вуза или колледжа — молодой педагог",
			"teacher_additional", "Педагог общего — педагог дополнительного образования", "employer_pupil",
			"Работодатель — ученик", "student_pupil", "Студент — ученик", "other", "Другая форма");

	static final Map<String, String> METHODS = inOrder("one_to_one", "Традиционное (один на один)", "virtual",
			"Виртуальное (дистанционное)", "short_term", "Краткосрочное (целеполагающее)", "situational",
			"Ситуационное", "speed", "Скоростное");

	/** Forms in which minors take part. */
	static final Set<String> OF_MINORS = Set.of("pupil_pupil", "teacher_pupil", "student_student", "employer_student",
			"employer_pupil", "student_pupil");

	private Forms() {
	}

	private static Map<String, String> inOrder(String... codesAndNames) {
		Map<String, String> names = new LinkedHashMap<>();
		for (int at = 0; at < codesAndNames.length; at += 2) {
			names.put(codesAndNames[at], codesAndNames[at + 1]);
		}
		return Collections.unmodifiableMap(names);
	}

}
