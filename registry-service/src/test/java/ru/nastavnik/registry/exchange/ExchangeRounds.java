package ru.nastavnik.registry.exchange;

import org.springframework.stereotype.Component;

/** Lets tests of other packages do what the queue holds. */
@Component
public class ExchangeRounds {

	private final ExchangeWorker worker;

	ExchangeRounds(ExchangeWorker worker) {
		this.worker = worker;
	}

	public void round() {
		while (this.worker.round(ImportJournal.QUEUE)) {
			// until the queue is empty
		}
	}

}
