package ru.nastavnik.registry.account;

import java.util.Map;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.PersonalData;

/**
 * The account of an erased person leaves Keycloak too, by the same queue that brought it
 * there: a stopped Keycloak delays that and forgets nothing. The name for the log-in
 * waits in the queue and goes with it.
 */
@Component
@Order(10)
class AccountErasure implements PersonalData {

	private final JdbcClient jdbc;

	AccountErasure(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Map<String, Object> export(long personId) {
		return Map.of();
	}

	@Override
	public void erase(long personId) {
		this.jdbc
			.sql("""
					insert into account_projection (region_id, kind, subject_id, name)
					select region_id, 'removal', id, username from account where region_id = :region and person_id = :person""")
			.param("region", Scope.current().region())
			.param("person", personId)
			.update();
		this.jdbc.sql("""
				delete from account_invitation where region_id = :region and account_id in (select id from account
				  where region_id = :region and person_id = :person)""")
			.param("region", Scope.current().region())
			.param("person", personId)
			.update();
	}

}
