package ru.nastavnik.registry.participant;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The codes behind the subjects that schools wrote: a code stands for itself, a shipped
 * name (or its beginning, «Русский язык») for the code it came with. Other words are left
 * out, so no free text goes where only codes may. A region's own wording does not count:
 * facts are recorded in scopes that cannot read it, and must say the same in each.
 */
@Component
class SubjectCodes {

	private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,39}");

	private static final int SHORTEST = 3;

	/** Pairs of code and name. */
	private final List<List<String>> shipped;

	SubjectCodes(JsonMapper json) throws IOException {
		try (var text = new ClassPathResource("dictionary/defaults.json").getInputStream()) {
			Map<String, List<List<String>>> all = json.readValue(text, new TypeReference<>() {
			});
			this.shipped = Objects.requireNonNull(all.get("subjects"));
		}
	}

	List<String> of(List<String> written) {
		return written.stream()
			.map((text) -> text.strip().toLowerCase(Locale.ROOT))
			.flatMap(this::code)
			.distinct()
			.toList();
	}

	private Stream<String> code(String text) {
		if (CODE.matcher(text).matches()) {
			return Stream.of(text);
		}
		return this.shipped.stream()
			.filter((pair) -> text.length() >= SHORTEST && pair.getLast().toLowerCase(Locale.ROOT).startsWith(text))
			.map(List::getFirst)
			.limit(1);
	}

}
