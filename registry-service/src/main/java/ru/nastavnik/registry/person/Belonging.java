package ru.nastavnik.registry.person;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.organisation.PeopleHandedOver;

/**
 * Keeps what the wall and the lists know of people with several organisations: in which
 * of them each is or was, until when, and which posts and classes are a guest's. To be
 * called by whatever changes a post, a class or the organisation of any of them.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Belonging {

	/** Until when somebody belongs to an organisation that has said no end. */
	private static final String OPEN = "date '9999-12-31'";

	private static final String WHERE_THEY_ARE = """
			select distinct o from (
			  select organisation_id as o from person where region_id = :region and id = any (:ids)
			  union select unnest(organisations) from person where region_id = :region and id = any (:ids)
			  union select organisation_id from employment where region_id = :region and person_id = any (:ids)
			  union select organisation_id from enrolment where region_id = :region and person_id = any (:ids)) x""";

	/**
	 * An organisation without a post or a class, such as a former keeper, stays as it was
	 * written; a representative belongs wherever those are whom they represent.
	 */
	private static final String PEOPLE = """
			with p as (select * from person where region_id = :region and id = any (:ids)),
			ties as (
			  select person_id as id, organisation_id as o, coalesce(dismissed_on, %1$s) as until from employment
			    where region_id = :region and person_id = any (:ids)
			  union all select person_id, organisation_id, coalesce(enrolled_to, %1$s) from enrolment
			    where region_id = :region and person_id = any (:ids)
			  union all select r.representative_id, x.o, x.until from representation r
			    join person c on c.region_id = r.region_id and c.id = r.person_id
			    cross join lateral (select o, until from unnest(c.organisations, c.organisations_until) u (o, until)
			      union all select c.organisation_id, %1$s where c.organisations = '{}') x
			    where r.region_id = :region and r.representative_id = any (:ids)),
			known as (select id, o, max(until) as until from ties group by id, o),
			written as (
			  select p.id, u.o, u.until from p cross join lateral unnest(p.organisations, p.organisations_until) u (o, until)
			  union all select p.id, p.organisation_id, %1$s from p where not p.organisation_id = any (p.organisations)),
			whole as (select id, o, until from known
			  union all select id, o, until from written w where not exists
			    (select from known k where k.id = w.id and k.o = w.o)),
			result as (select id, count(*) as n, array_agg(o order by o) as organisations,
			  array_agg(until order by o) as untils from whole group by id)
			update person x set
			  organisations = case when r.n > 1 then r.organisations else '{}' end,
			  organisations_until = case when r.n > 1 then r.untils else '{}' end,
			  kind = case
			    when exists (select from employment e where e.region_id = x.region_id and e.person_id = x.id) then 'staff'
			    when exists (select from enrolment e where e.region_id = x.region_id and e.person_id = x.id) then 'pupil'
			    else x.kind end
			from result r where x.region_id = :region and x.id = r.id"""
		.formatted(OPEN);

	private static final List<String> COPIES = List.of(
			"""
					update employment e set guest = e.organisation_id <> p.organisation_id from person p
					where e.region_id = :region and e.person_id = any (:ids) and p.region_id = e.region_id and p.id = e.person_id
					  and e.guest <> (e.organisation_id <> p.organisation_id)""",
			"""
					update enrolment e set guest = e.organisation_id <> p.organisation_id from person p
					where e.region_id = :region and e.person_id = any (:ids) and p.region_id = e.region_id and p.id = e.person_id
					  and e.guest <> (e.organisation_id <> p.organisation_id)""",
			"""
					update representation r set organisations = p.organisations from person p
					where r.region_id = :region and r.person_id = any (:ids) and p.region_id = r.region_id and p.id = r.person_id
					  and r.organisations <> p.organisations""");

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final WiderScope wider;

	Belonging(EntityManager entityManager, JdbcClient jdbc, WiderScope wider) {
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.wider = wider;
	}

	/** Reads anew where these people and their representatives belong. */
	public void refresh(Collection<Long> people) {
		this.entityManager.flush();
		refresh(people, true);
		// the entities at hand do not know what the statements have written
		this.entityManager.clear();
	}

	@EventListener
	void on(PeopleHandedOver handed) {
		if (!handed.people().isEmpty()) {
			refresh(handed.people());
		}
	}

	/** In which organisations these people are or were, as far as the caller may know. */
	Set<Long> organisations(Collection<Long> people) {
		return new HashSet<>(query(WHERE_THEY_ARE, people));
	}

	private void refresh(Collection<Long> people, boolean withRepresentatives) {
		this.wider.within(organisations(people), () -> {
			update(PEOPLE, people);
			COPIES.forEach((copy) -> update(copy, people));
			if (withRepresentatives) {
				List<Long> representatives = query("""
						select distinct representative_id from representation
						where region_id = :region and person_id = any (:ids)""", people);
				if (!representatives.isEmpty()) {
					refresh(representatives, false);
				}
			}
			return people;
		});
	}

	private List<Long> query(String sql, Collection<Long> people) {
		return this.jdbc.sql(sql)
			.param("region", Scope.current().region())
			.param("ids", people.toArray(Long[]::new))
			.query(Long.class)
			.list();
	}

	private void update(String sql, Collection<Long> people) {
		this.jdbc.sql(sql).param("region", Scope.current().region()).param("ids", people.toArray(Long[]::new)).update();
	}

}
