package ru.nastavnik.registry.account;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.organisation.GrantsMoved;

/**
 * Tells Keycloak what a reorganisation did to grants.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class GrantsFollowing {

	private final JdbcClient jdbc;

	GrantsFollowing(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(GrantsMoved moved) {
		this.jdbc.sql("""
				insert into account_projection (region_id, kind, subject_id)
				select distinct g.region_id, 'account', g.account_id from role_grant g where g.region_id = :region
				  and g.revoked_at is null and (g.id = any (:grants) or g.unit_id = any (:units))""")
			.param("region", Scope.current().region())
			.param("grants", moved.grants().toArray(Long[]::new))
			.param("units", moved.organisations().toArray(Long[]::new))
			.update();
	}

}
