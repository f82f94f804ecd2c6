package ru.nastavnik.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.assertj.MvcTestResult;

import ru.nastavnik.kit.test.As;

import static org.assertj.core.api.Assertions.assertThat;

/** Open dashboards hear of changes. */
class ChangesTests extends MonitoringTests {

	@Test
	void anOpenDashboardHearsAtOnceAndOfEveryChangeOfItsUnit() throws Exception {
		tell(territory());
		MvcTestResult stream = open(municipal(), this.north);
		await(stream, 1);
		tell(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(id())));
		assertThat(await(stream, 2)).contains("event:changed", "\"unitId\":" + this.north, "\"asOf\":");
	}

	@Test
	void aChangeElsewhereIsNotTold() throws Exception {
		tell(territory());
		MvcTestResult stream = open(municipal(), this.north);
		await(stream, 1);
		tell(mentorship(id(), this.distant, "teacher_teacher", List.of(id()), List.of(id())));
		Thread.sleep(300);
		assertThat(events(stream)).isEqualTo(1);
	}

	@Test
	void aBatchThatAnotherInstanceAppliedIsNoticedByItsCursor() throws Exception {
		tell(territory());
		this.db.execute("insert into feed_cursor (feed, position, fact_time) values ('other/facts', 1, now())");
		try {
			MvcTestResult stream = open(municipal(), this.north);
			await(stream, 1);
			Thread.sleep(1500);
			int before = events(stream);
			this.db.execute("update feed_cursor set position = 2, fact_time = now() where feed = 'other/facts'");
			await(stream, before + 1);
		}
		finally {
			this.db.execute("delete from feed_cursor");
		}
	}

	private MvcTestResult open(String as, long unit) {
		MvcTestResult result = this.mvc.get()
			.uri("/dashboards/{id}/changes", unit)
			.accept("text/event-stream")
			.with(As.grants(as))
			.asyncExchange();
		assertThat(result.getResponse().getStatus()).isEqualTo(200);
		return result;
	}

	private static int events(MvcTestResult stream) throws Exception {
		return stream.getResponse().getContentAsString().split("event:changed", -1).length - 1;
	}

	private static String await(MvcTestResult stream, int events) throws Exception {
		Instant until = Instant.now().plus(Duration.ofSeconds(5));
		while (events(stream) < events && Instant.now().isBefore(until)) {
			Thread.sleep(20);
		}
		String text = stream.getResponse().getContentAsString();
		assertThat(events(stream)).as(text).isGreaterThanOrEqualTo(events);
		return text;
	}

}
