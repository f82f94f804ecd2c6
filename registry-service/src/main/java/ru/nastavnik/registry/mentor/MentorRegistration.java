package ru.nastavnik.registry.mentor;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.appointment.Appointments;
import ru.nastavnik.registry.consent.ConsentLifecycle;
import ru.nastavnik.registry.dictionary.Dictionaries;
import ru.nastavnik.registry.dictionary.Dictionary;
import ru.nastavnik.registry.participant.CanMeet;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.ProfileSteps;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.MentorProfile;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;

/**
 * The base of mentors: entering somebody, what they offer, and whether others may see it.
 */
@Service
@Transactional
public class MentorRegistration {

	static final String KEPT = "Базу наставников ведёт организация участника. Обратитесь к её куратору.";

	private static final int ADULT = 18;

	private static final int DEFAULT_LOAD = 3;

	private final Mentors mentors;

	private final PeopleReading people;

	private final Appointments appointments;

	private final Dictionaries dictionaries;

	private final Profiles profiles;

	private final ProfileSteps steps;

	private final ParticipantFacts facts;

	private final Sharing sharing;

	private final Clock clock;

	MentorRegistration(Mentors mentors, PeopleReading people, Appointments appointments, Dictionaries dictionaries,
			Profiles profiles, ProfileSteps steps, ParticipantFacts facts, Sharing sharing, Clock clock) {
		this.mentors = mentors;
		this.people = people;
		this.appointments = appointments;
		this.dictionaries = dictionaries;
		this.profiles = profiles;
		this.steps = steps;
		this.facts = facts;
		this.sharing = sharing;
		this.clock = clock;
	}

	MentorProfile register(long person, Mentor.Offer offer, boolean voluntary) {
		check(offer, null);
		return enter(person, MentorStatus.CONSENT_PENDING, offer, voluntary, null);
	}

	/**
	 * BR-046: a candidate of whom nothing is asked yet; who was a mentor once stays one.
	 */
	public MentorProfile candidate(long person, String note) {
		return enter(person, MentorStatus.CANDIDATE, new Mentor.Offer(List.of(), List.of(), null, null, null, null,
				null, List.of(), null, DEFAULT_LOAD, true, null, CanMeet.UNKNOWN), false, note);
	}

	private MentorProfile enter(long person, MentorStatus status, Mentor.Offer offer, boolean voluntary,
			@Nullable String note) {
		Subject subject = this.people.subject(person);
		Keeping.require(subject.place().organisation(), KEPT);
		this.appointments.require(subject.place().organisation());
		if (this.mentors.findByPersonId(person).isPresent()) {
			throw RegistryProblem.PROFILE_EXISTS
				.because("Этот человек уже есть в базе наставников. Откройте его карточку.");
		}
		LocalDate today = LocalDate.now(this.clock);
		Mentor mentor = new Mentor(subject.place(), person, subject.born(), status, offer, today);
		if (voluntary) {
			mentor.agrees(today);
		}
		this.mentors.save(mentor);
		this.steps.record(mentor.place(), "mentor", mentor.id(), person, null, status.toString(), today, null, note);
		return saved(mentor);
	}

	MentorProfile change(long id, Mentor.Offer offer, int version) {
		Mentor mentor = Keeping.own(this.mentors.findById(id), KEPT);
		StaleVersionException.check(mentor.version(), version, () -> profile(mentor));
		check(offer, mentor);
		mentor.change(offer);
		return saved(mentor);
	}

	/**
	 * BR-028: other organisations see the card from the day of the mentor's leave until
	 * the moment it is taken back.
	 */
	MentorProfile share(long id, boolean leave, @Nullable LocalDate on) {
		Mentor mentor = Keeping.own(this.mentors.findById(id), KEPT);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate day = (on != null) ? on : today;
		new Checks().past(day, today, "on")
			.refuseIf(leave && mentor.born().plusYears(ADULT).isAfter(today), "leave",
					"Карточки несовершеннолетних другим организациям не показываются.")
			.refuseIf(leave && !mentor.status().inRegister(), "leave",
					"Показать можно карточку наставника из реестра. Сначала завершите отбор.")
			.done();
		mentor.share(leave, day);
		return saved(mentor);
	}

	MentorProfile profile(long id) {
		return profile(this.mentors.findById(id).orElseThrow(MentorSelection::notFound));
	}

	@EventListener
	void on(ConsentLifecycle.ProcessingWithdrawn withdrawn) {
		this.mentors.findByPersonId(withdrawn.personId())
			.filter((mentor) -> mentor.status() != MentorStatus.EXCLUDED)
			.ifPresent((mentor) -> {
				String from = mentor.status().toString();
				mentor.close(withdrawn.on());
				this.steps.record(mentor.place(), "mentor", mentor.id(), mentor.personId(), from,
						mentor.status().toString(), withdrawn.on(), "consent_withdrawn", null);
				this.sharing.refresh(mentor.id());
			});
	}

	@EventListener
	void on(BirthDateCorrected corrected) {
		this.mentors.findByPersonId(corrected.personId()).ifPresent((mentor) -> {
			mentor.correctBorn(corrected.born());
			this.sharing.refresh(mentor.id());
		});
	}

	private void check(Mentor.Offer offer, @Nullable Mentor before) {
		Map<Dictionary, Set<String>> offered = this.dictionaries
			.offered(Set.of(Dictionary.COMPETENCES, Dictionary.MENTEE_AGES));
		Checks checks = new Checks();
		Dictionaries.check(checks, "competenceCodes", offered.getOrDefault(Dictionary.COMPETENCES, Set.of()),
				offer.competenceCodes(), (before != null) ? before.competenceCodes() : List.of());
		Dictionaries.check(checks, "desiredAges", offered.getOrDefault(Dictionary.MENTEE_AGES, Set.of()),
				offer.desiredAges(), (before != null) ? before.desiredAges() : List.of());
		checks.done();
	}

	private MentorProfile saved(Mentor mentor) {
		this.facts.changed(List.of(mentor.personId()), false);
		this.sharing.refresh(mentor.id());
		return profile(mentor);
	}

	private MentorProfile profile(Mentor mentor) {
		return this.profiles.mentor(mentor.personId()).orElseThrow();
	}

}
