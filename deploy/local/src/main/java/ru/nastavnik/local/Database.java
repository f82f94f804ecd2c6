package ru.nastavnik.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * PostgreSQL from its Maven artifact, with one database for every service. Each database
 * has an owner who migrates and an application role who owns nothing and so stays under
 * row-level security.
 */
final class Database implements AutoCloseable {

	static final String NAME = "postgres";

	static final List<String> DATABASES = List.of("registry", "programme", "monitoring", "gateway", "keycloak");

	private final EmbeddedPostgres server;

	private final int port;

	private final ProcessHandle postmaster;

	private Database(EmbeddedPostgres server, int port, ProcessHandle postmaster) {
		this.server = server;
		this.port = port;
		this.postmaster = postmaster;
	}

	static Database start(Path folder, int port, Secrets secrets, Path log, Running running) {
		Path data = folder.resolve("postgres");
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setOverrideWorkingDirectory(folder.resolve("server").toFile())
				.setDataDirectory(data)
				.setCleanDataDirectory(false)
				.setRegisterShutdownHook(false)
				.setPort(port)
				.setPGStartupWait(Duration.ofSeconds(90))
				.setLocaleConfig("locale-provider", "icu")
				.setLocaleConfig("icu-locale", "ru-RU")
				.setLocaleConfig("locale", "C")
				.setDataDirectoryCustomizer((directory) -> requirePasswords(directory.toPath()))
				.setServerConfig("listen_addresses", "127.0.0.1")
				.setServerConfig("unix_socket_directories", "")
				// the library switches it off, but this data is meant to stay
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("max_connections", "120")
				.setServerConfig("shared_buffers", "128MB")
				.setServerConfig("max_wal_size", "2GB")
				.setServerConfig("timezone", "Europe/Moscow")
				.setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
			Database database = new Database(server, port, postmaster(data));
			running.remember(NAME, database.postmaster);
			database.prepare(secrets);
			return database;
		}
		catch (IOException | IllegalStateException ex) {
			throw new Complaint("PostgreSQL did not start (" + ex.getMessage() + "); its log is " + log + ".", ex);
		}
	}

	String url(String database) {
		return "jdbc:postgresql://localhost:" + this.port + "/" + database;
	}

	boolean isAlive() {
		try (Connection connection = this.server.getPostgresDatabase().getConnection()) {
			return connection.isValid(2);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private void prepare(Secrets secrets) {
		try (Connection connection = this.server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			for (String name : DATABASES) {
				if (!exists(statement, "select from pg_database where datname = '" + name + "'")) {
					create(statement, name, secrets);
				}
			}
		}
		catch (SQLException ex) {
			throw new Complaint("PostgreSQL refused to prepare its databases: " + ex.getMessage(), ex);
		}
	}

	private void create(Statement statement, String name, Secrets secrets) throws SQLException {
		String owner = name + "_owner";
		String app = name + "_app";
		for (String role : List.of(owner, app)) {
			if (!exists(statement, "select from pg_roles where rolname = '" + role + "'")) {
				statement.execute("create role " + role + " login nobypassrls password '" + secrets.of(role) + "'");
			}
		}
		statement.execute("create database " + name + " owner " + owner);
		statement.execute("revoke all on database " + name + " from public");
		statement.execute("grant connect on database " + name + " to " + app);
		try (Connection inside = this.server.getDatabase("postgres", name).getConnection();
				Statement schema = inside.createStatement()) {
			schema.execute("alter schema public owner to " + owner);
			schema.execute("revoke all on schema public from public");
			schema.execute("grant usage on schema public to " + app);
		}
	}

	private static boolean exists(Statement statement, String query) throws SQLException {
		try (ResultSet rows = statement.executeQuery(query)) {
			return rows.next();
		}
	}

	/**
	 * The library sets the server up without passwords; only the superuser, whom nothing
	 * but this class uses, stays so.
	 */
	private static void requirePasswords(Path data) {
		try {
			Files.writeString(data.resolve("pg_hba.conf"), """
					host all postgres 127.0.0.1/32 trust
					host all all 127.0.0.1/32 scram-sha-256
					""");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ProcessHandle postmaster(Path data) throws IOException {
		String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().trim();
		return ProcessHandle.of(Long.parseLong(pid))
			.orElseThrow(() -> new IllegalStateException("the server has gone again"));
	}

	/** Ends the server as a power cut would: nothing is flushed, nobody says goodbye. */
	void crash() {
		List<ProcessHandle> all = new java.util.ArrayList<>(this.postmaster.descendants().toList());
		all.add(this.postmaster);
		all.forEach(ProcessHandle::destroyForcibly);
		all.forEach((process) -> process.onExit().join());
		close();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
