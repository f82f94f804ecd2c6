package ru.nastavnik.registry.organisation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.Population.Status;

/**
 * Counts of people: entered by the organisation, approved or returned by the level above.
 * A new value for the same date needs a new approval; what was there before stays in
 * {@code population_version}.
 */
@Service
@Transactional
public class PopulationRecords {

	/** Writes the state into the history with the change itself. */
	private static final String KEPT = """
			, kept as (
			  insert into population_version (region_id, institute_id, municipality_id, organisation_id, created_by,
			    population_id, no, value, source, document_ref, status, note, by_name)
			  select region_id, institute_id, municipality_id, organisation_id, :caller, id, version, value, source,
			    document_ref, status, note, :name from saved
			) select p.*\s""" + Population.TOLD + "from saved p order by p.id";

	private static final String UPSERT = """
			with saved as (
			  insert into population as p (id, region_id, institute_id, municipality_id, organisation_id, category, as_of,
			    value, source, document_ref, status, approved_by, entered_name, created_by, updated_by)
			  select r.id, :region, r.institute, r.municipality, r.organisation, r.category, r."asOf", r.value, r.source,
			    r."documentRef", r.status, case when r.status = 'approved' then :caller end, :name, :caller, :caller
			  from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, institute bigint, municipality bigint,
			    organisation bigint, category text, "asOf" date, value int, source text, "documentRef" text, status text)
			  on conflict (region_id, organisation_id, category, as_of) do update set value = excluded.value,
			    source = excluded.source, document_ref = excluded.document_ref, status = excluded.status, note = null,
			    approved_by = excluded.approved_by, entered_name = excluded.entered_name, version = p.version + 1,
			    updated_at = now(), updated_by = excluded.updated_by
			  returning *
			)"""
			+ KEPT;

	private static final String CHANGE = """
			with saved as (
			  update population set value = coalesce(cast(:value as int), value), source = coalesce(cast(:source as text), source),
			    document_ref = case when cast(:source as text) is null then document_ref else cast(:document as text) end, status = :status,
			    note = cast(:note as text), approved_by = case when :status = 'approved' then :caller end,
			    entered_name = case when cast(:source as text) is null then entered_name else :name end, version = version + 1,
			    updated_at = now(), updated_by = :caller
			  where region_id = :region and id = :id and version = :version returning *
			)"""
			+ KEPT;

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Outbox outbox;

	private final WiderScope wider;

	private final Clock clock;

	PopulationRecords(OrganisationDirectory directory, JdbcClient jdbc, Columns columns, Outbox outbox,
			WiderScope wider, Clock clock) {
		this.directory = directory;
		this.jdbc = jdbc;
		this.columns = columns;
		this.outbox = outbox;
		this.wider = wider;
		this.clock = clock;
	}

	/** What is counted and how it is known. */
	record Figure(int value, String source, @Nullable String documentRef) {
	}

	/** A count as somebody enters it. */
	record Entry(long organisationId, LocalDate asOf, Population.Category category, Figure figure, Status status) {
	}

	/** A state that a figure had. */
	record Version(int no, int value, String source, @Nullable String documentRef, String status, @Nullable String note,
			String by, Instant at) {
	}

	private record Row(long id, @Nullable Long institute, @Nullable Long municipality, long organisation,
			Population.Category category, LocalDate asOf, int value, String source, @Nullable String documentRef,
			Status status) {
	}

	@Transactional(readOnly = true)
	List<Population> of(long organisation) {
		Unit unit = this.directory.get(organisation);
		return this.jdbc
			.sql("select p.*" + Population.TOLD + "from population p where p.region_id = :region "
					+ "and p.organisation_id = :organisation order by p.as_of desc, p.category limit 500")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query(Population::read)
			.list()
			.stream()
			.map((figure) -> figure.with(actions(figure, unit)))
			.toList();
	}

