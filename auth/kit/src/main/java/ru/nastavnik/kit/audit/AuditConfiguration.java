package ru.nastavnik.kit.audit;

import java.util.List;

import jakarta.persistence.EntityManagerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The log of every service.
 */
@AutoConfiguration
@Import({ AuditController.class, AuditAnswer.class })
public class AuditConfiguration {

	@Bean
	AuditChain auditChain(JdbcClient jdbc, JdbcTemplate batches, PlatformTransactionManager transactions) {
		return new AuditChain(jdbc, batches, new TransactionTemplate(transactions));
	}

	@Bean
	Audit audit(JdbcTemplate jdbc, JsonMapper json, EntityManagerFactory entityManagerFactory,
			PlatformTransactionManager transactions, AuditChain chain) {
		return new Audit(jdbc, json, entityManagerFactory, transactions, chain);
	}

	@Bean
	AuditListener auditListener(EntityManagerFactory entityManagerFactory, Audit audit,
			@Value("${nastavnik.audit.exclude:}") List<String> excluded) {
		return new AuditListener(entityManagerFactory, audit, excluded);
	}

	@Bean
	AuditReading auditReading(JdbcClient jdbc, JsonMapper json) {
		return new AuditReading(jdbc, json);
	}

	@Bean
	AuditVerification auditVerification(JdbcClient jdbc) {
		return new AuditVerification(jdbc);
	}

	@Bean
	FilterRegistrationBean<AuditRequest> auditRequest() {
		FilterRegistrationBean<AuditRequest> registration = new FilterRegistrationBean<>(new AuditRequest());
		// inside the scope of the caller (-90)
		registration.setOrder(-85);
		return registration;
	}

}
