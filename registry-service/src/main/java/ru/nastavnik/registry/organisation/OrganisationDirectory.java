package ru.nastavnik.registry.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;

/**
 * The directory of organisations: where each stands, who sees it, how it changes.
 */
@Service
@Transactional
public class OrganisationDirectory {

	private static final String INSERT = """
			with r as (
			  select * from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, institute bigint,
			    municipality bigint, "parentId" bigint, level text, type text, "fullName" text, "shortName" text,
			    "nameNorm" text, inn text, ogrn text, oktmo text, status text, "validFrom" date, basis text)
			), placed as (
			  insert into organisation_placement (region_id, institute_id, municipality_id, organisation_id, parent_id,
			    valid_from, basis, created_by, updated_by)
			  select :region, institute, municipality, id, "parentId", "validFrom", basis, :caller, :caller from r
			)
			insert into organisation (id, region_id, institute_id, municipality_id, organisation_id, parent_id, level,
			  type, full_name, short_name, name_norm, inn, ogrn, oktmo, status, created_by, updated_by)
			select id, :region, institute, municipality, id, "parentId", level, type, "fullName", "shortName",
			  "nameNorm", inn, ogrn, oktmo, status, :caller, :caller from r""";

	/** Own subtree, own organisation and the path above it. */
	private static final String VISIBLE = """
			(o.region_id = any (:tops) or o.institute_id = any (:tops) or o.municipality_id = any (:tops)
			  or o.id = any (:homes) or o.id in (select unnest(array[g.region_id, g.institute_id, g.municipality_id])
			    from organisation g where g.region_id = :region and g.id = any (:homes)))""";

	private static final String COLUMNS = """
			o.id, o.parent_id, o.level, o.type, o.full_name, o.short_name, o.inn, o.ogrn, o.oktmo, o.status, o.version,
			o.region_id, o.institute_id, o.municipality_id, exists (select from organisation c
			  where c.region_id = o.region_id and c.parent_id = o.id) as has_children""";

	private static final String STOOD = """
			from organisation o join organisation_placement p on p.region_id = o.region_id and p.organisation_id = o.id
			 and p.valid_from <= :on and (p.valid_to is null or p.valid_to >= :on)""";

	/** A name of that day is the one that the next renaming replaced. */
	private static final String NAMED = """
			coalesce((select r.details ->> '%s' from reorganisation r where r.region_id = o.region_id
			  and r.organisation_id = o.id and r.kind = 'renaming' and r.undone_at is null and r.on_date > :on
			  order by r.on_date, r.id limit 1), o.%s) as %s""";

	private static final String COLUMNS_ON = """
			o.id, p.parent_id, o.level, o.type, %s, %s, o.inn, o.ogrn, o.oktmo, o.status, o.version,
			o.region_id, p.institute_id, p.municipality_id, o.organisation_id, exists (select from organisation_placement c
			  join organisation co on co.region_id = c.region_id and co.id = c.organisation_id
			  where c.region_id = o.region_id and c.parent_id = o.id and c.valid_from <= :on
			    and (c.valid_to is null or c.valid_to >= :on) and (co.closed_on is null or co.closed_on > :on)) as has_children"""
		.formatted(NAMED.formatted("fromFull", "full_name", "full_name"),
				NAMED.formatted("from", "short_name", "short_name"));

	private static final Map<String, String> SORTS = Map.of("name", "o.name_norm", "level",
			"array_position(array['ministry', 'institute', 'municipality', 'school'], o.level)", "type", "o.type");

	private final Organisations organisations;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final OrganisationFacts facts;

	private final OrganisationCodes codes;

	private final Clock clock;

	OrganisationDirectory(Organisations organisations, JdbcClient jdbc, Columns columns, OrganisationFacts facts,
			OrganisationCodes codes, Clock clock) {
		this.organisations = organisations;
		this.jdbc = jdbc;
		this.columns = columns;
		this.facts = facts;
		this.codes = codes;
		this.clock = clock;
	}

	/** An organisation to be created. */
	record Founding(@Nullable String key, long parentId, Level level, Organisation.Card card,
			@Nullable LocalDate validFrom, @Nullable String basis) {
	}

