package ru.nastavnik.registry.person;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * Says while somebody is being registered that the region knows them already (BR-029). Of
 * another organisation nothing is told but that a record is found; each ask counts, and
 * each that hits is kept.
 */
@Service
@Transactional
class DuplicateGuard {

	private final People people;

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final WiderScope wider;

	private final PeopleProperties properties;

	DuplicateGuard(People people, OrganisationDirectory directory, JdbcClient jdbc, WiderScope wider,
			PeopleProperties properties) {
		this.people = people;
		this.directory = directory;
		this.jdbc = jdbc;
		this.wider = wider;
		this.properties = properties;
	}

	/** What is known of somebody with this name and birth date. */
	record Duplicate(boolean found, @Nullable Own own) {

		/** The person, when the caller's own organisation has or had them. */
		record Own(long id, String name) {
		}

	}

	/** Somebody of another organisation whom the caller knows by name and birth date. */
	record Known(long id, Set<Long> organisations) {
	}

	Duplicate ask(long organisation, Identity identity) {
		Scope.current().requireWrite(organisation);
		List<Long> ids = alike(identity);
		Optional<Person> near = ids.stream()
			.map(this.people::findById)
			.flatMap(Optional::stream)
			.filter((person) -> same(person, identity) && !person.isMerged() && isOurs(person))
			.findFirst();
		if (near.isPresent()) {
			Person person = near.get();
			return new Duplicate(true, new Duplicate.Own(person.id(), PeopleReading.name(person.identity())));
		}
		count(organisation, ids);
		return new Duplicate(!ids.isEmpty(), null);
	}

	/**
	 * The one person of other organisations with exactly this name and birth date.
	 * Looking further than the caller's own rows is allowed because the caller knows
	 * both.
	 */
	Known elsewhere(long organisation, Identity identity) {
		List<Long> ids = alike(identity);
		count(organisation, ids);
		return find(ids, identity);
	}

	/** Another record, elsewhere, of somebody whose card the caller keeps. */
	Known another(Person person) {
		List<Long> ids = alike(person.identity()).stream().filter((id) -> id != person.id()).toList();
		count(person.organisationId(), ids);
		return find(ids, person.identity());
	}

	/** Whether the region has another record like this that the caller does not see. */
	boolean isElsewhere(Person person) {
		return alike(person.identity()).stream()
			.anyMatch((id) -> id != person.id() && this.people.findById(id).isEmpty());
	}

	private Known find(List<Long> ids, Identity identity) {
		List<Long> everywhere = this.jdbc.sql("select id from organisation where region_id = :region")
			.param("region", Scope.current().region())
			.query(Long.class)
			.list();
		List<Person> found = this.wider.within(everywhere,
				() -> ids.stream()
					.map(this.people::findById)
					.flatMap(Optional::stream)
					.filter((person) -> same(person, identity) && !person.isMerged())
					.toList());
		List<Person> first = found.stream().filter((person) -> person.kind() != Person.Kind.REPRESENTATIVE).toList();
		List<Person> candidates = first.isEmpty() ? found : first;
		if (candidates.isEmpty()) {
			throw RegistryProblem.NOT_KNOWN.because(
					"Человека с такими именем и датой рождения в регионе нет. Проверьте их или заведите новую запись.");
		}
		if (candidates.size() > 1) {
			throw RegistryProblem.AMBIGUOUS.because(
					"В регионе несколько человек с такими именем и датой рождения. Принять нужного поможет институт.");
		}
		Person person = candidates.getFirst();
		Set<Long> organisations = new HashSet<>(person.organisations());
		organisations.add(person.organisationId());
		return new Known(person.id(), organisations);
	}

	private boolean isOurs(Person person) {
		Set<Long> own = Scope.current().own();
		return own.contains(person.organisationId()) || person.organisations().stream().anyMatch(own::contains);
	}

	private static boolean same(Person person, Identity identity) {
		return person.nameNorm().equals(identity.nameNorm()) && person.birthDate().equals(identity.birthDate());
	}

	private List<Long> alike(Identity identity) {
		return this.jdbc
			.sql("select person_id from person_fingerprint where region_id = :region and fingerprint = :fingerprint")
			.param("region", Scope.current().region())
			.param("fingerprint", identity.fingerprint())
			.query(Long.class)
			.list();
	}

	/**
	 * Counts the ask; refuses when the caller asks more often than people are registered.
	 */
	private void count(long organisation, Collection<Long> found) {
		Scope scope = Scope.current();
		int asked = Objects.requireNonNull(this.jdbc.sql("""
				select count(*)::int from person_ask where region_id = :region and organisation_id = any (:write)
				  and created_by = :caller and created_at > now() - interval '1 hour'""")
			.param("region", scope.region())
			.param("write", scope.write().toArray(Long[]::new))
			.param("caller", scope.caller())
			.query(Integer.class)
			.single());
		if (asked >= this.properties.asksPerHour()) {
			throw RegistryProblem.TOO_MANY_ASKS
				.because("Слишком много проверок за час. Продолжите регистрацию без проверки или подождите.");
		}
		Place place = this.directory.get(organisation).place();
		this.jdbc
			.sql("""
					insert into person_ask (id, region_id, institute_id, municipality_id, organisation_id, created_by, found)
					values (nextval('person_ask_seq'), :region, :institute, :municipality, :organisation, :caller,
					  cast(:found as bigint[]))""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("caller", scope.caller())
			.param("found", found.toArray(Long[]::new))
			.update();
		// asks that found nothing are of no use to anybody the next day
		this.jdbc.sql("""
				delete from person_ask where region_id = :region and organisation_id = :organisation
				  and created_by = :caller and created_at < now() - interval '1 day' and found = '{}'""")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("caller", scope.caller())
			.update();
	}

}
