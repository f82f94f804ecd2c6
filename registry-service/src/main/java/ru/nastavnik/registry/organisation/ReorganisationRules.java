package ru.nastavnik.registry.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;

/**
 * What an operation on the tree may not be: each refusal says what to do, and nothing has
 * changed.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class ReorganisationRules {

	private static final String BELOW = "Уровень выбранной организации не подходит: ";

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final Clock clock;

	ReorganisationRules(OrganisationDirectory directory, JdbcClient jdbc, Clock clock) {
		this.directory = directory;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** How an organisation stands today. */
	record Standing(long id, String status, String fullName, String shortName, int version, LocalDate since,
			LocalDate founded) {

		boolean ended() {
			return this.status.equals("closed") || this.status.equals("reorganised");
		}

	}

	Standing standing(long id) {
		return this.jdbc
			.sql("""
					select o.id, o.status, o.full_name, o.short_name, o.version, max(p.valid_from) as since,
					  min(p.valid_from) as founded
					from organisation o join organisation_placement p on p.region_id = o.region_id and p.organisation_id = o.id
					where o.region_id = :region and o.id = :id
					group by o.id, o.status, o.full_name, o.short_name, o.version""")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Standing.class)
			.single();
	}

	/** Refuses nonsense; returns where the target stands. */
	@Nullable Unit check(Unit unit, Standing standing, Reorganisation.Request request, List<TreeMoves.Moving> below) {
		if (unit.level() == Level.MINISTRY && request.kind() != Reorganisation.Kind.RENAMING) {
			throw RegistryProblem.REORGANISATION.because(
					"Министерство — вершина региона: его нельзя переместить, присоединить, разделить или закрыть.");
		}
		if (standing.ended()) {
			throw RegistryProblem.REORGANISATION
				.because("Эта организация уже не работает. Выберите действующую или отмените прежнюю операцию.");
		}
		Checks checks = new Checks();
		LocalDate today = LocalDate.now(this.clock);
		checks.refuseIf(request.on().isAfter(today), "on",
				"Эта дата ещё не наступила. Внесите операцию в день, когда она вступит в силу.");
		if (request.basis() != null) {
			checks.at("basis").past(request.basis().date(), today, "date");
		}
		Unit target = (request.target() != null) ? this.directory.find(request.target()).orElse(null) : null;
		if (request.kind() == Reorganisation.Kind.SPLIT && request.basis() != null) {
			checks.refuseIf((request.target() == null) == (request.founding() == null), "targetId",
					"Выберите, куда переходят люди: в действующую организацию или в новую.");
		}
		boolean wanted = request.target() != null || request.kind() == Reorganisation.Kind.MOVE
				|| request.kind() == Reorganisation.Kind.MERGER;
		String field = switch (request.kind()) {
			case MOVE -> "parentId";
			case MERGER -> "successorId";
			default -> "targetId";
		};
		if (wanted && (target == null || !this.directory.manages(target.place()))) {
			checks.refuseIf(true, field, "Организация не найдена или недоступна вам.");
			target = null;
		}
		date(standing, request, below, checks);
		if (target != null) {
			target(unit, target, request.kind(), field, checks);
		}
		checks.done();
		return target;
	}

	/** A placement lasts a day at least; what ends or is renamed has begun. */
	private static void date(Standing standing, Reorganisation.Request request, List<TreeMoves.Moving> below,
			Checks checks) {
		LocalDate latest = below.stream()
			.map(TreeMoves.Moving::since)
			.max(LocalDate::compareTo)
			.orElse(standing.founded().minusDays(1));
		checks.refuseIf(request.on().isBefore(standing.founded()), "on",
				"Организация основана " + Russian.date(standing.founded()) + ". Выберите дату не раньше.");
		checks.refuseIf(!request.on().isBefore(standing.founded()) && !request.on().isAfter(latest), "on",
				"Организация стоит на нынешнем месте с " + Russian.date(latest) + ". Выберите дату позже.");
	}

	private void target(Unit unit, Unit target, Reorganisation.Kind kind, String field, Checks checks) {
		if (target.id() == unit.id()) {
			checks.refuseIf(true, field, switch (kind) {
				case MOVE -> "Организацию нельзя подчинить самой себе.";
				case MERGER -> "Организацию нельзя присоединить к ней самой.";
				default -> "Выберите другую организацию.";
			});
			return;
		}
		Standing there = standing(target.id());
		checks.refuseIf(there.ended(), field, "Выбранная организация уже не работает. Выберите действующую.");
		if (kind == Reorganisation.Kind.MOVE) {
			checks
				.refuseIf(target.level().compareTo(unit.level()) >= 0, field,
						BELOW + "вышестоящей может быть только организация более высокого уровня.")
				.refuseIf(unit.parentId() != null && unit.parentId() == target.id(), field,
						"Организация уже подчинена выбранной. Выберите другую вышестоящую.");
		}
		else {
			checks.refuseIf(target.level() != unit.level(), field, BELOW + "он должен быть тем же.");
		}
	}

	/** What stands in the way of closing. */
	List<Reorganisation.Hindrance> hindrances(long organisation, LocalDate on) {
		List<Reorganisation.Hindrance> found = new ArrayList<>();
		long staff = count(
				"employment x where x.organisation_id = :id and (x.dismissed_on is null " + "or x.dismissed_on >= :on)",
				organisation, on);
		long pupils = count(
				"enrolment x where x.organisation_id = :id and (x.enrolled_to is null " + "or x.enrolled_to >= :on)",
				organisation, on);
		long children = count("organisation x where x.parent_id = :id and x.status not in ('closed', 'reorganised')",
				organisation, on);
		add(found, "staff", staff, "Работают " + Russian.count(staff, "сотрудник", "сотрудника", "сотрудников")
				+ ": оформите увольнение или переведите их.");
		add(found, "pupils", pupils, "Учатся " + Russian.count(pupils, "обучающийся", "обучающихся", "обучающихся")
				+ ": оформите отчисление или переведите их.");
		add(found, "organisations", children,
				"Подчинены " + Russian.count(children, "организация", "организации", "организаций")
						+ ": переместите или закройте их.");
		return found;
	}

	private static void add(List<Reorganisation.Hindrance> found, String what, long count, String text) {
		if (count > 0) {
			found.add(new Reorganisation.Hindrance(what, count, text));
		}
	}

	private long count(String from, long organisation, LocalDate on) {
		return this.jdbc.sql("select count(*) from " + from + " and x.region_id = :region")
			.param("id", organisation)
			.param("on", on)
			.param("region", Scope.current().region())
			.query(Long.class)
			.single();
	}

}
