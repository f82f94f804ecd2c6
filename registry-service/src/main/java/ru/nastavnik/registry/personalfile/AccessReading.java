package ru.nastavnik.registry.personalfile;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.participant.Profiles;

/**
 * Requests with what was looked at: a school's for its staff, the own ones for a mentor.
 */
@Service
@Transactional(readOnly = true)
class AccessReading {

	private static final Map<String, String> SORTS = Map.of("id", "f.id", "until", "f.valid_until");

	/** SQL: why an approved access does not work today, null while it does. */
	private static final String CLOSED = """
			case when f.status <> 'approved' then f.end_reason
			  when f.valid_until < :today then 'term'
			  when not %s then 'consent'
			  when not %s then 'pair' end""".formatted(Pairs.CONSENTED, Pairs.AT_WORK);

	/**
	 * SQL: whose request it is for the caller, who may be on the staff of one school and
	 * a mentor in another.
	 */
	private static final String OURS = "(f.organisation_id = any (:own) or f.mentor_id = cast(:me as bigint)) and ";

	private static final String VIEW = """
			select f.*, m.last_name as m_last, m.first_name as m_first, m.middle_name as m_middle,
			  p.last_name as p_last, p.first_name as p_first, p.middle_name as p_middle, %s as closed,
			  (select count(*) from file_view v where v.region_id = f.region_id and v.access_id = f.id) as views,
			  (select max(v.viewed_at) from file_view v where v.region_id = f.region_id and v.access_id = f.id) as viewed_at
			from file_access f
			left join person m on m.region_id = f.region_id and m.id = f.mentor_id
			left join person p on p.region_id = f.region_id and p.id = f.person_id
			  and (f.organisation_id = any (:own) or (%s and %s))
			where f.region_id = :region and\s"""
		.formatted(CLOSED, Pairs.CONSENTED, Pairs.AT_WORK) + OURS;

	private final WiderScope wider;

	private final JdbcClient jdbc;

	private final Clock clock;

	AccessReading(WiderScope wider, JdbcClient jdbc, Clock clock) {
		this.wider = wider;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * A request.
	 *
	 * @param personName for a mentor only while the consent and the pair hold (BR-060)
	 * @param status as it is today: an approval whose term, pair or consent is over has
	 * ended
	 * @param endReason {@code term}, {@code consent}, {@code pair} or {@code curator}
	 * @param mine whether the caller is the mentor who asked
	 */
	record AccessView(long id, long organisationId, long personId, @Nullable String personName, long mentorId,
			@Nullable String mentorName, String purpose, List<String> asked, LocalDate askedUntil, String status,
			List<String> granted, @Nullable LocalDate validUntil, @Nullable String note, @Nullable String decidedBy,
			@Nullable Instant decidedAt, @Nullable String endReason, Instant createdAt, int views,
			@Nullable Instant viewedAt, boolean mine, int version) {
	}

	/** A look at one part. */
	record Look(Item item, Instant at) {
	}

	/** A request with every look. */
	record AccessCard(@com.fasterxml.jackson.annotation.JsonUnwrapped AccessView access, List<Look> looks) {
	}

	Slice<AccessView> list(@Nullable Long organisation, @Nullable String state, @Nullable Long person, PageQuery page) {
		StringBuilder where = new StringBuilder("true");
		Map<String, @Nullable Object> params = params();
		if (organisation != null) {
			where.append(" and f.organisation_id = :organisation");
			params.put("organisation", organisation);
		}
		if (person != null) {
			where.append(" and f.person_id = :person");
			params.put("person", person);
		}
		if (state != null) {
			where.append(switch (state) {
				case "requested" -> " and f.status = 'requested'";
				case "open" -> " and f.status = 'approved' and f.valid_until >= :today";
				case "closed" -> " and (f.status in ('refused', 'ended') or f.valid_until < :today)";
				default -> throw KitProblem.INVALID.because("Такого состояния нет.").on("state");
			});
		}
		return opened(() -> {
			List<AccessView> items = select(where + " order by " + page.orderBy(SORTS, "f.id desc") + " limit "
					+ page.size() + " offset " + page.offset(), params);
			long total = this.jdbc
				.sql("select count(*) from (select 1 from file_access f where f.region_id = :region and " + OURS + where
						+ " limit " + (Slice.COUNTED + 1) + ") z")
				.params(params)
				.query(Long.class)
				.single();
			return Slice.of(items, page, total);
		});
	}

	AccessCard card(long id) {
		AccessView view = view(id);
		return new AccessCard(view, this.jdbc.sql(
				"select item, viewed_at from file_view where region_id = :region and access_id = :id order by id desc limit 500")
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row, number) -> new Look(Item.of(row.getString("item")), row.getTimestamp("viewed_at").toInstant()))
			.list());
	}

	AccessView view(long id) {
		Map<String, @Nullable Object> params = params();
		params.put("id", id);
		return opened(() -> select("f.id = :id", params)).stream().findFirst().orElseThrow(AccessReading::notFound);
	}

	/**
	 * A mentor reads the pair and the consent where the own requests stand, and nothing
	 * but the own requests.
	 */
	private <T> T opened(Supplier<T> work) {
		Scope scope = Scope.current();
		if (scope.person() == null) {
			return work.get();
		}
		List<Long> organisations = this.jdbc
			.sql("select distinct organisation_id from file_access where region_id = :region and mentor_id = :me")
			.param("region", scope.region())
			.param("me", scope.person())
			.query(Long.class)
			.list();
		return organisations.isEmpty() ? work.get() : this.wider.within(organisations, work);
	}

	private List<AccessView> select(String whereAndOrder, Map<String, @Nullable Object> params) {
		Long me = Scope.current().person();
		return this.jdbc.sql(VIEW + whereAndOrder).params(params).query((row, number) -> view(row, me)).list();
	}

	private static AccessView view(ResultSet row, @Nullable Long me) throws SQLException {
		String status = row.getString("status");
		String closed = row.getString("closed");
		return new AccessView(row.getLong("id"), row.getLong("organisation_id"), row.getLong("person_id"),
				name(row, "p"), row.getLong("mentor_id"), name(row, "m"), row.getString("purpose"), texts(row, "asked"),
				row.getObject("asked_until", LocalDate.class),
				(status.equals("approved") && closed != null) ? "ended" : status, texts(row, "granted"),
				row.getObject("valid_until", LocalDate.class), row.getString("note"), row.getString("decided_by"),
				instant(row, "decided_at"), closed, row.getTimestamp("created_at").toInstant(), row.getInt("views"),
				instant(row, "viewed_at"), Long.valueOf(row.getLong("mentor_id")).equals(me), row.getInt("version"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		java.sql.Timestamp at = row.getTimestamp(column);
		return (at != null) ? at.toInstant() : null;
	}

	private static @Nullable String name(ResultSet row, String prefix) throws SQLException {
		String last = row.getString(prefix + "_last");
		return (last != null)
				? Profiles.fullName(last, row.getString(prefix + "_first"), row.getString(prefix + "_middle")) : null;
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		Array array = row.getArray(column);
		return Arrays.asList((String[]) array.getArray());
	}

	/** Taken before the scope is widened. */
	private Map<String, @Nullable Object> params() {
		Scope scope = Scope.current();
		Map<String, @Nullable Object> params = new HashMap<>();
		params.put("region", scope.region());
		params.put("own", scope.own().toArray(Long[]::new));
		params.put("me", scope.person());
		params.put("today", LocalDate.now(this.clock));
		return params;
	}

	static RuntimeException notFound() {
		return KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
	}

}
