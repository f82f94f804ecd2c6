package ru.nastavnik.kit.test;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * Gives a service's context its own database.
 */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresConfiguration {

	@Bean
	Postgres.Database testDatabase(@Value("${spring.application.name:kit}") String application) {
		return Postgres.server().createDatabase(application.replaceAll("-.*", "").replaceAll("[^a-z]", ""));
	}

	@Bean
	DynamicPropertyRegistrar roleForMigrations(Postgres.Database database) {
		return (registry) -> registry.add("spring.liquibase.parameters.app", database::app);
	}

	@Bean
	Db db(Postgres.Database database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(Postgres.server().superuser(database.name()));
		pool.setMaximumPoolSize(3);
		return new Db(pool, database);
	}

	@Bean
	JdbcConnectionDetails appConnection(Postgres.Database database) {
		return new JdbcConnectionDetails() {

			@Override
			public String getUsername() {
				return database.app();
			}

			@Override
			public String getPassword() {
				return Postgres.PASSWORD;
			}

			@Override
			public String getJdbcUrl() {
				return database.url();
			}

		};
	}

	@Bean
	LiquibaseConnectionDetails ownerConnection(Postgres.Database database) {
		return new LiquibaseConnectionDetails() {

			@Override
			public String getUsername() {
				return database.owner();
			}

			@Override
			public String getPassword() {
				return Postgres.PASSWORD;
			}

			@Override
			public String getJdbcUrl() {
				return database.url();
			}

		};
	}

}
