package ru.nastavnik.kit.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.web.Names;

/**
 * A column that a template has and an import understands.
 *
 * @param key stable key
 * @param title header in the template
 * @param kind how its cells are read
 * @param required whether every row needs it
 * @param meaning what it means and how to fill it, for the instructions
 * @param example a value for the example sheet
 * @param synonyms other headers that mean the same
 * @param choices for {@link Kind#CHOICE}: what may be written, and the code behind it;
 * several words may share a code, the first is the one in the drop-down
 */
public record SheetField(String key, String title, Kind kind, boolean required, String meaning, String example,
		List<String> synonyms, Map<String, String> choices) {

	/** How cells are read. */
	public enum Kind {

		TEXT, NAME, DATE, INTEGER, PHONE, EMAIL, CHOICE, DIGITS, LIST

	}

	public static SheetField of(String key, String title, Kind kind, String meaning, String example,
			String... synonyms) {
		return new SheetField(key, title, kind, false, meaning, example, List.of(synonyms), Map.of());
	}

	public SheetField asRequired() {
		return new SheetField(this.key, this.title, this.kind, true, this.meaning, this.example, this.synonyms,
				this.choices);
	}

	/** The same field with what may be written: words and codes by turns. */
	public SheetField with(Map<String, String> wordsAndCodes) {
		return new SheetField(this.key, this.title, this.kind, this.required, this.meaning, this.example, this.synonyms,
				new LinkedHashMap<>(wordsAndCodes));
	}

	/** Words for a drop-down: the first of each code. */
	public List<String> words() {
		Map<String, String> first = new LinkedHashMap<>();
		this.choices.forEach((word, code) -> first.putIfAbsent(code, word));
		return List.copyOf(first.values());
	}

	/** The first word of a code, or the code itself. */
	public String word(String code) {
		return this.choices.entrySet()
			.stream()
			.filter((choice) -> choice.getValue().equals(code))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(code);
	}

	/** Everything a header of this field may be called, normalised. */
	List<String> headers() {
		List<String> headers = new ArrayList<>();
		headers.add(normalised(this.title));
		this.synonyms.forEach((synonym) -> headers.add(normalised(synonym)));
		return headers;
	}

	/** A header or a word without case, ё, look-alikes, blanks and punctuation. */
	public static String normalised(@Nullable String text) {
		if (text == null) {
			return "";
		}
		return Names.withoutLookAlikes(text)
			.toLowerCase(Locale.ROOT)
			.replace('ё', 'е')
			.replaceAll("[^\\p{L}\\p{N}]+", "");
	}

}
