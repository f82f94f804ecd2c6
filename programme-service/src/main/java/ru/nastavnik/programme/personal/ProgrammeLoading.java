package ru.nastavnik.programme.personal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PrimitiveIterator;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.programme.Blocks;
import ru.nastavnik.programme.Rows;
import ru.nastavnik.programme.mentorship.Fulfilment;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.personal.PersonalProgramme.Status;
import ru.nastavnik.programme.template.Templates;
import ru.nastavnik.programme.template.Templates.Template;

/**
 * Programmes from before the platform, built by the aggregate and written at once.
 */
@Service
@Transactional
public class ProgrammeLoading {

	private final JdbcClient jdbc;

	private final Templates templates;

	private final Outbox outbox;

	private final Clock clock;

	ProgrammeLoading(JdbcClient jdbc, Templates templates, Outbox outbox, Clock clock) {
		this.jdbc = jdbc;
		this.templates = templates;
		this.outbox = outbox;
		this.clock = clock;
	}

	public Batch begin() {
		return new Batch(LocalDate.now(this.clock));
	}

	/** Builds one programme; refusals are the single command's. */
	public Fulfilment add(Batch batch, Outline mentorship, Mentorship.Status ending, Past past) {
		Template template = this.templates.byCode(past.templateCode())
			.orElseThrow(() -> KitProblem.INVALID.because("Нет такого шаблона.").on("templateCode"));
		PersonalProgramme programme = PersonalProgramme.draft(mentorship, template, null, past.from(), past.to());
		Status status = switch (ending) {
			case PROPOSED, AGREED, ORDERED -> Status.DRAFT;
			case ACTIVE, SUSPENDED, COMPLETING -> Status.RUNNING;
			case COMPLETED -> Status.COMPLETED;
			case TERMINATED -> Status.STOPPED;
		};
		programme.restore(mentorship, status, (status != Status.DRAFT) ? past.doneShare() : 0,
				Objects.requireNonNullElse(past.endedOn(), batch.today), batch.today);
		batch.programmes.add(programme);
		return programme.fulfilment();
	}

	/** Writes a batch with its facts. */
	public void write(Batch batch) {
		List<PersonalProgramme> loaded = batch.programmes;
		if (loaded.isEmpty()) {
			return;
		}
		PrimitiveIterator.OfLong ids = Blocks.take(this.jdbc, "personal_programme_seq", loaded.size());
		loaded.forEach((programme) -> programme.identify(ids.nextLong()));
		new Rows<PersonalProgramme>("personal_programme").placed(PersonalProgramme::place)
			.column("id", "bigint", PersonalProgramme::id)
			.column("mentorship_id", "bigint", PersonalProgramme::mentorshipId)
			.column("title", "text", (programme) -> programme.content().title())
			.column("starts_on", "date", (programme) -> programme.content().from())
			.column("ends_on", "date", (programme) -> programme.content().to())
			.column("directions", "text[]", (programme) -> "{}")
			.column("gaps", "text[]", (programme) -> "{}")
			.column("strengths", "text[]", (programme) -> "{}")
			.column("note", "text", (programme) -> "")
			.column("status", "text", PersonalProgramme::status)
			.column("version_no", "int", PersonalProgramme::versionNo)
			.column("completed_on", "date", PersonalProgramme::completedOn)
			.column("with_minors", "boolean", PersonalProgramme::withMinors)
			.column("participants", "bigint[]", (programme) -> Rows.array(programme.participants()))
			.insert(this.jdbc, loaded);
		writeActivities(loaded);
		writeApprovals(loaded);
		this.outbox.recordAll(loaded.stream().map(PersonalProgramme::fact).toList());
	}

	private void writeActivities(List<PersonalProgramme> loaded) {
		record Line(long id, PersonalProgramme programme, Activity activity) {

			Activity.Content content() {
				return this.activity.content();
			}

		}
		int count = loaded.stream().mapToInt((programme) -> programme.plan().ordered().size()).sum();
		PrimitiveIterator.OfLong ids = Blocks.take(this.jdbc, "programme_activity_seq", count);
		List<Line> lines = loaded.stream()
			.flatMap((programme) -> programme.plan()
				.ordered()
				.stream()
				.map((activity) -> new Line(ids.nextLong(), programme, activity)))
			.toList();
		new Rows<Line>("programme_activity").placed((line) -> line.programme().place())
			.column("id", "bigint", Line::id)
			.column("programme_id", "bigint", (line) -> line.programme().id())
			.column("seq", "int", (line) -> line.activity().seq())
			.column("no", "text", (line) -> line.content().no())
			.column("section", "text", (line) -> line.content().section())
			.column("task", "text", (line) -> line.content().task())
			.column("term", "text", (line) -> line.content().term())
			.column("due_from", "date", (line) -> line.activity().dueFrom())
			.column("due_to", "date", (line) -> line.activity().dueTo())
			.column("planned_result", "text", (line) -> line.content().plannedResult())
			.column("responsible", "text", (line) -> line.content().responsible())
			.column("status", "text", (line) -> line.activity().status())
			.column("done_on", "date", (line) -> line.activity().doneOn())
			.column("with_minors", "boolean", (line) -> line.programme().withMinors())
			.column("participants", "bigint[]", (line) -> Rows.array(line.programme().participants()))
			.insert(this.jdbc, lines);
	}

	private void writeApprovals(List<PersonalProgramme> loaded) {
		record Line(long id, PersonalProgramme programme, Approval approval) {
		}
		int count = loaded.stream().mapToInt((programme) -> programme.approvals().size()).sum();
		PrimitiveIterator.OfLong ids = Blocks.take(this.jdbc, "programme_approval_seq", count);
		List<Line> lines = loaded.stream()
			.flatMap((programme) -> programme.approvals()
				.stream()
				.map((approval) -> new Line(ids.nextLong(), programme, approval)))
			.toList();
		new Rows<Line>("programme_approval").placed((line) -> line.programme().place())
			.column("id", "bigint", Line::id)
			.column("programme_id", "bigint", (line) -> line.programme().id())
			.column("version_no", "int", (line) -> line.approval().versionNo())
			.column("party", "text", (line) -> line.approval().party())
			.column("person_id", "bigint", (line) -> line.approval().personId())
			.column("on_date", "date", (line) -> line.approval().on())
			.column("by_whom", "text", (line) -> line.approval().byWhom())
			.column("with_minors", "boolean", (line) -> line.programme().withMinors())
			.column("participants", "bigint[]", (line) -> Rows.array(line.programme().participants()))
			.insert(this.jdbc, lines);
	}

	/** What is known of a past programme. */
	public record Past(String templateCode, @Nullable LocalDate from, @Nullable LocalDate to, double doneShare,
			@Nullable LocalDate endedOn) {
	}

	/** Programmes on their way in. */
	public static final class Batch {

		private final LocalDate today;

		private final List<PersonalProgramme> programmes = new ArrayList<>();

		Batch(LocalDate today) {
			this.today = today;
		}

	}

}
