package ru.nastavnik.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One child process with its log file.
 */
final class Child {

	private final String name;

	private final Path log;

	private final Process process;

	private Child(String name, Path log, Process process) {
		this.name = name;
		this.log = log;
		this.process = process;
	}

	static Child start(String name, List<String> command, Map<String, String> environment, Path log) {
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
				.redirectOutput(log.toFile());
			builder.environment().putAll(environment);
			return new Child(name, log, builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String name() {
		return this.name;
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	int waitFor() {
		try {
			return this.process.waitFor();
		}
		catch (InterruptedException ex) {
			stop();
			Thread.currentThread().interrupt();
			return -1;
		}
	}

	/** Asks the process to end and, after 20 seconds, insists. */
	void stop() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	/** Ends the process and what it has started at once: nothing of its work is kept. */
	void kill() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	/** Why it died: a sentence and the last lines of its log. */
	Complaint complaint() {
		return new Complaint(this.name + " stopped with code " + this.process.exitValue() + "; the end of its log ("
				+ this.log + "):\n" + tail());
	}

	/** The reason stands in the causes; the frames between them only hide it. */
	private String tail() {
		try {
			List<String> lines = new String(Files.readAllBytes(this.log), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.matches("\\s+(at |\\.\\.\\. \\d+ ).*") && !line.isBlank())
				.map((line) -> line.substring(0, Math.min(600, line.length())))
				.toList();
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
		}
		catch (IOException ex) {
			return "(no log: " + ex.getMessage() + ")";
		}
	}

}
