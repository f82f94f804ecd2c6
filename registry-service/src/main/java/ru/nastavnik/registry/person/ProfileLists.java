package ru.nastavnik.registry.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.Profiles;

/**
 * The bases of mentors and of mentees: profiles with their people and with what the pairs
 * of the programme service made of them.
 */
@Service
@Transactional(readOnly = true)
public class ProfileLists {

	/**
	 * Names of the other side come through the wall: whoever may not read a person gets
	 * none. The contact of a minor is the representative's.
	 */
	private static final String COLUMNS = """
			m.*, x.last_name, x.first_name, x.middle_name, x.birth_date,
			(select e.position from employment e where e.region_id = m.region_id and e.person_id = m.person_id
			  and e.organisation_id = m.organisation_id order by dismissed_on desc nulls first, hired_on desc limit 1)
			  as post,
			(select n.grade || coalesce(n.letter, '') from enrolment n where n.region_id = m.region_id
			  and n.person_id = m.person_id and n.organisation_id = m.organisation_id
			  order by enrolled_to desc nulls first, enrolled_from desc limit 1) as class,
			case when x.birth_date > current_date - interval '18 years' then
			    (select concat_ws(', ', r.phone, r.email) from representation l join person r on r.region_id = l.region_id
			      and r.id = l.representative_id where l.region_id = m.region_id and l.person_id = m.person_id
			      and (l.valid_to is null or l.valid_to >= current_date) order by l.id desc limit 1)
			  else concat_ws(', ', x.phone, x.email) end as contact,
			g.form as engaged_form, g.mentees as engaged_mentees, g.engaged_since, g.ended_on as engaged_until,
			replace(g.outcome, 'unled', 'left') as outcome,
			(select string_agg(concat_ws(' ', p.last_name, p.first_name, p.middle_name), ', ' order by p.name_norm)
			  from person p where p.region_id = m.region_id and p.id = any (g.counterparts)) as counterparts,
			cardinality(g.counterparts) as counterpart_count,
			(select o.short_name from organisation o where o.region_id = m.region_id
			  and o.id = g.counterpart_organisation) as workplace,\s""";

	private static final Map<String, String> SORTS = Map.of("name", "x.name_norm", "status", "m.status", "since",
			"m.status_since", "enteredOn", "m.entered_on", "form", "g.form", "endedOn", "g.ended_on", "birthDate",
			"x.birth_date");

	private static final int FETCHED = 500;

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
	 * @param table the table of the profiles, which is also the role in the pairs
	 * @param more a column of its own, such as {@code i.text as note}
	 * @param sorts what this list may be sorted by besides what all lists may; the
	 * profile is {@code m}, its person {@code x}
	 * @param line makes the line of the list
	 */
	public record Kind<L>(String table, String more, Map<String, String> sorts, Line<L> line) {
	}

	/** Makes a line of a row and of what all lists have. */
	@FunctionalInterface
	public interface Line<L> {

		L of(ResultSet row, Head head) throws SQLException;

	}

	/**
	 * The person and the work with others; consent and contact are told only inside the
	 * person's organisation.
	 */
	public record Head(String name, boolean minor, int birthYear, @Nullable String positionOrGrade,
			@Nullable String consent, @Nullable String contact, @Nullable String form, @Nullable String counterparts,
			int counterpartCount, @Nullable String workplace, @Nullable LocalDate engagedSince,
			@Nullable LocalDate endedOn, @Nullable String outcome, boolean passed) {
	}

	/** One of the mentorships of a person. */
	public record Engaged(long mentorshipId, String kind, String form, String status, @Nullable LocalDate startOn,
			@Nullable LocalDate endedOn, @Nullable String ground, @Nullable String counterparts) {
	}

	/** What a list is narrowed to. */
	public static final class Narrowed {

		private final @Nullable Long organisation;

		private final @Nullable String q;

		private final StringBuilder where = new StringBuilder();

		private final Map<String, Object> params = new LinkedHashMap<>();

		public Narrowed(@Nullable Long organisation, @Nullable String q) {
			this.organisation = organisation;
			this.q = q;
		}

		/** A condition with one parameter, unless nothing was asked for. */
		public Narrowed with(String condition, String name, @Nullable Object value) {
			if (value != null) {
				this.where.append(" and ").append(condition);
				this.params.put(name, value);
			}
			return this;
		}

		public Narrowed grade(@Nullable Integer grade) {
			return with("""
					exists (select from enrolment n where n.region_id = m.region_id and n.person_id = m.person_id
					  and n.organisation_id = m.organisation_id and n.grade = :grade
					  and (n.enrolled_to is null or n.enrolled_to >= current_date))""", "grade", grade);
		}

		public Narrowed position(@Nullable String position) {
			return with("""
					exists (select from employment e where e.region_id = m.region_id and e.person_id = m.person_id
					  and e.organisation_id = m.organisation_id and e.position = :position
					  and (e.dismissed_on is null or e.dismissed_on >= current_date))""", "position", position);
		}

