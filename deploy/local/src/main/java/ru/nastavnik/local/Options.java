package ru.nastavnik.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What the command line of {@code deploy/up} asked for.
 *
 * @param port the gateway's port
 * @param data the data folder, or null for the usual one of this size
 * @param fresh start from an empty data folder
 * @param size how large the demo region is
 * @param without services that somebody else runs, such as an IDE
 */
public record Options(int port, @Nullable Path data, boolean fresh, Size size, Set<String> without) {

	static final List<String> SERVICES = List.of("registry", "programme", "monitoring", "gateway");

	/** How large the demo region is. */
	public enum Size {

		SMALL(4, 20), MEDIUM(35, 700), LARGE(60, 1500);

		final int municipalities;

		final int schools;

		Size(int municipalities, int schools) {
			this.municipalities = municipalities;
			this.schools = schools;
		}

		String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Reads the arguments; whatever it does not understand becomes a complaint. */
	public static Options parse(String... arguments) {
		int port = 8080;
		Path data = null;
		boolean fresh = false;
		Size size = Size.SMALL;
		Set<String> without = new TreeSet<>();
		for (int i = 0; i < arguments.length; i++) {
			String name = arguments[i].contains("=") ? arguments[i].substring(0, arguments[i].indexOf('='))
					: arguments[i];
			if (name.equals("--fresh")) {
				fresh = true;
				continue;
			}
			if (!List.of("--port", "--data", "--region", "--without").contains(name)) {
				throw new Complaint("Unknown option " + arguments[i] + ": deploy/up --help lists the options.");
			}
			String value = arguments[i].equals(name) ? ((i + 1 < arguments.length) ? arguments[++i] : "")
					: arguments[i].substring(name.length() + 1);
			if (value.isBlank() || value.startsWith("--")) {
				throw new Complaint("Option " + name + " needs a value: deploy/up --help shows which.");
			}
			switch (name) {
				case "--port" -> port = port(value);
				case "--data" -> data = Path.of(value);
				case "--region" -> size = size(value);
				default -> without.addAll(services(value));
			}
		}
		return new Options(port, data, fresh, size, Set.copyOf(without));
	}

	private static int port(String value) {
		int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
		if (port < 1024 || port > 65_000) {
			throw new Complaint("--port wants a number from 1024 to 65000, not " + value + ".");
		}
		return port;
	}

	private static Size size(String value) {
		return Arrays.stream(Size.values())
			.filter((size) -> size.code().equals(value))
			.findFirst()
			.orElseThrow(() -> new Complaint("--region is small, medium or large, not " + value + "."));
	}

	private static List<String> services(String value) {
		List<String> names = List.of(value.split(","));
		names.stream().filter((name) -> !SERVICES.contains(name)).findFirst().ifPresent((name) -> {
			throw new Complaint("--without knows " + String.join(", ", SERVICES) + ", not " + name + ".");
		});
		return names;
	}

}
