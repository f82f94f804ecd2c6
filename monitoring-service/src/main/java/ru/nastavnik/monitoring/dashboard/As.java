package ru.nastavnik.monitoring.dashboard;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;

/**
 * How figures are read after organisations moved.
 */
enum As {

	/** Each period as the tree stood on its last day. */
	@JsonProperty("was")
	WAS,
	/** Every period summed over what stands there today. */
	@JsonProperty("now")
	NOW;

	static As of(@Nullable String reading) {
		return switch (reading) {
			case null -> WAS;
			case "was" -> WAS;
			case "now" -> NOW;
			default -> throw KitProblem.INVALID.because("Такого чтения показателей нет.")
				.on("reading", "Укажите: was (как было) или now (как есть сейчас).");
		};
	}

}
