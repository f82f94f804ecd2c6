package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.participant.ParticipantFacts;

/**
 * Leaving for good or for a while: dismissal, expulsion, leave and return.
 */
@Service
@Transactional
class Departures {

	private static final String KEPT = "Эту запись изменяет организация, которая её ведёт.";

	private final Employments employments;

	private final Enrolments enrolments;

	private final Leaves leaves;

	private final PeopleReading reading;

	private final Transferring transferring;

	private final Belonging belonging;

	private final ParticipantFacts facts;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Departures(Employments employments, Enrolments enrolments, Leaves leaves, PeopleReading reading,
			Transferring transferring, Belonging belonging, ParticipantFacts facts, ApplicationEventPublisher events,
			Clock clock) {
		this.employments = employments;
		this.enrolments = enrolments;
		this.leaves = leaves;
		this.reading = reading;
		this.transferring = transferring;
		this.belonging = belonging;
		this.facts = facts;
		this.events = events;
		this.clock = clock;
	}

	PersonView dismiss(long id, Departure departure, int version) {
		Employment employment = Keeping.own(this.employments.findById(id), KEPT);
		long person = employment.personId();
		StaleVersionException.check(employment.version(), version, () -> this.reading.card(person));
		Checks checks = new Checks();
		departure.check(employment.post().hiredOn(), today(), checks);
		checks.done();
		employment.end(departure);
		return left(person, employment.organisationId(), departure.on());
	}

	PersonView expel(long id, Departure departure, int version) {
		Enrolment enrolment = Keeping.own(this.enrolments.findById(id), KEPT);
		long person = enrolment.personId();
		StaleVersionException.check(enrolment.version(), version, () -> this.reading.card(person));
		Checks checks = new Checks();
		departure.check(enrolment.study().from(), today(), checks);
		checks.done();
		enrolment.end(departure);
		return left(person, enrolment.organisationId(), departure.on());
	}

	PersonView leave(long employmentId, Leave.Kind kind, LocalDate from, @Nullable LocalDate to) {
		Employment employment = Keeping.own(this.employments.findById(employmentId), KEPT);
		long person = employment.personId();
		LocalDate today = today();
		Post post = employment.post();
		Checks checks = new Checks();
		checks.sensible(from, today, "from")
			.sensible(to, today, "to")
			.ordered(from, to, "to", "Отпуск кончается раньше, чем начался. Проверьте даты.")
			.refuseIf(from.isBefore(post.hiredOn()), "from", "Отпуск начинается раньше приёма на работу.")
			.refuseIf(post.dismissedOn() != null && from.isAfter(post.dismissedOn()), "from",
					"Отпуск начинается позже увольнения.")
			.refuseIf(
					this.leaves.findByPersonIdOrderByIdDesc(person)
						.stream()
						.anyMatch((leave) -> leave.employmentId() == employmentId && leave.overlaps(from, to)),
					"from", "В эти дни у человека уже есть отпуск.");
		checks.done();
		this.leaves.save(new Leave(employment, kind, from, to));
		return this.reading.card(person);
	}

	/** Back from leave; on its first day or before, the leave has not been. */
	PersonView returned(long id, LocalDate on) {
		Leave leave = Keeping.own(this.leaves.findById(id), KEPT);
		LocalDate today = today();
		new Checks().sensible(on, today, "on")
			.refuseIf(leave.to() != null && on.isAfter(leave.to().plusDays(1)), "on",
					"Выход позже конца отпуска. Проверьте дату.")
			.done();
		if (on.isAfter(leave.from())) {
			leave.returned(on);
		}
		else {
			this.leaves.delete(leave);
		}
		return this.reading.card(leave.personId());
	}

	private PersonView left(long person, long organisation, LocalDate on) {
		this.belonging.refresh(List.of(person));
		this.transferring.succeed(person, on);
		this.events.publishEvent(new PersonLeft(person, organisation, on, null));
		this.facts.changed(List.of(person), false);
		return this.reading.card(person);
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

}
