package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.RegistryProblem;

/**
 * One operation on the tree in one transaction, in the scope that {@link Reorganising}
 * has opened for it and alone with the organisations it touches.
 */
@Service
@Transactional
class ReorganisationWork {

	private final OrganisationDirectory directory;

	private final ReorganisationRules rules;

	private final ReorganisationJournal journal;

	private final TreeMoves tree;

	private final PeopleMoves people;

	private final PeopleCounts counts;

	private final OrganisationFacts facts;

	private final Outbox outbox;

	private final JdbcClient jdbc;

	private final Audit audit;

	private final ApplicationEventPublisher events;

	ReorganisationWork(OrganisationDirectory directory, ReorganisationRules rules, ReorganisationJournal journal,
			TreeMoves tree, PeopleMoves people, PeopleCounts counts, OrganisationFacts facts, Outbox outbox,
			JdbcClient jdbc, Audit audit, ApplicationEventPublisher events) {
		this.directory = directory;
		this.rules = rules;
		this.journal = journal;
		this.tree = tree;
		this.people = people;
		this.counts = counts;
		this.facts = facts;
		this.outbox = outbox;
		this.jdbc = jdbc;
		this.audit = audit;
		this.events = events;
	}

	private record Plan(Unit unit, ReorganisationRules.Standing standing, @Nullable Unit target,
			List<TreeMoves.Moving> moving, List<Long> people) {
	}

	@Transactional(readOnly = true)
	Reorganisation.Preview preview(long id, Reorganisation.Request request) {
		Plan plan = plan(id, request);
		Set<Long> organisations = new HashSet<>(Set.of(id));
		if (request.kind() == Reorganisation.Kind.MOVE) {
			plan.moving().forEach((moving) -> organisations.add(moving.id()));
		}
		boolean listed = request.kind() == Reorganisation.Kind.SPLIT;
		return new Reorganisation.Preview(request.kind(), id, request.target(), request.on(), this.counts.of(
				organisations, listed ? plan.people() : null,
				(request.kind() == Reorganisation.Kind.MOVE) ? plan.moving().size() : plan.moving().size() + 1L),
				hindrances(id, request));
	}

	private List<Reorganisation.Hindrance> hindrances(long id, Reorganisation.Request request) {
		return (request.kind() == Reorganisation.Kind.CLOSURE) ? this.rules.hindrances(id, request.on()) : List.of();
	}

	Reorganisation carryOut(long id, Reorganisation.Request asked) {
		Reorganisation.Request request = founded(id, asked);
		Plan plan = plan(id, request);
		ReorganisationRules.Standing before = plan.standing();
		Map<String, Object> details = new LinkedHashMap<>();
		PeopleMoves.Trace handed = null;
		String basis = Objects.requireNonNull(request.basis()).text();
		switch (request.kind()) {
			case RENAMING -> rename(id, request, before, details);
			case MOVE -> {
				details.put("from", name(Objects.requireNonNull(plan.unit().parentId())));
				details.put("to", Objects.requireNonNull(plan.target()).shortName());
				details.put("organisations", plan.moving().size());
				this.tree.move(plan.moving(), request.on(), basis);
			}
			case MERGER -> {
				Unit successor = Objects.requireNonNull(plan.target());
				details.put("to", successor.shortName());
				details.put("from", before.shortName());
				details.put("people", plan.people().size());
				this.tree.move(plan.moving(), request.on(), basis);
				handed = this.people.move(plan.unit().place(), successor.place(), plan.people(), request.on(), true);
				setEnd(id, "reorganised", request.on(), successor.id(), 1);
			}
			case SPLIT -> {
				Unit other = Objects.requireNonNull(plan.target());
				if (plan.people().isEmpty()) {
					throw RegistryProblem.REORGANISATION
						.because("Никто не выбран. Отметьте классы или сотрудников, которые переходят.");
				}
				details.put("to", other.shortName());
				details.put("from", before.shortName());
				details.put("people", plan.people().size());
				handed = this.people.move(plan.unit().place(), other.place(), plan.people(), request.on(), false);
			}
			case CLOSURE -> {
				List<Reorganisation.Hindrance> hindrances = hindrances(id, request);
				if (!hindrances.isEmpty()) {
					throw hindered(hindrances);
				}
				setEnd(id, "closed", request.on(), null, 1);
			}
		}
		this.facts.changed(List.of(id));
		tell(request, plan, handed, false);
		this.audit.record(plan.unit().place(), request.kind().toString(), "organisation", id, null, null, details);
		return this.journal.write(request, this.directory.get(id).place(), details,
				new ReorganisationJournal.Trace(version(id), before.status(), null, null,
						new Reorganisation.Names(before.fullName(), before.shortName()), plan.moving(), handed,
						(asked.founding() != null) ? request.target() : null));
	}

