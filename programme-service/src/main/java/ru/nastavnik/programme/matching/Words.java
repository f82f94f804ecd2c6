package ru.nastavnik.programme.matching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * What the shipped codes are called, and which competences help with which gap or
 * request. A code that a region added is called by itself and is met by the competence of
 * the same code.
 */
final class Words {

	private static final Content CONTENT = read();

	private Words() {
	}

	private record Content(Map<String, Map<String, String>> names, Map<String, List<String>> gapCovers,
			Map<String, List<String>> requestCovers) {
	}

	private static Content read() {
		try (var text = new ClassPathResource("matching/words.json").getInputStream()) {
			return JsonMapper.shared().readValue(text, Content.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The competences of which one is enough for this gap. */
	static List<String> coverGap(String gap) {
		return CONTENT.gapCovers().getOrDefault(gap, List.of(gap));
	}

	/** The competences of which one is enough for this request. */
	static List<String> coverRequest(String request) {
		return CONTENT.requestCovers().getOrDefault(request, List.of(request));
	}

	static String gaps(Collection<String> codes) {
		return names("gaps", codes);
	}

	static String requests(Collection<String> codes) {
		return names("requestCodes", codes);
	}

	static String competences(Collection<String> codes) {
		return names("competences", codes);
	}

	static String subjects(Collection<String> codes) {
		return names("subjects", codes);
	}

	static String ages(Collection<String> codes) {
		return names("menteeAges", codes);
	}

	/** In the order of the week. */
	static String times(Collection<String> codes) {
		Map<String, String> names = CONTENT.names().getOrDefault("meetingTimes", Map.of());
		return names.entrySet()
			.stream()
			.filter((time) -> codes.contains(time.getKey()))
			.map(Map.Entry::getValue)
			.collect(Collectors.joining(", "));
	}

	private static String names(String dictionary, Collection<String> codes) {
		Map<String, String> names = CONTENT.names().getOrDefault(dictionary, Map.of());
		return codes.stream().map((code) -> names.getOrDefault(code, code)).collect(Collectors.joining(", "));
	}

	/** «3 года», «5 лет», «1 год». */
	static String years(int years) {
		return count(years, "год", "года", "лет");
	}

	static String count(int number, String one, String few, String many) {
		int hundred = Math.abs(number) % 100;
		int ten = hundred % 10;
		String word = (hundred > 10 && hundred < 20 || ten == 0 || ten > 4) ? many : (ten == 1) ? one : few;
		return number + " " + word;
	}

}
