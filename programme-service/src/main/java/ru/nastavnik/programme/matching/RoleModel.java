package ru.nastavnik.programme.matching;

import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;

/**
 * What pupils are to each other: the portrait of «ученик – ученик». Who asks for help
 * with studies meets who offers it, who is shy meets who leads. Of one class they may
 * still be equals (BR-025).
 */
enum RoleModel {

	STUDY("успевающий — неуспевающий", Set.of("study", "exam"), Set.of("study_help", "subject")),
	LEADER("лидер — пассивный", Set.of("social", "leader", "behaviour"), Set.of("leadership", "communication"));

	private final String title;

	private final Set<String> requests;

	private final Set<String> competences;

	RoleModel(String title, Set<String> requests, Set<String> competences) {
		this.title = title;
		this.requests = requests;
		this.competences = competences;
	}

	/** The model by which the mentor answers what the mentee asked for. */
	static @Nullable RoleModel of(Mentee led, Mentor leads) {
		for (RoleModel model : values()) {
			if (meets(model.requests, led.requests()) && meets(model.competences, leads.competences())) {
				return model;
			}
		}
		return null;
	}

	/** Whether the mentee asked for what one of the models is about. */
	static boolean asked(Mentee led) {
		return meets(STUDY.requests, led.requests()) || meets(LEADER.requests, led.requests());
	}

	private static boolean meets(Set<String> some, List<String> others) {
		return !Collections.disjoint(some, others);
	}

	/** As the card of a pair calls it. */
	String title() {
		return this.title;
	}

}
