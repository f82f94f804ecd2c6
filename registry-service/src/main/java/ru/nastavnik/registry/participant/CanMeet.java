package ru.nastavnik.registry.participant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * When and how somebody can meet; empty lists mean that nobody has said.
 *
 * @param times a day with a part of it
 * @param modes in person, remotely or both
 */
public record CanMeet(List<String> times, List<String> modes) {

	/** A code of {@code times}. */
	public static final String TIME = "(mon|tue|wed|thu|fri|sat)_(morning|day|evening)";

	/** A code of {@code modes}. */
	public static final String MODE = "in_person|remote";

	public static final String WRONG_TIME = "Допустимы дни mon–sat с частью дня: mon_morning, mon_day, mon_evening.";

	public static final String WRONG_MODE = "Допустимы: in_person, remote.";

	private static final Map<String, String> DAYS = words("mon", "пн", "tue", "вт", "wed", "ср", "thu", "чт", "fri",
			"пт", "sat", "сб");

	private static final Map<String, String> PARTS = words("morning", "утро", "day", "день", "evening", "вечер");

	public static final CanMeet UNKNOWN = new CanMeet(List.of(), List.of());

	/** What a form sent: in order and each once. */
	public static CanMeet of(@Nullable List<String> times, @Nullable List<String> modes) {
		return new CanMeet(tidy(times), tidy(modes));
	}

	/** «пн: утро, день; ср: вечер», in the order of the week. */
	public String timesInWords() {
		return DAYS.entrySet().stream().flatMap((day) -> {
			String parts = PARTS.entrySet()
				.stream()
				.filter((part) -> this.times.contains(day.getKey() + "_" + part.getKey()))
				.map(Map.Entry::getValue)
				.collect(Collectors.joining(", "));
			return parts.isEmpty() ? Stream.empty() : Stream.of(day.getValue() + ": " + parts);
		}).collect(Collectors.joining("; "));
	}

	public String modesInWords() {
		return Stream
			.of(this.modes.contains("in_person") ? "лично" : "", this.modes.contains("remote") ? "дистанционно" : "")
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.joining(", "));
	}

	private static Map<String, String> words(String... codesAndWords) {
		Map<String, String> words = new LinkedHashMap<>();
		for (int at = 0; at < codesAndWords.length; at += 2) {
			words.put(codesAndWords[at], codesAndWords[at + 1]);
		}
		return words;
	}

	private static List<String> tidy(@Nullable List<String> codes) {
		return Objects.requireNonNullElse(codes, List.<String>of()).stream().distinct().sorted().toList();
	}

}