	/** One organisation as its screens show it. */
	record OrganisationView(long id, @Nullable Long parentId, Level level, String type, String fullName,
			String shortName, @Nullable String inn, @Nullable String ogrn, @Nullable String oktmo, String status,
			int version, boolean hasChildren, @Nullable List<PathStep> path, @Nullable Placement placement) {

		private OrganisationView with(List<PathStep> newPath, @Nullable Placement newPlacement) {
			return new OrganisationView(this.id, this.parentId, this.level, this.type, this.fullName, this.shortName,
					this.inn, this.ogrn, this.oktmo, this.status, this.version, this.hasChildren, newPath,
					newPlacement);
		}

	}

	private record Raw(OrganisationView view, List<Long> steps) {
	}

	private record Row(long id, @Nullable Long institute, @Nullable Long municipality, @Nullable Long parentId,
			Level level, Organisation.Type type, String fullName, String shortName, String nameNorm,
			@Nullable String inn, @Nullable String ogrn, @Nullable String oktmo, Organisation.Status status,
			LocalDate validFrom, @Nullable String basis) {

		static Row of(@Nullable Long parent, Place place, Level level, Organisation.Card card, LocalDate from,
				@Nullable String basis) {
			return new Row(place.organisation(), place.institute(), place.municipality(), parent, level, card.type(),
					card.fullName().strip(), card.shortName().strip(), card.nameNorm(), card.inn(), card.ogrn(),
					card.oktmo(), Objects.requireNonNullElse(card.status(), Organisation.Status.ACTIVE), from, basis);
		}

	}

	/** One step of the path from the region down. */
	public record PathStep(long id, String shortName, Level level) {
	}

	/** Since when it stands where it stands. */
	record Placement(LocalDate validFrom) {
	}

	/** An organisation of the caller, with what they are there. */
	record OwnOrganisation(long id, @Nullable Long parentId, Level level, String type, String fullName,
			String shortName, String status, int version, String role, @Nullable Long person, List<PathStep> path) {
	}

	/** An organisation that the caller may see, or 404. */
	@Transactional(readOnly = true)
	public Unit get(long id) {
		return find(id).orElseThrow(OrganisationDirectory::notFound);
	}

	@Transactional(readOnly = true)
	public Optional<Unit> find(long id) {
		return units("o.id = :id and " + VISIBLE, Map.of("id", id)).stream().findFirst();
	}

	/** Organisations of the region by id; for work that has checked its power already. */
	@Transactional(readOnly = true)
	public Map<Long, Unit> all(Set<Long> ids) {
		return units("o.id = any (:ids)", Map.of("ids", ids.toArray(Long[]::new))).stream()
			.collect(Collectors.toMap(Unit::id, (unit) -> unit));
	}

	/** The part of the region a list is asked for. */
	@Transactional(readOnly = true)
	public Territory territory(@Nullable Long organisation) {
		if (organisation == null) {
			return Territory.ofScope();
		}
		return Territory.of(get(organisation));
	}

	@Transactional(readOnly = true)
	List<OwnOrganisation> homes() {
		List<Grant> grants = Scope.current().grants().stream().filter((grant) -> grant.organisation() != 0).toList();
		if (grants.isEmpty()) {
			return List.of();
		}
		Map<Long, OrganisationView> views = new HashMap<>();
		for (OrganisationView view : withPaths(select("o.id = any (:homes)", Map.of(), "o.id", 0, grants.size()))) {
			views.put(view.id(), view);
		}
		return grants.stream().flatMap((grant) -> {
			OrganisationView view = views.get(grant.organisation());
			return (view != null) ? Stream.of(new OwnOrganisation(view.id(), view.parentId(), view.level(), view.type(),
					view.fullName(), view.shortName(), view.status(), view.version(), grant.role().code(),
					grant.person(), Objects.requireNonNullElse(view.path(), List.of()))) : Stream.empty();
		}).toList();
	}

