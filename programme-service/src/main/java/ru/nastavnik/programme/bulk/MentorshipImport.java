package ru.nastavnik.programme.bulk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.bulk.BulkController.LoadMentorships;
import ru.nastavnik.programme.bulk.BulkController.PastMeeting;
import ru.nastavnik.programme.bulk.BulkController.PastProgramme;
import ru.nastavnik.programme.bulk.BulkController.LoadMentorship;
import ru.nastavnik.programme.bulk.BulkController.SignedOrder;
import ru.nastavnik.programme.meeting.Meeting;
import ru.nastavnik.programme.meeting.MeetingLoading;
import ru.nastavnik.programme.mentorship.Fulfilment;
import ru.nastavnik.programme.mentorship.Mentorship.Status;
import ru.nastavnik.programme.mentorship.MentorshipLoading;
import ru.nastavnik.programme.mentorship.MentorshipLoading.Entry;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Terms;
import ru.nastavnik.programme.order.OrderSigning;
import ru.nastavnik.programme.organisation.Organisations;
import ru.nastavnik.programme.personal.ProgrammeLoading;

/**
 * Loads many mentorships with their order, programmes and meetings in one transaction.
 * Every row passes the rules of the single commands; all refusals of all rows come at
 * once.
 */
@Service
@Transactional
class MentorshipImport {

	private static final Set<Status> LOADABLE = Set.of(Status.PROPOSED, Status.ACTIVE, Status.COMPLETED,
			Status.TERMINATED);

	private static final int SHOWN = 200;

	private final Organisations organisations;

	private final OrderSigning orders;

	private final MentorshipLoading mentorships;

	private final ProgrammeLoading programmes;

	private final MeetingLoading meetings;

	private final Clock clock;

	MentorshipImport(Organisations organisations, OrderSigning orders, MentorshipLoading mentorships,
			ProgrammeLoading programmes, MeetingLoading meetings, Clock clock) {
		this.organisations = organisations;
		this.orders = orders;
		this.mentorships = mentorships;
		this.programmes = programmes;
		this.meetings = meetings;
		this.clock = clock;
	}

	Map<String, Long> load(LoadMentorships request) {
		Place place = this.organisations.place(request.organisationId());
		Set<Long> people = new TreeSet<>();
		request.rows().forEach((row) -> {
			people.addAll(row.mentorIds());
			people.addAll(row.menteeIds());
		});
		List<Violation> violations = new ArrayList<>();
		checkOrder(request, violations);
		Work work = new Work(this.mentorships.begin(place, people, request.rows().size()), this.programmes.begin(),
				this.meetings.begin(), request.order(), this.orders.nextId());
		Map<String, Entry> entries = new LinkedHashMap<>();
		for (int index = 0; index < request.rows().size(); index++) {
			LoadMentorship row = request.rows().get(index);
			try {
				if (entries.put(row.key(), pass(row, work)) != null) {
					violations.add(new Violation("rows[" + index + "].key", "Ключ повторяется."));
				}
			}
			catch (ProblemException refusal) {
				String prefix = "rows[" + index + "].";
				if (refusal.violations().isEmpty()) {
					violations.add(new Violation(prefix + "status", refusal.detail()));
				}
				refusal.violations()
					.forEach((violation) -> violations.add(new Violation(
							prefix + violation.field().replaceAll("^on$", "endedOn"), violation.message())));
			}
		}
		if (!violations.isEmpty()) {
			throw new ProblemException(KitProblem.INVALID,
					"Ничего не загружено. Ошибок: " + violations.size() + ". Исправьте строки и загрузите ещё раз.")
				.on(violations.stream().limit(SHOWN).toList());
		}
		write(place, request.order(), entries, work);
		Map<String, Long> ids = new LinkedHashMap<>();
		entries.forEach((key, entry) -> ids.put(key, entry.outline().id()));
		return ids;
	}

