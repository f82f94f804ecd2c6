package ru.nastavnik.monitoring.person;

import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the states of a person; they are open to the intake alone, so who asks is checked
 * before.
 */
@Service
@Transactional(readOnly = true)
class PersonData {

	private final JdbcClient jdbc;

	private final JsonMapper json;

	PersonData(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** The states in these organisations; none when the person is not known there. */
	List<Map<?, ?>> states(long region, long person, Set<Long> organisations) {
		return this.jdbc.sql("""
				select (to_jsonb(t) - 'region_id' - 'institute_id' - 'municipality_id' - 'person_id')::text
				from participant_state t where region_id = :region and person_id = :person
				  and organisation_id = any (:organisations) order by organisation_id""")
			.param("region", region)
			.param("person", person)
			.param("organisations", organisations.toArray(Long[]::new))
			.query(String.class)
			.list()
			.stream()
			.<Map<?, ?>>map((row) -> this.json.readValue(row, Map.class))
			.toList();
	}

}
