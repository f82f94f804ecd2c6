package ru.nastavnik.registry.mentor;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.appointment.Appointments;
import ru.nastavnik.registry.consent.ConsentLifecycle;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.MentorProfile;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;
import ru.nastavnik.registry.person.ProfileLists;

/**
 * The base of mentors: registering, correcting, moving from step to step.
 */
@Service
@Transactional
public class MentorRegistration {

	private static final ProfileLists.Kind<MentorProfile, MentorLine> LIST = new ProfileLists.Kind<>("mentor", "", "",
			Map.of("name", "x.name_norm", "status", "m.status", "since", "m.status_since", "maxLoad", "m.max_load"),
			Profiles::mentor, MentorLine::new);

	private static final String KEPT = "Базу наставников ведёт организация участника. Обратитесь к её куратору.";

	private final Mentors mentors;

	private final PeopleReading people;

	private final Appointments appointments;

	private final ConsentLifecycle consents;

	private final Profiles profiles;

	private final ParticipantFacts facts;

	private final ProfileLists lists;

	private final Clock clock;

	MentorRegistration(Mentors mentors, PeopleReading people, Appointments appointments, ConsentLifecycle consents,
			Profiles profiles, ParticipantFacts facts, ProfileLists lists, Clock clock) {
		this.mentors = mentors;
		this.people = people;
		this.appointments = appointments;
		this.consents = consents;
		this.profiles = profiles;
		this.facts = facts;
		this.lists = lists;
		this.clock = clock;
	}

	/** A mentor in the list. */
	record MentorLine(String name, boolean minor, @Nullable String consent, @JsonUnwrapped MentorProfile profile) {
	}

	@Transactional(readOnly = true)
	Slice<MentorLine> list(@Nullable Long organisation, Mentor.@Nullable Status status, @Nullable String q,
			PageQuery page) {
		return this.lists.list(LIST, organisation, status, q, page);
	}

	MentorProfile register(long person, Mentor.Offer offer, boolean voluntary) {
		Subject subject = this.people.subject(person);
		Keeping.require(subject.place().organisation(), KEPT);
		this.appointments.require(subject.place().organisation());
		if (this.mentors.findByPersonId(person).isPresent()) {
			throw RegistryProblem.PROFILE_EXISTS
				.because("Этот человек уже есть в базе наставников. Откройте его карточку.");
		}
		LocalDate today = LocalDate.now(this.clock);
		Mentor mentor = new Mentor(subject.place(), person, subject.born(), offer, today);
		if (voluntary) {
			mentor.agrees(today);
		}
		this.mentors.save(mentor);
		return saved(mentor);
	}

	MentorProfile change(long id, Mentor.Offer offer, int version) {
		Mentor mentor = Keeping.own(this.mentors.findById(id), KEPT);
		StaleVersionException.check(mentor.version(), version, () -> profile(mentor));
		mentor.change(offer);
		return saved(mentor);
	}

	MentorProfile move(long id, Mentor.Status to, @Nullable LocalDate date, @Nullable String note, boolean voluntary) {
		Mentor mentor = Keeping.own(this.mentors.findById(id), KEPT);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate on = (date != null) ? date : today;
		if (voluntary) {
			mentor.agrees(on);
		}
		if (to.inRegister()) {
			this.consents.requireProcessing(mentor.personId());
		}
		mentor.moveTo(to, on, note, today);
		return saved(mentor);
	}

	@EventListener
	void on(ConsentLifecycle.ProcessingWithdrawn withdrawn) {
		this.mentors.findByPersonId(withdrawn.personId()).ifPresent((mentor) -> mentor.close(withdrawn.on()));
	}

	@EventListener
	void on(BirthDateCorrected corrected) {
		this.mentors.findByPersonId(corrected.personId()).ifPresent((mentor) -> mentor.correctBorn(corrected.born()));
	}

	private MentorProfile saved(Mentor mentor) {
		this.facts.changed(List.of(mentor.personId()), false);
		return profile(mentor);
	}

	private MentorProfile profile(Mentor mentor) {
		return this.profiles.mentor(mentor.personId()).orElseThrow();
	}

}
