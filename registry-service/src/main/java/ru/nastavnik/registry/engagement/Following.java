package ru.nastavnik.registry.engagement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.registry.mentor.Sharing;
import ru.nastavnik.registry.participant.ParticipantFacts;

/**
 * Moves candidacies on as the mentorships say (life cycle 4.3). A target that is there
 * already changes nothing, so the same facts may come again; what a curator decided since
 * is not taken back by an old ending.
 */
@Component
class Following {

	private static final String MENTEES = """
			with target as (
			  select m.id, m.status as was, case
			      when g.live > 0 and m.status in ('in_base', 'waiting', 'matched', 'completed', 'left', 'alumni')
			        then 'in_mentorship'
			      when g.live = 0 and g.proposed > 0
			        and m.status in ('in_base', 'waiting', 'completed', 'left', 'in_mentorship') then 'matched'
			      when coalesce(g.live, 0) = 0 and coalesce(g.proposed, 0) = 0 and m.status = 'in_mentorship'
			        then case g.outcome when 'completed' then 'completed' when 'unled' then 'in_base' else 'left' end
			      when coalesce(g.live, 0) = 0 and coalesce(g.proposed, 0) = 0 and m.status = 'matched' then
			        case when g.outcome in ('completed', 'left') and g.ended_on >= m.status_since then g.outcome
			          else 'in_base' end
			      when g.live = 0 and g.proposed = 0 and m.status in ('in_base', 'waiting')
			        and g.outcome in ('completed', 'left') and g.ended_on > m.status_since then g.outcome
			    end as status,
			    case when g.live > 0 then g.engaged_since else g.ended_on end as told_on
			  from mentee m
			  left join engagement g on g.region_id = m.region_id and g.person_id = m.person_id and g.role = 'mentee'
			  where m.region_id = :region and m.person_id = any (:people)
			)
			update mentee m set status = t.status, status_note = null, search_on = null, version = m.version + 1,
			  status_since = greatest(m.status_since, least(coalesce(t.told_on, :today), :today)),
			  updated_at = now(), updated_by = 'intake'
			from target t where m.region_id = :region and m.id = t.id and t.status is not null and t.status <> t.was
			returning m.region_id, m.institute_id, m.municipality_id, m.organisation_id, m.id, m.person_id, t.was,
			  m.status, m.status_since""";

	/** Who does not wish to go on rests when the last mentorship has ended. */
	private static final String MENTORS = """
			with target as (
			  select m.id, m.status as was, case
			      when g.live > 0 and m.status in ('available', 'resting', 'alumni_pool', 'trained', 'in_registry')
			        then 'assigned'
			      when coalesce(g.live, 0) = 0 and m.status = 'assigned' then
			        case when m.goes_on then 'available' else 'resting' end
			    end as status,
			    case when g.live > 0 then g.engaged_since else g.ended_on end as told_on
			  from mentor m
			  left join engagement g on g.region_id = m.region_id and g.person_id = m.person_id and g.role = 'mentor'
			  where m.region_id = :region and m.person_id = any (:people)
			)
			update mentor m set status = t.status, status_note = null, version = m.version + 1,
			  status_since = greatest(m.status_since, least(coalesce(t.told_on, :today), :today)),
			  updated_at = now(), updated_by = 'intake'
			from target t where m.region_id = :region and m.id = t.id and t.status is not null and t.status <> t.was
			returning m.region_id, m.institute_id, m.municipality_id, m.organisation_id, m.id, m.person_id, t.was,
			  m.status, m.status_since""";

	private static final String STEPS = """
			with moved as (%s)
			insert into profile_step (region_id, institute_id, municipality_id, organisation_id, profile, profile_id,
			  person_id, from_status, to_status, on_date, reason, created_by)
			select region_id, institute_id, municipality_id, organisation_id, '%s', id, person_id, was, status,
			  status_since, 'mentorship', 'intake' from moved
			returning profile_id, person_id""";

	private final JdbcClient jdbc;

	private final ParticipantFacts facts;

	private final Sharing sharing;

	private final Clock clock;

	Following(JdbcClient jdbc, ParticipantFacts facts, Sharing sharing, Clock clock) {
		this.jdbc = jdbc;
		this.facts = facts;
		this.sharing = sharing;
		this.clock = clock;
	}

	private record Moved(long profileId, long personId) {
	}

	void follow(long region, Collection<Long> people) {
		List<Moved> mentees = move(STEPS.formatted(MENTEES, "mentee"), region, people);
		List<Moved> mentors = move(STEPS.formatted(MENTORS, "mentor"), region, people);
		Set<Long> changed = new TreeSet<>();
		mentees.forEach((moved) -> changed.add(moved.personId()));
		mentors.forEach((moved) -> changed.add(moved.personId()));
		if (!changed.isEmpty()) {
			this.facts.followed(region, changed);
		}
		if (!mentors.isEmpty()) {
			this.sharing.refresh(List.of(region), new ArrayList<>(mentors.stream().map(Moved::profileId).toList()));
		}
	}

	private List<Moved> move(String sql, long region, Collection<Long> people) {
		return this.jdbc.sql(sql)
			.param("region", region)
			.param("people", people.toArray(Long[]::new))
			.param("today", LocalDate.now(this.clock))
			.query(Moved.class)
			.list();
	}

}
