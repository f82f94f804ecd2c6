package ru.nastavnik.registry.mentee;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import ru.nastavnik.registry.mentor.MentorRegistration;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.ProfileSteps;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.MenteeProfile;
import ru.nastavnik.registry.participant.Profiles.MentorProfile;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;
import ru.nastavnik.registry.setting.Parameter;
import ru.nastavnik.registry.setting.Settings;

/**
 * The base of mentees: registering, correcting, moving from step to step.
 */
@Service
@Transactional
public class MenteeRegistration {

	static final String KEPT = "Базу наставляемых ведёт организация участника. Обратитесь к её куратору.";

	private static final int TEEN = 14;

	private static final int ADULT = 18;

	private final Mentees mentees;

	private final PeopleReading people;

	private final Appointments appointments;

	private final ConsentLifecycle consents;

	private final Dictionaries dictionaries;

	private final Settings settings;

	private final Profiles profiles;

	private final ProfileSteps steps;

	private final ParticipantFacts facts;

	private final MentorRegistration mentors;

	private final Confidences confidences;

	private final Clock clock;

	MenteeRegistration(Mentees mentees, PeopleReading people, Appointments appointments, ConsentLifecycle consents,
			Dictionaries dictionaries, Settings settings, Profiles profiles, ProfileSteps steps, ParticipantFacts facts,
			MentorRegistration mentors, Confidences confidences, Clock clock) {
		this.mentees = mentees;
		this.people = people;
		this.appointments = appointments;
		this.consents = consents;
		this.dictionaries = dictionaries;
		this.settings = settings;
		this.profiles = profiles;
		this.steps = steps;
		this.facts = facts;
		this.mentors = mentors;
		this.confidences = confidences;
		this.clock = clock;
	}

	/**
	 * A step of the life cycle.
	 *
	 * @param psychologist who supports the mentee while waiting (BR-030)
	 * @param searchOn when a mentor is looked for again
	 * @param teenSignedOn when a teenager signed as well (BR-018)
	 */
	record Move(Mentee.Status to, @Nullable LocalDate on, @Nullable String note, @Nullable Long psychologist,
			@Nullable LocalDate searchOn, @Nullable LocalDate teenSignedOn) {
	}

	MenteeProfile register(long person, Mentee.Need need, Confidences.@Nullable Told told) {
		Subject subject = this.people.subject(person);
		Keeping.require(subject.place().organisation(), KEPT);
		this.appointments.require(subject.place().organisation());
		if (this.mentees.findByPersonId(person).isPresent()) {
			throw RegistryProblem.PROFILE_EXISTS
				.because("Этот человек уже есть в базе наставляемых. Откройте его карточку.");
		}
		LocalDate today = LocalDate.now(this.clock);
		check(need, null);
		Mentee mentee = new Mentee(subject.place(), person, subject.born(), need, today);
		this.mentees.save(mentee);
		step(mentee, null, today, null);
		if (told != null) {
			this.confidences.tell(mentee, told);
		}
		return saved(mentee);
	}

	MenteeProfile change(long id, Mentee.Need need, @Nullable Long psychologist, int version) {
		Mentee mentee = Keeping.own(this.mentees.findById(id), KEPT);
		StaleVersionException.check(mentee.version(), version, () -> profile(mentee));
		check(need, mentee);
		checkPsychologist(mentee, psychologist, new Checks());
		mentee.change(need);
		if (psychologist != null || mentee.status() != Mentee.Status.WAITING) {
			mentee.assign(psychologist);
		}
		return saved(mentee);
	}

	MenteeProfile move(long id, Move move) {
		Mentee mentee = Keeping.own(this.mentees.findById(id), KEPT);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate on = Objects.requireNonNullElse(move.on(), today);
		if (move.teenSignedOn() != null) {
			new Checks().past(move.teenSignedOn(), today, "teenSignedOn").done();
			mentee.signs(move.teenSignedOn());
		}
		if (move.to().inBase()) {
			this.consents.requireProcessing(mentee.personId());
		}
		if (move.to() == Mentee.Status.IN_BASE) {
			requireTeen(mentee, today);
		}
		Mentee.Status from = mentee.status();
		if (move.to() == Mentee.Status.WAITING) {
			waiting(mentee, move, today);
		}
		mentee.moveTo(move.to(), on, move.note(), today);
		if (move.to() == Mentee.Status.WAITING) {
			mentee.waitsWith(Objects.requireNonNull(move.psychologist()), Objects.requireNonNull(move.searchOn()));
		}
		step(mentee, from, on, move.note());
		return saved(mentee);
	}

