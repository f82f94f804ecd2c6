package ru.nastavnik.programme.meeting;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** 4.9: a silent side confirms after a week, on the real database. */
@ServiceTest
@Import(School.class)
class AutoConfirmationTests {

	@Autowired
	private AutoConfirmation confirmation;

	@Autowired
	private Schedule schedule;

	@Autowired
	private School school;

	@Autowired
	private Db db;

	private long id;

	private String curator;

	private long meeting;

	@BeforeEach
	void holdAMeeting() {
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		long mentor = this.school.adult(this.id, "Наставникова");
		long pair = this.school.active(this.id, mentor, this.school.adult(this.id, "Ученикова"));
		this.meeting = this.school.get("/meetings?mentorship=" + pair, this.curator).body().at("/items/0/id").asLong();
	}

	@Test
	@DisplayName("4.9: held → confirmed after 7 days of silence, marked as such, with one fact")
	void silenceConfirmsAfterAWeek() {
		marked(TODAY.minusDays(7));
		confirm();
		Assertions.assertThat(view().at("/status")).isEqualTo("held");
		marked(TODAY.minusDays(8));
		confirm();
		confirm();
		Answer view = view();
		Assertions.assertThat(view.at("/status")).isEqualTo("confirmed");
		Assertions.assertThat(view.body().get("autoConfirmed").asBoolean()).isTrue();
		Assertions.assertThat(view.body().get("confirmedByMentor").asBoolean()).isTrue();
		Assertions.assertThat(view.body().get("confirmedByMentee").asBoolean()).as("nobody said so").isFalse();
		Assertions.assertThat(facts()).isEqualTo(1);
	}

	@Test
	@DisplayName("4.9: the week begins when the meeting is marked as held, and meetings in other states wait for people")
	void onlyHeldMeetingsAreConfirmed() {
		Assertions
			.assertThat(this.db.client()
				.sql("select marked_on from meeting where id = " + this.meeting)
				.query(LocalDate.class)
				.single())
			.isEqualTo(TODAY);
		for (String status : List.of("planned", "moved", "cancelled", "missed")) {
			this.db.execute("update meeting set status = '%s', marked_on = current_date - 30 where id = %d"
				.formatted(status, this.meeting));
			confirm();
			Assertions.assertThat(view().at("/status")).isEqualTo(status);
		}
		// loaded from before the platform: only the day of the meeting is known
		this.db.execute("update meeting set status = 'held', marked_on = null where id = " + this.meeting);
		confirm();
		Assertions.assertThat(view().at("/status")).isEqualTo("confirmed");
	}

	@Test
	@DisplayName("the scope of the job is one region; it adds and deletes no rows")
	void anotherRegionIsNotTouched() {
		marked(TODAY.minusDays(30));
		As.intake(Set.of(777L), () -> this.confirmation.confirm(1));
		Assertions.assertThat(view().at("/status")).isEqualTo("held");
		Assertions
			.assertThat(this.db.client()
				.sql("select cmd from pg_policies where tablename = 'meeting' and policyname = 'intake_updating'")
				.query(String.class)
				.single())
			.isEqualTo("UPDATE");
	}

	@Test
	@DisplayName("several instances at once double nothing: one change and one fact of each meeting")
	void instancesDoNotDoubleAnything() throws InterruptedException {
		marked(TODAY.minusDays(30));
		CountDownLatch start = new CountDownLatch(1);
		List<Thread> instances = IntStream.range(0, 4).mapToObj((n) -> Thread.ofVirtual().start(() -> {
			try {
				start.await();
				confirm();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		})).toList();
		int before = view().body().get("version").asInt();
		start.countDown();
		for (Thread instance : instances) {
			instance.join();
		}
		Assertions.assertThat(view().body().get("version").asInt()).isEqualTo(before + 1);
		Assertions.assertThat(facts()).isEqualTo(1);
	}

	@Test
	void theScheduleGoesThroughEveryKnownRegion() {
		marked(TODAY.minusDays(30));
		this.db.execute("insert into known_region values (1) on conflict do nothing");
		this.schedule.confirm();
		Assertions.assertThat(view().at("/status")).isEqualTo("confirmed");
	}

	private void marked(LocalDate on) {
		this.db.execute("update meeting set marked_on = '%s' where id = %d".formatted(on, this.meeting));
	}

	private void confirm() {
		As.intake(Set.of(1L), () -> Assertions.assertThat(this.confirmation.confirm(1)).isFalse());
	}

	private Answer view() {
		return this.school.get("/meetings/" + this.meeting, this.curator).ok();
	}

	private long facts() {
		return this.db.count("(select subject, data from feed where type = 'meeting-changed' union all select subject, "
				+ "data from outbox where type = 'meeting-changed') f where data ->> 'status' = 'confirmed' and subject = "
				+ this.meeting);
	}

}
