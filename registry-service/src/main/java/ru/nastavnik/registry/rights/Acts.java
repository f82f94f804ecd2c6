package ru.nastavnik.registry.rights;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Acts of destruction as they are read and printed.
 */
@Service("destructionActs")
@Transactional(readOnly = true)
class Acts {

	private final JdbcClient jdbc;

	private final JsonMapper json;

	Acts(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** An act with the extract of the log. */
	record ActView(long id, long organisationId, LocalDate onDate, String reason, String operatorName, String subjects,
			int subjectCount, List<String> categories, String method, String preparedName, String approvedName,
			List<Line> lines) {
	}

	/** How many rows of a category were destroyed. */
	record Line(String category, int rows) {
	}

	List<ActView> list(@Nullable Long organisation) {
		return read("(:key::bigint is null or organisation_id = :key)", organisation);
	}

	ActView one(long id) {
		return read("id = :key", id).stream()
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private List<ActView> read(String condition, @Nullable Long key) {
		return this.jdbc
			.sql("select * from destruction_act where region_id = :region and " + condition
					+ " order by id desc limit 200")
			.param("region", Scope.current().region())
			.param("key", key)
			.query((row, number) -> new ActView(row.getLong("id"), row.getLong("organisation_id"),
					row.getObject("on_date", LocalDate.class), row.getString("reason"), row.getString("operator_name"),
					row.getString("subjects"), row.getInt("subject_count"),
					List.of((String[]) row.getArray("categories").getArray()), row.getString("method"),
					row.getString("prepared_name"), row.getString("approved_name"),
					lines(this.json.readTree(row.getString("log")))))
			.list();
	}

	private static List<Line> lines(JsonNode log) {
		return log.path("lines")
			.valueStream()
			.map((line) -> new Line(line.path("category").asString(), line.path("rows").asInt()))
			.toList();
	}

}
