package ru.nastavnik.registry.personalfile;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.participant.Profiles;

/**
 * Whom the calling mentor works with today by the mentees' consent, and where their files
 * are kept.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Pairs {

	/**
	 * SQL: a pair of the mentor with the mentee that an order has fixed and that has not
	 * ended.
	 */
	static final String LIVE = """
			exists (select from mentorship_link l where l.region_id = f.region_id and l.person_id = f.mentor_id
			  and l.role = 'mentor' and l.status in ('ordered', 'active', 'suspended', 'completing')
			  and f.person_id = any (l.counterparts))""";

	/** SQL: the same, and the work goes on: a pair that rests shows nobody anything. */
	static final String AT_WORK = LIVE.replace("'suspended', ", "");

	/** SQL: the mentee's consent holds where the file is kept (BR-060). */
	static final String CONSENTED = """
			exists (select from consent c where c.region_id = f.region_id and c.person_id = f.person_id
			  and c.organisation_id = f.organisation_id and c.kind = 'processing' and c.status = 'active'
			  and (c.holds_until is null or c.holds_until >= :today))""";

	private static final String MINE = """
			select distinct x.id as person_id, l.organisation_id, l.form, g.counterpart_organisation as other
			from mentorship_link l cross join lateral unnest(l.counterparts) as x (id)
			left join engagement g on g.region_id = l.region_id and g.person_id = l.person_id and g.role = 'mentor'
			where l.region_id = :region and l.person_id = :mentor and l.role = 'mentor'
			  and l.status in ('ordered', 'active', 'completing')
			order by 1""";

	private static final String NAMED = """
			select p.last_name, p.first_name, p.middle_name, f.organisation_id,
			  p.birth_date > :today - interval '18 years' as minor
			from mentee f join person p on p.region_id = f.region_id and p.id = f.person_id
			where f.region_id = :region and f.person_id = :person and\s""" + CONSENTED;

	private final WiderScope wider;

	private final JdbcClient jdbc;

	private final Clock clock;

	Pairs(WiderScope wider, JdbcClient jdbc, Clock clock) {
		this.wider = wider;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** One of the mentor's mentees; the organisation keeps the file. */
	record Mentee(long personId, String name, boolean minor, long organisationId, String form) {
	}

	private record Linked(long personId, long organisationId, String form, @Nullable Long other) {
	}

	List<Mentee> of(long mentor) {
		return this.jdbc.sql(MINE)
			.param("region", Scope.current().region())
			.param("mentor", mentor)
			.query(Linked.class)
			.list()
			.stream()
			.map(this::named)
			.flatMap(Optional::stream)
			.distinct()
			.toList();
	}

	private Optional<Mentee> named(Linked link) {
		List<Long> where = (link.other() != null) ? List.of(link.organisationId(), link.other())
				: List.of(link.organisationId());
		return this.wider.within(where,
				() -> this.jdbc.sql(NAMED)
					.param("region", Scope.current().region())
					.param("today", LocalDate.now(this.clock))
					.param("person", link.personId())
					.query((row, number) -> new Mentee(link.personId(),
							Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
									row.getString("middle_name")),
							row.getBoolean("minor"), row.getLong("organisation_id"), link.form()))
					.optional());
	}

}
