package ru.nastavnik.kit.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * The whole service on real PostgreSQL, connected as the application role and migrated by
 * the owner. Readers of foreign feeds are off.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(properties = { "nastavnik.feed.read=false", "spring.datasource.hikari.maximum-pool-size=8",
		"springdoc.api-docs.path=/v3/api-docs", "springdoc.paths-to-exclude=/feed/**",
		"logging.level.org.testcontainers=off", "logging.level.com.zaxxer.hikari=warn",
		"logging.level.liquibase=warn" })
@AutoConfigureMockMvc
@Import({ PostgresConfiguration.class, Statements.Counting.class, ShapeNames.class })
public @interface ServiceTest {

}
