package ru.nastavnik.registry.account;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.Sight;
import ru.nastavnik.registry.organisation.Level;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.organisation.Unit;

/**
 * Who sees a row. Nothing is described here a second time: for every role in every
 * organisation that the row names, the wall is asked. No policy lets anybody through whom
 * the row does not name, which a test proves by signing in as everybody.
 */
@Service
@Transactional(readOnly = true)
class Visibility {

	private final Sight sight;

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	Visibility(Sight sight, OrganisationDirectory directory, JdbcClient jdbc) {
		this.sight = sight;
		this.directory = directory;
		this.jdbc = jdbc;
	}

	/** What can be asked about. */
	enum Kind {

		PERSON, MENTEE, MENTOR, CONSENT;

		String table() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * A role that sees the row.
	 *
	 * @param accounts how many people have it today
	 */
	record Reader(GrantRole role, long organisationId, String organisationName, Level level, long accounts) {
	}

	/**
	 * Who sees a row.
	 *
	 * @param self how many accounts the person themselves has that see it
	 * @param openFiles how many mentors may look into parts of the personal file today
	 * @param shared whether a card without contacts is open to the whole region
	 */
	record View(List<Reader> readers, long self, long openFiles, boolean shared) {
	}

	/** Where a row stands, and what of it is yet to be counted. */
	record Found(List<Seen> seen, @Nullable Long person, boolean selfSees, boolean shared) {
	}

	/** A role in an organisation that sees the row. */
	record Seen(Role role, Unit unit) {
	}

	private record Row(long regionId, Set<Long> units, @Nullable Long person) {
	}

	/** In the scope of the caller, who has to see the row as well. */
	Found find(Kind kind, long id) {
		Row row = row(kind, id);
		List<Seen> seen = new ArrayList<>();
		for (Unit unit : this.directory.all(row.units()).values()) {
			for (GrantRole granted : GrantRole.values()) {
				Role role = Role.valueOf(granted.name());
				if (granted.fits(unit) && !granted.isPersonal()
						&& sees(new Grant(role, row.regionId(), unit.id(), null, null), kind, id)) {
					seen.add(new Seen(role, unit));
				}
			}
		}
		seen.sort(Comparator.comparing((Seen one) -> one.unit().level())
			.reversed()
			.thenComparing((one) -> one.unit().shortName())
			.thenComparing(Seen::role));
		boolean self = row.person() != null && sees(
				new Grant(Role.MENTOR, row.regionId(), row.units().iterator().next(), row.person(), null), kind, id);
		boolean shared = kind == Kind.MENTOR && this.jdbc
			.sql("select exists (select from shared_mentor where region_id = :region and mentor_id = :id)")
			.param("region", row.regionId())
			.param("id", id)
			.query(Boolean.class)
			.single();
		return new Found(seen, row.person(), self, shared);
	}

	private boolean sees(Grant grant, Kind kind, long id) {
		return this.sight.sees(grant, kind.table(), id);
	}

	private Row row(Kind kind, long id) {
		boolean person = kind == Kind.PERSON;
		return this.jdbc
			.sql("select region_id, institute_id, municipality_id, organisation_id, "
					+ (person ? "organisations, id as person_id" : "null as organisations, person_id") + " from "
					+ kind.table() + " where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query((found, number) -> {
				Set<Long> units = new TreeSet<>(Set.of(found.getLong("organisation_id"), found.getLong("region_id")));
				for (String column : new String[] { "municipality_id", "institute_id" }) {
					Long unit = found.getObject(column, Long.class);
					if (unit != null) {
						units.add(unit);
					}
				}
				if (found.getArray("organisations") != null) {
					units.addAll(Arrays.asList((Long[]) found.getArray("organisations").getArray()));
				}
				return new Row(found.getLong("region_id"), units, found.getObject("person_id", Long.class));
			})
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	/**
	 * In the scope of the region's facts: counts only. Whoever has a role in a legal
	 * successor has it in its predecessors. A role that holds today keeps its account
	 * open, also after a dismissal elsewhere.
	 */
	View count(long region, Found found) {
		Map<String, Long> counts = accounts(region, found.seen());
		List<Reader> readers = found.seen()
			.stream()
			.map((one) -> new Reader(GrantRole.of(one.role().code()), one.unit().id(), one.unit().shortName(),
					one.unit().level(), counts.getOrDefault(one.role().code() + "@" + one.unit().id(), 0L)))
			.toList();
		Long person = found.person();
		return new View(readers, (person != null && found.selfSees()) ? accountsOf(region, person) : 0,
				(person != null) ? openFiles(region, person) : 0, found.shared());
	}

	private Map<String, Long> accounts(long region, Collection<Seen> seen) {
		Map<String, Long> counts = new HashMap<>();
		this.jdbc
			.sql("""
					with recursive holder as (
					  select id as unit, id as at from unnest(cast(:units as bigint[])) as u (id)
					  union select h.unit, o.successor_id from holder h join organisation o on o.region_id = :region and o.id = h.at
					    where o.status = 'reorganised' and o.successor_id is not null)
					select g.role, h.unit, count(distinct g.account_id) from holder h
					join role_grant g on g.region_id = :region and g.unit_id = h.at and g.revoked_at is null
					  and g.valid_from <= current_date and (g.valid_to is null or g.valid_to >= current_date)
					join account a on a.region_id = g.region_id and a.id = g.account_id and a.enabled
					group by 1, 2""")
			.param("region", region)
			.param("units", seen.stream().map((one) -> one.unit().id()).distinct().toArray(Long[]::new))
			.query((row) -> {
				counts.put(row.getString(1) + "@" + row.getLong(2), row.getLong(3));
			});
		return counts;
	}

	private long accountsOf(long region, long person) {
		return this.jdbc.sql("""
				select count(distinct g.account_id) from role_grant g
				join account a on a.region_id = g.region_id and a.id = g.account_id and a.enabled
				where g.region_id = :region and g.person_id = :person and g.revoked_at is null
				  and g.valid_from <= current_date and (g.valid_to is null or g.valid_to >= current_date)""")
			.param("region", region)
			.param("person", person)
			.query(Long.class)
			.single();
	}

	private long openFiles(long region, long person) {
		return this.jdbc
			.sql("select count(distinct mentor_id) from file_access where region_id = :region and person_id = :person "
					+ "and status = 'approved' and valid_until >= current_date")
			.param("region", region)
			.param("person", person)
			.query(Long.class)
			.single();
	}

}
