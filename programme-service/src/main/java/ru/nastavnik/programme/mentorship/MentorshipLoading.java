package ru.nastavnik.programme.mentorship;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Blocks;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.Rows;
import ru.nastavnik.programme.mentorship.Mentorship.Ground;
import ru.nastavnik.programme.mentorship.Mentorship.Status;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * Mentorships from before the platform: each passes through the verbs of the aggregate,
 * all are written at once.
 */
@Service
@Transactional
public class MentorshipLoading {

	private final JdbcClient jdbc;

	private final Participants participants;

	private final Outbox outbox;

	private final Clock clock;

	MentorshipLoading(JdbcClient jdbc, Participants participants, Outbox outbox, Clock clock) {
		this.jdbc = jdbc;
		this.participants = participants;
		this.outbox = outbox;
		this.clock = clock;
	}

	/** Begins a batch of so many mentorships of these people. */
	public Batch begin(Place place, Collection<Long> people, int size) {
		return new Batch(place, this.participants.hold(place.organisation(), people),
				Blocks.take(this.jdbc, "mentorship_seq", size), LocalDate.now(this.clock));
	}

	/** Writes a batch: rows, history, who may read whose name, facts. */
	public void write(Batch batch) {
		List<Mentorship> loaded = batch.mentorships;
		new Rows<Mentorship>("mentorship").placed(Mentorship::place)
			.column("id", "bigint", Mentorship::id)
			.column("kind", "text", (mentorship) -> mentorship.conditions().kind())
			.column("form", "text", (mentorship) -> mentorship.conditions().form())
			.column("form_name", "text", (mentorship) -> mentorship.conditions().formName())
			.column("methods", "text[]", (mentorship) -> Rows.array(mentorship.conditions().methods()))
			.column("contact_modes", "text[]",
					(mentorship) -> Rows.array(mentorship.conditions().arrangement().contactModes()))
			.column("topics", "text[]", (mentorship) -> quoted(mentorship.conditions().arrangement().topics()))
			.column("partner_id", "bigint", (mentorship) -> mentorship.conditions().arrangement().partnerId())
			.column("role_model", "text", (mentorship) -> mentorship.conditions().roleModel())
			.column("goal", "text", (mentorship) -> mentorship.conditions().goal())
			.column("starts_on", "date", Mentorship::start)
			.column("planned_end", "date", Mentorship::plannedEnd)
			.column("ended_on", "date", (mentorship) -> of(mentorship.ending(), Ending::endedOn))
			.column("ground", "text", Mentorship::ground)
			.column("end_reason", "text", (mentorship) -> of(mentorship.ending(), Ending::endReason))
			.column("status", "text", Mentorship::status)
			.column("profile_fits", "boolean", (mentorship) -> mentorship.conditions().profileFits())
			.column("mutual_interest", "boolean", (mentorship) -> mentorship.conditions().mutualInterest())
			.column("order_id", "bigint", (mentorship) -> of(mentorship.ordered(), Ordered::orderId))
			.column("order_number", "text", (mentorship) -> of(mentorship.ordered(), Ordered::orderNumber))
			.column("order_date", "date", (mentorship) -> of(mentorship.ordered(), Ordered::orderDate))
			.column("with_minors", "boolean", Mentorship::withMinors)
			.column("participants", "bigint[]", (mentorship) -> Rows.array(mentorship.participants()))
			.insert(this.jdbc, loaded);
		writeMembers(loaded);
		writeHistory(loaded);
		Set<Long> people = new HashSet<>();
		loaded.forEach((mentorship) -> people.addAll(mentorship.participants()));
		this.participants.refreshCircles(batch.place.organisation(), people);
		this.outbox.recordAll(loaded.stream().map(Mentorship::fact).toList());
	}

	private static <T, V> @Nullable V of(@Nullable T part, Function<T, @Nullable V> value) {
		return (part != null) ? value.apply(part) : null;
	}

