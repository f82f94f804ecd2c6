package ru.nastavnik.registry.personalfile;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.notification.Notifications;
import ru.nastavnik.registry.notification.Topic;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * Asking for a personal file and deciding about it.
 */
@Service
@Transactional
class AccessRequests {

	private final FileAccesses accesses;

	private final Pairs pairs;

	private final AccessReading reading;

	private final OrganisationDirectory directory;

	private final Notifications notifications;

	private final JdbcClient jdbc;

	private final Clock clock;

	AccessRequests(FileAccesses accesses, Pairs pairs, AccessReading reading, OrganisationDirectory directory,
			Notifications notifications, JdbcClient jdbc, Clock clock) {
		this.accesses = accesses;
		this.pairs = pairs;
		this.reading = reading;
		this.directory = directory;
		this.notifications = notifications;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The mentees of the calling mentor; nobody for anybody else. */
	@Transactional(readOnly = true)
	List<Pairs.Mentee> mentees() {
		Scope scope = Scope.current();
		return scope.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.MENTOR && grant.person() != null)
			.map(Grant::person)
			.filter((person) -> person.equals(scope.person()))
			.distinct()
			.flatMap((person) -> this.pairs.of(person).stream())
			.toList();
	}

	AccessReading.AccessView request(long person, String purpose, List<Item> items, LocalDate until) {
		Scope scope = Scope.current();
		scope.requireAny(Role.MENTOR);
		long mentor = java.util.Objects.requireNonNull(scope.person());
		Pairs.Mentee mentee = mentees().stream()
			.filter((one) -> one.personId() == person)
			.findFirst()
			.orElseThrow(AccessReading::notFound);
		boolean waits = this.jdbc
			.sql("select exists (select from file_access where region_id = :region and mentor_id = :mentor "
					+ "and person_id = :person and status = 'requested')")
			.param("region", scope.region())
			.param("mentor", mentor)
			.param("person", person)
			.query(Boolean.class)
			.single();
		if (waits) {
			throw RegistryProblem.TRANSITION.because("Ваш прошлый запрос ещё ждёт решения куратора.");
		}
		FileAccess access = this.accesses
			.saveAndFlush(new FileAccess(this.directory.get(mentee.organisationId()).place(), mentor, person, purpose,
					items, until, LocalDate.now(this.clock)));
		this.notifications.send(mentee.organisationId(), Set.of(Role.CURATOR, Role.DIRECTOR),
				new Notifications.Notice(Topic.PERSONAL_FILE, "Наставник просит доступ к личному делу",
						"Посмотрите, для чего и что именно он просит, и примите решение.",
						"/personal-files/" + access.id()));
		return this.reading.view(access.id());
	}

	/** What a decision says. */
	record Decision(boolean approved, List<Item> items, @Nullable LocalDate until, @Nullable String note) {
	}

	AccessReading.AccessView decide(long id, Decision decision, int version) {
		FileAccess access = ofSchool(id);
		StaleVersionException.check(access.version(), version, () -> this.reading.view(id));
		if (decision.approved()) {
			LocalDate today = LocalDate.now(this.clock);
			access.approve(decision.items(), (decision.until() != null) ? decision.until() : today.plusMonths(1),
					decision.note(), today);
		}
		else {
			access.refuse(decision.note());
		}
		this.accesses.saveAndFlush(access);
		tell(access, decision.approved() ? "Доступ к личному делу открыт" : "В доступе к личному делу отказано",
				decision.approved()
						? "Откройте разделы, которые разрешил куратор. Каждый просмотр записывается в журнал."
						: "Куратор написал, почему.");
		return this.reading.view(id);
	}

	AccessReading.AccessView end(long id, int version) {
		FileAccess access = ofSchool(id);
		StaleVersionException.check(access.version(), version, () -> this.reading.view(id));
		access.end(LocalDate.now(this.clock));
		this.accesses.saveAndFlush(access);
		tell(access, "Доступ к личному делу закрыт", "Куратор закрыл доступ раньше срока.");
		return this.reading.view(id);
	}

	private void tell(FileAccess access, String title, String body) {
		this.notifications.sendToPerson(access.mentorId(),
				new Notifications.Notice(Topic.PERSONAL_FILE, title, body, "/personal-files/" + access.id()));
	}

	private FileAccess ofSchool(long id) {
		FileAccess access = this.accesses.findById(id).orElseThrow(AccessReading::notFound);
		Scope.current().requireRole(access.organisationId(), Role.CURATOR, Role.DIRECTOR);
		return access;
	}

}
