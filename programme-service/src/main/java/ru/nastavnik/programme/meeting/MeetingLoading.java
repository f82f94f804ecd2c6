package ru.nastavnik.programme.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.programme.Blocks;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.Rows;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Side;

/**
 * Meetings from before the platform, built by the aggregate and written at once.
 */
@Service
@Transactional
public class MeetingLoading {

	private final JdbcClient jdbc;

	private final Outbox outbox;

	private final Clock clock;

	MeetingLoading(JdbcClient jdbc, Outbox outbox, Clock clock) {
		this.jdbc = jdbc;
		this.outbox = outbox;
		this.clock = clock;
	}

	public Batch begin() {
		return new Batch(LocalDate.now(this.clock));
	}

	/** Builds one meeting; refusals are the single command's. */
	public void add(Batch batch, Outline mentorship, Past past) {
		MeetingLog.working(mentorship);
		boolean happened = past.status() == Meeting.Status.HELD || past.status() == Meeting.Status.CONFIRMED;
		if (happened && past.on().isAfter(batch.today)) {
			throw ProgrammeProblem.DATES.because("Дата проведения не может быть позже сегодняшней.").on("on");
		}
		Meeting meeting = Meeting.plan(mentorship,
				new Meeting.Plan(past.kind(), past.on(), null, Meeting.Mode.IN_PERSON, null, List.of()));
		meeting.restore(past.status());
		batch.meetings.add(meeting);
	}

	/** Writes a batch with its facts. */
	public void write(Batch batch) {
		List<Meeting> loaded = batch.meetings;
		if (loaded.isEmpty()) {
			return;
		}
		PrimitiveIterator.OfLong ids = Blocks.take(this.jdbc, "meeting_seq", loaded.size());
		loaded.forEach((meeting) -> meeting.identify(ids.nextLong()));
		new Rows<Meeting>("meeting").placed(Meeting::place)
			.column("id", "bigint", Meeting::id)
			.column("mentorship_id", "bigint", Meeting::mentorshipId)
			.column("kind", "text", Meeting::kind)
			.column("planned_on", "date", Meeting::plannedOn)
			.column("held_on", "date", Meeting::heldOn)
			.column("mode", "text", (meeting) -> Meeting.Mode.IN_PERSON)
			.column("topics", "text[]", (meeting) -> "{}")
			.column("status", "text", Meeting::status)
			.column("mentor_confirmed", "text", (meeting) -> word(meeting, Side.MENTOR))
			.column("mentee_confirmed", "text", (meeting) -> word(meeting, Side.MENTEE))
			.column("with_minors", "boolean", Meeting::withMinors)
			.column("participants", "bigint[]", (meeting) -> Rows.array(meeting.participants()))
			.insert(this.jdbc, loaded);
		this.outbox.recordAll(loaded.stream().map(Meeting::fact).toList());
	}

	private static @Nullable Object word(Meeting meeting, Side side) {
		return meeting.confirmedBy(side) ? "curator" : null;
	}

	/** What is known of a past meeting. */
	public record Past(Meeting.Kind kind, LocalDate on, Meeting.Status status) {
	}

	/** Meetings on their way in. */
	public static final class Batch {

		private final LocalDate today;

		private final List<Meeting> meetings = new ArrayList<>();

		Batch(LocalDate today) {
			this.today = today;
		}

	}

}
