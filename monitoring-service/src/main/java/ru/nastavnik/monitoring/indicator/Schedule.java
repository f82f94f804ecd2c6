package ru.nastavnik.monitoring.indicator;

import java.util.Set;
import java.util.function.LongConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * What runs by the clock: the turn of the academic year and the nightly proof of the
 * figures. Each region is handled in its own scope; one that fails does not stop the
 * next.
 */
@Component
class Schedule {

	private static final Logger log = LoggerFactory.getLogger(Schedule.class);

	private final Rollover rollover;

	private final Recompute recompute;

	Schedule(Rollover rollover, Recompute recompute) {
		this.rollover = rollover;
		this.recompute = recompute;
	}

	@EventListener(ApplicationReadyEvent.class)
	@Scheduled(cron = "${nastavnik.rollover.cron:-}", zone = "Europe/Moscow")
	void extend() {
		eachRegion(this.rollover::extend);
	}

	@Scheduled(cron = "${nastavnik.recompute.cron:-}", zone = "Europe/Moscow")
	void prove() {
		eachRegion((region) -> this.recompute.compare(region, null, null));
	}

	private void eachRegion(LongConsumer work) {
		for (long region : this.rollover.regions()) {
			try {
				Scope.run(Scope.intake(Set.of(region)), () -> work.accept(region));
			}
			catch (RuntimeException ex) {
				log.error("Scheduled work failed for region {}", region, ex);
			}
		}
	}

}
