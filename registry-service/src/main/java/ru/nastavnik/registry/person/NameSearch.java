package ru.nastavnik.registry.person;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.web.Names;

/**
 * Search by the beginnings of any words of a name, in ranges that indexes under the wall
 * can use. Whoever is found by the family name stands together in the index by name,
 * whoever is found by another word anywhere: asked for in one condition, the planner
 * walks the names from the first letter on until it comes to those that are meant. So a
 * page of a list is taken of both kinds apart.
 */
final class NameSearch {

	private static final int WORDS = 4;

	private static final List<String> OTHERS = List.of("last_tail_norm", "first_norm", "middle_norm");

	private static final String BY_FAMILY = "(x.name_norm >= :from0 and x.name_norm < :to0)";

	private final int words;

	private NameSearch(int words) {
		this.words = words;
	}

	static NameSearch of(@Nullable String q, Map<String, Object> params) {
		if (q == null || q.isBlank()) {
			return new NameSearch(0);
		}
		String[] words = Names.normalised(q).split(" ");
		int count = Math.min(words.length, WORDS);
		for (int at = 0; at < count; at++) {
			params.put("from" + at, words[at]);
			params.put("to" + at, words[at] + "\uFFFF");
		}
		return new NameSearch(count);
	}

	boolean isEmpty() {
		return this.words == 0;
	}

	/** The condition that all the words are met, to be added to others. */
	String condition() {
		return (this.words == 0) ? "" : " and (" + BY_FAMILY + " or " + others(0) + ")" + further();
	}

	/**
	 * The first rows of a list, as many as its pages up to the one that is asked for.
	 * @param where all other conditions over {@code x}
	 */
	String first(String where, String order, long rows) {
		String page = " order by " + order + " limit " + rows + ")";
		if (this.words == 0) {
			return "(select * from person x where " + where + page;
		}
		String select = "(select * from person x where " + where + further() + " and ";
		return "(" + select + BY_FAMILY + page + " union all " + select + "not " + BY_FAMILY + " and (" + others(0)
				+ ")" + page + ")";
	}

	private String further() {
		StringBuilder condition = new StringBuilder();
		for (int at = 1; at < this.words; at++) {
			condition.append(" and (").append(range("last_norm", at)).append(" or ").append(others(at)).append(')');
		}
		return condition.toString();
	}

	private static String others(int at) {
		return OTHERS.stream().map((column) -> range(column, at)).collect(Collectors.joining(" or "));
	}

	private static String range(String column, int at) {
		return "(x.%1$s >= :from%2$d and x.%1$s < :to%2$d)".formatted(column, at);
	}

}
