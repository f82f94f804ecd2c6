package ru.nastavnik.registry.organisation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * How many an operation touches, and who is chosen by class: numbers and ids, no rows.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class PeopleCounts {

	private final JdbcClient jdbc;

	PeopleCounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A class with its size. */
	record ClassSize(int grade, @Nullable String letter, long pupils) {
	}

	/** Counts of what these organisations keep, of all their people or of these. */
	Reorganisation.Touched of(Collection<Long> organisations, @Nullable List<Long> people, long units) {
		String mine = " x where x.region_id = :region and x.organisation_id = any (:ids)";
		String theirs = (people != null) ? mine + " and x.person_id = any (:people)" : mine;
		String sql = "select (select count(*) from person" + theirs + " and x.kind <> 'representative') as people, "
				+ "(select count(distinct x.person_id) from employment" + theirs
				+ " and x.dismissed_on is null) as staff, " + "(select count(distinct x.person_id) from enrolment"
				+ theirs + " and x.enrolled_to is null) as pupils, " + "(select count(*) from mentor" + theirs
				+ ") as mentors, (select count(*) from mentee" + theirs + ") as mentees, (select count(*) from consent"
				+ theirs + ") as consents, (select count(distinct x.mentorship_id) from mentorship_link" + theirs
				+ " and x.status not in ('completed', 'terminated')) as mentorships, (select count(*) from account"
				+ theirs + ") as accounts, (select count(*) from role_grant x where x.region_id = :region "
				+ "and x.unit_id = any (:ids) and x.revoked_at is null"
				+ ((people != null) ? " and x.person_id = any (:people)" : "") + ") as grants, "
				+ ((people != null) ? "0" : "(select count(*) from population" + mine + ")") + " as population";
		return this.jdbc.sql(sql)
			.param("region", Scope.current().region())
			.param("ids", organisations.toArray(Long[]::new))
			.param("people", (people != null) ? people.toArray(Long[]::new) : new Long[0])
			.query((row, number) -> new Reorganisation.Touched(units, row.getLong("people"), row.getLong("staff"),
					row.getLong("pupils"), row.getLong("mentors"), row.getLong("mentees"), row.getLong("consents"),
					row.getLong("mentorships"), row.getLong("accounts"), row.getLong("grants"),
					row.getLong("population")))
			.single();
	}

	/** The classes of a school. */
	List<ClassSize> classes(long organisation) {
		return this.jdbc.sql("""
				select x.grade, x.letter, count(*) as pupils from enrolment x where x.region_id = :region
				  and x.organisation_id = :id and x.enrolled_to is null group by x.grade, x.letter
				order by x.grade, x.letter""")
			.param("region", Scope.current().region())
			.param("id", organisation)
			.query(ClassSize.class)
			.list();
	}

	/** Pupils of the chosen classes and the chosen people, as far as they are here. */
	List<Long> chosen(long organisation, Reorganisation.Request request) {
		Map<String, Object> params = new HashMap<>();
		params.put("region", Scope.current().region());
		params.put("id", organisation);
		params.put("on", request.on());
		params.put("people", request.people().toArray(Long[]::new));
		List<String> classes = new ArrayList<>();
		request.classes()
			.forEach((each) -> classes.add(each.grade() + " " + Objects.requireNonNullElse(each.letter(), "")));
		params.put("classes", classes.toArray(String[]::new));
		Set<Long> chosen = new TreeSet<>(this.jdbc.sql("""
				select x.person_id from enrolment x where x.region_id = :region and x.organisation_id = :id
				  and (x.enrolled_to is null or x.enrolled_to >= :on)
				  and (x.grade || ' ' || coalesce(x.letter, '') = any (:classes) or x.person_id = any (:people))
				union select x.person_id from employment x where x.region_id = :region and x.organisation_id = :id
				  and (x.dismissed_on is null or x.dismissed_on >= :on) and x.person_id = any (:people)
				union select x.id from person x where x.region_id = :region and x.organisation_id = :id
				  and x.kind <> 'representative' and x.id = any (:people)""").params(params).query(Long.class).list());
		// a parent goes along unless another child stays
		chosen.addAll(this.jdbc.sql("""
				select x.id from person x where x.region_id = :region and x.organisation_id = :id
				  and x.kind = 'representative' and exists (select from representation r where r.region_id = x.region_id
				    and r.representative_id = x.id and r.person_id = any (:chosen))
				  and not exists (select from representation r where r.region_id = x.region_id
				    and r.representative_id = x.id and r.person_id <> all (:chosen))""")
			.params(params)
			.param("chosen", chosen.toArray(Long[]::new))
			.query(Long.class)
			.list());
		return List.copyOf(chosen);
	}

}