	private void checkOrder(LoadMentorships request, List<Violation> violations) {
		SignedOrder order = request.order();
		boolean needed = request.rows().stream().anyMatch((row) -> row.status() != Status.PROPOSED);
		if (order == null && needed) {
			violations.add(new Violation("order", "Наставничество начинается только по приказу: укажите приказ."));
		}
		if (order != null && order.date().isAfter(LocalDate.now(this.clock))) {
			violations.add(new Violation("order.date", "Дата приказа не может быть позже сегодняшней."));
		}
	}

	private Entry pass(LoadMentorship row, Work work) {
		if (!LOADABLE.contains(row.status())) {
			throw KitProblem.INVALID.because("Загрузить можно только эти состояния.")
				.on("status", "Допустимы: proposed, active, completed, terminated.");
		}
		Entry entry = work.mentorships().propose(terms(row));
		SignedOrder order = work.order();
		if (row.status() != Status.PROPOSED && order != null) {
			entry.start(work.orderId(), order.number().strip(), order.date());
		}
		Outline outline = entry.outline();
		Fulfilment plan = addProgramme(row, outline, work);
		addMeetings(row, outline, work);
		if (!row.status().isLive()) {
			entry.end(row.status(), row.endedOn(), row.ground(), plan);
		}
		return entry;
	}

	private @Nullable Fulfilment addProgramme(LoadMentorship row, Outline outline, Work work) {
		PastProgramme past = row.programme();
		if (past == null) {
			return null;
		}
		return within("programme.",
				() -> this.programmes.add(work.programmes(), outline, row.status(),
						new ProgrammeLoading.Past(past.templateCode(), past.from(), past.to(),
								Objects.requireNonNullElse(past.doneShare(), 0.0), row.endedOn())));
	}

	private void addMeetings(LoadMentorship row, Outline outline, Work work) {
		List<PastMeeting> past = Objects.requireNonNullElse(row.meetings(), List.of());
		for (int index = 0; index < past.size(); index++) {
			PastMeeting meeting = past.get(index);
			within("meetings[" + index + "].", () -> {
				this.meetings.add(work.meetings(), outline,
						new MeetingLoading.Past(Objects.requireNonNullElse(meeting.kind(), Meeting.Kind.REGULAR),
								meeting.on(), meeting.status()));
				return true;
			});
		}
	}

	/** Names the part of the row in its refusals. */
	private static <T extends @Nullable Object> T within(String part, Supplier<T> work) {
		try {
			return work.get();
		}
		catch (ProblemException refusal) {
			ProblemException named = new ProblemException(refusal.problem(), refusal.detail());
			if (refusal.violations().isEmpty()) {
				named.on(part.substring(0, part.length() - 1), refusal.detail());
			}
			refusal.violations()
				.forEach((violation) -> named.on(
						part + violation.field().replace("plannedOn", "on").replace("heldOn", "on"),
						violation.message()));
			throw named;
		}
	}

	private static Terms terms(LoadMentorship row) {
		return new Terms(row.kind(), row.form(), row.formName(), Objects.requireNonNullElse(row.methods(), List.of()),
				row.roleModel(), row.goal().strip(), row.start(), row.plannedEnd(), row.mentorIds(), row.menteeIds(),
				true, true, row.more());
	}

	private void write(Place place, @Nullable SignedOrder order, Map<String, Entry> entries, Work work) {
		List<Long> ordered = entries.values()
			.stream()
			.map(Entry::outline)
			.filter((outline) -> outline.status() != Status.PROPOSED)
			.map(Outline::id)
			.toList();
		if (order != null && !ordered.isEmpty()) {
			this.orders.recordSigned(place, work.orderId(), order.number().strip(), order.date(), order.title(),
					ordered, work.mentorships().withMinors());
		}
		this.mentorships.write(work.mentorships());
		this.programmes.write(work.programmes());
		this.meetings.write(work.meetings());
	}

	/** Everything of one call on its way in. */
	private record Work(MentorshipLoading.Batch mentorships, ProgrammeLoading.Batch programmes,
			MeetingLoading.Batch meetings, @Nullable SignedOrder order, long orderId) {
	}

}
