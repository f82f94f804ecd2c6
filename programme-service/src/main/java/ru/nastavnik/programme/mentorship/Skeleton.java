package ru.nastavnik.programme.mentorship;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The meetings that every mentorship should have (BR-042).
 */
final class Skeleton {

	private static final Map<String, String> KINDS = new LinkedHashMap<>();

	static {
		KINDS.put("acquaintance", "знакомство");
		KINDS.put("trial", "пробная рабочая встреча");
		KINDS.put("planning", "встреча-планирование");
		KINDS.put("regular", "регулярные встречи");
		KINDS.put("final", "итоговая встреча");
	}

	private Skeleton() {
	}

	/** Kinds that were not held yet, in their order. */
	static List<String> missing(Collection<String> held) {
		return KINDS.keySet().stream().filter((kind) -> !held.contains(kind)).toList();
	}

	/**
	 * What is said when a mentorship is completed without its planning or final meeting.
	 */
	static List<String> warnings(Collection<String> missing) {
		return List.of("planning", "final")
			.stream()
			.filter(missing::contains)
			.map((kind) -> "Не проведена " + KINDS.get(kind) + ".")
			.toList();
	}

}
