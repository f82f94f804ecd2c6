package ru.nastavnik.registry.account;

import java.util.List;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.organisation.RegionOpening.RegionOpened;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;

/**
 * What other features do that accounts have to follow.
 */
@Service
class AccountEvents {

	private final JdbcClient jdbc;

	AccountEvents(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	@Transactional
	public void on(RegionOpened opened) {
		this.jdbc.sql(
				"insert into account_projection (region_id, kind, subject_id, name) values (:region, 'region', :region, :name)")
			.param("region", opened.region())
			.param("name", opened.name())
			.update();
	}

	@EventListener
	@Transactional
	public void on(BirthDateCorrected corrected) {
		for (String table : List.of("account", "role_grant", "account_invitation", "minor_leave")) {
			String key = table.equals("account_invitation")
					? "account_id in (select id from account where region_id = :region and person_id = :person)"
					: "person_id = :person";
			this.jdbc.sql("update " + table + " set born = :born where region_id = :region and " + key)
				.param("born", corrected.born())
				.param("region", Scope.current().region())
				.param("person", corrected.personId())
				.update();
		}
	}

}
