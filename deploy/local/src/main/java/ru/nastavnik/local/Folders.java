package ru.nastavnik.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where things lie.
 *
 * @param root the repository
 * @param run what belongs to the running platform: pids, logs, demo.json
 * @param data what is kept between starts
 */
public record Folders(Path root, Path run, Path data) {

	private static final String MARKER = "nastavnik-data";

	/** The folders of {@code deploy/up}. */
	public static Folders of(Options options) {
		Path root = findRoot();
		Path data = options.data();
		return new Folders(root, root.resolve("deploy/.run"),
				(data != null) ? data.toAbsolutePath() : root.resolve("deploy/.data").resolve(options.size().code()));
	}

	/** The repository: told by {@code deploy/up}, else found upwards from here. */
	static Path findRoot() {
		String told = System.getProperty("nastavnik.root");
		if (told != null) {
			return Path.of(told).toAbsolutePath();
		}
		for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
			if (Files.exists(folder.resolve("auth/keycloak/realm.json"))) {
				return folder;
			}
		}
		throw new Complaint("Start this inside the project.");
	}

	/** What all data folders share: the unpacked Keycloak and the unpacked services. */
	Path shared() {
		return this.root.resolve("deploy/.data");
	}

	Path log(String name) {
		return this.run.resolve("logs").resolve(name + ".log");
	}

	Path pids() {
		return this.run;
	}

	/** The executable jar of a service. */
	Path jar(String service) {
		Path target = this.root.resolve(service.equals("gateway") ? "gateway" : service + "-service").resolve("target");
		try (var files = Files.exists(target) ? Files.list(target) : java.util.stream.Stream.<Path>empty()) {
			return files.filter((file) -> file.getFileName().toString().matches(service + "[a-z-]*-[0-9].*\\.jar"))
				.filter((file) -> !file.getFileName().toString().matches(".*-(sources|javadoc|tests)\\.jar"))
				.max(Comparator.comparing((file) -> file.toFile().lastModified()))
				.orElseThrow(() -> new Complaint("The jar of " + service + " is missing under " + target
						+ ": build it with mvn -DskipTests package, or leave it out with --without " + service + "."));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes the data folder ours; a folder with somebody else's files in it is refused.
	 */
	void claim(Options.Size size, boolean fresh) {
		Path marker = this.data.resolve(MARKER);
		try {
			boolean ours = Files.exists(marker);
			if (Files.exists(this.data) && !ours && !isEmpty(this.data)) {
				throw new Complaint(
						"The folder " + this.data + " holds files that are not ours: choose another with --data DIR.");
			}
			if (ours && !fresh && !Files.readString(marker).trim().equals(size.code())) {
				throw new Complaint("The folder " + this.data + " holds a " + Files.readString(marker).trim()
						+ " region: start with --region " + Files.readString(marker).trim() + " or with --fresh.");
			}
			if (fresh) {
				Keycloak.delete(this.data);
			}
			Files.createDirectories(this.data);
			Files.writeString(marker, size.code() + "\n");
			Files.createDirectories(this.run.resolve("logs"));
		}
		catch (IOException ex) {
			throw new Complaint("The folder " + this.data + " cannot be used: " + ex + ".", ex);
		}
	}

	private static boolean isEmpty(Path folder) throws IOException {
		try (var files = Files.list(folder)) {
			return files.findAny().isEmpty();
		}
	}

}
