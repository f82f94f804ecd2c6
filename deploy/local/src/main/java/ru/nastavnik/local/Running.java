package ru.nastavnik.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The processes of the platform as files {@code pids/<name>}: what a killed start left
 * behind is found by them, and only what we started ourselves is ever stopped.
 */
final class Running {

	static final String LAUNCHER = "launcher";

	private final Path folder;

	Running(Path run) {
		this.folder = run.resolve("pids");
		try {
			Files.createDirectories(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void remember(String name, ProcessHandle process) {
		String line = process.pid() + " " + startOf(process) + "\n";
		try {
			Files.writeString(this.folder.resolve(name), line, StandardOpenOption.CREATE,
					StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void forget(String name) {
		try {
			Files.deleteIfExists(this.folder.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The live process of this name, when it is really the one that was written down. */
	Optional<ProcessHandle> find(String name) {
		try {
			String[] words = Files.readString(this.folder.resolve(name)).trim().split(" ");
			if (words.length != 2) {
				return Optional.empty();
			}
			long start = Long.parseLong(words[1]);
			return ProcessHandle.of(Long.parseLong(words[0]))
				.filter(Running::isAlive)
				.filter((process) -> Math.abs(startOf(process) - start) <= 2_000);
		}
		catch (NoSuchFileException | NumberFormatException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stops whatever a start that was killed has left running; the databases last.
	 * @return the names of what was stopped
	 */
	List<String> stopLeftovers() {
		List<String> stopped = new ArrayList<>();
		List<String> names = new ArrayList<>(names());
		names.remove(LAUNCHER);
		names.sort((a, b) -> Boolean.compare(a.equals(Database.NAME), b.equals(Database.NAME)));
		for (String name : names) {
			find(name).ifPresent((process) -> {
				stop(name, process);
				stopped.add(name);
			});
			forget(name);
		}
		forget(LAUNCHER);
		return stopped;
	}

	private static void stop(String name, ProcessHandle process) {
		if (name.equals(Database.NAME)) {
			// SIGTERM would wait for every client to leave; SIGINT ends their sessions
			interrupt(process);
		}
		else {
			process.destroy();
		}
		try {
			process.onExit().get(15, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (java.util.concurrent.ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void interrupt(ProcessHandle process) {
		try {
			new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<String> names() {
		try (var files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A killed process whose parent has not noticed yet is still listed by the system,
	 * but it does nothing any more.
	 */
	private static boolean isAlive(ProcessHandle process) {
		Path state = Path.of("/proc", Long.toString(process.pid()), "stat");
		try {
			if (Files.exists(state)) {
				String text = Files.readString(state);
				return !text.substring(text.lastIndexOf(')') + 1).trim().startsWith("Z");
			}
		}
		catch (IOException ex) {
			return false;
		}
		return process.isAlive();
	}

	private static long startOf(ProcessHandle process) {
		return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

}
