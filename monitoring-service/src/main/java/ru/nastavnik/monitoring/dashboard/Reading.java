package ru.nastavnik.monitoring.dashboard;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
			    (select sum(t.version) from indicator_target t)) as edition
			from up order by depth""";

	private static final String SHEETS = """
			select unit_id, period, indicator, slice, value_code, num, den from cell
			where unit_id = any (cast(:units as bigint[])) and period = any (cast(:periods as int[]))
			  and indicator <> 'OP-06'
			  and (cast(:indicators as text[]) is null or indicator = any (cast(:indicators as text[])))
			  and (:slices or slice in ('', 'own', 'sum'))
			union all
			select unit_id, :sum, indicator, slice, value_code, sum(num)::bigint, sum(den)::bigint from cell
			where unit_id = any (cast(:units as bigint[])) and period = any (cast(:months as int[]))
			  and indicator = 'OP-06'
			group by unit_id, indicator, slice, value_code""";

	/**
	 * Numbers that the suppression needs, of the top and of everything below the parents.
	 */
	private static final String NUMBERS = """
			select u.id, u.parent_id, u.short_name, u.full_name, u.level, u.type, c.period,
			  case when c.slice = 'form' then 'form.' || c.value_code else c.indicator end as key, c.num
			from unit u
			left join cell c on c.unit_id = u.id and c.period = any (cast(:periods as int[]))
			  and c.indicator in ('OP-04', 'OP-10', 'R145-1', 'R145-2')
			  and (c.slice = 'form' or c.slice = '' and c.indicator <> 'OP-04')
			where u.region_id = :region and (u.id = :top or u.parent_id = any (cast(:parents as bigint[])))
			order by u.short_name, u.id""";

	private static final String NUMBERS_BELOW = """
			select u.id, u.parent_id, u.short_name, u.full_name, u.level, u.type, c.period,
			  case when c.slice = 'form' then 'form.' || c.value_code else c.indicator end as key, c.num
			from unit u
			left join cell c on c.unit_id = u.id and c.period = any (cast(:periods as int[]))
			  and c.indicator in ('OP-04', 'OP-10', 'R145-1', 'R145-2')
			  and (c.slice = 'form' or c.slice = '' and c.indicator <> 'OP-04')
			where u.region_id = :region and (u.id = :top or u.parent_id = any (cast(:parents as bigint[]))
			  or u.region_id = :unit or u.institute_id = :unit or u.municipality_id = :unit)
			order by u.short_name, u.id""";

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
	record Path(List<UnitView> units, @Nullable Instant asOf, @Nullable Long lagMillis, String edition) {

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
		});
		return units.isEmpty() ? null : new Path(units, (Instant) meta.get("asOf"), (Long) meta.get("lag"),
				String.valueOf(meta.get("edition")));
	}

	/**
	 * The cells of units, by unit and period.
	 * @param period the period asked for
	 * @param months the months that make up the regularity of meetings in the period
	 * @param indicators only these, or null for all
	 * @param slices whether forms and methods are wanted
	 */
	Map<Long, Sheet> sheets(Collection<Long> units, int period, List<Integer> months,
			@Nullable Collection<String> indicators, boolean slices) {
		Map<Long, Sheet> sheets = new HashMap<>();
		read(units, List.of(period), period, months, indicators, slices)
			.forEach((key, sheet) -> sheets.put(key.unit(), sheet));
		return sheets;
	}

	/** The cells of one unit in several months. */
	Map<Integer, Sheet> months(long unit, List<Integer> months, Collection<String> indicators) {
		Map<Integer, Sheet> sheets = new HashMap<>();
		if (indicators.contains("OP-06")) {
			this.jdbc
				.sql("select period, num, den from cell where unit_id = :unit and indicator = 'OP-06' "
						+ "and period = any (cast(:periods as int[]))")
				.param("unit", unit)
				.param("periods", array(months))
				.query((row) -> {
					Sheet sheet = new Sheet();
					sheet.put("OP-06", "", "", new Sheet.Amount(row.getLong("num"), row.getLong("den")));
					sheets.put(row.getInt("period"), sheet);
				});
			return sheets;
		}
		read(List.of(unit), months, 0, List.of(), indicators, false)
			.forEach((key, sheet) -> sheets.put(key.period(), sheet));
		return sheets;
	}

	private record SheetKey(long unit, int period) {
	}

	private Map<SheetKey, Sheet> read(Collection<Long> units, List<Integer> periods, int sum, List<Integer> months,
			@Nullable Collection<String> indicators, boolean slices) {
		Map<SheetKey, Sheet> sheets = new HashMap<>();
		this.jdbc.sql(SHEETS)
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

	/** Units of the tree with the numbers to be protected, by period. */
	record Numbers(Map<Long, UnitView> units, Map<Integer, Map<Long, Map<String, Long>>> values) {

		List<Suppression.Node> nodes(int period) {
			Map<Long, Map<String, Long>> here = this.values.getOrDefault(period, Map.of());
			return this.units.values()
				.stream()
				.map((unit) -> new Suppression.Node(unit.id(), unit.parentId(), here.getOrDefault(unit.id(), Map.of())))
				.toList();
		}

	}

	/**
	 * The numbers of the top and of the children of the parents.
	 * @param all the unit whose whole subtree is wanted as well, or null
	 */
	Numbers numbers(long top, Collection<Long> parents, List<Integer> periods, @Nullable Long all) {
		Map<Long, UnitView> units = new LinkedHashMap<>();
		Map<Integer, Map<Long, Map<String, Long>>> values = new HashMap<>();
		JdbcClient.StatementSpec statement = this.jdbc.sql((all != null) ? NUMBERS_BELOW : NUMBERS)
			.param("region", Scope.current().region())
			.param("top", top)
			.param("parents", array(parents))
			.param("periods", array(periods));
		if (all != null) {
			statement = statement.param("unit", all);
		}
		statement.query((row) -> {
			UnitView unit = unit(row);
			units.put(unit.id(), unit);
			String key = row.getString("key");
			if (key != null) {
				values.computeIfAbsent(row.getInt("period"), (period) -> new HashMap<>())
					.computeIfAbsent(unit.id(), (id) -> new HashMap<>())
					.put(key, row.getLong("num"));
			}
		});
		return new Numbers(units, values);
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
