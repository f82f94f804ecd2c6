package ru.nastavnik.registry.dictionary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;

/**
 * The dictionaries of the caller's region: what comes with the platform, overlaid with
 * what the region changed. So a new region has them at once, and a code that was ever
 * used never disappears: it can only be retired.
 */
@Service
@Transactional(readOnly = true)
public class Dictionaries {

	private final Map<Dictionary, Map<String, Entry>> defaults;

	private final JdbcClient jdbc;

	Dictionaries(JsonMapper json, JdbcClient jdbc) throws java.io.IOException {
		this.jdbc = jdbc;
		this.defaults = new EnumMap<>(Dictionary.class);
		try (var text = new ClassPathResource("dictionary/defaults.json").getInputStream()) {
			Map<String, List<List<String>>> shipped = json.readValue(text, new TypeReference<>() {
			});
			for (Dictionary dictionary : Dictionary.values()) {
				Map<String, Entry> entries = new LinkedHashMap<>();
				for (List<String> pair : Objects.requireNonNull(shipped.get(dictionary.code()))) {
					entries.put(pair.getFirst(), new Entry(pair.getFirst(), pair.getLast(), null,
							10 * (entries.size() + 1), false, true, 0));
				}
				this.defaults.put(dictionary, entries);
			}
		}
	}

	/**
	 * A line of a dictionary.
	 *
	 * @param shipped whether it came with the platform
	 * @param version 0 while the region has not touched it
	 */
	public record Entry(String code, String name, @Nullable String hint, int position, boolean retired, boolean shipped,
			int version) {
	}

	private record Changed(String dictionary, Entry entry) {
	}

	/** All lines in order, the retired ones too: old records still show them. */
	public List<Entry> entries(Dictionary dictionary) {
		return all(Set.of(dictionary)).getOrDefault(dictionary, List.of());
	}

	/** Several dictionaries with one statement. */
	public Map<Dictionary, List<Entry>> all(Set<Dictionary> wanted) {
		Map<Dictionary, Map<String, Entry>> entries = new EnumMap<>(Dictionary.class);
		wanted.forEach((dictionary) -> entries.put(dictionary,
				new LinkedHashMap<>(this.defaults.getOrDefault(dictionary, Map.of()))));
		for (Changed changed : changes(wanted)) {
			Dictionary.of(changed.dictionary())
				.map(entries::get)
				.ifPresent((lines) -> lines.put(changed.entry().code(), changed.entry()));
		}
		Map<Dictionary, List<Entry>> sorted = new EnumMap<>(Dictionary.class);
		entries.forEach((dictionary, lines) -> sorted.put(dictionary,
				lines.values().stream().sorted(Comparator.comparingInt(Entry::position)).toList()));
		return sorted;
	}

	private List<Changed> changes(Set<Dictionary> wanted) {
		return this.jdbc.sql("""
				select distinct on (dictionary, code) dictionary, code, name, hint, position, retired_on, version
				from dictionary_entry where region_id = :region and dictionary = any (:dictionaries)
				order by dictionary, code, version desc""")
			.param("region", Scope.current().region())
			.param("dictionaries", wanted.stream().map(Dictionary::code).toArray(String[]::new))
			.query((row, number) -> {
				String code = row.getString("code");
				String dictionary = row.getString("dictionary");
				boolean shipped = Dictionary.of(dictionary)
					.map(this.defaults::get)
					.filter((lines) -> lines.containsKey(code))
					.isPresent();
				return new Changed(dictionary, new Entry(code, row.getString("name"), row.getString("hint"),
						row.getInt("position"), row.getDate("retired_on") != null, shipped, row.getInt("version")));
			})
			.list();
	}

	/** Which codes each dictionary offers today, for checks of many rows. */
	public Map<Dictionary, Set<String>> offered(Set<Dictionary> wanted) {
		Map<Dictionary, Set<String>> offered = new EnumMap<>(Dictionary.class);
		all(wanted).forEach((dictionary, entries) -> offered.put(dictionary,
				entries.stream()
					.filter((entry) -> !entry.retired())
					.map(Entry::code)
					.collect(Collectors.toCollection(LinkedHashSet::new))));
		return offered;
	}

	/**
	 * Refuses codes that the dictionary does not offer; what the record had before stays
	 * allowed, because retiring a code changes no record.
	 */
	public static void check(Checks checks, String field, Set<String> offered, Collection<String> codes,
			Collection<String> before) {
		List<String> unknown = new ArrayList<>(codes);
		unknown.removeAll(offered);
		unknown.removeAll(before);
		checks.refuseIf(!unknown.isEmpty(), field, "Нет в справочнике региона: " + String.join(", ", unknown)
				+ ". Выберите из списка; новую строку добавляет институт.");
	}

}
