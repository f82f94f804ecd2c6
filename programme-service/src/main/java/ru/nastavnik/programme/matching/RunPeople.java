package ru.nastavnik.programme.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.matching.RunViews.PersonView;
import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;

/**
 * Gives ids their names, as far as the reader's own scope shows them: minors of other
 * schools have none. Reading the names of minors is written into the log.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RunPeople {

	private final JdbcClient jdbc;

	private final Audit audit;

	private final Clock clock;

	RunPeople(JdbcClient jdbc, Audit audit, Clock clock) {
		this.jdbc = jdbc;
		this.audit = audit;
		this.clock = clock;
	}

	private record Known(long personId, long organisationId, String name, LocalDate born) {
	}

	/** The names of some people of a run. */
	final class Names {

		private final Cohort people;

		private final Map<Long, String> names = new HashMap<>();

		private final Map<Long, String> organisations;

		private Names(Cohort people, Map<Long, String> organisations) {
			this.people = people;
			this.organisations = organisations;
		}

		PersonView mentor(long id, long organisation) {
			int number = this.people.mentor(id);
			if (number < 0) {
				return person(id, organisation, null, null, null);
			}
			Mentor mentor = this.people.mentors[number];
			return person(id, mentor.organisation(), detail(mentor.kind(), mentor.position(), mentor.grade()),
					mentor.load(), mentor.maxLoad());
		}

		PersonView mentee(long id, long organisation) {
			int number = this.people.mentee(id);
			if (number < 0) {
				return person(id, organisation, null, null, null);
			}
			Mentee mentee = this.people.mentees[number];
			return person(id, mentee.organisation(), detail(mentee.kind(), mentee.position(), mentee.grade()), null,
					null);
		}

		private PersonView person(long id, long organisation, @Nullable String detail, @Nullable Integer load,
				@Nullable Integer maxLoad) {
			return new PersonView(id, this.names.get(id), organisation, this.organisations.get(organisation), detail,
					load, maxLoad);
		}

	}

	/** Asks for the names of these people at once. */
	Names names(long organisation, Cohort people, Collection<Long> ids) {
		return names(organisation, people, ids, Set.of());
	}

	/**
	 * The same where some of the people are not of this run.
	 * @param others where those belong to
	 */
	Names names(long organisation, Cohort people, Collection<Long> ids, Set<Long> others) {
		Set<Long> schools = new HashSet<>(others);
		ids.forEach((id) -> {
			int mentor = people.mentor(id);
			int mentee = people.mentee(id);
			if (mentor >= 0) {
				schools.add(people.mentors[mentor].organisation());
			}
			if (mentee >= 0) {
				schools.add(people.mentees[mentee].organisation());
			}
		});
		Names names = new Names(people, organisations(schools));
		LocalDate today = LocalDate.now(this.clock);
		Set<Long> minors = new HashSet<>();
		for (Known known : known(ids, schools, today)) {
			names.names.put(known.personId(), known.name());
			if (known.born().plusYears(18).isAfter(today)) {
				minors.add(known.personId());
			}
		}
		this.audit.read(organisation, "matching", minors);
		return names;
	}

	// BR-060: nobody is named without a consent
	private Collection<Known> known(Collection<Long> ids, Set<Long> schools, LocalDate today) {
		return this.jdbc.sql("""
				select p.person_id, p.organisation_id, concat_ws(' ', p.last_name, p.first_name, p.middle_name) as name,
				  p.born from participant p where p.region_id = :region and p.organisation_id = any(:schools)
				  and p.person_id = any(:ids) and p.consent_until >= :today and p.last_name is not null""")
			.param("region", Scope.current().region())
			.param("schools", schools.toArray(Long[]::new))
			.param("ids", ids.toArray(Long[]::new))
			.param("today", today)
			.query(Known.class)
			.list();
	}

	private Map<Long, String> organisations(Set<Long> ids) {
		record Named(long id, String name) {
		}
		return this.jdbc
			.sql("select organisation_id as id, short_name as name from organisation where region_id = :region "
					+ "and organisation_id = any(:ids)")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query(Named.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Named::id, Named::name));
	}

	private static @Nullable String detail(String kind, @Nullable String position, @Nullable Integer grade) {
		if (grade != null) {
			return grade + "-й класс (курс)";
		}
		return switch ((position != null) ? position : kind) {
			case "teacher" -> "учитель";
			case "deputy" -> "заместитель директора";
			case "director" -> "директор";
			case "psychologist" -> "педагог-психолог";
			case "social_teacher" -> "социальный педагог";
			case "external" -> "внешний наставник";
			case "pupil" -> "обучающийся";
			default -> "сотрудник";
		};
	}

}
