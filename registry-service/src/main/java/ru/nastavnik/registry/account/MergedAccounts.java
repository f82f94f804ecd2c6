package ru.nastavnik.registry.account;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.person.PeopleMerged;

/**
 * When two records become one person, Keycloak learns whom the grants of their accounts
 * name now.
 */
@Component
class MergedAccounts {

	private final JdbcClient jdbc;

	MergedAccounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(PeopleMerged merged) {
		this.jdbc.sql("""
				insert into account_projection (region_id, kind, subject_id, password)
				select region_id, 'account', id, null from account
				where region_id = :region and person_id in (:from, :into)""")
			.param("region", Scope.current().region())
			.param("from", merged.personId())
			.param("into", merged.intoId())
			.update();
	}

}