		/** Whose processing consent is {@code active}, {@code expiring} or missing. */
		public Narrowed consent(@Nullable String state) {
			if (state != null) {
				String until = state.equals("expiring") ? " and c.valid_until < current_date + 30" : "";
				this.where.append(state.equals("missing") ? " and not " : " and ").append("""
						exists (select from consent c where c.region_id = m.region_id and c.person_id = m.person_id
						  and c.organisation_id = m.organisation_id and c.kind = 'processing' and c.status = 'active'
						  and (c.valid_until is null or c.valid_until >= current_date)""").append(until).append(')');
			}
			return this;
		}

	}

	/** A page of the profiles that the caller sees. */
	public <L> Slice<L> list(Kind<L> kind, Narrowed narrowed, PageQuery page) {
		Map<String, Object> params = new HashMap<>(narrowed.params);
		String where = where(narrowed, params);
		List<L> items = this.jdbc.sql(rows(kind, where, page) + " limit " + page.size() + " offset " + page.offset())
			.params(params)
			.query((row, number) -> kind.line().of(row, head(row)))
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1" + people(kind) + "where " + where + " limit " + (Slice.COUNTED + 1)
					+ ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	/** Every profile of the list in its order, a few at a time. */
	public <L> void each(Kind<L> kind, Narrowed narrowed, PageQuery order, Consumer<L> line) {
		Map<String, Object> params = new HashMap<>(narrowed.params);
		String where = where(narrowed, params);
		this.jdbc.sql(rows(kind, where, order)).withFetchSize(FETCHED).params(params).query((ResultSet row) -> {
			line.accept(kind.line().of(row, head(row)));
		});
	}

	private String where(Narrowed narrowed, Map<String, Object> params) {
		return this.directory.territory(narrowed.organisation).on("m") + PeopleReading.nameCondition(narrowed.q, params)
				+ narrowed.where;
	}

	private static String people(Kind<?> kind) {
		return " from " + kind.table()
				+ " m join person x on x.region_id = m.region_id and x.id = m.person_id and x.merged_into_id is null ";
	}

	private static String rows(Kind<?> kind, String where, PageQuery order) {
		Map<String, String> sorts = new HashMap<>(SORTS);
		sorts.putAll(kind.sorts());
		return "select " + COLUMNS + kind.more() + (kind.more().isEmpty() ? "" : ", ")
				+ Profiles.consentState("m.organisation_id") + " as consent" + people(kind)
				+ "left join engagement g on g.region_id = m.region_id and g.person_id = m.person_id and g.role = '"
				+ kind.table() + "' where " + where + " order by " + order.orderBy(sorts, "x.name_norm, m.id");
	}

	/** The mentorships of a person in a role, the newest first. */
	public List<Engaged> engagements(String role, long person) {
		return this.jdbc
			.sql("""
					select l.mentorship_id, l.kind, l.form, l.status, l.start_on, l.ended_on,
					  nullif(l.ground, 'unled') as ground,
					  (select string_agg(concat_ws(' ', p.last_name, p.first_name, p.middle_name), ', ' order by p.name_norm)
					    from person p where p.region_id = l.region_id and p.id = any (l.counterparts)) as counterparts
					from mentorship_link l where l.region_id = :region and l.person_id = :person and l.role = :role
					order by l.start_on desc nulls first, l.mentorship_id desc limit 100""")
			.param("region", Scope.current().region())
			.param("person", person)
			.param("role", role)
			.query(Engaged.class)
			.list();
	}

	/** How to reach somebody: a minor through the representative. */
	public @Nullable String contact(long person) {
		return this.jdbc.sql("""
				select nullif(case when x.birth_date > current_date - interval '18 years' then
				    (select concat_ws(', ', r.phone, r.email) from representation l join person r
				      on r.region_id = l.region_id and r.id = l.representative_id
				      where l.region_id = x.region_id and l.person_id = x.id
				      and (l.valid_to is null or l.valid_to >= current_date) order by l.id desc limit 1)
				  else concat_ws(', ', x.phone, x.email) end, '') as contact
				from person x where x.region_id = :region and x.id = :person
				  and x.organisation_id = any (:own)""")
			.param("region", Scope.current().region())
			.param("person", person)
			.param("own", Scope.current().own().toArray(Long[]::new))
			.query((row, number) -> Optional.ofNullable(row.getString("contact")))
			.optional()
			.flatMap((found) -> found)
			.orElse(null);
	}

	private Head head(ResultSet row) throws SQLException {
		boolean near = Scope.current().own().contains(row.getLong("organisation_id"));
		LocalDate born = row.getObject("birth_date", LocalDate.class);
		String post = row.getString("post");
		String contact = row.getString("contact");
		return new Head(
				Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
						row.getString("middle_name")),
				!Identity.isAdult(born, LocalDate.now(this.clock)), born.getYear(),
				(post != null) ? post : row.getString("class"), near ? row.getString("consent") : null,
				(near && contact != null && !contact.isEmpty()) ? contact : null, row.getString("engaged_form"),
				row.getString("counterparts"), row.getInt("counterpart_count"), row.getString("workplace"),
				row.getObject("engaged_since", LocalDate.class), row.getObject("engaged_until", LocalDate.class),
				row.getString("outcome"), "completed".equals(row.getString("outcome")));
	}

}
