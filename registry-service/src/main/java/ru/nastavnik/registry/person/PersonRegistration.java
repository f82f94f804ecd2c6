package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.ParticipantFacts;

/**
 * Registering people and correcting what is known of them.
 */
@Service
@Transactional
public class PersonRegistration {

	private static final String KEPT = "Эти данные изменяет организация, которая их ведёт.";

	private final People people;

	private final Employments employments;

	private final Enrolments enrolments;

	private final Representations representations;

	private final PeopleReading reading;

	private final OrganisationDirectory directory;

	private final ParticipantFacts facts;

	private final ApplicationEventPublisher events;

	private final Belonging belonging;

	private final WiderScope wider;

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final Clock clock;

	PersonRegistration(People people, Employments employments, Enrolments enrolments, Representations representations,
			PeopleReading reading, OrganisationDirectory directory, ParticipantFacts facts,
			ApplicationEventPublisher events, Belonging belonging, WiderScope wider, EntityManager entityManager,
			JdbcClient jdbc, Clock clock) {
		this.people = people;
		this.employments = employments;
		this.enrolments = enrolments;
		this.representations = representations;
		this.reading = reading;
		this.directory = directory;
		this.facts = facts;
		this.events = events;
		this.belonging = belonging;
		this.wider = wider;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** A birth date was wrong: whoever keeps a copy for the wall corrects it. */
	public record BirthDateCorrected(long personId, LocalDate born) {
	}

	/** How to reach somebody. */
	record Contacts(@Nullable String phone, @Nullable String email) {
	}

	PersonView register(long organisation, Identity identity, Contacts contacts, @Nullable Post post,
			@Nullable Study study) {
		Scope.current().requireWrite(organisation);
		Place place = this.directory.get(organisation).place();
		LocalDate today = today();
		Checks checks = new Checks();
		identity.check(today, checks);
		if (post != null) {
			post.check(identity.birthDate(), today, checks.at("employment"));
		}
		if (study != null) {
			study.check(identity.birthDate(), today, checks.at("enrolment"));
		}
		checks.done();
		Person person = this.people
			.save(new Person(place, kind(post, study), identity, contacts.phone(), contacts.email()));
		if (post != null) {
			this.employments.save(new Employment(place, person, post));
		}
		if (study != null) {
			this.enrolments.save(new Enrolment(place, person, study));
		}
		remember(person);
		this.facts.changed(List.of(person.id()), true);
		return this.reading.card(person.id());
	}

	PersonView change(long id, Identity identity, Contacts contacts, int version) {
		Person person = Keeping.own(this.people.findById(id), KEPT);
		StaleVersionException.check(person.version(), version, () -> this.reading.card(id));
		// other organisations of the person keep copies of the birth date and posts that
		// depend on it
		this.wider.within(person.organisations(), () -> correct(person, identity, contacts));
		this.facts.changed(List.of(id), true);
		return this.reading.card(id);
	}

	private Person correct(Person person, Identity identity, Contacts contacts) {
		LocalDate today = today();
		Checks checks = new Checks();
		identity.check(today, checks);
		this.employments.findByPersonIdOrderByIdDesc(person.id()).forEach((employment) -> {
			Checks dates = new Checks();
			employment.post().check(identity.birthDate(), today, dates);
			checks.refuseIf(!dates.clean(), "birthDate", "Дата рождения не согласуется с датами работы.");
		});
		checks.done();
		boolean corrected = !person.birthDate().equals(identity.birthDate());
		note(person, "renamed", PeopleReading.name(person.identity()), PeopleReading.name(identity));
		note(person, "born_corrected", person.birthDate().toString(), identity.birthDate().toString());
		person.change(identity, contacts.phone(), contacts.email());
		remember(person);
		if (corrected) {
			this.jdbc.sql("update employment set born = :born where region_id = :region and person_id = :person")
				.param("born", identity.birthDate())
				.param("region", Scope.current().region())
				.param("person", person.id())
				.update();
			this.events.publishEvent(new BirthDateCorrected(person.id(), identity.birthDate()));
		}
		return person;
	}

	PersonView employ(long id, @Nullable Long organisation, Post post) {
		Person person = this.people.findById(id).orElseThrow(PeopleReading::notFound);
		Place place = placeOfWork(person, organisation);
		check(post, person);
		this.employments.save(new Employment(place, person, post));
		this.belonging.refresh(List.of(id));
		this.facts.changed(List.of(id), true);
		return this.reading.card(id);
	}

	PersonView changeEmployment(long id, Post post, int version) {
		Employment employment = Keeping.own(this.employments.findById(id), KEPT);
		Person person = this.people.findById(employment.personId()).orElseThrow(PeopleReading::notFound);
		StaleVersionException.check(employment.version(), version, () -> this.reading.card(person.id()));
		check(post, person);
		employment.change(post);
		if (post.dismissedOn() != null) {
			this.events
				.publishEvent(new PersonLeft(person.id(), employment.organisationId(), post.dismissedOn(), null));
		}
		this.belonging.refresh(List.of(person.id()));
		this.facts.changed(List.of(person.id()), false);
		return this.reading.card(person.id());
	}

	PersonView enrol(long id, @Nullable Long organisation, Study study) {
		Person person = this.people.findById(id).orElseThrow(PeopleReading::notFound);
		Place place = placeOfWork(person, organisation);
		check(study, person);
		this.enrolments.save(new Enrolment(place, person, study));
		this.belonging.refresh(List.of(id));
		this.facts.changed(List.of(id), true);
		return this.reading.card(id);
	}

	PersonView changeEnrolment(long id, Study study, int version) {
		Enrolment enrolment = Keeping.own(this.enrolments.findById(id), KEPT);
		Person person = this.people.findById(enrolment.personId()).orElseThrow(PeopleReading::notFound);
		StaleVersionException.check(enrolment.version(), version, () -> this.reading.card(person.id()));
		check(study, person);
		enrolment.change(study);
		this.belonging.refresh(List.of(person.id()));
		this.facts.changed(List.of(person.id()), false);
		return this.reading.card(person.id());
	}

	/**
	 * Links a representative; the same adult of the organisation is not registered twice.
	 */
	PersonView represent(long id, Identity representative, Contacts contacts, Terms.Kind kind, @Nullable String basis,
			@Nullable LocalDate from) {
		Person minor = Keeping.own(this.people.findById(id), KEPT);
		LocalDate today = today();
		Terms terms = new Terms(kind, basis, (from != null) ? from : Terms.start(minor.birthDate(), representative),
				null);
		Checks checks = new Checks();
		representative.check(today, checks);
		terms.check(minor.birthDate(), representative, today, checks);
		checks.refuseIf(
				minor.nameNorm().equals(representative.nameNorm())
						&& minor.birthDate().equals(representative.birthDate()),
				"lastName", "Человек не может быть своим представителем.");
		checks.done();
		Person adult = this.people
			.findByOrganisationIdAndNameNormAndBirthDate(minor.organisationId(), representative.nameNorm(),
					representative.birthDate())
			.stream()
			.findFirst()
			.orElseGet(() -> {
				Person added = this.people.save(new Person(minor.place(), Person.Kind.REPRESENTATIVE, representative,
						contacts.phone(), contacts.email()));
				remember(added);
				return added;
			});
		this.representations.save(new Representation(minor, adult, terms));
		this.entityManager.flush();
		if (!minor.organisations().isEmpty()) {
			this.belonging.refresh(List.of(id));
		}
		return this.reading.card(id);
	}

	private Place placeOfWork(Person person, @Nullable Long organisation) {
		long where = Objects.requireNonNullElse(organisation, person.organisationId());
		if (where == person.organisationId()) {
			Keeping.require(person.organisationId(), KEPT);
			return person.place();
		}
		Scope.current().requireWrite(where);
		return this.directory.get(where).place();
	}

	private void check(Post post, Person person) {
		Checks checks = new Checks();
		post.check(person.birthDate(), today(), checks);
		checks.done();
	}

	private void check(Study study, Person person) {
		Checks checks = new Checks();
		study.check(person.birthDate(), today(), checks);
		checks.done();
	}

	private static Person.Kind kind(@Nullable Post post, @Nullable Study study) {
		return (post != null) ? Person.Kind.STAFF : (study != null) ? Person.Kind.PUPIL : Person.Kind.EXTERNAL;
	}

	/** What the card said before stays readable in its history. */
	private void note(Person person, String kind, String was, String became) {
		if (was.equals(became)) {
			return;
		}
		Place place = person.place();
		this.jdbc
			.sql("""
					insert into person_change (id, region_id, institute_id, municipality_id, organisation_id, created_by,
					  person_id, changed_on, kind, was, became)
					values (nextval('person_change_seq'), :region, :institute, :municipality, :organisation, :caller, :person,
					  :today, :kind, :was, :became)""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("caller", Scope.current().caller())
			.param("person", person.id())
			.param("today", today())
			.param("kind", kind)
			.param("was", was)
			.param("became", became)
			.update();
	}

	private void remember(Person person) {
		this.jdbc
			.sql("""
					insert into person_fingerprint (region_id, person_id, fingerprint) values (:region, :person, :fingerprint)
					on conflict (region_id, person_id) do update set fingerprint = excluded.fingerprint""")
			.param("region", Scope.current().region())
			.param("person", person.id())
			.param("fingerprint", person.identity().fingerprint())
			.update();
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

}
