package ru.nastavnik.registry.account;

import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.organisation.Level;
import ru.nastavnik.registry.organisation.Unit;

/**
 * The roles that can be granted, where each makes sense, and who gives it.
 */
public enum GrantRole {

	MINISTRY(Level.MINISTRY), INSTITUTE(Level.INSTITUTE), MUNICIPAL(Level.MUNICIPALITY), DIRECTOR(Level.SCHOOL),
	CURATOR(Level.SCHOOL), PSYCHOLOGIST(Level.SCHOOL), MENTOR(Level.SCHOOL), MENTEE(Level.SCHOOL);

	private final Level level;

	GrantRole(Level level) {
		this.level = level;
	}

	static GrantRole of(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

	boolean isPersonal() {
		return this == MENTOR || this == MENTEE;
	}

	boolean fits(Unit unit) {
		return unit.level() == this.level;
	}

	/**
	 * The institute grants everything in its region, a municipality directors and
	 * curators of its schools, a director curators and psychologists, a curator the
	 * personal roles of the own school.
	 */
	boolean mayBeGrantedBy(Scope scope, Place where) {
		Set<GrantRole> byMunicipality = Set.of(DIRECTOR, CURATOR);
		Set<GrantRole> byDirector = Set.of(CURATOR, PSYCHOLOGIST);
		long institute = (where.institute() != null) ? where.institute() : 0;
		long municipality = (where.municipality() != null) ? where.municipality() : 0;
		return (scope.has(Role.INSTITUTE) && this == MINISTRY) || scope.has(institute, Role.INSTITUTE)
				|| (byMunicipality.contains(this) && scope.has(municipality, Role.MUNICIPAL))
				|| (byDirector.contains(this) && scope.has(where.organisation(), Role.DIRECTOR))
				|| (isPersonal() && scope.has(where.organisation(), Role.CURATOR));
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
