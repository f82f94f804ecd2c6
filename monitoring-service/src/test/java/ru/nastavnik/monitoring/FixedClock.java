package ru.nastavnik.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Tests live on 21 November 2026, unless they move on. */
@Configuration(proxyBeanMethods = false)
public class FixedClock {

	static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

	@Bean
	@Primary
	Movable movableClock() {
		return new Movable();
	}

	public static class Movable extends Clock {

		private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

		private volatile LocalDate today = TODAY;

		public void moveTo(LocalDate day) {
			this.today = day;
		}

		@Override
		public ZoneId getZone() {
			return MOSCOW;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.today.atTime(12, 0).atZone(MOSCOW).toInstant();
		}

	}

}
