package ru.nastavnik.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a service's jar becomes a process: unpacked once, because a nested jar costs about
 * two seconds of CPU at every start, and started from a cache of loaded and linked
 * classes (JEP 514), which halves the rest.
 */
final class Application {

	private static final List<String> FLAGS = List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k",
			"-XX:ReservedCodeCacheSize=96m", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=Europe/Moscow",
			"--enable-native-access=ALL-UNNAMED");

	private final Folders folders;

	private final String service;

	private final Path home;

	Application(Folders folders, String service) {
		this.folders = folders;
		this.service = service;
		this.home = folders.shared().resolve("apps").resolve(service);
	}

	List<String> command() {
		List<String> command = new ArrayList<>();
		command.add(java());
		command.addAll(FLAGS);
		Path jar = unpacked();
		if (Files.exists(cache())) {
			command.add("-XX:AOTCache=" + cache());
		}
		command.add("-jar");
		command.add(jar.toString());
		return command;
	}

	/** Whether the next start would be as slow as this one. */
	boolean lacksCache() {
		return !Files.exists(cache());
	}

	/**
	 * Starts a rehearsal: the service is put together, connects to its database, opens no
	 * port and ends, leaving the cache of its classes. It yields to everything else.
	 */
	Child rehearse(Map<String, String> environment) {
		List<String> command = new ArrayList<>(List.of("nice", "-n", "19", java()));
		command.addAll(FLAGS);
		command.addAll(List.of("-XX:AOTCacheOutput=" + draft(), "-Dspring.context.exit=onRefresh", "-jar",
				unpacked().toString()));
		return Child.start("rehearsal-" + this.service, command, environment,
				this.folders.log("rehearsal-" + this.service));
	}

	/** Keeps what a rehearsal has left; half a file is never taken for a whole one. */
	void keepCache() {
		try {
			if (Files.exists(draft())) {
				Files.move(draft(), cache(), StandardCopyOption.ATOMIC_MOVE);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path cache() {
		return this.home.resolve("classes.aot");
	}

	private Path draft() {
		return this.home.resolve("draft.aot");
	}

	private Path unpacked() {
		Path jar = this.folders.jar(this.service);
		Path result = this.home.resolve(jar.getFileName());
		Path marker = this.home.resolve("unpacked");
		try {
			// a cache belongs to exactly these jars and this JDK
			String key = Files.size(jar) + " " + Files.getLastModifiedTime(jar) + " " + Runtime.version();
			if (Files.exists(marker) && Files.readString(marker).equals(key)) {
				return result;
			}
			Keycloak.delete(this.home);
			Child unpacking = Child.start("the unpacking of " + this.service,
					List.of(java(), "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar", jar.toString(), "extract",
							"--destination", this.home.toString()),
					Map.of(), this.folders.log("unpack-" + this.service));
			if (unpacking.waitFor() != 0) {
				throw unpacking.complaint();
			}
			Files.writeString(marker, key);
			return result;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

}
