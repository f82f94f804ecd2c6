package ru.nastavnik.monitoring.target;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.monitoring.indicator.Indicator;

/**
 * Reads and sets plan values. A value holds from its year on, until a later year has its
 * own; what an institute set goes before the federal default.
 */
@Service
@Transactional
public class Targets {

	private static final String READ = """
			select indicator, year, value, version, true as regional from indicator_target
			union all
			select indicator, year, value, 0, false from indicator_default""";

	private final JdbcClient jdbc;

	Targets(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The plan of the caller's region. */
	@Transactional(readOnly = true)
	public Plan plan() {
		Map<Key, Target> rows = this.jdbc.sql(READ)
			.query((row, number) -> new Target(row.getString("indicator"), row.getInt("year"),
					row.getBigDecimal("value"), row.getBoolean("regional"), row.getInt("version")))
			.stream()
			// two rows for one key would be two regions at once: that must never pass
			.collect(Collectors.toMap((target) -> new Key(target.indicator(), target.regional(), target.year()),
					(target) -> target));
		return new Plan(rows);
	}

	/** Sets a value of the caller's region. */
	public Target set(Indicator indicator, int year, BigDecimal value, int version) {
		Scope scope = Scope.current();
		scope.requireAny(Role.INSTITUTE);
		long institute = scope.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.INSTITUTE)
			.mapToLong(Grant::organisation)
			.min()
			.orElseThrow();
		Target current = plan().stored(indicator.code(), year);
		if (current.version() != version) {
			throw new StaleVersionException(current, version);
		}
		int rows = this.jdbc.sql((version == 0) ? """
				insert into indicator_target (region_id, institute_id, organisation_id, indicator, year, value, version,
				updated_by) values (:region, :institute, :institute, :indicator, :year, :value, 1, :caller)
				on conflict do nothing""" : """
				update indicator_target set value = :value, version = version + 1, updated_at = now(),
				updated_by = :caller where region_id = :region and indicator = :indicator and year = :year
				and version = :version and :institute > 0""")
			.param("region", scope.region())
			.param("institute", institute)
			.param("indicator", indicator.code())
			.param("year", year)
			.param("value", value)
			.param("version", version)
			.param("caller", scope.caller())
			.update();
		if (rows == 0) {
			throw KitProblem.CONFLICT
				.because("Это плановое значение ведёт другой институт региона или его только что изменили. "
						+ "Обновите страницу.");
		}
		return plan().stored(indicator.code(), year);
	}

	private record Key(String indicator, boolean regional, int year) {
	}

	/**
	 * A plan value.
	 *
	 * @param regional whether the region set it; else it is the federal default
	 * @param version to send back with a change; 0 while the region has none
	 */
	public record Target(String indicator, int year, @Nullable BigDecimal value, boolean regional, int version) {
	}

	/** All plan values of a region. */
	public static final class Plan {

		private final Map<String, TreeMap<Integer, Target>> regional = new TreeMap<>();

		private final Map<String, TreeMap<Integer, Target>> federal = new TreeMap<>();

		private Plan(Map<Key, Target> targets) {
			targets.values()
				.forEach((target) -> (target.regional() ? this.regional : this.federal)
					.computeIfAbsent(target.indicator(), (code) -> new TreeMap<>())
					.put(target.year(), target));
		}

		/** The value that holds in the year, or null when there is no plan. */
		public @Nullable BigDecimal value(String indicator, int year) {
			for (Map<String, TreeMap<Integer, Target>> source : List.of(this.regional, this.federal)) {
				TreeMap<Integer, Target> years = source.get(indicator);
				Map.Entry<Integer, Target> entry = (years != null) ? years.floorEntry(year) : null;
				if (entry != null) {
					return entry.getValue().value();
				}
			}
			return null;
		}

		/** The row of exactly this year, or what holds in it with version 0. */
		Target stored(String indicator, int year) {
			TreeMap<Integer, Target> years = this.regional.get(indicator);
			Target own = (years != null) ? years.get(year) : null;
			return (own != null) ? own : new Target(indicator, year, value(indicator, year), false, 0);
		}

		List<Target> all() {
			List<Target> all = new ArrayList<>();
			this.federal.values()
				.forEach((years) -> years.values()
					.stream()
					.filter((target) -> !this.regional.getOrDefault(target.indicator(), new TreeMap<>())
						.containsKey(target.year()))
					.forEach(all::add));
			this.regional.values().forEach((years) -> all.addAll(years.values()));
			all.sort(Comparator.comparing(Target::indicator).thenComparing(Target::year));
			return all;
		}

	}

}
