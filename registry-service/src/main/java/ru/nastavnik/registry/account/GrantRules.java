package ru.nastavnik.registry.account;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.organisation.Unit;
import ru.nastavnik.registry.person.Identity;

/**
 * Who may give which role to whom, and on whose behalf. Works in the transaction of the
 * use case.
 */
@Component
class GrantRules {

	/** A token with more would be too large for the headers on its way. */
	static final int TOKEN_CAP = 50;

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final Clock clock;

	GrantRules(OrganisationDirectory directory, JdbcClient jdbc, Clock clock) {
		this.directory = directory;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What the checks have to know of the people of a command. */
	record Known(Map<Long, LocalDate> born, Set<Long> withLeave) {
	}

	/** Reads of the people what the checks need, in two statements at most. */
	Known known(Collection<Long> people) {
		if (people.isEmpty()) {
			return new Known(Map.of(), Set.of());
		}
		LocalDate today = LocalDate.now(this.clock);
		Map<Long, LocalDate> born = new HashMap<>();
		this.jdbc.sql("select id, birth_date from person where region_id = :region and id = any (:ids)")
			.param("region", Scope.current().region())
			.param("ids", people.toArray(Long[]::new))
			.query((row) -> {
				born.put(row.getLong("id"), row.getObject("birth_date", LocalDate.class));
			});
		List<Long> minors = born.entrySet()
			.stream()
			.filter((entry) -> !Identity.isAdult(entry.getValue(), today))
			.map(Map.Entry::getKey)
			.toList();
		Set<Long> leave = minors.isEmpty() ? Set.of() : this.jdbc
			.sql("""
					select l.person_id from minor_leave l join consent c on c.region_id = l.region_id and c.id = l.consent_id
					where l.region_id = :region and l.person_id = any (:ids) and l.ended_at is null and c.status = 'active'""")
			.param("region", Scope.current().region())
			.param("ids", minors.toArray(Long[]::new))
			.query(Long.class)
			.stream()
			.collect(Collectors.toSet());
		return new Known(born, leave);
	}

	void check(Granting granting, @Nullable Long person, Map<Long, Unit> units, Known known, Checks checks) {
		LocalDate today = LocalDate.now(this.clock);
		Unit unit = units.get(granting.organisationId());
		if (unit == null || !granting.role().mayBeGrantedBy(Scope.current(), unit.place())) {
			if (unit != null && this.directory.find(unit.id()).isPresent()) {
				throw power();
			}
			checks.refuseIf(true, "organisationId", "Организация не найдена или недоступна вам.");
			return;
		}
		checks
			.refuseIf(!granting.role().fits(unit), "role", "Эта роль не подходит к уровню организации. Проверьте обе.")
			.refuseIf(granting.role().isPersonal() && person == null, "role",
					"Для наставника и наставляемого укажите человека.")
			.sensible(granting.validFrom(), today, "validFrom")
			.sensible(granting.validTo(), today, "validTo")
			.ordered(granting.validFrom(), granting.validTo(), "validTo", "Окончание раньше начала. Проверьте даты.");
		if (person != null) {
			LocalDate date = known.born().get(person);
			checks.refuseIf(date == null, "personId", "Человек не найден или недоступен вам.");
			if (date != null && !Identity.isAdult(date, today)
					&& !(granting.role().isPersonal() && known.withLeave().contains(person))) {
				throw RegistryProblem.MINOR_ACCOUNT
					.because("Несовершеннолетним доступ не выдаётся: ответы за них вносит куратор. "
							+ "Исключение разрешает директор, если представитель дал согласие.");
			}
		}
	}

	/** The organisation on whose behalf the caller gives this. */
	Place keeper(List<Granting> grants, Map<Long, Unit> units) {
		Granting first = grants.getFirst();
		Place where = Objects.requireNonNull(units.get(first.organisationId())).place();
		Scope scope = Scope.current();
		List<Long> candidates = new ArrayList<>();
		candidates.add(where.organisation());
		if (where.municipality() != null) {
			candidates.add(where.municipality());
		}
		if (where.institute() != null) {
			candidates.add(where.institute());
		}
		scope.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.INSTITUTE)
			.map(Grant::organisation)
			.forEach(candidates::add);
		long keeper = candidates.stream().filter(scope.write()::contains).findFirst().orElseThrow(GrantRules::power);
		return Objects.requireNonNull(this.directory.all(Set.of(keeper)).get(keeper)).place();
	}

	/**
	 * Whoever changes the address or the password of an account could take it over, with
	 * all its power, so they must be able to grant all of it.
	 */
	void requireAllOf(List<Projection.Holding> holdings) {
		Map<Long, Unit> units = this.directory
			.all(holdings.stream().map(Projection.Holding::unitId).collect(Collectors.toSet()));
		for (Projection.Holding holding : holdings) {
			Unit unit = units.get(holding.unitId());
			if (unit == null || !GrantRole.of(holding.role()).mayBeGrantedBy(Scope.current(), unit.place())) {
				throw RegistryProblem.GRANT_POWER
					.because("У этого пользователя есть роль, которую выдаёт другой уровень. Обратитесь к нему: "
							+ "имя, почту и вход исправляет тот, кто выдаёт все роли пользователя.");
			}
		}
	}

	static RuntimeException power() {
		return RegistryProblem.GRANT_POWER
			.because("Эту роль в этой организации выдаёт другой уровень. Обратитесь к нему.");
	}

}
