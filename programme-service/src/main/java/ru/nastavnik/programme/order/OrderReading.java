package ru.nastavnik.programme.order;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Reach;
import ru.nastavnik.programme.Some;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.MentorshipReading;
import ru.nastavnik.programme.mentorship.MentorshipReading.MemberView;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.mentorship.Terms;

/**
 * Orders as they are shown: with the pairs or the people they list, visas, and the orders
 * around.
 */
@Service
@Transactional(readOnly = true)
class OrderReading {

	private static final Map<String, String> SORTS = Map.of("date", "o.order_date", "number", "o.number", "status",
			"o.status", "title", "o.title", "kind", "o.kind", "id", "o.id");

	/** The state that is shown: a visa or a date may have brought it further. */
	private static final String STATE = """
			case when o.status = 'registered' and o.effective_on <= :today then 'in_force'
			  when o.status = 'draft' and exists (select from order_visa v where v.region_id = o.region_id
			    and v.order_id = o.id) and not exists (select from order_visa v where v.region_id = o.region_id
			    and v.order_id = o.id and v.decision is distinct from 'agreed') then 'endorsed'
			  else o.status end""";

	private static final String AROUND = "select o.*, " + STATE
			+ """
					 as state,
					  (select jsonb_agg(jsonb_build_object('account', v.account, 'name', v.name, 'post', v.post, 'decision', v.decision,
					     'remark', v.remark, 'decidedAt', v.decided_at) order by v.id) from order_visa v
					   where v.region_id = o.region_id and v.order_id = o.id)::text as visas,
					  (select jsonb_build_object('id', a.id, 'kind', a.kind, 'number', a.number, 'date', a.order_date, 'whole', o.repeals)
					   from mentorship_order a where a.region_id = o.region_id and a.id = o.amends_id)::text as amended,
					  (select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'number', a.number, 'date', a.order_date,
					     'whole', a.repeals) order by a.order_date, a.id) from mentorship_order a
					   where a.region_id = o.region_id and a.id = any(o.superseded_by))::text as amendments,
					  (select jsonb_agg(jsonb_build_object('personId', p.person_id, 'name', case when p.consent_until is not null
					     then nullif(concat_ws(' ', p.last_name, p.first_name, p.middle_name), '') end, 'post', p.position,
					     'grade', p.grade, 'note', e.value ->> 'note') order by e.ordinality)
					   from jsonb_array_elements(case when jsonb_typeof(o.payload -> 'people') = 'array' then o.payload -> 'people'
					     else '[]' end) with ordinality e join participant p on p.region_id = o.region_id
					     and p.organisation_id = o.organisation_id and p.person_id::text = e.value ->> 'personId')::text as people,
					(select jsonb_build_object('checkCode', k.check_code, 'sha256', k.sha256) from order_paper k
					 where k.region_id = o.region_id and k.order_id = o.id)::text as paper,
					(select jsonb_build_object('name', f.name, 'size', f.size, 'uploadedAt', f.created_at) from stored_file f
					 where f.region_id = o.region_id and f.feature = 'order' and f.subject_id = o.id order by f.id desc limit 1
					)::text as scan
					from mentorship_order o""";

