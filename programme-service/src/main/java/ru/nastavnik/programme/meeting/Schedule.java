package ru.nastavnik.programme.meeting;

import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * What runs by the clock: once a day, and when the service starts. Each region is handled
 * in its own scope, some meetings a transaction; one region that fails does not stop the
 * next.
 */
@Component
class Schedule {

	private static final Logger log = LoggerFactory.getLogger(Schedule.class);

	/** A run ends, whatever there is to do; the next day goes on. */
	private static final int TRANSACTIONS = 400;

	private final AutoConfirmation confirmation;

	Schedule(AutoConfirmation confirmation) {
		this.confirmation = confirmation;
	}

	/** What has waited while the service was down; the service does not wait for it. */
	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		Thread.ofVirtual().name("confirmation").start(this::confirm);
	}

	@Scheduled(cron = "${nastavnik.meeting.confirm-cron:-}", zone = "Europe/Moscow")
	void confirm() {
		for (long region : this.confirmation.regions()) {
			try {
				Scope.run(Scope.intake(Set.of(region)), () -> confirm(region));
			}
			catch (RuntimeException ex) {
				log.error("Meetings of region {} were not confirmed", region, ex);
			}
		}
	}

	private void confirm(long region) {
		for (int i = 0; i < TRANSACTIONS; i++) {
			if (!this.confirmation.confirm(region)) {
				return;
			}
		}
	}

}