	/**
	 * BR-046: somebody who was helped becomes a candidate for helping, in one action; the
	 * mentee's history stays.
	 */
	MentorProfile becomeMentor(long id) {
		Mentee mentee = Keeping.own(this.mentees.findById(id), KEPT);
		LocalDate today = LocalDate.now(this.clock);
		Mentee.Status from = mentee.status();
		mentee.moveTo(Mentee.Status.ALUMNI, today, null, today);
		step(mentee, from, today, null);
		return this.mentors.candidate(mentee.personId(), "Был наставляемым");
	}

	@EventListener
	void on(ConsentLifecycle.ProcessingWithdrawn withdrawn) {
		this.mentees.findByPersonId(withdrawn.personId()).ifPresent((mentee) -> {
			Mentee.Status from = mentee.status();
			mentee.close(withdrawn.on());
			step(mentee, from, withdrawn.on(), "Отзыв согласия на обработку персональных данных");
		});
	}

	@EventListener
	void on(BirthDateCorrected corrected) {
		this.mentees.findByPersonId(corrected.personId()).ifPresent((mentee) -> mentee.correctBorn(corrected.born()));
	}

	private void check(Mentee.Need need, @Nullable Mentee before) {
		Map<Dictionary, Set<String>> offered = this.dictionaries
			.offered(Set.of(Dictionary.REQUESTS, Dictionary.PROBLEM_GROUPS, Dictionary.GAPS));
		Checks checks = new Checks();
		Dictionaries.check(checks, "requestCodes", offered.getOrDefault(Dictionary.REQUESTS, Set.of()),
				need.requestCodes(), (before != null) ? before.requestCodes() : List.of());
		Dictionaries.check(checks, "problemGroups", offered.getOrDefault(Dictionary.PROBLEM_GROUPS, Set.of()),
				need.problemGroups(), (before != null) ? before.problemGroups() : List.of());
		Dictionaries.check(checks, "gapCodes", offered.getOrDefault(Dictionary.GAPS, Set.of()), need.gapCodes(),
				(before != null) ? before.gapCodes() : List.of());
		checks.done();
	}

	private void waiting(Mentee mentee, Move move, LocalDate today) {
		Checks checks = new Checks()
			.refuseIf(move.psychologist() == null, "psychologistId",
					"Назначьте психолога, который поддержит наставляемого, пока идёт поиск.")
			.refuseIf(move.searchOn() == null, "searchOn", "Укажите, к какому дню продолжить поиск.")
			.refuseIf(move.searchOn() != null && move.searchOn().isBefore(today), "searchOn",
					"Этот день уже прошёл. Укажите сегодняшний или будущий.");
		checkPsychologist(mentee, move.psychologist(), checks);
	}

	private void checkPsychologist(Mentee mentee, @Nullable Long psychologist, Checks checks) {
		checks
			.refuseIf(psychologist != null && !this.confidences.isPsychologist(mentee.organisationId(), psychologist),
					"psychologistId", "Выберите действующего педагога-психолога этой организации.")
			.done();
	}

	/**
	 * BR-018: where the region asks for it, a teenager signs beside the representative.
	 */
	private void requireTeen(Mentee mentee, LocalDate today) {
		boolean teen = !mentee.born().plusYears(TEEN).isAfter(today) && mentee.born().plusYears(ADULT).isAfter(today);
		if (teen && mentee.teenSignedOn() == null && this.settings.on(Parameter.TEEN_SIGNATURE)) {
			throw RegistryProblem.NO_CONSENT
				.because("В регионе с 14 лет нужна и подпись самого обучающегося. Отметьте, когда он подписал.")
				.on("teenSignedOn");
		}
	}

	private void step(Mentee mentee, Mentee.@Nullable Status from, LocalDate on, @Nullable String note) {
		this.steps.record(mentee.place(), "mentee", mentee.id(), mentee.personId(),
				(from != null) ? from.toString() : null, mentee.status().toString(), on, null, note);
	}

	private MenteeProfile saved(Mentee mentee) {
		this.facts.changed(List.of(mentee.personId()), false);
		return profile(mentee);
	}

	private MenteeProfile profile(Mentee mentee) {
		return this.profiles.mentee(mentee.personId()).orElseThrow();
	}

}