	@Transactional(readOnly = true)
	Slice<OrganisationView> list(@Nullable Long parent, @Nullable String q, @Nullable Level level, PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		StringBuilder where = new StringBuilder(VISIBLE);
		if (parent != null) {
			where.append(" and o.parent_id = :parent");
			params.put("parent", parent);
		}
		if (level != null) {
			where.append(" and o.level = :level");
			params.put("level", level.toString());
		}
		if (q != null && !q.isBlank()) {
			where.append(" and strpos(o.name_norm, :q) > 0");
			params.put("q", Organisation.searchable(q));
		}
		List<OrganisationView> items = select(where.toString(), params, page.orderBy(SORTS, "o.name_norm, o.id"),
				page.offset(), page.size())
			.stream()
			.map(Raw::view)
			.toList();
		long total = sql("select count(*) from (select 1 from organisation o where o.region_id = :region and " + where
				+ " limit " + (Slice.COUNTED + 1) + ") x", params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	/**
	 * The tree as it stood on a day: places and names of that day, without what had ended
	 * by then. Who may see what follows from today's tree.
	 */
	@Transactional(readOnly = true)
	Slice<OrganisationView> listOn(LocalDate on, @Nullable Long parent, @Nullable String q, @Nullable Level level,
			PageQuery page) {
		Map<String, Object> params = new HashMap<>(Map.of("on", on));
		StringBuilder where = new StringBuilder(VISIBLE).append(" and (o.closed_on is null or o.closed_on > :on)");
		if (parent != null) {
			where.append(" and p.parent_id = :parent");
			params.put("parent", parent);
		}
		if (level != null) {
			where.append(" and o.level = :level");
			params.put("level", level.toString());
		}
		if (q != null && !q.isBlank()) {
			where.append(" and strpos(o.name_norm, :q) > 0");
			params.put("q", Organisation.searchable(q));
		}
		List<OrganisationView> items = sql("select " + COLUMNS_ON + " " + STOOD + " where o.region_id = :region and "
				+ where + " order by " + page.orderBy(SORTS, "o.name_norm, o.id") + " limit " + page.size() + " offset "
				+ page.offset(), params)
			.query(OrganisationDirectory::raw)
			.list()
			.stream()
			.map(Raw::view)
			.toList();
		long total = sql("select count(*) from (select 1 " + STOOD + " where o.region_id = :region and " + where
				+ " limit " + (Slice.COUNTED + 1) + ") x", params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	@Transactional(readOnly = true)
	OrganisationView view(long id) {
		return withPaths(select("o.id = :id and " + VISIBLE, Map.of("id", id), "o.id", 0, 1)).stream()
			.findFirst()
			.orElseThrow(OrganisationDirectory::notFound);
	}

	/** Creates one organisation or a load of them, in the caller's directory only. */
	Map<String, Long> found(List<Founding> foundings, boolean load) {
		return found(foundings, load, ids(foundings.size()));
	}

	Map<String, Long> found(List<Founding> foundings, boolean load, List<Long> ids) {
		LocalDate today = LocalDate.now(this.clock);
		Map<Long, Unit> parents = all(foundings.stream().map(Founding::parentId).collect(Collectors.toSet()));
		Map<Long, String> oktmo = this.codes.oktmo(parents.values()
			.stream()
			.flatMap((parent) -> Stream.of(parent.place().region(), parent.place().municipality()))
			.filter(Objects::nonNull)
			.collect(Collectors.toSet()));
		Checks checks = new Checks();
		for (int at = 0; at < foundings.size(); at++) {
			Founding founding = foundings.get(at);
			Checks row = load ? checks.at("rows[" + at + "]") : checks;
			Unit parent = parents.get(founding.parentId());
			if (parent == null || !manages(parent.place())) {
				if (!load && parent != null && find(parent.id()).isPresent()) {
					throw forbidden();
				}
				row.refuseIf(true, "parentId", "Вышестоящая организация не найдена или недоступна вам.");
				continue;
			}
			row.refuseIf(parent.ended(), "parentId", "Эта организация уже не работает. Выберите действующую.");
			row.refuseIf(founding.level().compareTo(parent.level()) <= 0, "level",
					"Уровень должен быть ниже, чем у вышестоящей организации.");
			row.sensible(founding.validFrom(), today, "validFrom");
			founding.card().check(founding.level(), row);
			this.codes.check(founding.card().oktmo(), founding.level(), parent.place(), oktmo, row);
		}
		checks.done();
		List<Row> rows = new ArrayList<>();
		Map<String, Long> byKey = new LinkedHashMap<>();
		for (int at = 0; at < foundings.size(); at++) {
			Founding founding = foundings.get(at);
			long id = ids.get(at);
			Unit parent = Objects.requireNonNull(parents.get(founding.parentId()));
			LocalDate from = Objects.requireNonNullElse(founding.validFrom(), today);
			rows.add(Row.of(parent.id(), placeBelow(parent.place(), founding.level(), id), founding.level(),
					founding.card(), from, founding.basis()));
			byKey.put(Objects.requireNonNullElse(founding.key(), Long.toString(id)), id);
		}
		insert(rows, Scope.current().region());
		return byKey;
	}

	/**
	 * The id that the next region will have. A transaction here would take the command's
	 * idempotency key before the command has happened.
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	long nextRegion() {
		Scope.current().requireAny(ru.nastavnik.kit.tenancy.Role.OPERATOR);
		return ids(1).getFirst();
	}

	/** The id that an organisation to be founded will have. */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	long nextId() {
		return ids(1).getFirst();
	}

	/** Founds the ministry and its institute; runs in the scope that opens the region. */
	long openRegion(long region, Organisation.Card ministry, Organisation.Card institute) {
		Checks checks = new Checks();
		ministry.check(Level.MINISTRY, checks);
		checks.done();
		LocalDate today = LocalDate.now(this.clock);
		long instituteId = ids(1).getFirst();
		insert(List.of(Row.of(null, new Place(region, null, null, region), Level.MINISTRY, ministry, today, null), Row
			.of(region, new Place(region, instituteId, null, instituteId), Level.INSTITUTE, institute, today, null)),
				region);
		return instituteId;
	}

	/**
	 * Changes the card.
	 * @param codesFrom since when the new codes hold; without it they correct a mistake
	 */
	OrganisationView change(long id, Organisation.Card card, int version, @Nullable LocalDate codesFrom) {
		Unit unit = get(id);
		requireManage(unit.place());
		Organisation organisation = this.organisations.findById(id).orElseThrow(OrganisationDirectory::notFound);
		StaleVersionException.check(organisation.version(), version, () -> view(id));
		Map<String, String> before = organisation.codes();
		Checks checks = new Checks();
		if (!Objects.equals(before.get("oktmo"), card.oktmo())) {
			Set<Long> above = Stream.of(unit.place().region(), unit.place().municipality())
				.filter((each) -> each != null && each != id)
				.collect(Collectors.toSet());
			this.codes.check(card.oktmo(), unit.level(), unit.place(), this.codes.oktmo(above), checks);
		}
		checks.past(codesFrom, LocalDate.now(this.clock), "codesFrom");
		checks.done();
		organisation.change(card);
		if (codesFrom != null) {
			this.codes.replaced(unit.place(), before, organisation.codes(), codesFrom);
		}
		this.organisations.saveAndFlush(organisation);
		OrganisationView view = view(id);
		this.facts.changed(List.of(id));
		return view;
	}

	/** Everything that stands below it. */
	@Transactional(readOnly = true)
	Set<Long> subtree(long id) {
		return units("(o.institute_id = :top or o.municipality_id = :top) and o.id <> :top", Map.of("top", id)).stream()
			.map(Unit::id)
			.collect(Collectors.toSet());
	}

	/** What stands directly below it and works. */
	@Transactional(readOnly = true)
	List<Long> childrenOf(long id) {
		return units("o.parent_id = :parent and o.status not in ('closed', 'reorganised')", Map.of("parent", id))
			.stream()
			.map(Unit::id)
			.toList();
	}

	/** As if it had never been founded; nothing may be kept there. */
	void forget(Unit unit) {
		requireManage(unit.place());
		for (String table : List.of("organisation_details", "organisation_placement", "organisation")) {
			this.jdbc.sql("delete from " + table + " where region_id = :region and organisation_id = :id")
				.param("region", unit.place().region())
				.param("id", unit.id())
				.update();
		}
		this.facts.gone(unit);
	}

	void requireManage(Place place) {
		if (!manages(place)) {
			throw forbidden();
		}
	}

	boolean manages(Place place) {
		Set<Long> manage = Scope.current().manage();
		return Stream.of(place.region(), place.institute(), place.municipality(), place.organisation())
			.anyMatch((id) -> id != null && manage.contains(id));
	}

	private void insert(List<Row> rows, long region) {
		this.jdbc.sql(INSERT)
			.param("rows", this.columns.of(rows))
			.param("region", region)
			.param("caller", Scope.current().caller())
			.update();
		this.facts.changed(rows.stream().map(Row::id).toList());
	}

	private List<Long> ids(int count) {
		return this.jdbc.sql("select nextval('organisation_seq') from generate_series(1, :count)")
			.param("count", count)
			.query(Long.class)
			.list();
	}

	static Place placeBelow(Place parent, Level level, long id) {
		return switch (level) {
			case MINISTRY -> new Place(id, null, null, id);
			case INSTITUTE -> new Place(parent.region(), id, null, id);
			case MUNICIPALITY -> new Place(parent.region(), parent.institute(), id, id);
			case SCHOOL -> new Place(parent.region(), parent.institute(), parent.municipality(), id);
		};
	}

	private List<OrganisationView> withPaths(List<Raw> rows) {
		Set<Long> ids = rows.stream().flatMap((row) -> row.steps().stream()).collect(Collectors.toSet());
		Map<Long, PathStep> steps = new HashMap<>();
		Map<Long, LocalDate> since = new HashMap<>();
		if (!ids.isEmpty()) {
			sql("""
					select o.id, o.short_name, o.level, p.valid_from from organisation o
					left join organisation_placement p on p.region_id = o.region_id and p.organisation_id = o.id
					  and p.valid_to is null
					where o.region_id = :region and o.id = any (:ids)""", Map.of("ids", ids.toArray(Long[]::new)))
				.query((row) -> {
					long id = row.getLong("id");
					steps.put(id, new PathStep(id, row.getString("short_name"), Level.of(row.getString("level"))));
					since.put(id, row.getObject("valid_from", LocalDate.class));
				});
		}
		return rows.stream().map((row) -> {
			LocalDate from = since.get(row.view().id());
			return row.view()
				.with(row.steps().stream().map(steps::get).filter(Objects::nonNull).toList(),
						(from != null) ? new Placement(from) : null);
		}).toList();
	}

	private List<Raw> select(String where, Map<String, ?> params, String order, long offset, int limit) {
		return sql("select " + COLUMNS + " from organisation o where o.region_id = :region and " + where + " order by "
				+ order + " limit " + limit + " offset " + offset, params)
			.query(OrganisationDirectory::raw)
			.list();
	}

	private static Raw raw(ResultSet row, int number) throws SQLException {
		OrganisationView view = new OrganisationView(row.getLong("id"), row.getObject("parent_id", Long.class),
				Level.of(row.getString("level")), row.getString("type"), row.getString("full_name"),
				row.getString("short_name"), row.getString("inn"), row.getString("ogrn"), row.getString("oktmo"),
				row.getString("status"), row.getInt("version"), row.getBoolean("has_children"), null, null);
		List<Long> steps = Stream
			.of(row.getObject("region_id", Long.class), row.getObject("institute_id", Long.class),
					row.getObject("municipality_id", Long.class), view.id())
			.filter(Objects::nonNull)
			.distinct()
			.toList();
		return new Raw(view, steps);
	}

	private List<Unit> units(String where, Map<String, ?> params) {
		return sql("select o.id, o.parent_id, o.level, o.type, o.short_name, o.status, o.region_id, o.institute_id, "
				+ "o.municipality_id, o.organisation_id from organisation o where o.region_id = :region and " + where,
				params)
			.query((row, number) -> new Unit(row.getLong("id"), row.getObject("parent_id", Long.class),
					Level.of(row.getString("level")), row.getString("type"), row.getString("short_name"), Place.of(row),
					row.getString("status")))
			.list();
	}

	private JdbcClient.StatementSpec sql(String sql, Map<String, ?> params) {
		Scope scope = Scope.current();
		JdbcClient.StatementSpec statement = this.jdbc.sql(sql).param("region", scope.region());
		if (sql.contains(":tops")) {
			statement = statement.param("tops", scope.aggregate().toArray(Long[]::new));
		}
		if (sql.contains(":homes")) {
			statement = statement.param("homes", scope.grants().stream().map(Grant::organisation).toArray(Long[]::new));
		}
		return statement.params(params);
	}

	static RuntimeException notFound() {
		return KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
	}

	private static RuntimeException forbidden() {
		return KitProblem.FORBIDDEN
			.because("Справочник организаций ведёт региональный институт. Обратитесь к его сотруднику.");
	}

}
