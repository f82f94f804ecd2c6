package ru.nastavnik.registry.mentor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Staff and pupils need no check of their own: the organisation that employs or teaches
 * them has seen to it. Somebody from outside does.
 */
@Component
class RecordsOfPeople implements ClearRecords {

	private final JdbcClient jdbc;

	RecordsOfPeople(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public boolean mayMeetMinors(long person) {
		return this.jdbc.sql("select kind <> 'external' from person where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", person)
			.query(Boolean.class)
			.optional()
			.orElse(false);
	}

}
