package ru.nastavnik.kit.test;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database past row-level security, for assertions.
 */
public class Db {

	private final JdbcTemplate template;

	private final JdbcClient client;

	private final Postgres.Database database;

	Db(DataSource superuser, Postgres.Database database) {
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
