package ru.nastavnik.registry.participant;

import java.util.List;
import java.util.Objects;

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

	public static final CanMeet UNKNOWN = new CanMeet(List.of(), List.of());

	/** What a form sent: in order and each once. */
	public static CanMeet of(@Nullable List<String> times, @Nullable List<String> modes) {
		return new CanMeet(tidy(times), tidy(modes));
	}

	private static List<String> tidy(@Nullable List<String> codes) {
		return Objects.requireNonNullElse(codes, List.<String>of()).stream().distinct().sorted().toList();
	}

}
