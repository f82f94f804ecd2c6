package ru.nastavnik.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a service's jar becomes a process: unpacked once, because a nested jar costs about
 * two seconds of CPU at every start.
 */
final class Application {

	private static final List<String> FLAGS = List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k",
			"-XX:ReservedCodeCacheSize=96m", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=Europe/Moscow",
			"--enable-native-access=ALL-UNNAMED");

	private Application() {
	}

	static List<String> command(Folders folders, String service) {
		List<String> command = new ArrayList<>();
		command.add(java());
		command.addAll(FLAGS);
		command.add("-jar");
		command.add(unpacked(folders, service).toString());
		return command;
	}

	private static Path unpacked(Folders folders, String service) {
		Path jar = folders.jar(service);
		Path home = folders.shared().resolve("apps").resolve(service);
		Path result = home.resolve(jar.getFileName());
		Path marker = home.resolve("unpacked");
		try {
			String key = Files.size(jar) + " " + Files.getLastModifiedTime(jar);
			if (Files.exists(marker) && Files.readString(marker).equals(key)) {
				return result;
			}
			Keycloak.delete(home);
			Child unpacking = Child.start(
					"the unpacking of " + service, List.of(java(), "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar",
							jar.toString(), "extract", "--destination", home.toString()),
					Map.of(), folders.log("unpack-" + service));
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
