package ru.nastavnik.kit.tenancy;

import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/**
 * Tells Hibernate the region of the current scope; 0 matches no region.
 */
class RegionResolver implements CurrentTenantIdentifierResolver<Long> {

	@Override
	public Long resolveCurrentTenantIdentifier() {
		return Scope.current().region();
	}

	@Override
	public boolean validateExistingCurrentSessions() {
		return false;
	}

}
