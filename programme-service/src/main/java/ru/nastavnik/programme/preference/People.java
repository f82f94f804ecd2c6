package ru.nastavnik.programme.preference;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.mentorship.Side;

/**
 * The people of an organisation as the survey shows them.
 */
@Component
class People {

	private static final String SELECT = """
			select p.person_id, case when p.consent_until >= :today
			    then nullif(concat_ws(' ', p.last_name, p.first_name, p.middle_name), '') end as name,
			  case when p.kind = 'pupil' and p.grade is not null then p.grade || ' класс' else p.position end as detail,
			  p.born > :today::date - interval '18 years' as minor, p.consent_until >= :today as consent,
			  p.mentor_status is not null as mentor, p.mentee_status is not null as mentee
			from participant p where p.region_id = :region and p.organisation_id = :organisation and p.kind is not null
			""";

	private final JdbcClient jdbc;

	People(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Those with these ids whom the scope reads, by name. */
	List<Person> find(long organisation, Collection<Long> ids, LocalDate today) {
		return select(organisation, today, " and p.person_id = any(:ids) order by p.name_norm, p.person_id")
			.param("ids", ids.toArray(Long[]::new))
			.query(Person.class)
			.list();
	}

	/** Everybody of a side whom somebody could name. */
	List<Person> side(long organisation, Side side, LocalDate today) {
		return select(organisation, today, " and p." + side
				+ "_status is not null and p.consent_until >= :today order by p.name_norm, p.person_id limit 1000")
			.query(Person.class)
			.list();
	}

	private JdbcClient.StatementSpec select(long organisation, LocalDate today, String rest) {
		return this.jdbc.sql(SELECT + rest)
			.param("today", today)
			.param("region", Scope.current().region())
			.param("organisation", organisation);
	}

	/** A person; without a consent in force the name is not shown (BR-060). */
	record Person(long personId, @Nullable String name, @Nullable String detail, boolean minor, boolean consent,
			boolean mentor, boolean mentee) {

		boolean on(Side side) {
			return (side == Side.MENTOR) ? this.mentor : this.mentee;
		}

	}

}
