package ru.nastavnik.monitoring.dashboard;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.monitoring.dashboard.Figure.DenominatorInfo;
import ru.nastavnik.monitoring.dashboard.Views.FeedStatus;
import ru.nastavnik.monitoring.dashboard.Views.UnitView;

/**
 * The statements behind the dashboards. Row-level security decides what they see: a unit
 * outside the caller's subtrees is not there.
 */
final class Reading {

	private static final String PATH = """
			with recursive up as (
			  select u.*, 0 as depth from unit u where u.id = :unit
			  union all
			  select p.*, up.depth + 1 from up join unit p on p.region_id = up.region_id and p.id = up.parent_id
			  where up.depth < 9
			)
			select id, parent_id, short_name, full_name, level, type,
			  (select max(fact_time) from feed_cursor) as as_of,
			  (select max(case when now() - c.applied_at > interval '45 seconds'
			    then extract(epoch from now() - c.applied_at) * 1000 else coalesce(a.lag_millis, 0) end)::bigint
			    from feed_cursor c left join applied a using (feed)) as lag,
			  concat_ws(' ', (select h.edition from horizon h where h.region = up.region_id),
			    (select sum(t.version) from indicator_target t)) as edition,
			  exists (select from cell_shift s where s.unit_id = up.id and (s.num <> 0 or s.den <> 0))
			    or exists (select from unit r where r.region_id = up.region_id and r.reorganised
			      and up.id in (r.region_id, r.institute_id, r.municipality_id)) as reorganised
			from up order by depth""";

	/** The cells as it is now. */
	private static final String NOW = """
			(select unit_id, period, indicator, slice, value_code, sum(num)::bigint as num, sum(den)::bigint as den
			from (select * from cell where unit_id = any (cast(:units as bigint[]))
			  union all select * from cell_shift where unit_id = any (cast(:units as bigint[]))) as kept
			group by unit_id, period, indicator, slice, value_code) as cell""";

	private static final String SHEETS = """
			select unit_id, period, indicator, slice, value_code, num, den from %1$s
			where unit_id = any (cast(:units as bigint[])) and period = any (cast(:periods as int[]))
			  and indicator <> 'OP-06'
			  and (cast(:indicators as text[]) is null or indicator = any (cast(:indicators as text[])))
			  and (:slices or slice in ('', 'own', 'sum'))
			union all
			select unit_id, :sum, indicator, slice, value_code, sum(num)::bigint, sum(den)::bigint from %1$s
			where unit_id = any (cast(:units as bigint[])) and period = any (cast(:months as int[]))
			  and indicator = 'OP-06'
			group by unit_id, indicator, slice, value_code""";

	private static final String MEETINGS = """
			select period, num, den from %s where unit_id = any (cast(:units as bigint[])) and indicator = 'OP-06'
			  and period = any (cast(:periods as int[]))""";

	/**
	 * Numbers that the suppression needs, of the top and of everything below the parents,
	 * also of what stood there once; the shift is what a number differs by between the
	 * readings.
	 */
	private static final String NUMBERS = """
			select u.id, u.parent_id, u.short_name, u.full_name, u.level, u.type, u.placed_since, u.placed_parents,
			  u.placed_institutes, u.placed_municipalities, c.period,
			  case when c.slice = 'form' then 'form.' || c.value_code else c.indicator end as key, c.num,
			  (c.shift)::bigint as shift, u.level <> 'school' and exists (select from cell_shift s
			    where s.unit_id = u.id and (s.num <> 0 or s.den <> 0)) as shifted
			from unit u
			left join %s on true
			where u.region_id = :region and (u.id = :top or u.parent_id = any (cast(:parents as bigint[]))%s)
			order by u.short_name, u.id""";

	private static final String NUMBERS_WAS = """
			lateral (select period, indicator, slice, value_code, num, 0 as shift from cell c where c.unit_id = u.id
			  and c.period = any (cast(:periods as int[])) and c.indicator in ('OP-04', 'OP-10', 'R145-1', 'R145-2')
			  and (c.slice = 'form' or c.slice = '' and c.indicator <> 'OP-04')) as c""";

