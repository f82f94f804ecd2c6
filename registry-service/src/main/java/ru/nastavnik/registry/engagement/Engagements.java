package ru.nastavnik.registry.engagement;

import java.util.Collection;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which mentorship of a person counts in the base: the one at work, then one that is
 * proposed, else the last one that ended. It stands where the mentor's own record is: a
 * pair of another school counts in the base of the own one (BR-048).
 */
@Component
class Engagements {

	private static final String FORGET = "delete from engagement where region_id = :region and person_id = any (:people)";

	private static final String REFRESH = """
			insert into engagement (region_id, institute_id, municipality_id, organisation_id, person_id, role, form,
			  counterparts, counterpart_organisation, live, proposed, mentees, engaged_since, ended_on, outcome, with_minors)
			select l.region_id, case when home.id is null then l.institute_id else home.institute_id end,
			  case when home.id is null then l.municipality_id else home.municipality_id end,
			  coalesce(home.organisation_id, l.organisation_id), l.person_id, l.role, l.form, l.counterparts,
			  (select p.organisation_id from person p where p.region_id = l.region_id and p.id = l.counterparts[1]),
			  c.live, c.proposed, c.mentees, coalesce(l.ordered_on, l.start_on),
			  case when c.live = 0 and c.proposed = 0 then l.ended_on end,
			  case when c.live > 0 or c.proposed > 0 then null when l.status = 'completed' then 'completed'
			    when l.ordered_on is null then 'refused' when l.ground = 'unled' then 'unled' else 'left' end,
			  l.with_minors
			from (
			  select distinct on (region_id, person_id, role) * from mentorship_link
			  where region_id = :region and person_id = any (:people)
			  order by region_id, person_id, role, status in ('ordered', 'active', 'suspended', 'completing') desc,
			    status in ('proposed', 'agreed') desc, ended_on desc nulls last, mentorship_id desc
			) l
			join (
			  select region_id, person_id, role,
			    count(*) filter (where status in ('ordered', 'active', 'suspended', 'completing')) as live,
			    count(*) filter (where status in ('proposed', 'agreed')) as proposed,
			    coalesce(sum(cardinality(counterparts)) filter (where role = 'mentor'
			      and status in ('ordered', 'active', 'suspended', 'completing')), 0) as mentees
			  from mentorship_link where region_id = :region and person_id = any (:people)
			  group by region_id, person_id, role
			) c on c.region_id = l.region_id and c.person_id = l.person_id and c.role = l.role
			left join lateral (
			  select m.id, m.institute_id, m.municipality_id, m.organisation_id from mentor m
			  where l.role = 'mentor' and m.region_id = l.region_id and m.person_id = l.person_id
			  order by m.organisation_id = l.organisation_id desc, m.id limit 1
			) home on true""";

	private final JdbcClient jdbc;

	Engagements(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void refresh(long region, Collection<Long> people) {
		for (String sql : new String[] { FORGET, REFRESH }) {
			this.jdbc.sql(sql).param("region", region).param("people", people.toArray(Long[]::new)).update();
		}
	}

}
