package ru.nastavnik.programme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The conditions of a list. They choose the index; row-level security stays the wall.
 */
public final class Reach {

	private final List<String> conditions = new ArrayList<>();

	private final Map<String, Object> parameters = new LinkedHashMap<>();

	private Reach() {
	}

	/**
	 * Rows of mentorships that the caller may see.
	 * @param alias alias of a table with the place columns, {@code participants} and
	 * {@code with_minors}
	 * @param organisation an organisation or the top of a subtree, or null for all
	 */
	public static Reach of(String alias, @Nullable Long organisation) {
		Scope scope = Scope.current();
		Reach reach = inPlaces(alias, organisation);
		if (scope.own().isEmpty() && scope.named().isEmpty() && scope.person() != null) {
			reach.and(":person = any(" + alias + ".participants)", "person", scope.person());
		}
		if (scope.own().isEmpty() && scope.person() == null) {
			reach.and("not " + alias + ".with_minors");
		}
		return reach;
	}

	/** Rows of a table with the place columns. */
	public static Reach inPlace(String alias, @Nullable Long organisation) {
		return inPlace(alias, organisation, "%1$s.organisation_id = %2$s");
	}

	/** Rows of a table that names the other organisation of a mentorship between two. */
	public static Reach inPlaces(String alias, @Nullable Long organisation) {
		return inPlace(alias, organisation, "(%1$s.organisation_id = %2$s or %1$s.mentor_organisation = %2$s)");
	}

	private static Reach inPlace(String alias, @Nullable Long organisation, String here) {
		Scope scope = Scope.current();
		Reach reach = new Reach();
		reach.and(alias + ".region_id = :region", "region", scope.region());
		if (organisation != null && (scope.own().contains(organisation) || scope.named().isEmpty())) {
			reach.and(here.formatted(alias, ":organisation"), "organisation", organisation);
		}
		else if (organisation != null) {
			reach.and(
					"(%1$s.organisation_id = :organisation or %1$s.municipality_id = :organisation or %1$s.institute_id = :organisation or %1$s.region_id = :organisation)"
						.formatted(alias),
					"organisation", organisation);
		}
		else if (scope.named().isEmpty()) {
			reach.and(here.formatted(alias, "any(:places)"), "places",
					scope.grants().stream().map(Grant::organisation).distinct().toArray(Long[]::new));
		}
		return reach;
	}

	public Reach and(String condition) {
		this.conditions.add(condition);
		return this;
	}

	public Reach and(String condition, String name, Object value) {
		this.conditions.add(condition);
		this.parameters.put(name, value);
		return this;
	}

	/** Adds the condition when the value was asked for. */
	public Reach andIf(@Nullable Object value, String condition, String name) {
		return (value != null) ? and(condition, name, value) : this;
	}

	/** A filter of comma-separated codes. */
	public <E extends Enum<E>> Reach codes(@Nullable String text, Class<E> type, String column, String name) {
		if (text == null || text.isBlank()) {
			return this;
		}
		List<String> known = Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
		String[] codes = Arrays.stream(text.split(",")).map(String::trim).toArray(String[]::new);
		for (String code : codes) {
			if (!known.contains(code)) {
				throw KitProblem.INVALID.because("Такого значения фильтра нет.")
					.on(name, "Допустимы: " + String.join(", ", known) + ".");
			}
		}
		return and(column + " = any(:" + name + ")", name, codes);
	}

	/**
	 * Whether the caller is of a school or takes part: nobody else sees its inner work.
	 */
	public static boolean inside() {
		return !Scope.current().own().isEmpty() || Scope.current().person() != null;
	}

	public String where() {
		return " where " + String.join(" and ", this.conditions);
	}

	public Map<String, Object> parameters() {
		return this.parameters;
	}

}