	/** Takes an operation back; refused with a list when something was built on it. */
	Reorganisation undo(long entryId) {
		Reorganisation entry = this.journal.find(entryId).orElseThrow(OrganisationDirectory::notFound);
		if (entry.undoneAt() != null) {
			throw RegistryProblem.UNDO.because("Эта операция уже отменена. Обновите страницу.");
		}
		if (entry.undoableUntil() == null) {
			throw RegistryProblem.UNDO.because("Прошло больше суток: отменить нельзя. Внесите обратную операцию.");
		}
		ReorganisationJournal.Trace trace = this.journal.trace(entryId);
		long id = entry.organisationId();
		Unit unit = this.directory.get(id);
		Unit target = (entry.targetId() != null) ? this.directory.get(entry.targetId()) : null;
		new Built(entry, trace, unit, target).refuse();
		Reorganisation.Names names = Objects.requireNonNull(trace.names());
		if (entry.kind() == Reorganisation.Kind.MOVE || entry.kind() == Reorganisation.Kind.MERGER) {
			this.tree.moveBack(trace.moved(), entry.on());
		}
		if (trace.people() != null && target != null) {
			this.people.moveBack(trace.people(), unit.place(), target.place());
		}
		switch (entry.kind()) {
			case RENAMING -> setNames(id, names, -1);
			case MERGER, CLOSURE -> setEnd(id, trace.status(), null, null, -1);
			case MOVE, SPLIT -> {
			}
		}
		Reorganisation undone = this.journal.undone(entryId);
		this.audit.record(unit.place(), "undone", "organisation", id, null, null,
				Map.of("kind", entry.kind().toString(), "on", entry.on().toString()));
		this.facts.changed(List.of(id));
		Reorganisation.Request request = Reorganisation.Request.of(entry.kind(), entry.on(), null, entry.targetId());
		List<Long> handed = (trace.people() != null) ? trace.people().people() : List.of();
		tell(request, new Plan(unit, this.rules.standing(id), target, trace.moved(), handed), trace.people(), true);
		if (trace.founded() != null && target != null) {
			this.directory.forget(target);
		}
		return undone;
	}

	private Reorganisation.Request founded(long id, Reorganisation.Request asked) {
		OrganisationDirectory.Founding founding = asked.founding();
		if (founding == null) {
			return asked;
		}
		// the rules first: nobody founds a school for a split that is refused
		plan(id, asked);
		long target = Objects.requireNonNull(asked.reserved());
		this.directory.found(List.of(founding), false, List.of(target));
		return new Reorganisation.Request(asked.kind(), asked.on(), asked.basis(), target, asked.names(),
				asked.version(), asked.classes(), asked.people(), null, null);
	}

	private Plan plan(long id, Reorganisation.Request request) {
		Unit unit = this.directory.get(id);
		ReorganisationRules.Standing standing = this.rules.standing(id);
		Unit parent = (request.target() != null) ? this.directory.find(request.target()).orElse(null) : null;
		List<TreeMoves.Moving> moving = (parent == null || parent.id() == id) ? List.of() : switch (request.kind()) {
			case MOVE -> this.tree.plan(List.of(id), parent.place());
			case MERGER -> this.tree.plan(this.directory.childrenOf(id), parent.place());
			default -> List.of();
		};
		Unit target = this.rules.check(unit, standing, request, moving);
		List<Long> handed = switch (request.kind()) {
			case MERGER -> this.people.of(id, request.on());
			case SPLIT -> this.counts.chosen(id, request);
			default -> List.of();
		};
		return new Plan(unit, standing, target, moving, handed);
	}

	private void rename(long id, Reorganisation.Request request, ReorganisationRules.Standing before,
			Map<String, Object> details) {
		if (request.version() != null) {
			StaleVersionException.check(before.version(), request.version(), () -> this.directory.view(id));
		}
		Reorganisation.Names names = Objects.requireNonNull(request.names());
		details.put("from", before.shortName());
		details.put("to", names.shortName().strip());
		details.put("fromFull", before.fullName());
		details.put("toFull", names.fullName().strip());
		setNames(id, names, 1);
	}

