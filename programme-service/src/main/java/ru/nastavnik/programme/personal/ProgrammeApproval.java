package ru.nastavnik.programme.personal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.MembersChanged;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.MentorshipActivated;
import ru.nastavnik.programme.mentorship.MentorshipEnded;
import ru.nastavnik.programme.mentorship.MentorshipExtended;
import ru.nastavnik.programme.mentorship.ReadersChanged;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.personal.PersonalProgramme.Status;
import ru.nastavnik.programme.personal.ProgrammeReading.ProgrammeView;
import ru.nastavnik.programme.template.Templates;

/**
 * Every verb of a personal programme, from the draft to the approval and the end; lists
 * and views are of {@link ProgrammeReading}.
 */
@Service
@Transactional
public class ProgrammeApproval {

	private static final String OF_PROGRAMME = """
			update %s t set with_minors = p.with_minors, participants = p.participants, version = t.version + 1
			from personal_programme p
			where p.region_id = any(:regions) and p.mentorship_id = any(:mentorships)
			  and t.region_id = p.region_id and t.programme_id = p.id""";

	private final PersonalProgrammes programmes;

	private final Pairing pairing;

	private final ProgrammeReading reading;

	private final Templates templates;

	private final Outbox outbox;

	private final JdbcClient jdbc;

	private final Clock clock;

	ProgrammeApproval(PersonalProgrammes programmes, Pairing pairing, ProgrammeReading reading, Templates templates,
			Outbox outbox, JdbcClient jdbc, Clock clock) {
		this.programmes = programmes;
		this.pairing = pairing;
		this.reading = reading;
		this.templates = templates;
		this.outbox = outbox;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	ProgrammeView draft(long mentorship, long template, @Nullable String title, @Nullable LocalDate from,
			@Nullable LocalDate to) {
		Outline outline = this.pairing.hold(mentorship);
		Outline.require(outline.mentorOr(Scope.current(), Role.CURATOR));
		if (!outline.status().isLive() || outline.status() == Mentorship.Status.PROPOSED) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Программу составляют для согласованного и не завершённого наставничества.");
		}
		if (this.programmes.findByMentorshipIdAndStatusNot(mentorship, Status.STOPPED).isPresent()) {
			throw ProgrammeProblem.PROGRAMME_EXISTS.because("У этого наставничества уже есть программа.");
		}
		PersonalProgramme programme = this.programmes
			.save(PersonalProgramme.draft(outline, this.templates.template(template), title, from, to));
		List<String> warnings = new ArrayList<>();
		Content content = programme.content();
		if (content.from().isBefore(outline.start()) || content.to().isAfter(outline.plannedEnd())) {
			warnings.add("Срок программы выходит за срок наставничества.");
		}
		return saved(programme, outline, warnings);
	}

