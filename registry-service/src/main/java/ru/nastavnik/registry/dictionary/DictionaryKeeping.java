package ru.nastavnik.registry.dictionary;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.dictionary.Dictionaries.Entry;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * The institute words the dictionaries of its region. Every change is a new version of a
 * line.
 */
@Service
@Transactional
public class DictionaryKeeping {

	private static final String INSERT = """
			insert into dictionary_entry (region_id, institute_id, municipality_id, organisation_id, dictionary, code,
			  version, name, hint, position, retired_on, created_by)
			values (:region, :institute, :municipality, :organisation, :dictionary, :code, :version, :name, :hint,
			  :position, :retiredOn, :caller)
			on conflict do nothing""";

	private final Dictionaries dictionaries;

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final Clock clock;

	DictionaryKeeping(Dictionaries dictionaries, OrganisationDirectory directory, JdbcClient jdbc, Clock clock) {
		this.dictionaries = dictionaries;
		this.directory = directory;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** A former wording. */
	record Version(int version, String name, @Nullable String hint, boolean retired, OffsetDateTime at) {
	}

	Entry add(Dictionary dictionary, String name, @Nullable String hint) {
		Place place = requireInstitute();
		if (dictionary.closed()) {
			throw KitProblem.INVALID.because("Коды этого справочника заданы платформой: по ним считаются показатели. "
					+ "Переименуйте или скройте существующую строку.");
		}
		List<Entry> entries = this.dictionaries.entries(dictionary);
		checkName(entries, null, name);
		int position = entries.stream().mapToInt(Entry::position).max().orElse(0) + 10;
		long own = entries.stream().filter((entry) -> !entry.shipped()).count();
		Entry added = new Entry("own_" + (own + 1), name.strip(), hint, position, false, false, 1);
		if (!write(place, dictionary, added)) {
			throw KitProblem.STALE.because("Справочник только что изменил другой сотрудник. Повторите добавление.");
		}
		return added;
	}

	Entry change(Dictionary dictionary, String code, String name, @Nullable String hint, boolean retired, int version) {
		Place place = requireInstitute();
		List<Entry> entries = this.dictionaries.entries(dictionary);
		Entry saved = entries.stream()
			.filter((entry) -> entry.code().equals(code))
			.findFirst()
			.orElseThrow(DictionaryKeeping::notFound);
		StaleVersionException.check(saved.version(), version, () -> saved);
		if (!retired) {
			checkName(entries, code, name);
		}
		Entry changed = new Entry(code, name.strip(), hint, saved.position(), retired, saved.shipped(), version + 1);
		if (!write(place, dictionary, changed)) {
			throw new StaleVersionException(saved, version);
		}
		return changed;
	}

	/** Puts the lines in the given order; lines that are not named follow. */
	List<Entry> order(Dictionary dictionary, List<String> codes) {
		Place place = requireInstitute();
		List<Entry> entries = this.dictionaries.entries(dictionary);
		Checks checks = new Checks();
		List<String> known = entries.stream().map(Entry::code).toList();
		for (int at = 0; at < codes.size(); at++) {
			checks.refuseIf(!known.contains(codes.get(at)) || codes.indexOf(codes.get(at)) != at, "codes[" + at + "]",
					"Такой строки в справочнике нет или она названа дважды.");
		}
		checks.done();
		List<Entry> sorted = new java.util.ArrayList<>();
		codes.forEach((code) -> sorted.add(entries.get(known.indexOf(code))));
		entries.stream().filter((entry) -> !codes.contains(entry.code())).forEach(sorted::add);
		for (int at = 0; at < sorted.size(); at++) {
			Entry entry = sorted.get(at);
			int position = 10 * (at + 1);
			if (entry.position() != position && !write(place, dictionary, new Entry(entry.code(), entry.name(),
					entry.hint(), position, entry.retired(), entry.shipped(), entry.version() + 1))) {
				throw KitProblem.STALE.because("Справочник только что изменил другой сотрудник. Обновите страницу.");
			}
		}
		return this.dictionaries.entries(dictionary);
	}

	@Transactional(readOnly = true)
	List<Version> history(Dictionary dictionary, String code) {
		return this.jdbc
			.sql("""
					select version, name, hint, retired_on, created_at from dictionary_entry
					where region_id = :region and dictionary = :dictionary and code = :code order by version desc limit 100""")
			.param("region", Scope.current().region())
			.param("dictionary", dictionary.code())
			.param("code", code)
			.query((row, number) -> new Version(row.getInt("version"), row.getString("name"), row.getString("hint"),
					row.getDate("retired_on") != null, row.getObject("created_at", OffsetDateTime.class)))
			.list();
	}

	private static void checkName(List<Entry> entries, @Nullable String code, String name) {
		String wanted = norm(name);
		boolean taken = entries.stream()
			.anyMatch((entry) -> !entry.retired() && !Objects.equals(entry.code(), code)
					&& norm(entry.name()).equals(wanted));
		new Checks().refuseIf(taken, "name", "Такая строка в справочнике уже есть.").done();
	}

	private static String norm(String name) {
		return name.strip().toLowerCase(Locale.ROOT).replace('ё', 'е');
	}

	private boolean write(Place place, Dictionary dictionary, Entry entry) {
		return this.jdbc.sql(INSERT)
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("dictionary", dictionary.code())
			.param("code", entry.code())
			.param("version", entry.version())
			.param("name", entry.name())
			.param("hint", entry.hint())
			.param("position", entry.position())
			.param("retiredOn", entry.retired() ? LocalDate.now(this.clock) : null)
			.param("caller", Scope.current().caller())
			.update() == 1;
	}

	private Place requireInstitute() {
		Scope.current().requireAny(Role.INSTITUTE);
		long institute = Scope.current()
			.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.INSTITUTE)
			.map(Grant::organisation)
			.findFirst()
			.orElseThrow();
		return this.directory.get(institute).place();
	}

	static RuntimeException notFound() {
		return KitProblem.NOT_FOUND.because("Такой строки в справочнике нет. Обновите страницу.");
	}

}
