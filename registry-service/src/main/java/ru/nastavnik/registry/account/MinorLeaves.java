package ru.nastavnik.registry.account;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.PeopleReading;

/**
 * A minor signs in only by the leave of the director and with the consent of a
 * representative; without both there is no account (BR-072).
 */
@Service
@Transactional
class MinorLeaves {

	private final PeopleReading people;

	private final JdbcClient jdbc;

	private final Audit audit;

	private final Clock clock;

	MinorLeaves(PeopleReading people, JdbcClient jdbc, Audit audit, Clock clock) {
		this.people = people;
		this.jdbc = jdbc;
		this.audit = audit;
		this.clock = clock;
	}

	void give(long personId, String basis, long consentId) {
		PeopleReading.Subject person = this.people.subject(personId);
		Scope.current().requireRole(person.place().organisation(), Role.DIRECTOR);
		boolean consented = this.jdbc.sql("""
				select exists (select from consent where region_id = :region and id = :consent and person_id = :person
				  and kind = 'processing' and status = 'active' and signer_id <> person_id)""")
			.param("region", Scope.current().region())
			.param("consent", consentId)
			.param("person", personId)
			.query(Boolean.class)
			.single();
		new Checks()
			.refuseIf(Identity.isAdult(person.born(), LocalDate.now(this.clock)), "personId",
					"Человек совершеннолетний: разрешение не нужно.")
			.refuseIf(!consented, "consentId",
					"Нужно действующее согласие на обработку данных, которое подписал законный представитель.")
			.done();
		this.jdbc
			.sql("""
					insert into minor_leave (region_id, institute_id, municipality_id, organisation_id, person_id, born, basis,
					  consent_id, created_by)
					values (:region, cast(:institute as bigint), cast(:municipality as bigint), :organisation, :person, :born,
					  :basis, :consent, :caller)
					on conflict (region_id, person_id) do update set basis = excluded.basis, consent_id = excluded.consent_id,
					  created_at = now(), created_by = excluded.created_by, ended_at = null""")
			.param("region", person.place().region())
			.param("institute", person.place().institute())
			.param("municipality", person.place().municipality())
			.param("organisation", person.place().organisation())
			.param("person", personId)
			.param("born", person.born())
			.param("basis", basis)
			.param("consent", consentId)
			.param("caller", Scope.current().caller())
			.update();
		this.audit.record(person.place(), "created", "minorLeave", personId, personId, null, Map.of("basis", basis));
	}

}