	ProgrammeView change(long id, int version, Content content) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.memberOr(Scope.current(), Role.CURATOR));
		StaleVersionException.check(programme.version(), version,
				() -> this.reading.view(programme, outline, List.of()));
		return amended(programme, outline, () -> programme.change(outline, content));
	}

	ProgrammeView agree(long id, @Nullable Integer version, Side side, @Nullable Long person, LocalDate on,
			AgreedBy by) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		long speaker = speaker(outline, side, person, by);
		asRead(programme, outline, version);
		programme.agree(side, speaker, on, by, today());
		return saved(programme, outline, List.of());
	}

	/** A word is about the version that was read, for those who say which it was. */
	private void asRead(PersonalProgramme programme, Outline outline, @Nullable Integer version) {
		if (version != null) {
			StaleVersionException.check(programme.version(), version,
					() -> this.reading.view(programme, outline, List.of()));
		}
	}

	/** Whose word it is: one's own, or that of the member whom the curator names. */
	private static long speaker(Outline outline, Side side, @Nullable Long person, AgreedBy by) {
		Scope scope = Scope.current();
		Long me = scope.person();
		if (by == AgreedBy.SELF) {
			Outline.require(me != null && outline.side(scope) == side && (person == null || person.equals(me)));
			return Objects.requireNonNull(me);
		}
		Outline.require(outline.staff(scope, Role.CURATOR));
		List<Long> persons = outline.persons(side);
		if (person == null && persons.size() == 1) {
			return persons.getFirst();
		}
		if (person == null || !persons.contains(person)) {
			throw KitProblem.INVALID.because("В группе соглашается каждый: укажите, чьё согласие записать.")
				.on("personId", "Выберите участника этой стороны.");
		}
		return person;
	}

	ProgrammeView confirm(long id, @Nullable Integer version) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.CURATOR));
		asRead(programme, outline, version);
		programme.confirm(Scope.current().name(), today());
		return saved(programme, outline, List.of());
	}

	ProgrammeView approve(long id, @Nullable Integer version) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.DIRECTOR));
		asRead(programme, outline, version);
		boolean active = outline.status() == Mentorship.Status.ACTIVE
				|| outline.status() == Mentorship.Status.COMPLETING;
		if (programme.amendment() != null) {
			this.pairing.note(outline.id(), "amendment-approved", "Версия " + (programme.versionNo() + 1) + ".");
		}
		programme.approve(Scope.current().name(), active, today());
		return saved(programme, outline, List.of());
	}

	ProgrammeView complete(long id, LocalDate on) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.CURATOR));
		programme.complete(on, today());
		return saved(programme, outline, List.of());
	}

	ProgrammeView addActivity(long id, Activity.Content content) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		requireAmendment(programme, outline);
		return amended(programme, outline, () -> programme.add(content));
	}

	ProgrammeView changeActivity(long activity, int version, Activity.Content content) {
		PersonalProgramme programme = loadOf(activity);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		requireAmendment(programme, outline);
		StaleVersionException.check(programme.plan().one(activity).version(), version,
				() -> programme.plan().one(activity).view());
		return amended(programme, outline, () -> programme.changeActivity(activity, content));
	}

	ProgrammeView finishActivity(long activity, LocalDate on, @Nullable String result) {
		PersonalProgramme programme = loadOf(activity);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.mentorOr(Scope.current(), Role.CURATOR));
		programme.finishActivity(activity, on, result, today());
		return saved(programme, outline, List.of());
	}

	ProgrammeView strikeActivity(long activity, String reason) {
		PersonalProgramme programme = loadOf(activity);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		requireAmendment(programme, outline);
		return amended(programme, outline, () -> programme.strike(activity, reason));
	}

	ProgrammeView withdraw(long id) {
		PersonalProgramme programme = load(id);
		Outline outline = this.pairing.outline(programme.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.CURATOR));
		programme.withdraw();
		this.pairing.note(outline.id(), "amendment-withdrawn", null);
		return saved(programme, outline, List.of());
	}

	/**
	 * What somebody has agreed to changes: the history says that they are asked again.
	 */
	private ProgrammeView amended(PersonalProgramme programme, Outline outline, Runnable change) {
		boolean discussed = programme.words().any();
		boolean inForce = programme.isInForce();
		boolean amendment = programme.amendment() != null;
		change.run();
		if (amendment && programme.amendment() == null) {
			this.pairing.note(outline.id(), "amendment-withdrawn", null);
		}
		else if (discussed && (amendment || !inForce)) {
			this.pairing.note(outline.id(), "programme-asked-again", null);
		}
		if (!amendment && programme.amendment() != null) {
			this.pairing.note(outline.id(), "amendment", null);
		}
		return saved(programme, outline, List.of());
	}

	// the parties write the draft; what is in force changes with the curator only
	private static void requireAmendment(PersonalProgramme programme, Outline outline) {
		boolean draft = programme.status() == Status.DRAFT;
		Outline.require(
				draft ? outline.memberOr(Scope.current(), Role.CURATOR) : outline.staff(Scope.current(), Role.CURATOR));
	}

	@EventListener
	void on(MentorshipActivated activated) {
		this.programmes.findByMentorshipIdAndStatusNot(activated.mentorshipId(), Status.STOPPED)
			.filter(PersonalProgramme::run)
			.ifPresent(this::record);
	}

	@EventListener
	void on(MentorshipEnded ended) {
		this.programmes.findByMentorshipIdAndStatusNot(ended.mentorshipId(), Status.STOPPED)
			.filter((programme) -> programme.end(ended.fulfilled(), ended.on()))
			.ifPresent(this::record);
	}

	@EventListener
	void on(MentorshipExtended extended) {
		boolean exempt = this.pairing.outline(extended.mentorshipId()).exemptFromPeriod();
		this.programmes.findByMentorshipIdAndStatusNot(extended.mentorshipId(), Status.STOPPED)
			.filter((programme) -> programme.extend(exempt, extended.end()))
			.ifPresent(this::record);
	}

	@EventListener
	void on(ReadersChanged changed) {
		for (String sql : List.of(ReadersChanged.update("personal_programme"),
				OF_PROGRAMME.formatted("programme_activity"), OF_PROGRAMME.formatted("programme_approval"))) {
			this.jdbc.sql(sql)
				.param("regions", changed.regions().toArray(Long[]::new))
				.param("mentorships", changed.mentorships().toArray(Long[]::new))
				.update();
		}
	}

	/** Nobody of the new members has said a word about the programme yet. */
	@EventListener
	void on(MembersChanged changed) {
		this.programmes.findByMentorshipIdAndStatusNot(changed.mentorshipId(), Status.STOPPED)
			.ifPresent((programme) -> {
				if (programme.askOthers()) {
					this.pairing.note(changed.mentorshipId(), "programme-asked-again", "Изменился состав.");
					record(programme);
				}
			});
	}

	private ProgrammeView saved(PersonalProgramme programme, Outline outline, List<String> warnings) {
		record(programme);
		return this.reading.view(programme, outline, warnings);
	}

	private void record(PersonalProgramme programme) {
		this.programmes.flush();
		this.outbox.record(programme.fact());
	}

	private PersonalProgramme load(long id) {
		return this.programmes.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private PersonalProgramme loadOf(long activity) {
		return this.programmes.findByActivitiesId(activity)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

}
