package ru.nastavnik.local;

import java.util.Arrays;

/**
 * The program behind {@code deploy/up} and {@code deploy/down}.
 */
public final class Local {

	private Local() {
	}

	public static void main(String[] arguments) {
		try {
			if (arguments.length > 0 && arguments[0].equals("down")) {
				down();
				return;
			}
			up(Options.parse(Arrays.stream(arguments).toArray(String[]::new)));
		}
		catch (Complaint ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	private static void up(Options options) {
		Folders folders = Folders.of(options);
		Progress progress = new Progress(System.out, System.console() != null && System.console().isTerminal());
		Platform platform = new Platform(options, folders, progress);
		Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
			long begin = System.nanoTime();
			platform.close();
			progress.done("Stopped", begin);
		}));
		platform.start();
		platform.load();
		progress.line(String.format(java.util.Locale.ROOT, "  %-46s %6.1f s", "Ready", progress.total()));
		progress.line("\n" + Demo.table(folders.run().resolve("demo.json")));
		platform.rehearse();
		platform.watch();
	}

	private static void down() {
		Folders folders = Folders.of(Options.parse());
		Running running = new Running(folders.run());
		var launcher = running.find(Running.LAUNCHER);
		if (launcher.isPresent()) {
			launcher.get().destroy();
			try {
				launcher.get().onExit().get(60, java.util.concurrent.TimeUnit.SECONDS);
			}
			catch (java.util.concurrent.TimeoutException ex) {
				launcher.get().destroyForcibly();
			}
			catch (java.util.concurrent.ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		boolean leftovers = !running.stopLeftovers().isEmpty();
		System.out.println((launcher.isPresent() || leftovers) ? "Stopped." : "Nothing was running.");
	}

}