	private final MentorshipReading mentorships;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	OrderReading(MentorshipReading mentorships, JdbcClient jdbc, JsonMapper json, Clock clock) {
		this.mentorships = mentorships;
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/** What is asked of a list. */
	record Filter(@Nullable Long organisation, @Nullable String status, @Nullable String kind, @Nullable String journal,
			@Nullable Integer year, @Nullable String q) {

		static Filter of(ExportList.Query query) {
			String year = query.filter("year");
			return new Filter(query.organisation(), query.filter("status"), query.filter("kind"),
					query.filter("journal"), (year != null && year.matches("\\d{4}")) ? Integer.valueOf(year) : null,
					query.filter("q"));
		}

	}

	OrderView view(long id) {
		return views(Set.of(id)).getFirst();
	}

	/** These orders in the order asked for; 404 when one is not there. */
	List<OrderView> views(Set<Long> ids) {
		List<OrderRow> rows = this.jdbc
			.sql(AROUND + " where o.region_id = :region and o.id = any(:ids) order by array_position(:ids, o.id)")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.param("today", LocalDate.now(this.clock))
			.query((row, number) -> OrderRow.read(row, this.json))
			.list();
		if (rows.size() < ids.size()) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		return views(rows);
	}

	Slice<OrderView> list(Filter filter, PageQuery page) {
		Reach reach = reach(filter);
		if (!Reach.inside()) {
			return Slice.of(List.of(), page, 0);
		}
		List<OrderRow> rows = rows(reach, page, " limit :limit offset :offset").param("limit", page.size())
			.param("offset", page.offset())
			.query((row, number) -> OrderRow.read(row, this.json))
			.list();
		long count = this.jdbc
			.sql("select count(*) from (select 1 from mentorship_order o" + reach.where() + " limit "
					+ (Slice.COUNTED + 1) + ") found")
			.params(reach.parameters())
			.query(Long.class)
			.single();
		return Slice.of(views(rows), page, count);
	}

	/** The whole list as it was asked for on the screen. */
	void each(ExportList.Query query, Consumer<OrderView> view) {
		Reach reach = reach(Filter.of(query));
		if (Reach.inside()) {
			Some.each(rows(reach, query.page(), ""), (row, number) -> OrderRow.read(row, this.json),
					(rows) -> views(rows).forEach(view));
		}
	}

	private Reach reach(Filter filter) {
		Reach reach = Reach.inPlace("o", filter.organisation())
			.codes(filter.kind(), OrderKind.class, "o.kind", "kind")
			.codes(filter.journal(), Journal.class, "o.journal", "journal")
			.andIf(filter.year(), "extract(year from coalesce(o.order_date, o.created_at::date)) = :year", "year");
		if (filter.status() != null && !filter.status().isBlank()) {
			reach.and("true", "today", LocalDate.now(this.clock))
				.codes(filter.status(), MentorshipOrder.Status.class, STATE, "status");
		}
		if (filter.q() != null && !filter.q().isBlank()) {
			reach.and("position(:q in lower(concat_ws(' ', o.number, o.title))) > 0", "q",
					filter.q().strip().toLowerCase(Locale.ROOT));
		}
		return reach;
	}

	private JdbcClient.StatementSpec rows(Reach reach, PageQuery page, String window) {
		return this.jdbc.sql(AROUND + reach.where() + " order by " + page.orderBy(SORTS, "o.id desc") + window)
			.params(reach.parameters())
			.param("today", LocalDate.now(this.clock));
	}

	private List<OrderView> views(List<OrderRow> rows) {
		List<Long> ids = rows.stream().flatMap((row) -> row.mentorshipIds().stream()).distinct().toList();
		Map<Long, List<MemberView>> members = this.mentorships.members(ids);
		Map<Long, Listed> listed = listed(ids, members);
		return rows.stream().map((row) -> row.view(listed, Scope.current())).toList();
	}

	private Map<Long, Listed> listed(List<Long> ids, Map<Long, List<MemberView>> members) {
		if (ids.isEmpty()) {
			return Map.of();
		}
		return this.jdbc
			.sql("select id, form, starts_on, planned_end, status from mentorship "
					+ "where region_id = :region and id = any(:ids)")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query((row, number) -> {
				List<MemberView> people = members.getOrDefault(row.getLong("id"), List.of());
				return new Listed(row.getLong("id"), names(people, Side.MENTOR), names(people, Side.MENTEE),
						people.stream()
							.filter((member) -> member.minor() && member.name() != null)
							.map(MemberView::personId)
							.toList(),
						OrderRow.code(Terms.Form.class, row.getString("form")),
						row.getObject("starts_on", LocalDate.class), row.getObject("planned_end", LocalDate.class),
						OrderRow.code(Mentorship.Status.class, row.getString("status")));
			})
			.list()
			.stream()
			.collect(Collectors.toMap(Listed::id, Function.identity()));
	}

	private static List<String> names(List<MemberView> people, Side side) {
		return people.stream()
			.filter((member) -> member.role() == side)
			.map(MemberView::name)
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * A mentorship as the order lists it.
	 *
	 * @param minors whose names are among these, for the log of reading
	 */
	record Listed(long id, List<String> mentors, List<String> mentees, @JsonIgnore List<Long> minors, Terms.Form form,
			LocalDate start, LocalDate plannedEnd, Mentorship.Status status) {
	}

	/** A person of the school as the order lists them. */
	record ListedPerson(long personId, @Nullable String name, @Nullable String post, @Nullable Integer grade,
			@Nullable String note) {
	}

	/** What somebody who was asked has said. */
	record VisaView(String account, String name, @Nullable String post, @Nullable String decision,
			@Nullable String remark, @Nullable Instant decidedAt) {
	}

	/**
	 * An order that changes this one, or is changed by it.
	 *
	 * @param whole whether it takes the other out of force as a whole
	 */
	record Related(long id, String kind, @Nullable String number, @Nullable LocalDate date, boolean whole) {
	}

	/** By what a signed order is checked. */
	record Paper(String checkCode, String sha256) {
	}

	/** The paper with the director's own hand. */
	record Scan(String name, int size, Instant uploadedAt) {
	}

	/** An order on the screen. */
	record OrderView(long id, long organisationId, OrderKind kind, Journal journal, @Nullable String number,
			@Nullable LocalDate date, @Nullable LocalDate effectiveOn, String title, MentorshipOrder.Status status,
			String text, List<Listed> mentorships, List<ListedPerson> people, JsonNode payload,
			@Nullable Related amends, List<Related> amendments, List<VisaView> visas, Instant preparedAt,
			String preparedBy, @Nullable String signedBy, @Nullable Instant signedAt,
			@Nullable String smallSchoolReason, @Nullable String registeredBy, @Nullable Instant registeredAt,
			@Nullable String gapReason, @Nullable String cancelReason, @Nullable Paper paper, @Nullable Scan scan,
			boolean preparedByMe, int version, List<String> actions) {

		/** The minors whom it names. */
		Stream<Long> minors() {
			return Stream.concat(this.mentorships.stream().flatMap((listed) -> listed.minors().stream()),
					this.people.stream()
						.filter((person) -> person.grade() != null && person.name() != null)
						.map(ListedPerson::personId));
		}

	}

}
