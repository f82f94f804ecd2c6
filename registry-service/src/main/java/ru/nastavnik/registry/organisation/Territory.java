package ru.nastavnik.registry.organisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The part of the region that a list is asked for, as a condition that chooses the index;
 * row-level security rejects what it lets through. Made of numbers only.
 *
 * @param condition SQL over the place columns of the alias {@code x}
 * @param aboveSchool whether the caller sees this part from above: adults only
 */
public record Territory(String condition, boolean aboveSchool) {

	/** The condition over another alias. */
	public String on(String alias) {
		return this.condition.replace("x.", alias + ".");
	}

	static Territory of(Unit unit) {
		Scope scope = Scope.current();
		String column = switch (unit.level()) {
			case MINISTRY -> "region_id";
			case INSTITUTE -> "institute_id";
			case MUNICIPALITY -> "municipality_id";
			case SCHOOL -> "organisation_id";
		};
		return new Territory("x.region_id = " + scope.region() + " and x." + column + " = " + unit.id(),
				!scope.own().contains(unit.id()) && scope.person() == null);
	}

	/** Everything that the caller's grants open. */
	static Territory ofScope() {
		Scope scope = Scope.current();
		List<String> parts = new ArrayList<>();
		add(parts, "organisation_id", scope.own());
		add(parts, "municipality_id", organisations(scope, Role.MUNICIPAL));
		add(parts, "institute_id", organisations(scope, Role.INSTITUTE));
		if (scope.person() != null) {
			parts.add("x.person_id = " + scope.person());
		}
		return new Territory(
				"x.region_id = " + scope.region() + " and "
						+ (parts.isEmpty() ? "false" : "(" + String.join(" or ", parts) + ")"),
				scope.own().isEmpty() && scope.person() == null);
	}

	private static void add(List<String> parts, String column, Set<Long> ids) {
		if (!ids.isEmpty()) {
			parts.add("x." + column + " in (" + ids.stream().map(String::valueOf).collect(Collectors.joining(", "))
					+ ")");
		}
	}

	private static Set<Long> organisations(Scope scope, Role role) {
		return scope.grants()
			.stream()
			.filter((grant) -> grant.role() == role)
			.map((grant) -> grant.organisation())
			.collect(Collectors.toSet());
	}

}
