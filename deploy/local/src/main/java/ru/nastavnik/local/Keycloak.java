package ru.nastavnik.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak from its Maven artifact: unpacked and built once for all data folders.
 */
final class Keycloak {

	/**
	 * Instead of the script's own options: C1 alone halves the CPU of a start, and the
	 * serial collector the memory.
	 */
	private static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss512k"
			+ " -XX:ReservedCodeCacheSize=96m -XX:+ExitOnOutOfMemoryError -Djava.security.egd=file:/dev/urandom"
			+ " -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8";

	private final Path home;

	private final Path log;

	private Keycloak(Path home, Path log) {
		this.home = home;
		this.log = log;
	}

	/**
	 * Unpacks and builds the server unless that was already done for this very archive.
	 */
	static Keycloak prepare(Path folder, Path log) {
		Path archive = archive();
		Path home = folder.resolve(archive.getFileName().toString().replace(".zip", ""));
		Keycloak keycloak = new Keycloak(home, log);
		if (!Files.exists(home.resolve("built"))) {
			delete(home);
			unpack(archive, home);
			keycloak.build();
		}
		return keycloak;
	}

	Child start(Ports ports, String databaseUrl, Secrets secrets, Path themes) {
		List<String> command = List.of("/bin/sh", script(), "start", "--optimized", "--cache=local",
				"--http-enabled=true", "--http-host=127.0.0.1", "--http-port=" + ports.keycloak(),
				"--http-management-port=" + ports.management(), "--hostname=http://localhost:" + ports.keycloak(),
				"--hostname-strict=false", "--spi-theme--folder--dir=" + themes.toAbsolutePath());
		Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "KC_DB_URL", databaseUrl,
				"KC_DB_USERNAME", "keycloak_owner", "KC_DB_PASSWORD", secrets.of("keycloak_owner"),
				"KC_DB_POOL_MAX_SIZE", "20",
				// otherwise every connection that a crash of PostgreSQL left dead in the
				// pool costs somebody a failed log-in
				"QUARKUS_DATASOURCE_JDBC_VALIDATE_ON_BORROW", "true", "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
				"KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.of("keycloak-admin"), "JAVA_OPTS",
				JAVA_OPTIONS + " -Xms64m -Xmx320m");
		return Child.start("Keycloak", command, environment, this.log);
	}

	private void build() {
		Child build = Child.start("Keycloak's build",
				List.of("/bin/sh", script(), "build", "--db=postgres", "--health-enabled=true",
						"--metrics-enabled=true"),
				Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS", JAVA_OPTIONS + " -Xmx512m"),
				this.log.resolveSibling("keycloak-build.log"));
		if (build.waitFor() != 0) {
			throw build.complaint();
		}
		try {
			Files.createFile(this.home.resolve("built"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String script() {
		return this.home.resolve("bin/kc.sh").toString();
	}

	/** The archive stands on the class path that the build has written down. */
	private static Path archive() {
		try {
			return Arrays
				.stream(Files.readString(Folders.findRoot().resolve("deploy/local/target/classpath"))
					.trim()
					.split(File.pathSeparator))
				.filter((entry) -> entry.matches(".*keycloak-quarkus-dist-[^/]*\\.zip"))
				.map(Path::of)
				.findFirst()
				.orElseThrow(() -> new Complaint(
						"The Keycloak archive is not on the class path: build deploy/local first."));
		}
		catch (IOException ex) {
			throw new Complaint("The class path of deploy/local is missing: build deploy/local first.", ex);
		}
	}

	private static void unpack(Path archive, Path home) {
		try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				// the first folder of the archive is the server itself
				Path inside = Path.of(entry.getName());
				if (inside.getNameCount() > 1) {
					write(zip, entry, home.resolve(inside.subpath(1, inside.getNameCount())).normalize(), home);
				}
			}
		}
		catch (IOException ex) {
			throw new Complaint("Keycloak could not be unpacked to " + home + ": " + ex.getMessage(), ex);
		}
	}

	private static void write(InputStream content, ZipEntry entry, Path target, Path home) throws IOException {
		if (!target.startsWith(home)) {
			throw new IOException("the archive leaves its folder: " + entry.getName());
		}
		if (entry.isDirectory()) {
			Files.createDirectories(target);
			return;
		}
		Files.createDirectories(target.getParent());
		Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
	}

	/** Deletes a folder with everything in it, if it is there. */
	static void delete(Path folder) {
		if (!Files.exists(folder)) {
			return;
		}
		try {
			Files.walkFileTree(folder, new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
					Files.delete(file);
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(Path directory,
						@org.jspecify.annotations.Nullable IOException failure) throws IOException {
					if (failure != null) {
						throw failure;
					}
					Files.delete(directory);
					return FileVisitResult.CONTINUE;
				}
			});
		}
		catch (IOException ex) {
			throw new Complaint("The folder " + folder + " could not be emptied: " + ex.getMessage(), ex);
		}
	}

}
