package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The part of the region that a list is asked for, as a condition that chooses the index;
 * row-level security rejects what it lets through. Made of numbers only.
 *
 * @param condition SQL over the place columns of the alias {@code x}
 * @param aboveSchool whether the caller sees this part from above: adults only
 * @param homes organisations of the caller that are part of it
 */
public record Territory(String condition, boolean aboveSchool, Set<Long> homes) {

	/** The condition over another alias. */
	public String on(String alias) {
		return this.condition.replace("x.", alias + ".");
	}

	/** The condition for people, those whose card is kept here and guests. */
	public String people(LocalDate today) {
		String guests = guests(today);
		return (guests == null) ? this.condition
				: "x.region_id = " + Scope.current().region() + " and (" + this.condition + " or " + guests + ")";
	}

	/**
	 * The condition for people whose card is kept elsewhere and who work or study here:
	 * they are looked up by the posts and classes of the organisation, since the array of
	 * their organisations has no index that the wall lets through. Null where nobody can
	 * be a guest.
	 */
	public @Nullable String guests(LocalDate today) {
		if (this.homes.isEmpty()) {
			return null;
		}
		String here = "where region_id = " + Scope.current().region() + " and organisation_id in (" + list(this.homes)
				+ ") and guest and ";
		return "x.region_id = " + Scope.current().region() + " and x.organisation_id not in (" + list(this.homes)
				+ ") and x.id = any (array(select person_id from employment " + here
				+ "(dismissed_on is null or dismissed_on >= '" + today + "') union all select person_id from enrolment "
				+ here + "(enrolled_to is null or enrolled_to >= '" + today + "')))";
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
				!scope.own().contains(unit.id()) && scope.person() == null,
				scope.own().contains(unit.id()) ? Set.of(unit.id()) : Set.of());
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
				scope.own().isEmpty() && scope.person() == null, scope.own());
	}

	private static void add(List<String> parts, String column, Set<Long> ids) {
		if (!ids.isEmpty()) {
			parts.add("x." + column + " in (" + list(ids) + ")");
		}
	}

	private static String list(Set<Long> ids) {
		return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

	private static Set<Long> organisations(Scope scope, Role role) {
		return scope.grants()
			.stream()
			.filter((grant) -> grant.role() == role)
			.map((grant) -> grant.organisation())
			.collect(Collectors.toSet());
	}

}
