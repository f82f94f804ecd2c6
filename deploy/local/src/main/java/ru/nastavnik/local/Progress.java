package ru.nastavnik.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Tells the terminal what is going on: one line with seconds for every finished step.
 */
final class Progress {

	private final PrintStream out;

	private final boolean terminal;

	private final long start = System.nanoTime();

	private boolean open;

	Progress(PrintStream out, boolean terminal) {
		this.out = out;
		this.terminal = terminal;
	}

	/** Runs a step and prints its seconds. */
	<T> T step(String name, Callable<T> work) {
		long begin = System.nanoTime();
		try {
			T result = work.call();
			done(name, begin);
			return result;
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	synchronized void done(String name, long begin) {
		clear();
		this.out.printf(Locale.ROOT, "  %-46s %6.1f s%n", name, seconds(begin));
	}

	/** A line that the next one overwrites; without a terminal it is left out. */
	synchronized void passing(String text) {
		if (this.terminal) {
			this.out.printf("\r\033[K  %s", text);
			this.out.flush();
			this.open = true;
		}
	}

	synchronized void line(String text) {
		clear();
		this.out.println(text);
	}

	/** Seconds since this progress began. */
	double total() {
		return seconds(this.start);
	}

	static double seconds(long begin) {
		return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
	}

	private void clear() {
		if (this.open) {
			this.out.print("\r\033[K");
			this.open = false;
		}
	}

}
