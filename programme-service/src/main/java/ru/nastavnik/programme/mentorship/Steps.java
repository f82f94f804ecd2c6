package ru.nastavnik.programme.mentorship;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * BR-025: among pupils the mentor stands on a higher step of education, unless they teach
 * each other as equals. Whose class is not known is not judged.
 */
final class Steps {

	private static final Pattern EQUALS = Pattern.compile("равн\\p{L}*\\P{L}+равн");

	private Steps() {
	}

	static List<String> warnings(Terms terms, Map<Long, Participant> people) {
		if (terms.form() != Terms.Form.PUPIL_PUPIL || asEquals(terms.roleModel())) {
			return List.of();
		}
		List<Integer> mentors = grades(terms.mentorIds(), people);
		List<Integer> mentees = grades(terms.menteeIds(), people);
		return mentors.stream()
			.filter((mentor) -> mentees.stream().anyMatch((mentee) -> mentee >= mentor))
			.map((mentor) -> "Наставник учится в " + mentor + "-м классе, а наставляемый — в "
					+ mentees.stream().max(Integer::compare).orElse(mentor)
					+ "-м: в форме «ученик — ученик» наставник старше классом. Выберите другого наставника или "
					+ "укажите ролевую модель «равный — равному».")
			.toList();
	}

	static boolean asEquals(@Nullable String roleModel) {
		return roleModel != null && EQUALS.matcher(roleModel.toLowerCase(Locale.ROOT)).find();
	}

	private static List<Integer> grades(List<Long> persons, Map<Long, Participant> people) {
		return persons.stream()
			.map(people::get)
			.filter(Objects::nonNull)
			.map(Participant::grade)
			.filter(Objects::nonNull)
			.toList();
	}

}
