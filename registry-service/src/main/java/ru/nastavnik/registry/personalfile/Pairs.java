package ru.nastavnik.registry.personalfile;

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
 * Whom the calling mentor works with today, and where their files are kept.
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

	private static final String MINE = """
			select distinct x.id as person_id, l.organisation_id, l.form, g.counterpart_organisation as other
			from mentorship_link l cross join lateral unnest(l.counterparts) as x (id)
			left join engagement g on g.region_id = l.region_id and g.person_id = l.person_id and g.role = 'mentor'
			where l.region_id = :region and l.person_id = :mentor and l.role = 'mentor'
			  and l.status in ('ordered', 'active', 'suspended', 'completing')
			order by 1""";

	private final WiderScope wider;

	private final JdbcClient jdbc;

	Pairs(WiderScope wider, JdbcClient jdbc) {
		this.wider = wider;
		this.jdbc = jdbc;
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
				() -> this.jdbc.sql("""
						select p.last_name, p.first_name, p.middle_name, m.organisation_id,
						  p.birth_date > current_date - interval '18 years' as minor
						from mentee m join person p on p.region_id = m.region_id and p.id = m.person_id
						where m.region_id = :region and m.person_id = :person""")
					.param("region", Scope.current().region())
					.param("person", link.personId())
					.query((row, number) -> new Mentee(link.personId(),
							Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
									row.getString("middle_name")),
							row.getBoolean("minor"), row.getLong("organisation_id"), link.form()))
					.optional());
	}

}
