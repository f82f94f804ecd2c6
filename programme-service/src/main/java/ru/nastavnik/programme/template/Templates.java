package ru.nastavnik.programme.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;

/**
 * Templates are reference data of the platform: loaded with the schema, the same for
 * every region, read once.
 */
@Service
@Transactional(readOnly = true)
public class Templates {

	private final JdbcClient jdbc;

	private volatile Map<Long, Template> known = Map.of();

	Templates(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A template with its rows; 404 for an unknown one. */
	public Template template(long id) {
		return Optional.ofNullable(all().get(id)).orElseThrow(() -> KitProblem.NOT_FOUND.because("Шаблон не найден."));
	}

	/** A template by its code. */
	public Optional<Template> byCode(String code) {
		return all().values().stream().filter((template) -> template.code().equals(code)).findFirst();
	}

	List<Template> list() {
		return all().values().stream().sorted((one, two) -> Long.compare(one.id(), two.id())).toList();
	}

	private Map<Long, Template> all() {
		if (this.known.isEmpty()) {
			record Head(long id, String code, String title, String kind) {
			}
			record Line(long templateId, String stage, String no, String activity, String term, String result,
					String responsible) {
			}
			List<Line> lines = this.jdbc.sql("select * from template_row order by template_id, seq")
				.query(Line.class)
				.list();
			Map<Long, Template> read = new HashMap<>();
			for (Head head : this.jdbc.sql("select * from template").query(Head.class).list()) {
				List<TemplateRow> rows = lines.stream()
					.filter((line) -> line.templateId() == head.id())
					.map((line) -> new TemplateRow(line.stage(), line.no(), line.activity(), Term.parse(line.term()),
							line.result(), line.responsible()))
					.toList();
				read.put(head.id(), new Template(head.id(), head.code(), head.title(), head.kind(), rows));
			}
			this.known = Map.copyOf(read);
		}
		return this.known;
	}

	/** A plan, roadmap or work plan to start from. */
	public record Template(long id, String code, String title, String kind, List<TemplateRow> rows) {
	}

	/** One activity of a template. */
	public record TemplateRow(String stage, String no, String activity, Term term, String result, String responsible) {
	}

}
