package ru.nastavnik.kit.web;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;

import ru.nastavnik.kit.problem.ProblemConfiguration;

/**
 * The filters and advice of every service's HTTP interface.
 */
@AutoConfiguration
@EnableConfigurationProperties(WebProperties.class)
@Import(ProblemConfiguration.class)
public class WebConfiguration {

	@Bean
	FilterRegistrationBean<TraceFilter> traceFilter() {
		FilterRegistrationBean<TraceFilter> registration = new FilterRegistrationBean<>(new TraceFilter());
		registration.setOrder(-110);
		return registration;
	}

	@Bean
	IdempotencyPurge idempotencyPurge(JdbcClient jdbc, PlatformTransactionManager transactions) {
		return new IdempotencyPurge(jdbc, new TransactionTemplate(transactions));
	}

	@Bean
	FilterRegistrationBean<Idempotency> idempotency(JdbcClient jdbc, PlatformTransactionManager transactions,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, WebProperties properties) {
		FilterRegistrationBean<Idempotency> registration = new FilterRegistrationBean<>(
				new Idempotency(jdbc, new TransactionTemplate(transactions), problems, properties.maxBody()));
		// after the scope of the caller is bound (-90), which is after security (-100)
		registration.setOrder(-80);
		return registration;
	}

}
