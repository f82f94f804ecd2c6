package ru.nastavnik.registry.consent;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.person.PeopleReading.Subject;

/**
 * Whom many consents are about, in one statement.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
class ConsentSubjects {

	private final JdbcClient jdbc;

	ConsentSubjects(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Those of these people who belong to the place, or all whom the caller sees. */
	Map<Long, Subject> of(Collection<Long> people, @Nullable Place place) {
		Map<Long, Subject> subjects = new LinkedHashMap<>();
		this.jdbc.sql("""
				select x.*, (x.organisation_id = :organisation or exists (select from employment e
				    where e.region_id = x.region_id and e.person_id = x.id and e.organisation_id + 0 = :organisation)
				  or exists (select from enrolment n where n.region_id = x.region_id and n.person_id = x.id
				    and n.organisation_id + 0 = :organisation)) as here
				from person x where x.region_id = :region and x.id = any (:people) and x.kind <> 'representative'
				  and x.merged_into_id is null""")
			.param("organisation", (place != null) ? place.organisation() : 0L)
			.param("region", Scope.current().region())
			.param("people", people.toArray(Long[]::new))
			.query((row) -> {
				if (place == null || row.getBoolean("here")) {
					long id = row.getLong("id");
					subjects.put(id, new Subject(id, (place != null) ? place : Place.of(row),
							row.getObject("birth_date", LocalDate.class), Profiles.fullName(row.getString("last_name"),
									row.getString("first_name"), row.getString("middle_name"))));
				}
			});
		return subjects;
	}

}