	@Transactional(readOnly = true)
	List<Version> versions(long id) {
		this.directory.get(find(id).organisationId());
		return this.jdbc.sql("select no, value, source, document_ref, status, note, by_name as by, created_at as at "
				+ "from population_version where region_id = :region and population_id = :id order by no desc limit 200")
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row, number) -> new Version(row.getInt("no"), row.getInt("value"), row.getString("source"),
					row.getString("document_ref"), row.getString("status"), row.getString("note"), row.getString("by"),
					row.getTimestamp("at").toInstant()))
			.list();
	}

	List<Population> enter(List<Entry> entries, boolean load) {
		LocalDate today = LocalDate.now(this.clock);
		Map<Long, Unit> units = this.directory
			.all(entries.stream().map(Entry::organisationId).collect(Collectors.toSet()));
		if (!load) {
			this.directory.get(entries.getFirst().organisationId());
		}
		Checks checks = new Checks();
		Set<List<Object>> seen = new HashSet<>();
		for (int at = 0; at < entries.size(); at++) {
			Entry entry = entries.get(at);
			Checks row = load ? checks.at("rows[" + at + "]") : checks;
			Unit unit = units.get(entry.organisationId());
			boolean manages = unit != null && this.directory.manages(unit.place());
			if (unit == null || !enters(unit)) {
				if (!load) {
					throw KitProblem.FORBIDDEN
						.because("Численность вносят организация и региональный институт. Обратитесь к ним.");
				}
				row.refuseIf(true, "organisationId", "Организация не найдена или недоступна вам.");
			}
			row.refuseIf(entry.status() == Status.APPROVED && !manages, "approved",
					"Численность утверждает уровень выше.")
				.past(entry.asOf(), today, "asOf")
				.refuseIf(!seen.add(List.of(entry.organisationId(), entry.category(), entry.asOf())), "category",
						"Эта численность на эту дату уже есть выше в загрузке.");
		}
		checks.done();
		return write(entries, units);
	}

	private List<Population> write(List<Entry> entries, Map<Long, Unit> units) {
		List<Long> ids = this.columns.ids("population_seq", entries.size());
		List<Row> rows = new ArrayList<>();
		for (int at = 0; at < entries.size(); at++) {
			Entry entry = entries.get(at);
			Unit unit = Objects.requireNonNull(units.get(entry.organisationId()));
			rows.add(new Row(ids.get(at), unit.place().institute(), unit.place().municipality(), unit.id(),
					entry.category(), entry.asOf(), entry.figure().value(), entry.figure().source().strip(),
					blankToNull(entry.figure().documentRef()), entry.status()));
		}
		List<Population> saved = this.jdbc.sql(UPSERT)
			.param("rows", this.columns.of(rows))
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.param("name", Scope.current().name())
			.query(Population::read)
			.list();
		record(saved, units);
		return saved.stream()
			.map((figure) -> figure.with(actions(figure, Objects.requireNonNull(units.get(figure.organisationId())))))
			.toList();
	}

	/** Another value; whoever approved it has to look again. */
	Population change(long id, Figure figure, boolean submit, int version) {
		Population found = find(id);
		Unit unit = this.directory.get(found.organisationId());
		require(enters(unit), "Численность вносят организация и региональный институт. Обратитесь к ним.");
		StaleVersionException.check(found.version(), version, () -> found.with(actions(found, unit)));
		return save(found, unit, figure, submit ? Status.SUBMITTED : Status.DRAFT, null);
	}

	Population submit(long id) {
		Population found = find(id);
		Unit unit = this.directory.get(found.organisationId());
		require(enters(unit), "Численность вносят организация и региональный институт. Обратитесь к ним.");
		return (found.status() == Status.SUBMITTED || found.approved()) ? found.with(actions(found, unit))
				: save(found, unit, null, Status.SUBMITTED, null);
	}

	Population approve(long id) {
		Population found = find(id);
		Unit unit = this.directory.get(found.organisationId());
		require(approves(unit), "Численность утверждает уровень выше.");
		if (found.approved()) {
			return found.with(actions(found, unit));
		}
		if (found.status() != Status.SUBMITTED) {
			throw RegistryProblem.POPULATION_STATE
				.because("Это число ещё не отправлено на утверждение. Дождитесь, пока организация его отправит.");
		}
		return above(unit, () -> save(found, unit, null, Status.APPROVED, null));
	}

	/** Back to whoever entered it, with what has to be mended. */
	Population giveBack(long id, String reason) {
		Population found = find(id);
		Unit unit = this.directory.get(found.organisationId());
		require(approves(unit), "Численность возвращает уровень выше.");
		if (found.status() == Status.DRAFT || found.status() == Status.RETURNED) {
			throw RegistryProblem.POPULATION_STATE.because("Это число и так у организации.");
		}
		return above(unit, () -> save(found, unit, null, Status.RETURNED, reason.strip()));
	}

	/** A draft goes with its history, unless the level above has had any of it. */
	void delete(long id) {
		Population found = find(id);
		Unit unit = this.directory.get(found.organisationId());
		require(enters(unit), "Численность вносят организация и региональный институт. Обратитесь к ним.");
		if (!actions(found, unit).contains("deletion")) {
			throw RegistryProblem.POPULATION_STATE.because(
					"Удалить можно черновик, который ещё не отправляли на утверждение. Внесите новое значение: прежнее останется в истории.");
		}
		if (remove(Map.of(id, unit), found.version()).isEmpty()) {
			throw new StaleVersionException(find(id), found.version());
		}
	}

	/** Deletes those that are still as they were seen; gives their ids. */
	Set<Long> remove(Map<Long, Unit> figures, int version) {
		Set<Long> removed = this.jdbc.sql(
				"delete from population where region_id = :region and id = any (:ids) and version = :version returning id")
			.param("region", Scope.current().region())
			.param("ids", figures.keySet().toArray(Long[]::new))
			.param("version", version)
			.query(Long.class)
			.set();
		removed.forEach((id) -> this.outbox.record(Fact.Draft.deleted(Fact.FACTS, Population.Changed.TYPE, id,
				Objects.requireNonNull(figures.get(id)).place())));
		return removed;
	}

	private Population save(Population found, Unit unit, @Nullable Figure figure, Status status,
			@Nullable String note) {
		Scope scope = Scope.current();
		Map<String, @Nullable Object> params = new HashMap<>();
		params.put("value", (figure != null) ? figure.value() : null);
		params.put("source", (figure != null) ? figure.source().strip() : null);
		params.put("document", (figure != null) ? blankToNull(figure.documentRef()) : null);
		params.put("note", note);
		Population saved = this.jdbc.sql(CHANGE)
			.params(params)
			.param("status", status.toString())
			.param("caller", scope.caller())
			.param("name", scope.name())
			.param("region", scope.region())
			.param("id", found.id())
			.param("version", found.version())
			.query(Population::read)
			.optional()
			.orElseThrow(() -> new StaleVersionException(find(found.id()), found.version()));
		record(List.of(saved), Map.of(unit.id(), unit));
		return saved.with(actions(saved, unit));
	}

	private Population find(long id) {
		return this.jdbc
			.sql("select p.*" + Population.TOLD + "from population p where p.region_id = :region and p.id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Population::read)
			.optional()
			.orElseThrow(OrganisationDirectory::notFound);
	}

	private List<String> actions(Population figure, Unit unit) {
		List<String> actions = new ArrayList<>();
		boolean open = figure.status() == Status.DRAFT || figure.status() == Status.RETURNED;
		if (enters(unit)) {
			actions.add("edit");
			if (open) {
				actions.add("submission");
			}
			if (!figure.told()) {
				actions.add("deletion");
			}
		}
		if (approves(unit) && figure.status() == Status.SUBMITTED) {
			actions.add("approval");
		}
		if (approves(unit) && !open) {
			actions.add("return");
		}
		return actions;
	}

	private boolean enters(Unit unit) {
		return this.directory.manages(unit.place()) || Scope.current().write().contains(unit.id());
	}

	/** BR-086: the institute for all, a municipality for its schools. */
	private boolean approves(Unit unit) {
		Long municipality = unit.place().municipality();
		return this.directory.manages(unit.place()) || (municipality != null && municipality != unit.id()
				&& Scope.current().has(municipality, Role.MUNICIPAL));
	}

	/** The municipality approves a row that is the school's to write. */
	private Population above(Unit unit, Supplier<Population> work) {
		return this.directory.manages(unit.place()) ? work.get() : this.wider.within(List.of(unit.id()), work);
	}

	private static void require(boolean allowed, String message) {
		if (!allowed) {
			throw KitProblem.FORBIDDEN.because(message);
		}
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

	private void record(List<Population> saved, Map<Long, Unit> units) {
		this.outbox.recordAll(saved.stream()
			.map((population) -> Fact.Draft.of(Population.Changed.TYPE, population.id(),
					Objects.requireNonNull(units.get(population.organisationId())).place(), population.changed()))
			.toList());
	}

}
