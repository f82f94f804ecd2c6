package ru.nastavnik.registry.notification;

import java.util.function.BooleanSupplier;

/** Waits for what happens in the background. */
public final class Awaiting {

	private Awaiting() {
	}

	public static void until(BooleanSupplier done) {
		long end = System.nanoTime() + 10_000_000_000L;
		while (!done.getAsBoolean()) {
			if (System.nanoTime() > end) {
				throw new AssertionError("It has not happened within ten seconds");
			}
			try {
				Thread.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
