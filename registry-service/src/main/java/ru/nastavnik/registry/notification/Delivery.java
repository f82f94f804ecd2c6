package ru.nastavnik.registry.notification;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.background.Rounds;

/**
 * Hands out what was said, after commit and on a thread of its own, and has letters sent
 * on another: no command waits for a reader, and nobody for a mail server. Several
 * instances share the queues by row locks.
 */
@Component
class Delivery extends Rounds {

	private static final Logger log = LoggerFactory.getLogger(Delivery.class);

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private static final long TIDY_MILLIS = TimeUnit.HOURS.toMillis(6);

	private final Handing handing;

	private final Letters letters;

	private final Mailing mailing;

	private long tidied = System.currentTimeMillis();

	Delivery(Handing handing, Letters letters, Mailing mailing) {
		super("notifications", PAUSE);
		this.handing = handing;
		this.letters = letters;
		this.mailing = mailing;
	}

	@Override
	protected boolean round() {
		for (long region : Scope.get(Scope.ofFeed(), this.handing::regions)) {
			try {
				hand(region);
			}
			// one region does not keep the others waiting
			catch (RuntimeException ex) {
				log.warn("Notifications of region {} will be handed out later: {}", region, ex.toString());
			}
		}
		this.mailing.wake();
		tidy();
		return false;
	}

	private void hand(long region) {
		while (Scope.get(Scope.intake(Set.of(region)), () -> this.handing.hand(region))) {
			Thread.onSpinWait();
		}
	}

	private void tidy() {
		if (System.currentTimeMillis() - this.tidied > TIDY_MILLIS) {
			this.tidied = System.currentTimeMillis();
			for (long region : Scope.get(Scope.ofFeed(), this.letters::tidy)) {
				Scope.run(Scope.intake(Set.of(region)), () -> this.handing.tidy(region));
			}
		}
	}

	/** Sends the letters that are due, also those that a mail server refused before. */
	@Component
	static class Mailing extends Rounds {

		private final Letters letters;

		Mailing(Letters letters) {
			super("letters", PAUSE);
			this.letters = letters;
		}

		@Override
		protected boolean round() {
			return this.letters.sendNext();
		}

	}

}
