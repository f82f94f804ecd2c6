package ru.nastavnik.kit.test;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database past row-level security, for assertions.
 */
public class Db implements AutoCloseable {

	private final HikariDataSource pool;

	private final JdbcTemplate template;

	private final JdbcClient client;

	private final Postgres.Database database;

	Db(HikariDataSource superuser, Postgres.Database database) {
		this.pool = superuser;
		this.template = new JdbcTemplate(superuser);
		this.client = JdbcClient.create(superuser);
		this.database = database;
	}

	/** Runs statements as superuser. */
	public void execute(String sql) {
		this.template.execute(sql);
	}

	public JdbcClient client() {
		return this.client;
	}

	@Override
	public void close() {
		this.pool.close();
	}

	public long count(String table) {
		return this.client.sql("select count(*) from " + table).query(Long.class).single();
	}

	public String appRole() {
		return this.database.app();
	}

	public String ownerRole() {
		return this.database.owner();
	}

}
