package ru.nastavnik.programme.mentorship;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * What a signed order changes in a mentorship: another mentor, a later or an early end.
 * Whoever may order it and why, the feature of the changes decides.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Continuation {

	private final Mentorships mentorships;

	private final Pairing pairing;

	private final Participants participants;

	private final Minors minors;

	private final LabourDemand labour;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Continuation(Mentorships mentorships, Pairing pairing, Participants participants, Minors minors,
			LabourDemand labour, ApplicationEventPublisher events, Clock clock) {
		this.mentorships = mentorships;
		this.pairing = pairing;
		this.participants = participants;
		this.minors = minors;
		this.labour = labour;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Refuses somebody whom the rules of pairing do not allow as the new mentor.
	 * @return warnings about the choice (BR-047)
	 */
	public List<String> candidate(Outline mentorship, long leaving, long candidate) {
		if (mentorship.participants().contains(candidate)) {
			throw ProgrammeProblem.MEMBERS
				.because((candidate == leaving) ? "Это тот же наставник. Выберите другого человека."
						: "Этот человек уже участвует в паре или группе. Выберите другого.")
				.on("newMentorId");
		}
		Participant person = ready(load(mentorship.id()), candidate);
		int load = this.participants.loads(mentorship.place().organisation(), List.of(candidate))
			.getOrDefault(candidate, 0) + mentorship.mentees().size();
		return (load > person.maxLoad())
				? List.of("Нагрузка наставника: " + load + " наставляемых при норме " + person.maxLoad() + ".")
				: List.of();
	}

	private Participant ready(Mentorship mentorship, long candidate) {
		Participant person = this.participants.hold(mentorship.organisationId(), List.of(candidate)).get(candidate);
		String obstacle = (person != null) ? Numbers.obstacle(mentorship.terms(), person, Side.MENTOR)
				: "Участник не найден в этой организации.";
		if (person == null || obstacle != null) {
			throw ((person == null) ? ProgrammeProblem.MEMBERS : ProgrammeProblem.NOT_READY)
				.because(String.valueOf(obstacle))
				.on("newMentorId");
		}
		return person;
	}

	/** The order is signed: names close for the one and open for the other at once. */
	public void replace(long id, long leaving, long successor, Leaving leave) {
		Mentorship mentorship = load(id);
		Participant person = ready(mentorship, successor);
		Set<Long> touched = new HashSet<>(mentorship.participants());
		touched.add(successor);
		mentorship.replace(leaving, person, leave, LocalDate.now(this.clock));
		this.mentorships.flush();
		this.participants.refreshCircles(mentorship.organisationId(), touched);
		// the ground is for the school alone, the history for everybody
		this.pairing.record("replacement", mentorship, leave.on(), "Приказ № " + leave.order() + ".");
		this.minors.readersChanged(mentorship.place(), id);
		this.labour.papers(List.of(id), leave.on());
	}

	/** The order is signed: the mentorship ends later (BR-034). */
	public void extend(long id, LocalDate end, String number, LocalDate on) {
		Mentorship mentorship = load(id);
		mentorship.extend(end);
		this.pairing.record("extension", mentorship, on, "Приказ № " + number + ".");
		this.events.publishEvent(new MentorshipExtended(id, end));
	}

	/**
	 * The order is signed: the mentorship ends before its time.
	 * @param reason what everybody in it may read
	 * @param unled the mentor's powers end and nobody follows (4.6)
	 */
	public void end(long id, LocalDate on, Mentorship.Ground ground, String reason, boolean unled, String number) {
		Mentorship mentorship = load(id);
		mentorship.terminate(on, ground, reason, unled, LocalDate.now(this.clock));
		this.pairing.ended("termination", mentorship, on, "Приказ № " + number + ". " + reason);
	}

	private Mentorship load(long id) {
		return this.mentorships.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

}
