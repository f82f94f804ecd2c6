package ru.nastavnik.programme.participant;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;

import static ru.nastavnik.programme.School.TODAY;

/**
 * Nobody tells this service that a consent ran out; only the clock moves.
 */
@ServiceTest
@Import({ School.class, ConsentExpiryTests.Time.class })
class ConsentExpiryTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Autowired
	private MovableClock clock;

	private long id;

	private long mentor;

	private long mentee;

	private String curator;

	@BeforeEach
	void openSchool() {
		this.clock.today = TODAY;
		this.id = this.school.open();
		this.mentor = this.school.adult(this.id, "Наставникова");
		this.mentee = this.school.adult(this.id, "Ученикова");
		this.curator = School.curator(this.id);
		this.db.execute("update participant set consent_until = '" + TODAY + "' where person_id = " + this.mentee);
	}

	@Test
	@DisplayName("BR-016: the day after a consent ran out its person is not paired, without any new fact")
	void nobodyIsPairedTheDayAfter() {
		this.school.post("/mentorships", School.pair(this.id, this.mentor, this.mentee, TODAY), this.curator).ok();
		Assertions.assertThat(candidate()).contains("\"consent\":true");
		this.clock.today = TODAY.plusDays(1);
		School.Answer refused = this.school.post("/mentorships", School.pair(this.id, this.mentor, this.mentee, TODAY),
				this.curator);
		Assertions.assertThat(refused.status()).isEqualTo(422);
		Assertions.assertThat(refused.code()).isEqualTo("programme.mentorship.not-ready");
		Assertions.assertThat(refused.text()).contains("menteeIds", "Нет действующего согласия");
		Assertions.assertThat(candidate()).contains("\"consent\":false");
	}

	@Test
	@DisplayName("BR-016, BR-035: the day after a consent ran out an order no longer fixes the pair, without any new fact")
	void nobodyIsOrderedTheDayAfter() {
		long pair = this.school.agreed(this.id, this.mentor, this.mentee);
		long order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}"
						.formatted(this.id, pair),
					this.curator)
			.ok()
			.id();
		this.clock.today = TODAY.plusDays(1);
		School.Answer refused = sign(order);
		Assertions.assertThat(refused.status()).isEqualTo(422);
		Assertions.assertThat(refused.code()).isEqualTo("programme.mentorship.not-ready");
		Assertions.assertThat(this.school.get("/mentorships/" + pair, this.curator).at("/status")).isEqualTo("agreed");
		// on its last day it still held
		this.clock.today = TODAY;
		sign(order).ok();
	}

	private School.Answer sign(long order) {
		return this.school.post("/orders/" + order + "/signature", "{'number':'1','date':'%s'}".formatted(TODAY),
				School.director(this.id));
	}

	private String candidate() {
		return this.school.get("/participants?organisation=" + this.id + "&role=mentee&q=ученикова", this.curator)
			.ok()
			.text();
	}

	/** Noon in Moscow of a day that the test chooses. */
	static class MovableClock extends Clock {

		private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

		private volatile LocalDate today = TODAY;

		@Override
		public ZoneId getZone() {
			return MOSCOW;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return Clock.fixed(instant(), zone);
		}

		@Override
		public Instant instant() {
			return this.today.atTime(12, 0).atZone(MOSCOW).toInstant();
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Time {

		@Bean
		@Primary
		MovableClock movableClock() {
			return new MovableClock();
		}

	}

}
