package ru.nastavnik.kit.tenancy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.MultiTenancySettings;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Replaces Boot's transaction manager by the scoped one and tells Hibernate the region.
 */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class)
public class TenancyConfiguration {

	@Bean
	ScopedTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
		return new ScopedTransactionManager(entityManagerFactory);
	}

	@Bean
	WiderScope widerScope(EntityManager entityManager, ScopedTransactionManager transactionManager) {
		return new WiderScope(entityManager, transactionManager);
	}

	@Bean
	HibernatePropertiesCustomizer regionAsTenant() {
		RegionResolver resolver = new RegionResolver();
		return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, resolver);
	}

	@Bean
	Sight sight(JdbcClient jdbc, ScopedTransactionManager transactionManager) {
		return new Sight(jdbc, transactionManager);
	}

}
