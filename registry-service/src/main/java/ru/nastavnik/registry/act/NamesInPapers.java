package ru.nastavnik.registry.act;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.FeedUpkeep;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.NamePattern;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.registry.PersonalData;

/**
 * Acts and minutes name people in free text: such places are part of what is handed out
 * to a person, and the name leaves them when the person is erased. Where somebody else
 * has the same family name, only places with this person's names or initials count.
 */
@Service
@Order(20)
@Transactional
class NamesInPapers implements PersonalData {

	/** A table, what the person reads of it, its texts and what its search is made of. */
	private record Source(String table, String title, List<String> texts, @Nullable String search) {
	}

	private static final List<Source> SOURCES = List.of(
			new Source("minutes", "'Протокол № ' || number || ' от ' || to_char(held_on, 'DD.MM.YYYY')",
					List.of("agenda", "decision"), "body || ' ' || number || ' ' || agenda || ' ' || decision"),
			new Source("normative_act", "kind || ' № ' || number || ' от ' || to_char(act_date, 'DD.MM.YYYY')",
					List.of("title"), "kind || ' ' || issuer || ' ' || number || ' ' || title"),
			new Source("launch_condition", "'Условия старта, ' || academic_year", List.of("reason"), null),
			new Source("need_confirmation", "'Подтверждение списка от ' || to_char(confirmed_on, 'DD.MM.YYYY')",
					List.of("note"), null));

	private static final String LOGGED = """
			update audit_value set old_values = null, new_values = null, redacted_at = now()
			where region_id = :region and organisation_id = any (:organisations) and redacted_at is null
			  and (old_values is not null or new_values is not null)
			  and concat(old_values, ' ', new_values) ~ :pattern""";

	private final JdbcClient jdbc;

	private final FeedUpkeep feed;

	NamesInPapers(JdbcClient jdbc, FeedUpkeep feed) {
		this.jdbc = jdbc;
		this.feed = feed;
	}

	private record Name(String lastName, String firstName, @Nullable String middleName) {
	}

	private record Rewritten(long id, String search) {
	}

	@Override
	@Transactional(readOnly = true)
	public Map<String, Object> export(long personId) {
		List<Map<String, Object>> places = new ArrayList<>();
		pattern(personId).ifPresent((pattern) -> SOURCES.forEach((source) -> places.addAll(this.jdbc
			.sql("select " + source.title() + " as document, concat_ws(E'\\n', " + String.join(", ", source.texts())
					+ ") as text from " + source.table() + where(source))
			.param("region", Scope.current().region())
			.param("organisations", organisations())
			.param("pattern", pattern)
			.query()
			.listOfRows())));
		Map<String, Object> sections = new LinkedHashMap<>();
		if (!places.isEmpty()) {
			sections.put("Упоминания в актах и протоколах", places);
		}
		return sections;
	}

	@Override
	public void erase(long personId) {
		pattern(personId).ifPresent((pattern) -> {
			SOURCES.forEach((source) -> forget(source, pattern));
			this.feed.asFeed(() -> this.jdbc.sql(LOGGED)
				.param("region", Scope.current().region())
				.param("organisations", organisations())
				.param("pattern", pattern)
				.update());
		});
	}

	private void forget(Source source, String pattern) {
		List<String> changes = source.texts()
			.stream()
			.map((text) -> text + " = regexp_replace(" + text + ", :pattern, '…', 'g')")
			.toList();
		String sql = "update " + source.table() + " set version = version + 1, " + String.join(", ", changes)
				+ where(source);
		if (source.search() == null) {
			statement(sql, pattern).update();
			return;
		}
		statement(sql + " returning id, " + source.search() + " as search", pattern).query(Rewritten.class)
			.list()
			.forEach((row) -> this.jdbc
				.sql("update " + source.table() + " set text_norm = :text where region_id = :region and id = :id")
				.param("text", Act.searchable(row.search()))
				.param("region", Scope.current().region())
				.param("id", row.id())
				.update());
	}

	private JdbcClient.StatementSpec statement(String sql, String pattern) {
		return this.jdbc.sql(sql)
			.param("region", Scope.current().region())
			.param("organisations", organisations())
			.param("pattern", pattern);
	}

	private static String where(Source source) {
		return " where region_id = :region and organisation_id = any (:organisations) and concat_ws(' ', "
				+ String.join(", ", source.texts()) + ") ~ :pattern";
	}

	private static Long[] organisations() {
		return Scope.current().write().toArray(Long[]::new);
	}

	private Optional<String> pattern(long person) {
		return this.jdbc
			.sql("select last_name, first_name, middle_name from person where region_id = :region and id = :person")
			.param("region", Scope.current().region())
			.param("person", person)
			.query(Name.class)
			.optional()
			.map((name) -> pattern(person, name));
	}

	private String pattern(long person, Name name) {
		String last = name.lastName();
		String first = name.firstName();
		String middle = name.middleName();
		String pattern = others(person, "starts_with(last_norm, :text)", NamePattern.stem(last))
				? NamePattern.beside(last, first, middle) : NamePattern.family(last, first, middle);
		boolean alone = middle != null && !middle.isBlank()
				&& !others(person, "first_norm || ' ' || middle_norm = :text", first + " " + middle);
		return alone ? pattern + "|" + NamePattern.given(first, String.valueOf(middle)) : pattern;
	}

	private boolean others(long person, String called, String text) {
		return this.jdbc
			.sql("select exists (select from person where region_id = :region and id <> :person "
					+ "and organisation_id = any (:organisations) and " + called + ")")
			.param("region", Scope.current().region())
			.param("person", person)
			.param("organisations", organisations())
			.param("text", Names.normalised(text))
			.query(Boolean.class)
			.single();
	}

}