	private static final String NUMBERS_NOW = """
			lateral (select period, indicator, slice, value_code, sum(num)::bigint as num, sum(shift) as shift from (
			    select unit_id, period, indicator, slice, value_code, num, 0 as shift from cell where unit_id = u.id
			    union all select unit_id, period, indicator, slice, value_code, num, num from cell_shift
			      where unit_id = u.id) as c
			  where c.period = any (cast(:periods as int[])) and c.indicator in ('OP-04', 'OP-10', 'R145-1', 'R145-2')
			  and (c.slice = 'form' or c.slice = '' and c.indicator <> 'OP-04')
			  group by period, indicator, slice, value_code) as c""";

	private static final String STOOD_BELOW = """
			or u.reorganised and u.placed_parents && cast(:parents as bigint[])""";

	private static final String BELOW = """
			or u.region_id = :unit or u.institute_id = :unit or u.municipality_id = :unit or u.reorganised
			 and (:unit = any (u.placed_institutes) or :unit = any (u.placed_municipalities))""";

	private final JdbcClient jdbc;

	Reading(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The unit first, then the units above it that the caller may see.
	 *
	 * @param edition changes whenever a figure or a plan value of the region may have
	 * changed
	 */
	record Path(List<UnitView> units, @Nullable Instant asOf, @Nullable Long lagMillis, String edition,
			boolean reorganised) {

		UnitView unit() {
			return this.units.getFirst();
		}

		UnitView top() {
			return this.units.getLast();
		}

		/** The units above, from the top down. */
		List<UnitView> above() {
			return this.units.subList(1, this.units.size()).reversed();
		}

	}

	@Nullable Path path(long unit) {
		List<UnitView> units = new ArrayList<>();
		Map<String, @Nullable Object> meta = new HashMap<>();
		this.jdbc.sql(PATH).param("unit", unit).query((row) -> {
			units.add(unit(row));
			Timestamp asOf = row.getTimestamp("as_of");
			meta.put("asOf", (asOf != null) ? asOf.toInstant() : null);
			meta.put("lag", row.getObject("lag", Long.class));
			meta.put("edition", row.getString("edition"));
			// of the first row, which is the unit
			meta.putIfAbsent("reorganised", row.getBoolean("reorganised"));
		});
		return units.isEmpty() ? null : new Path(units, (Instant) meta.get("asOf"), (Long) meta.get("lag"),
				String.valueOf(meta.get("edition")), Boolean.TRUE.equals(meta.get("reorganised")));
	}

	/**
	 * The cells of units, by unit and period.
	 * @param period the period asked for
	 * @param months the months that make up the regularity of meetings in the period
	 * @param indicators only these, or null for all
	 * @param slices whether forms and methods are wanted
	 */
	Map<Long, Sheet> sheets(Collection<Long> units, int period, List<Integer> months,
			@Nullable Collection<String> indicators, boolean slices, As as) {
		Map<Long, Sheet> sheets = new HashMap<>();
		read(units, List.of(period), period, months, indicators, slices, as)
			.forEach((key, sheet) -> sheets.put(key.unit(), sheet));
		return sheets;
	}

	/** The cells of one unit in several months. */
	Map<Integer, Sheet> months(long unit, List<Integer> months, Collection<String> indicators, As as) {
		Map<Integer, Sheet> sheets = new HashMap<>();
		if (indicators.contains("OP-06")) {
			this.jdbc.sql(MEETINGS.formatted((as == As.NOW) ? NOW : "cell"))
				.param("units", array(List.of(unit)))
				.param("periods", array(months))
				.query((row) -> {
					Sheet sheet = new Sheet();
					sheet.put("OP-06", "", "", new Sheet.Amount(row.getLong("num"), row.getLong("den")));
					sheets.put(row.getInt("period"), sheet);
				});
			return sheets;
		}
		read(List.of(unit), months, 0, List.of(), indicators, false, as)
			.forEach((key, sheet) -> sheets.put(key.period(), sheet));
		return sheets;
	}

	private record SheetKey(long unit, int period) {
	}

	private Map<SheetKey, Sheet> read(Collection<Long> units, List<Integer> periods, int sum, List<Integer> months,
			@Nullable Collection<String> indicators, boolean slices, As as) {
		Map<SheetKey, Sheet> sheets = new HashMap<>();
		this.jdbc.sql(SHEETS.formatted((as == As.NOW) ? NOW : "cell"))
			.param("units", array(units))
			.param("periods", array(periods))
			.param("sum", sum)
			.param("months", array(months))
			.param("indicators", (indicators != null) ? array(indicators) : null, java.sql.Types.VARCHAR)
			.param("slices", slices)
			.query((row) -> {
				sheets.computeIfAbsent(new SheetKey(row.getLong("unit_id"), row.getInt("period")), (key) -> new Sheet())
					.put(row.getString("indicator"), row.getString("slice"), row.getString("value_code"),
							new Sheet.Amount(row.getLong("num"), row.getLong("den")));
			});
		return sheets;
	}

	/** The numbers of the top and of the children of the parents. */
	Numbers numbers(long top, Collection<Long> parents, List<Integer> periods, @Nullable Long all, As as) {
		Numbers numbers = new Numbers(as);
		JdbcClient.StatementSpec statement = this.jdbc
			.sql(NUMBERS.formatted((as == As.NOW) ? NUMBERS_NOW : NUMBERS_WAS,
					((as == As.NOW) ? "" : STOOD_BELOW) + ((all != null) ? BELOW : "")))
			.param("region", Scope.current().region())
			.param("top", top)
			.param("parents", array(parents))
			.param("periods", array(periods));
		if (all != null) {
			statement = statement.param("unit", all);
		}
		statement.query((row) -> {
			UnitView unit = unit(row);
			if (numbers.add(unit)) {
				numbers.stood(unit.id(), dates(row), ids(row, "placed_parents"), ids(row, "placed_institutes"),
						ids(row, "placed_municipalities"));
				if (row.getBoolean("shifted")) {
					numbers.shifted(unit.id());
				}
			}
			String key = row.getString("key");
			if (key != null) {
				numbers.put(row.getInt("period"), unit.id(), key, row.getLong("num"), row.getLong("shift"));
			}
		});
		return numbers;
	}

	private static List<LocalDate> dates(java.sql.ResultSet row) throws java.sql.SQLException {
		return Arrays.stream((java.sql.Date[]) row.getArray("placed_since").getArray())
			.map(java.sql.Date::toLocalDate)
			.toList();
	}

	private static @Nullable Long[] ids(java.sql.ResultSet row, String column) throws java.sql.SQLException {
		return (Long[]) row.getArray(column).getArray();
	}

	/** Date and source of the unit's own denominators up to the day. */
	Map<String, DenominatorInfo> sources(long unit, LocalDate until) {
		Map<String, DenominatorInfo> sources = new HashMap<>();
		this.jdbc.sql("""
				select distinct on (category) category, as_of, source from population_state
				where organisation_id = :unit and approved and as_of <= :until
				order by category, as_of desc, id desc""")
			.param("unit", unit)
			.param("until", java.sql.Date.valueOf(until))
			.query((row) -> {
				sources.put(row.getString("category"),
						new DenominatorInfo(row.getDate("as_of").toLocalDate(), row.getString("source")));
			});
		return sources;
	}

	List<FeedStatus> feeds() {
		return this.jdbc
			.sql("""
					select c.feed, c.position, c.fact_time,
					  (case when now() - c.applied_at > interval '45 seconds'
					    then extract(epoch from now() - c.applied_at) * 1000 else coalesce(a.lag_millis, 0) end)::bigint as lag
					from feed_cursor c left join applied a using (feed) order by c.feed""")
			.query((row, number) -> {
				Timestamp time = row.getTimestamp("fact_time");
				return new FeedStatus(row.getString("feed"), row.getLong("position"), row.getObject("lag", Long.class),
						(time != null) ? time.toInstant() : null);
			})
			.list();
	}

	private static UnitView unit(java.sql.ResultSet row) throws java.sql.SQLException {
		return new UnitView(row.getLong("id"), row.getObject("parent_id", Long.class), row.getString("short_name"),
				row.getString("full_name"), row.getString("level"), row.getString("type"));
	}

	private static String array(Collection<?> values) {
		return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
	}

}
