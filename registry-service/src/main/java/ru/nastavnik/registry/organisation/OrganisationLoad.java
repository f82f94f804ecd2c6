package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.Checks;

/**
 * Organisations of a table: found again by their codes or names, checked by the rules of
 * the directory, founded, corrected and taken back many at a time.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class OrganisationLoad {

	/** What a load itself writes of an organisation. */
	private static final Set<String> OWN = Set.of("organisation", "organisation_placement", "organisation_details");

	private final OrganisationDirectory directory;

	private final OrganisationDetails details;

	private final OrganisationCodes codes;

	private final OrganisationFacts facts;

	private final PlaceTables tables;

	private final WiderScope wider;

	private final JdbcClient jdbc;

	OrganisationLoad(OrganisationDirectory directory, OrganisationDetails details, OrganisationCodes codes,
			OrganisationFacts facts, PlaceTables tables, WiderScope wider, JdbcClient jdbc) {
		this.directory = directory;
		this.details = details;
		this.codes = codes;
		this.facts = facts;
		this.tables = tables;
		this.wider = wider;
		this.jdbc = jdbc;
	}

	/**
	 * An organisation of a table.
	 *
	 * @param parent name or code of what stands above it; null for the institute itself
	 * @param listed whether that stands further up in the same table
	 */
	public record Line(String shortName, String fullName, String type, String level, @Nullable String parent,
			boolean listed, @Nullable String inn, @Nullable String ogrn, @Nullable String oktmo,
			@Nullable LocalDate validFrom, OrganisationDetails.Lines details) {

		/** What makes it the same as another line, or as one of the base. */
		@JsonIgnore
		public List<String> keys() {
			List<String> keys = new ArrayList<>();
			if (this.ogrn != null) {
				keys.add("ogrn " + this.ogrn);
			}
			if (this.inn != null) {
				keys.add("inn " + this.inn + " " + Objects.requireNonNullElse(this.details.kpp(), ""));
			}
			keys.add("name " + Organisation.searchable(this.shortName));
			return keys;
		}

		private Organisation.Card card() {
			return new Organisation.Card(Organisation.Type.valueOf(this.type.toUpperCase(Locale.ROOT)), this.fullName,
					this.shortName, this.inn, this.ogrn, this.oktmo, null);
		}

		private Level standsOn() {
			return Level.of(this.level);
		}

	}

	/** An organisation of the base as a line of a table. */
	public record Known(long id, String status, int version, Line line) {

		/** Whether the line says something else. What it leaves empty stays as it is. */
		public boolean differs(Line other) {
			return !merged(other)
				.equals(new Line(this.line.shortName(), this.line.fullName(), this.line.type(), this.line.level(), null,
						false, this.line.inn(), this.line.ogrn(), this.line.oktmo(), null, this.line.details()));
		}

		Line merged(Line other) {
			OrganisationDetails.Lines was = this.line.details();
			OrganisationDetails.Lines is = other.details();
			return new Line(other.shortName(), other.fullName(), other.type(), this.line.level(), null, false,
					or(other.inn(), this.line.inn()), or(other.ogrn(), this.line.ogrn()),
					or(other.oktmo(), this.line.oktmo()), null,
					new OrganisationDetails.Lines(or(is.legalForm(), was.legalForm()), or(is.kpp(), was.kpp()),
							or(is.address(), was.address()), or(is.phone(), was.phone()), or(is.email(), was.email()),
							or(is.site(), was.site()), or(is.headName(), was.headName()),
							or(is.headPosition(), was.headPosition())));
		}

		private static @Nullable String or(@Nullable String one, @Nullable String other) {
			return (one != null) ? one : other;
		}

	}

	/** The whole directory by what a table may call its organisations. */
	public static final class Index {

		private final Map<String, List<Known>> byKey = new HashMap<>();

		private final Map<Long, Unit> units = new HashMap<>();

		private final Map<Long, String> oktmo = new HashMap<>();

		private long top;

		/** What may stand above others, for a list to choose from. */
		public List<String> municipalities() {
			return names((unit) -> unit.level() == Level.MUNICIPALITY);
		}

		public List<String> names() {
			return names((unit) -> true);
		}

		private List<String> names(java.util.function.Predicate<Unit> wanted) {
			return this.units.values()
				.stream()
				.filter((unit) -> !unit.ended() && wanted.test(unit))
				.map(Unit::shortName)
				.distinct()
				.sorted()
				.toList();
		}

		/** Who it is: by a code, or by a name that only one has. */
		public List<Known> matching(Line line) {
			for (String key : line.keys()) {
				List<Known> found = this.byKey.getOrDefault(key, List.of());
				if (!found.isEmpty()) {
					return found;
				}
			}
			return List.of();
		}

		/** Whether it stands directly below one of these. */
		public boolean below(long id, List<Long> parents) {
			Unit unit = this.units.get(id);
			return unit != null && unit.parentId() != null && parents.contains(unit.parentId());
		}

		/** What stands above; empty when nothing or more than one is called so. */
		public List<Unit> named(@Nullable String name) {
			if (name == null) {
				return List.of(Objects.requireNonNull(this.units.get(this.top)));
			}
			return Stream.of("id " + name, "inn " + name, "oktmo " + name, "name " + Organisation.searchable(name))
				.map((key) -> this.byKey.getOrDefault(key, List.of()))
				.filter((found) -> !found.isEmpty())
				.findFirst()
				.orElse(List.of())
				.stream()
				.map((known) -> Objects.requireNonNull(this.units.get(known.id())))
				.filter((unit) -> !unit.ended())
				.distinct()
				.toList();
		}

	}

	/** Reads the directory below the institute. */
	public Index index(long institute) {
		Index index = new Index();
		index.top = institute;
		Unit top = this.directory.get(institute);
		Set<Long> below = new TreeSet<>(this.directory.subtree(institute));
		below.add(institute);
		index.units.putAll(this.directory.all(below));
		index.oktmo.putAll(this.codes.oktmo(Stream.concat(below.stream(), Stream.of(top.place().region())).toList()));
		Map<Long, OrganisationDetails.Lines> known = this.details.of(List.copyOf(below));
		this.jdbc.sql("select * from organisation where region_id = :region and id = any (:ids) order by id")
			.param("region", Scope.current().region())
			.param("ids", below.toArray(Long[]::new))
			.query((row) -> {
				long id = row.getLong("id");
				OrganisationDetails.Lines lines = known.getOrDefault(id, OrganisationDetails.Lines.NONE);
				Known one = new Known(id, row.getString("status"), row.getInt("version"),
						new Line(row.getString("short_name"), row.getString("full_name"), row.getString("type"),
								row.getString("level"), null, false, row.getString("inn"), row.getString("ogrn"),
								row.getString("oktmo"), null, lines));
				Set<String> keys = new TreeSet<>(one.line().keys());
				keys.add("id " + id);
				keys.add("name " + Organisation.searchable(one.line().fullName()));
				if (one.line().inn() != null) {
					keys.add("inn " + one.line().inn());
				}
				if (one.line().oktmo() != null) {
					keys.add("oktmo " + one.line().oktmo());
				}
				keys.forEach((key) -> index.byKey.computeIfAbsent(key, (each) -> new ArrayList<>()).add(one));
			});
		return index;
	}

	/**
	 * What is wrong with the codes and fields, wherever it will stand (BR-107, BR-108).
	 */
	public static List<Violation> problems(Line line, LocalDate today) {
		Checks checks = new Checks();
		line.card().check(line.standsOn(), checks);
		line.details().check(checks);
		checks.sensible(line.validFrom(), today, "validFrom");
		return violations(checks);
	}

	/** What is wrong with the place it shall stand in (BR-109). */
	public List<Violation> misplaced(Index index, Line line, Unit parent) {
		Checks checks = new Checks();
		checks.refuseIf(line.standsOn().compareTo(parent.level()) <= 0, "parent",
				"Уровень должен быть ниже, чем у вышестоящей организации.");
		this.codes.check(line.oktmo(), line.standsOn(), parent.place(), index.oktmo, checks);
		return violations(checks);
	}

	private static List<Violation> violations(Checks checks) {
		try {
			checks.done();
			return List.of();
		}
		catch (ProblemException ex) {
			return ex.violations();
		}
	}

	/** Founds them; the lines stand in the order of their parents. */
	public List<Long> create(List<Line> lines, List<Unit> parents) {
		List<OrganisationDirectory.Founding> foundings = new ArrayList<>();
		for (int at = 0; at < lines.size(); at++) {
			Line line = lines.get(at);
			foundings.add(new OrganisationDirectory.Founding(Integer.toString(at), parents.get(at).id(),
					line.standsOn(), line.card(), line.validFrom(), "Загрузка из таблицы"));
		}
		Map<String, Long> made = this.directory.found(foundings, true);
		List<Long> ids = new ArrayList<>();
		for (int at = 0; at < lines.size(); at++) {
			ids.add(Objects.requireNonNull(made.get(Integer.toString(at))));
		}
		Map<Long, Unit> units = this.directory.all(Set.copyOf(ids));
		Map<Unit, OrganisationDetails.Lines> details = new LinkedHashMap<>();
		for (int at = 0; at < lines.size(); at++) {
			OrganisationDetails.Lines said = lines.get(at).details();
			if (!said.equals(OrganisationDetails.Lines.NONE)) {
				details.put(Objects.requireNonNull(units.get(ids.get(at))), said);
			}
		}
		if (!details.isEmpty()) {
			this.details.write(details);
		}
		return ids;
	}

	/** Corrects them; what a line leaves empty stays. */
	public void update(List<Known> known, List<Line> lines) {
		Map<Long, Unit> units = this.directory.all(known.stream().map(Known::id).collect(Collectors.toSet()));
		Map<Unit, OrganisationDetails.Lines> details = new LinkedHashMap<>();
		for (int at = 0; at < known.size(); at++) {
			Line line = known.get(at).merged(lines.get(at));
			this.directory.change(known.get(at).id(), line.card(), known.get(at).version(), null);
			details.put(Objects.requireNonNull(units.get(known.get(at).id())), line.details());
		}
		this.details.write(details);
	}

	/** Puts back what was there; false when somebody has changed it since. */
	public boolean restore(Known before) {
		Unit unit = this.directory.find(before.id()).orElse(null);
		OrganisationDirectory.OrganisationView now = (unit != null) ? this.directory.view(before.id()) : null;
		if (unit == null || now == null || now.version() != before.version() + 1) {
			return false;
		}
		this.directory.change(before.id(), before.line().card(), now.version(), null);
		this.details.write(Map.of(unit, before.line().details()));
		return true;
	}

	/** As if they had never been founded; gives why not, by id. */
	public Map<Long, String> forget(Map<Long, OffsetDateTime> made) {
		Map<Long, Unit> units = this.directory.all(made.keySet());
		Map<Long, String> refused = new HashMap<>();
		this.wider.within(made.keySet(), () -> {
			Map<Long, Set<String>> built = built(made);
			made.keySet().forEach((id) -> {
				Unit unit = units.get(id);
				if (unit == null) {
					refused.put(id, "Организации уже нет.");
				}
				else if (built.containsKey(id)) {
					refused.put(id,
							"С организацией уже работали: " + String.join(", ", built.get(id)).toLowerCase(Locale.ROOT)
									+ ". Она оставлена; закройте её, если она не нужна.");
				}
			});
			// what stays keeps what stands above it
			for (boolean more = true; more;) {
				more = false;
				for (Unit unit : units.values()) {
					Long parent = unit.parentId();
					if (refused.containsKey(unit.id()) && parent != null && units.containsKey(parent)) {
						more |= refused.putIfAbsent(parent,
								"С организацией уже работали: нижестоящие организации. Она оставлена; "
										+ "закройте её, если она не нужна.") == null;
					}
				}
			}
			List<Unit> free = units.values().stream().filter((unit) -> !refused.containsKey(unit.id())).toList();
			Long[] ids = free.stream().map(Unit::id).toArray(Long[]::new);
			for (String table : List.of("organisation_details", "organisation_placement", "organisation")) {
				this.jdbc.sql("delete from " + table + " where region_id = :region and organisation_id = any (:ids)")
					.param("region", Scope.current().region())
					.param("ids", ids)
					.update();
			}
			free.forEach(this.facts::gone);
			return null;
		});
		return refused;
	}

	private Map<Long, Set<String>> built(Map<Long, OffsetDateTime> made) {
		Map<Long, Set<String>> built = new TreeMap<>();
		StringBuilder sql = new StringBuilder(
				"""
						select 'Карточка изменена' as what, o.id from organisation o where o.region_id = :region
						  and o.id = any (:ids) and o.version > 0
						union all select 'Контакты изменены', d.organisation_id from organisation_details d
						  where d.region_id = :region and d.organisation_id = any (:ids) and d.version > 0
						union all select 'Нижестоящие организации', c.parent_id from organisation c where c.region_id = :region
						  and c.parent_id = any (:ids) and c.id <> all (:ids)
						union all select 'Перемещения', p.organisation_id from organisation_placement p where p.region_id = :region
						  and p.organisation_id = any (:ids) group by p.organisation_id having count(*) > 1""");
		for (PlaceTables.Table table : this.tables.placed()) {
			if (!OWN.contains(table.name())) {
				sql.append(" union all select '")
					.append(TableWords.of(table.name()))
					.append("', x.organisation_id from ")
					.append(table.name())
					.append(" x where x.region_id = :region and x.organisation_id = any (:ids)");
			}
		}
		this.jdbc.sql("select distinct what, id from (" + sql + ") b")
			.param("region", Scope.current().region())
			.param("ids", made.keySet().toArray(Long[]::new))
			.query((row) -> {
				built.computeIfAbsent(row.getLong("id"), (id) -> new TreeSet<>()).add(row.getString("what"));
			});
		return built;
	}

}
