package ru.nastavnik.registry.person;

import java.util.List;

import jakarta.persistence.EntityManager;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;

/**
 * Hands a person's card from one keeper to another: the card itself, who represents the
 * person, the profiles with their history. Consents stay with the operator that has them.
 * To be called where both organisations' rows are open.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CardMove {

	private static final String SET = " set institute_id = :institute, municipality_id = :municipality, organisation_id = :to";

	private static final List<String> ROWS = List.of(
			"update person" + SET + " where region_id = :region and id = :person and organisation_id = :from",
			"update representation" + SET
					+ " where region_id = :region and person_id = :person and organisation_id = :from",
			// a parent goes along when nobody of theirs stays
			"update person p" + SET
					+ " where p.region_id = :region and p.organisation_id = :from and p.kind = 'representative'"
					+ " and p.id in (select representative_id from representation where region_id = :region"
					+ " and person_id = :person) and not exists (select from representation r join person c"
					+ " on c.region_id = r.region_id and c.id = r.person_id where r.region_id = :region"
					+ " and r.representative_id = p.id and c.organisation_id = :from)",
			"update third_party_info t" + SET + " where t.region_id = :region and t.organisation_id = :from"
					+ " and t.mentee_id in (select id from mentee where region_id = :region and person_id = :person)",
			"update mentee" + SET + " where region_id = :region and person_id = :person and organisation_id = :from",
			"update mentor" + SET + " where region_id = :region and person_id = :person and organisation_id = :from");

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	CardMove(EntityManager entityManager, JdbcClient jdbc, ApplicationEventPublisher events) {
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.events = events;
	}

	void move(long person, long from, Place to) {
		this.entityManager.flush();
		for (String sql : ROWS) {
			this.jdbc.sql(sql)
				.param("region", to.region())
				.param("institute", to.institute())
				.param("municipality", to.municipality())
				.param("to", to.organisation())
				.param("person", person)
				.param("from", from)
				.update();
		}
		this.entityManager.clear();
		this.events.publishEvent(new PersonMoved(person, from, to));
	}

}