	/** Free text as an array literal. */
	private static String quoted(List<String> texts) {
		return texts.stream()
			.map((text) -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
			.collect(Collectors.joining(",", "{", "}"));
	}

	private void writeMembers(List<Mentorship> loaded) {
		record Line(long id, Mentorship mentorship, Member member) {
		}
		int count = loaded.stream().mapToInt((mentorship) -> mentorship.members().size()).sum();
		PrimitiveIterator.OfLong ids = Blocks.take(this.jdbc, "mentorship_member_seq", count);
		List<Line> lines = loaded.stream()
			.flatMap((mentorship) -> mentorship.members()
				.stream()
				.map((member) -> new Line(ids.nextLong(), mentorship, member)))
			.toList();
		new Rows<Line>("mentorship_member").placed((line) -> line.mentorship().place())
			.column("id", "bigint", Line::id)
			.column("mentorship_id", "bigint", (line) -> line.mentorship().id())
			.column("person_id", "bigint", (line) -> line.member().personId())
			.column("role", "text", (line) -> line.member().role())
			.column("minor", "boolean", (line) -> line.member().minor())
			.column("agreed", "boolean", (line) -> line.member().agreed())
			.column("agreed_on", "date", (line) -> line.member().agreedOn())
			.column("agreed_by", "text", (line) -> line.member().agreedBy())
			.column("since", "date", (line) -> line.member().since())
			.column("until", "date", (line) -> line.member().until())
			.column("with_minors", "boolean", (line) -> line.mentorship().withMinors())
			.column("participants", "bigint[]", (line) -> Rows.array(line.mentorship().participants()))
			.insert(this.jdbc, lines);
	}

	private void writeHistory(List<Mentorship> loaded) {
		String name = Scope.current().name();
		new Rows<Mentorship>("mentorship_history")
			.column("region_id", "bigint", (mentorship) -> mentorship.place().region())
			.column("institute_id", "bigint", (mentorship) -> mentorship.place().institute())
			.column("municipality_id", "bigint", (mentorship) -> mentorship.place().municipality())
			.column("organisation_id", "bigint", Mentorship::organisationId)
			.column("mentorship_id", "bigint", Mentorship::id)
			.column("verb", "text", (mentorship) -> "loading")
			.column("on_date", "date", Mentorship::start)
			.column("by_name", "text", (mentorship) -> name)
			.column("with_minors", "boolean", Mentorship::withMinors)
			.column("participants", "bigint[]", (mentorship) -> Rows.array(mentorship.participants()))
			.insert(this.jdbc, loaded);
	}

	/** Mentorships on their way in. */
	public static final class Batch {

		private final Place place;

		private final Map<Long, Participant> people;

		private final PrimitiveIterator.OfLong ids;

		private final LocalDate today;

		private final List<Mentorship> mentorships = new ArrayList<>();

		Batch(Place place, Map<Long, Participant> people, PrimitiveIterator.OfLong ids, LocalDate today) {
			this.place = place;
			this.people = people;
			this.ids = ids;
			this.today = today;
		}

		/** Proposes one; refusals are the single command's. */
		public Entry propose(Terms terms) {
			Mentorship mentorship = Mentorship.propose(this.place, terms, this.people, this.today);
			mentorship.identify(this.ids.nextLong());
			this.mentorships.add(mentorship);
			return new Entry(mentorship, this.today);
		}

		public boolean withMinors() {
			return this.mentorships.stream().anyMatch(Mentorship::withMinors);
		}

	}

	/** One mentorship of a batch. */
	public static final class Entry {

		private final Mentorship mentorship;

		private final LocalDate today;

		Entry(Mentorship mentorship, LocalDate today) {
			this.mentorship = mentorship;
			this.today = today;
		}

		/** Everybody agreed, the order was signed, the first meeting was held. */
		public void start(long order, String number, LocalDate date) {
			LocalDate agreed = date.isBefore(this.today) ? date : this.today;
			this.mentorship.participants()
				.forEach((person) -> this.mentorship.answer(person, true, agreed, AgreedBy.CURATOR, this.today));
			this.mentorship.order(order, number, date);
			this.mentorship.activate(this.mentorship.start());
		}

		/** Ends it the way it ended. */
		public void end(Status status, @Nullable LocalDate on, @Nullable Ground ground, @Nullable Fulfilment plan) {
			if (on == null) {
				throw ProgrammeProblem.DATES.because("Укажите дату завершения.").on("endedOn");
			}
			if (status == Status.COMPLETED) {
				this.mentorship.complete(on, null, plan, this.today);
			}
			else {
				this.mentorship.terminate(on, (ground != null) ? ground : Ground.E2, "", this.today);
			}
		}

		public Outline outline() {
			return this.mentorship.outline();
		}

	}

}
