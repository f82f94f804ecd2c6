package ru.nastavnik.kit.feed;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

/** An Error does not end the threads of the feed: they count it and go on. */
class FaultTests {

	private static final int FAULTS = 2;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final CountDownLatch goneOn = new CountDownLatch(1);

	private final JdbcClient unused = JdbcClient.create(new SimpleDriverDataSource());

	@Test
	void aReaderGoesOnAfterAnError() throws Exception {
		Subscription subscription = new Subscription("registry", Fact.FACTS, (facts) -> {
		});
		goesOn(new FeedReader(subscription, RestClient.create(), this.unused, new Faulty(), this.meters, 10),
				subscription.name());
	}

	@Test
	void theSequencerGoesOnAfterAnError() throws Exception {
		goesOn(new Sequencer(this.unused, new Faulty(), this.meters), "sequencer");
	}

	private void goesOn(SmartLifecycle loop, String feed) throws InterruptedException {
		loop.start();
		try {
			Assertions.assertThat(this.goneOn.await(10, TimeUnit.SECONDS)).isTrue();
			Assertions.assertThat(this.meters.counter("mentoring.feed.failures", "feed", feed).count())
				.isGreaterThanOrEqualTo(FAULTS);
		}
		finally {
			loop.stop();
		}
	}

	/** Meets two Errors before it tells that it was asked once more. */
	private final class Faulty extends TransactionTemplate {

		private final AtomicInteger calls = new AtomicInteger();

		@Override
		public <T> T execute(TransactionCallback<T> action) {
			if (this.calls.incrementAndGet() <= FAULTS) {
				throw new NoClassDefFoundError("planted");
			}
			FaultTests.this.goneOn.countDown();
			throw new IllegalStateException("enough");
		}

	}

}
