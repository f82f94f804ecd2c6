package ru.nastavnik.programme.mentorship;

import java.util.List;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.mentorship.Terms.Kind;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * How many people each kind of mentorship has (BR-031), and what else a kind needs to be
 * one (BR-041).
 */
final class Numbers {

	private Numbers() {
	}

	static void check(Terms terms, List<Violation> violations) {
		int mentors = terms.mentorIds().size();
		int mentees = terms.menteeIds().size();
		switch (terms.kind()) {
			case PAIR -> {
				refuse(violations, mentors != 1, "mentorIds", "В паре ровно один наставник.");
				refuse(violations, mentees != 1, "menteeIds",
						"В паре ровно один наставляемый. Для нескольких наставляемых выберите группу.");
			}
			case GROUP -> {
				refuse(violations, mentors != 1, "mentorIds", "В группе ровно один наставник.");
				refuse(violations, mentees < 2, "menteeIds", "В группе не меньше двух наставляемых.");
			}
			case COLLECTIVE -> {
				refuse(violations, mentors < 2, "mentorIds",
						"В коллективно-индивидуальном наставничестве не меньше двух наставников.");
				refuse(violations, mentees != 1, "menteeIds",
						"В коллективно-индивидуальном наставничестве ровно один наставляемый.");
			}
			case ORG_TO_ORG -> {
				refuse(violations, mentors < 2, "mentorIds",
						"В команде другой организации не меньше двух наставников.");
				refuse(violations, mentees < 2, "menteeIds", "В группе работников не меньше двух наставляемых.");
				refuse(violations, terms.more().partnerId() == null, "partnerId",
						"Укажите организацию, чья команда наставляет.");
				refuse(violations,
						terms.more().mentorOrganisation() != null
								&& !terms.more().mentorOrganisation().equals(terms.more().partnerId()),
						"partnerId", "Наставники этой команды работают в другой организации: укажите её.");
			}
			case REVERSE -> {
				refuse(violations, mentors != 1, "mentorIds",
						"В реверсивной паре два человека, по одному с каждой стороны.");
				refuse(violations, mentees != 1, "menteeIds",
						"В реверсивной паре два человека, по одному с каждой стороны.");
			}
			case SPEED_SESSION -> {
				// as many as come to one session
			}
			case SITUATIONAL -> refuse(violations, mentors != 1, "mentorIds", "На запрос отвечает один наставник.");
		}
		topics(terms, violations);
		refuse(violations, terms.form() == Form.OTHER && (terms.formName() == null || terms.formName().isBlank()),
				"formName", "Назовите форму наставничества: для иной формы это обязательно.");
	}

	private static void topics(Terms terms, List<Violation> violations) {
		List<String> topics = terms.more().topics();
		boolean mutual = terms.kind() == Kind.REVERSE || terms.kind() == Kind.PAIR && Steps.asEquals(terms.roleModel());
		refuse(violations, mutual && (topics.size() != 2 || topics.stream().anyMatch(String::isBlank)), "topics",
				"Укажите, чему учит каждый: сначала тему наставника, затем встречную.");
		refuse(violations, !mutual && !topics.isEmpty(), "topics",
				"Темы обеих сторон указывают в реверсивном наставничестве и в модели «равный — равному».");
	}

	/**
	 * Why this person cannot take this side in a mentorship of this kind today, or null.
	 */
	static @Nullable String obstacle(Terms terms, Participant participant, Side side) {
		String obstacle = Terms.obstacle(participant, side);
		if (obstacle != null || terms.kind() != Kind.ORG_TO_ORG) {
			return obstacle;
		}
		if (side == Side.MENTOR) {
			return participant.kind().equals("external") || terms.more().mentorOrganisation() != null ? null
					: "Наставник из другой организации должен быть внешним участником этой. "
							+ "Добавьте его как внешнего взрослого с местом работы.";
		}
		return participant.kind().equals("staff") ? null
				: "В этом виде наставничества наставляемые — работники организации.";
	}

	private static void refuse(List<Violation> violations, boolean wrong, String field, String message) {
		if (wrong) {
			violations.add(new Violation(field, message));
		}
	}

}
