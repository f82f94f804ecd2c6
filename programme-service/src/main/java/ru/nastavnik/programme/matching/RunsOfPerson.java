package ru.nastavnik.programme.matching;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.participant.KeptOfPerson;

/**
 * What runs of matching were told of a person: out of the inputs that are kept for their
 * replay nothing but the person's own lines.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RunsOfPerson implements KeptOfPerson {

	/** The latest ones; a school has a few runs a year. */
	private static final int MOST = 100;

	private static final String RUNS = """
			select r.id, r.form, r.created_at::date::text as day, i.content from matching_input i
			join matching_run r on r.region_id = i.region_id and r.id = i.run_id
			where i.region_id = :region and i.organisation_id = any(:organisations) and :person = any(i.people)
			order by r.id desc limit :most""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	RunsOfPerson(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	@Override
	public String title() {
		return "Сведения в подборах пар";
	}

	@Override
	public List<Map<String, Object>> of(long person, Collection<Long> organisations) {
		return this.jdbc.sql(RUNS)
			.param("region", Scope.current().region())
			.param("organisations", organisations.toArray(Long[]::new))
			.param("person", person)
			.param("most", MOST)
			.query((row, number) -> {
				JsonNode inputs = this.json.readTree(SnapshotText.unpacked(row.getBytes("content")));
				Map<String, Object> kept = new LinkedHashMap<>();
				kept.put("run", row.getLong("id"));
				kept.put("day", row.getString("day"));
				kept.put("form", row.getString("form"));
				Stream.of("mentors", "mentees")
					.forEach((side) -> inputs.path(side)
						.valueStream()
						.filter((one) -> one.path("id").asLong() == person)
						.forEach((one) -> kept.put(side, this.json.treeToValue(one, Map.class))));
				return kept;
			})
			.list();
	}

}
