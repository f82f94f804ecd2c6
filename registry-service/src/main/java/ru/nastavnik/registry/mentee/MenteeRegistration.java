package ru.nastavnik.registry.mentee;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.appointment.Appointments;
import ru.nastavnik.registry.consent.ConsentLifecycle;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.MenteeProfile;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;
import ru.nastavnik.registry.person.ProfileLists;

/**
 * The base of mentees: registering, correcting, moving from step to step.
 */
@Service
@Transactional
public class MenteeRegistration {

	private static final ProfileLists.Kind<MenteeProfile, MenteeLine> LIST = new ProfileLists.Kind<>("mentee",
			"i.text as third_party, ",
			"left join third_party_info i on i.region_id = m.region_id and i.mentee_id = m.id",
			Map.of("name", "x.name_norm", "status", "m.status", "since", "m.status_since", "category", "m.category"),
			Profiles::mentee, MenteeLine::new);

	private static final String KEPT = "Базу наставляемых ведёт организация участника. Обратитесь к её куратору.";

	private final Mentees mentees;

	private final PeopleReading people;

	private final Appointments appointments;

	private final ConsentLifecycle consents;

	private final Profiles profiles;

	private final ParticipantFacts facts;

	private final ProfileLists lists;

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final Clock clock;

	MenteeRegistration(Mentees mentees, PeopleReading people, Appointments appointments, ConsentLifecycle consents,
			Profiles profiles, ParticipantFacts facts, ProfileLists lists, EntityManager entityManager, JdbcClient jdbc,
			Clock clock) {
		this.mentees = mentees;
		this.people = people;
		this.appointments = appointments;
		this.consents = consents;
		this.profiles = profiles;
		this.facts = facts;
		this.lists = lists;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** A mentee in the list. */
	record MenteeLine(String name, boolean minor, @Nullable String consent, @JsonUnwrapped MenteeProfile profile) {
	}

	@Transactional(readOnly = true)
	Slice<MenteeLine> list(@Nullable Long organisation, Mentee.@Nullable Status status, @Nullable String q,
			PageQuery page) {
		return this.lists.list(LIST, organisation, status, q, page);
	}

	MenteeProfile register(long person, Mentee.Need need, @Nullable String thirdPartyInfo) {
		Subject subject = this.people.subject(person);
		Keeping.require(subject.place().organisation(), KEPT);
		this.appointments.require(subject.place().organisation());
		if (this.mentees.findByPersonId(person).isPresent()) {
			throw RegistryProblem.PROFILE_EXISTS
				.because("Этот человек уже есть в базе наставляемых. Откройте его карточку.");
		}
		LocalDate today = LocalDate.now(this.clock);
		Mentee mentee = new Mentee(subject.place(), person, subject.born(), need, today);
		this.mentees.save(mentee);
		tell(mentee, thirdPartyInfo);
		return saved(mentee);
	}

	MenteeProfile change(long id, Mentee.Need need, @Nullable String thirdPartyInfo, int version) {
		Mentee mentee = Keeping.own(this.mentees.findById(id), KEPT);
		StaleVersionException.check(mentee.version(), version, () -> profile(mentee));
		mentee.change(need);
		tell(mentee, thirdPartyInfo);
		return saved(mentee);
	}

	MenteeProfile move(long id, Mentee.Status to, @Nullable LocalDate date, @Nullable String note) {
		Mentee mentee = Keeping.own(this.mentees.findById(id), KEPT);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate on = (date != null) ? date : today;
		if (to.inBase()) {
			this.consents.requireProcessing(mentee.personId());
		}
		mentee.moveTo(to, on, note, today);
		return saved(mentee);
	}

	@EventListener
	void on(ConsentLifecycle.ProcessingWithdrawn withdrawn) {
		this.mentees.findByPersonId(withdrawn.personId()).ifPresent((mentee) -> mentee.close(withdrawn.on()));
	}

	@EventListener
	void on(BirthDateCorrected corrected) {
		this.mentees.findByPersonId(corrected.personId()).ifPresent((mentee) -> mentee.correctBorn(corrected.born()));
	}

	/** BR-023: only those who may read what others told may write it. */
	private void tell(Mentee mentee, @Nullable String text) {
		if (text == null || !Scope.current().has(mentee.organisationId(), Role.CURATOR, Role.PSYCHOLOGIST)) {
			return;
		}
		this.entityManager.flush();
		Place place = mentee.place();
		this.jdbc
			.sql("""
					insert into third_party_info (region_id, institute_id, municipality_id, organisation_id, mentee_id, text,
					  created_by, updated_by)
					values (:region, :institute, :municipality, :organisation, :mentee, :text, :caller, :caller)
					on conflict (region_id, mentee_id) do update set text = excluded.text, updated_at = now(),
					  updated_by = excluded.updated_by""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("mentee", mentee.id())
			.param("text", text)
			.param("caller", Scope.current().caller())
			.update();
	}

	private MenteeProfile saved(Mentee mentee) {
		this.facts.changed(List.of(mentee.personId()), false);
		return profile(mentee);
	}

	private MenteeProfile profile(Mentee mentee) {
		return this.profiles.mentee(mentee.personId()).orElseThrow();
	}

}