	private void setNames(long id, Reorganisation.Names names, int versions) {
		this.jdbc.sql("""
				update organisation set full_name = :full, short_name = :short, name_norm = :norm,
				  version = version + :versions where region_id = :region and id = :id""")
			.param("full", names.fullName().strip())
			.param("short", names.shortName().strip())
			.param("norm", Organisation.searchable(names.fullName() + " " + names.shortName()))
			.param("versions", versions)
			.param("region", Scope.current().region())
			.param("id", id)
			.update();
	}

	private void setEnd(long id, String status, @Nullable LocalDate on, @Nullable Long successor, int versions) {
		this.jdbc
			.sql("update organisation set status = :status, closed_on = :on, successor_id = :successor, "
					+ "version = version + :versions where region_id = :region and id = :id")
			.param("status", status)
			.param("on", on)
			.param("successor", successor)
			.param("versions", versions)
			.param("region", Scope.current().region())
			.param("id", id)
			.update();
	}

	private void tell(Reorganisation.Request request, Plan plan, PeopleMoves.@Nullable Trace handed, boolean undone) {
		if (handed == null) {
			return;
		}
		Place from = plan.unit().place();
		Place to = Objects.requireNonNull(plan.target()).place();
		long id = plan.unit().id();
		this.outbox.record((request.kind() == Reorganisation.Kind.MERGER)
				? Fact.Draft.of(OrganisationFacts.Merged.TYPE, id, from,
						new OrganisationFacts.Merged(id, to.organisation(), request.on(), undone))
				: Fact.Draft.of(OrganisationFacts.Split.TYPE, id, from,
						new OrganisationFacts.Split(id, to.organisation(), request.on(), handed.people(), undone)));
		this.people.tell(handed.people(), from, to);
		List<Long> grants = new ArrayList<>(handed.units());
		grants.addAll(handed.keptGrants());
		this.events.publishEvent(new GrantsMoved(grants, List.of(from.organisation(), to.organisation())));
		this.events.publishEvent(new PeopleRehomed(handed.people()));
	}

	static RuntimeException hindered(List<Reorganisation.Hindrance> hindrances) {
		return RegistryProblem.HINDERED.because("Организацию пока нельзя закрыть. Устраните перечисленное.")
			.on(hindrances.stream().map((hindrance) -> new Violation(hindrance.what(), hindrance.text())).toList());
	}

	private int version(long id) {
		return this.rules.standing(id).version();
	}

	private String name(long id) {
		return this.rules.standing(id).shortName();
	}

	/** What was built on an operation. */
	private final class Built {

		private final List<Violation> found = new ArrayList<>();

		Built(Reorganisation entry, ReorganisationJournal.Trace trace, Unit unit, @Nullable Unit target) {
			Set<Long> touched = new HashSet<>(Set.of(unit.id()));
			trace.moved().forEach((moving) -> touched.add(moving.id()));
			if (trace.people() != null && target != null) {
				touched.add(target.id());
			}
			ReorganisationWork.this.journal.of(touched)
				.stream()
				.filter((later) -> later.id() > entry.id() && later.undoneAt() == null)
				.forEach((later) -> add("reorganisation", "После неё внесена ещё одна операция от "
						+ Russian.date(later.on()) + ". Сначала отмените её."));
			if (ReorganisationWork.this.version(unit.id()) != trace.version()) {
				add("organisation", "Карточка организации изменена после операции.");
			}
			ReorganisationWork.this.tree.foundedBelow(trace.moved(), entry.at())
				.forEach((name) -> add("organisation", "После операции здесь появилась организация «" + name + "»."));
			if (trace.people() != null && target != null) {
				ReorganisationWork.this.people.changedSince(trace.people(), unit.place(), target.place(), entry.at())
					.forEach(
							(table, count) -> add(table, TableWords.of(table) + " — изменено записей: " + count + "."));
			}
			if (trace.founded() != null && target != null && trace.people() != null) {
				ReorganisationWork.this.people.keeps(target.id(), trace.people())
					.forEach((table, count) -> add(table, "В новой организации появились записи: "
							+ TableWords.of(table).toLowerCase(java.util.Locale.ROOT) + " — " + count + "."));
			}
		}

		private void add(String field, String message) {
			this.found.add(new Violation(field, message));
		}

		void refuse() {
			if (!this.found.isEmpty()) {
				throw RegistryProblem.UNDO
					.because("На этой операции уже построено другое. Внесите обратную операцию отдельно.")
					.on(this.found);
			}
		}

	}

}
