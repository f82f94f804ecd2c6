package ru.nastavnik.programme.matching;

import org.springframework.boot.test.context.TestComponent;

/** Lets the worker do what waits. */
@TestComponent
public class MatchingRounds {

	private final RunWorker worker;

	MatchingRounds(RunWorker worker) {
		this.worker = worker;
	}

	public void all() {
		while (this.worker.round()) {
			Thread.onSpinWait();
		}
	}

}
