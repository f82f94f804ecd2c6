package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * A person's life in the registry as one line of dated events, read from the dated rows
 * themselves, so that it knows what was loaded as well as what was typed. Each
 * organisation reads its own part.
 */
@Service
@Transactional(readOnly = true)
class PersonHistory {

	private static final String EVENTS = """
			select created_at::date as on_date, 'registered' as kind, null as what, null as note, null as basis_no,
			  null::date as basis_on, organisation_id, created_by as by_whom, created_at as at
			  from person where region_id = :region and id = :person
			union all select h.changed_on, h.kind, h.was, h.became, null, null, h.organisation_id, h.created_by, h.created_at
			  from person_change h where h.region_id = :region and h.person_id = :person
			union all select hired_on, 'hired', position, array_to_string(subjects, ', '), null, null, organisation_id,
			  created_by, created_at from employment where region_id = :region and person_id = :person
			union all select dismissed_on, 'dismissed', position, end_reason, end_basis_no, end_basis_on, organisation_id,
			  updated_by, updated_at from employment
			  where region_id = :region and person_id = :person and dismissed_on is not null
			union all select enrolled_from, case when opened_by is null then 'enrolled' else 'promoted' end,
			  grade || coalesce(letter, ''), null, null, null, organisation_id, created_by, created_at
			  from enrolment where region_id = :region and person_id = :person
			union all select enrolled_to, 'expelled', grade || coalesce(letter, ''), end_reason, end_basis_no, end_basis_on,
			  organisation_id, updated_by, updated_at from enrolment
			  where region_id = :region and person_id = :person and enrolled_to is not null
			    and (closed_by is null or end_reason is not null)
			union all select valid_from, 'leave', kind, to_char(valid_to, 'DD.MM.YYYY'), null, null, organisation_id,
			  created_by, created_at from employment_leave where region_id = :region and person_id = :person
			union all select returned_on, 'returned', kind, null, null, null, organisation_id, updated_by, updated_at
			  from employment_leave where region_id = :region and person_id = :person and returned_on is not null
			union all select r.valid_from, 'represented', r.kind,
			  p.last_name || ' ' || p.first_name || coalesce(' ' || p.middle_name, ''), null, null, r.organisation_id,
			  r.created_by, r.created_at from representation r
			  join person p on p.region_id = r.region_id and p.id = r.representative_id
			  where r.region_id = :region and r.person_id = :person
			union all select signed_on, 'consent_signed', kind, null, null, null, organisation_id, updated_by, updated_at
			  from consent where region_id = :region and person_id = :person and signed_on is not null
			union all select withdrawn_on, 'consent_withdrawn', kind, withdrawal_reason, null, null, organisation_id,
			  updated_by, updated_at from consent
			  where region_id = :region and person_id = :person and withdrawn_on is not null
			union all select status_since, 'mentor', status, status_note, null, null, organisation_id, updated_by, updated_at
			  from mentor where region_id = :region and person_id = :person
			union all select status_since, 'mentee', status, status_note, null, null, organisation_id, updated_by, updated_at
			  from mentee where region_id = :region and person_id = :person
			union all select t.on_date, case when t.kind = 'acceptance' then 'accepted' else 'transferred' end,
			  g.short_name, f.short_name, t.basis_no, t.basis_on, t.organisation_id, t.created_by, t.created_at
			  from person_transfer t
			  left join organisation f on f.region_id = t.region_id and f.id = t.from_id
			  left join organisation g on g.region_id = t.region_id and g.id = t.to_id
			  where t.region_id = :region and t.person_id = :person and t.status <> 'undone'
			union all select seen_on, 'record_checked', to_char(valid_until, 'DD.MM.YYYY'), null, null, document_on,
			  organisation_id, created_by, created_at
			  from record_check where region_id = :region and person_id = :person
			union all select done_at::date, 'merged', null, null, null, null, organisation_id, created_by, done_at
			  from person_merge where region_id = :region and into_id = :person and status = 'done'""";

	private final People people;

	private final JdbcClient jdbc;

	PersonHistory(People people, JdbcClient jdbc) {
		this.people = people;
		this.jdbc = jdbc;
	}

	/**
	 * One event.
	 *
	 * @param what a code or a text that depends on the kind
	 * @param note more of it
	 * @param by who wrote it, as the caller's colleagues are called; nobody when it came
	 * with a load of the service itself
	 */
	record Entry(LocalDate on, String kind, @Nullable String what, @Nullable String note, @Nullable String basisNo,
			@Nullable LocalDate basisOn, @Nullable String organisation, @Nullable String by) {
	}

	List<Entry> of(long id) {
		this.people.findById(id).orElseThrow(PeopleReading::notFound);
		return this.jdbc.sql("select h.*, o.short_name, w.name as author from (" + EVENTS + """
				) h left join organisation o on o.region_id = :region and o.id = h.organisation_id
				left join person_author w on w.region_id = :region and w.organisation_id = h.organisation_id
				  and w.caller = h.by_whom
				where h.on_date is not null order by h.on_date desc, h.at desc limit 500""")
			.param("region", Scope.current().region())
			.param("person", id)
			.query((row, number) -> new Entry(row.getObject("on_date", LocalDate.class), row.getString("kind"),
					row.getString("what"), row.getString("note"), row.getString("basis_no"),
					row.getObject("basis_on", LocalDate.class), row.getString("short_name"), row.getString("author")))
			.list();
	}

}
