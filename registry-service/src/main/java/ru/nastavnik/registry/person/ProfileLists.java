package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.Profiles;

/**
 * The lists of mentors and of mentees: profiles with the names of their people.
 */
@Service
@Transactional(readOnly = true)
public class ProfileLists {

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final Clock clock;

	ProfileLists(OrganisationDirectory directory, JdbcClient jdbc, Clock clock) {
		this.directory = directory;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * One kind of profile.
	 *
	 * @param table the table of the profiles
	 * @param more a column that stands beside the profile's own, such as
	 * {@code i.text as note}, or nothing
	 * @param join where that column comes from, or nothing
	 * @param sorts what the list may be sorted by; the profile is {@code m}, its person
	 * {@code x}
	 * @param profile reads the profile
	 * @param line makes the line of the list
	 */
	public record Kind<P, L>(String table, String more, String join, Map<String, String> sorts, RowMapper<P> profile,
			Line<P, L> line) {
	}

	/** Makes a line; the consent is told only inside the person's organisation. */
	@FunctionalInterface
	public interface Line<P, L> {

		L of(String name, boolean minor, @Nullable String consent, P profile);

	}

	/** A page of the profiles that the caller sees. */
	public <P, L> Slice<L> list(Kind<P, L> kind, @Nullable Long organisation, @Nullable Object status,
			@Nullable String q, PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		StringBuilder where = new StringBuilder(this.directory.territory(organisation).on("m"));
		where.append(PeopleReading.nameCondition(q, params));
		if (status != null) {
			where.append(" and m.status = :status");
			params.put("status", status.toString());
		}
		String from = " from " + kind.table()
				+ " m join person x on x.region_id = m.region_id and x.id = m.person_id and x.merged_into_id is null "
				+ kind.join() + " where " + where;
		LocalDate today = LocalDate.now(this.clock);
		List<L> items = this.jdbc
			.sql("select m.*, " + kind.more() + "x.last_name, x.first_name, x.middle_name, "
					+ Profiles.consentState("m.organisation_id") + " as consent" + from + " order by "
					+ page.orderBy(kind.sorts(), "x.name_norm, m.id") + " limit " + page.size() + " offset "
					+ page.offset())
			.params(params)
			.query((row, number) -> {
				boolean near = Scope.current().own().contains(row.getLong("organisation_id"));
				return kind.line()
					.of(Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
							row.getString("middle_name")),
							!Identity.isAdult(row.getObject("born", LocalDate.class), today),
							near ? row.getString("consent") : null, kind.profile().mapRow(row, number));
			})
			.list();
		long total = this.jdbc.sql("select count(*) from (select 1" + from + " limit " + (Slice.COUNTED + 1) + ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

}
