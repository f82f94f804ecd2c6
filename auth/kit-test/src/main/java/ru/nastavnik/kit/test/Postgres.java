package ru.nastavnik.kit.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One PostgreSQL server for the JVM: a container where {@code TEST_POSTGRES=docker} asks
 * for one and an engine answers, else the embedded binaries.
 */
public final class Postgres {

	static final String PASSWORD = "test";

	private static final Logger log = LoggerFactory.getLogger(Postgres.class);

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private final String host;

	private final int port;

	private final String superPassword;

	private Postgres(String host, int port, String superPassword) {
		this.host = host;
		this.port = port;
		this.superPassword = superPassword;
	}

	/** The server of this JVM, started on first use. */
	public static Postgres server() {
		return Holder.SERVER;
	}

	/** Makes a database with its owner and its application role. */
	public Database createDatabase(String service) {
		String name = service + "_" + DATABASES.incrementAndGet();
		JdbcTemplate admin = new JdbcTemplate(superuser("postgres"));
		String roles = resource("/db/kit/roles.sql").replace("${db}", name)
			.replace("${ownerPassword}", PASSWORD)
			.replace("${appPassword}", PASSWORD);
		admin.execute(roles);
		admin.execute("create database " + name + " owner " + name + "_owner");
		JdbcTemplate inside = new JdbcTemplate(superuser(name));
		inside.execute("alter schema public owner to " + name + "_owner");
		return new Database(name, url(name), name + "_app", name + "_owner");
	}

	/** Sees past every policy; for assertions only. */
	public DataSource superuser(String database) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(url(database));
		source.setUser("postgres");
		source.setPassword(this.superPassword);
		return source;
	}

	private String url(String database) {
		return "jdbc:postgresql://" + this.host + ":" + this.port + "/" + database;
	}

	private static String resource(String path) {
		try (InputStream stream = Postgres.class.getResourceAsStream(path)) {
			if (stream == null) {
				throw new IllegalStateException(path + " is missing");
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A database of one application context. */
	public record Database(String name, String url, String app, String owner) {
	}

	private static final class Holder {

		static final Postgres SERVER = start();

		@SuppressWarnings("resource") // lives as long as the JVM
		private static Postgres start() {
			if ("docker".equals(System.getenv("TEST_POSTGRES")) && DockerClientFactory.instance().isDockerAvailable()) {
				PostgreSQLContainer container = new PostgreSQLContainer("postgres:18").withUsername("postgres")
					.withPassword(PASSWORD);
				container.start();
				log.info("Tests run on PostgreSQL in a container");
				return new Postgres(container.getHost(), container.getMappedPort(5432), PASSWORD);
			}
			try {
				EmbeddedPostgres embedded = EmbeddedPostgres.builder()
					.setServerConfig("fsync", "off")
					.setServerConfig("synchronous_commit", "off")
					.setServerConfig("full_page_writes", "off")
					.setServerConfig("max_connections", "200")
					.start();
				log.info("Tests run on embedded PostgreSQL, port {}", embedded.getPort());
				return new Postgres("127.0.0.1", embedded.getPort(), "postgres");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
