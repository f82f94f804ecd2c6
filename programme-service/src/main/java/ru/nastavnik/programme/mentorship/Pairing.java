package ru.nastavnik.programme.mentorship;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.MentorshipReading.MentorshipView;
import ru.nastavnik.programme.mentorship.Statements.Statement;
import ru.nastavnik.programme.organisation.Organisations;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.participant.Participants.Participant;
import ru.nastavnik.programme.participant.ParticipantsReconsidered;

/**
 * Every verb of a mentorship.
 */
@Service
@Transactional
public class Pairing {

	/** A reference to a paper is not shorter. */
	private static final int REFERENCE = 15;

	/** The days that members have to answer a proposal. */
	static final int RESPOND_DAYS = 7;

	private final Mentorships mentorships;

	private final MentorshipReading reading;

	private final Organisations organisations;

	private final Participants participants;

	private final Team team;

	private final Minors minors;

	private final Statements statements;

	private final Outbox outbox;

	private final ApplicationEventPublisher events;

	private final JdbcClient jdbc;

	private final Clock clock;

	Pairing(Mentorships mentorships, MentorshipReading reading, Organisations organisations, Participants participants,
			Team team, Minors minors, Statements statements, Outbox outbox, ApplicationEventPublisher events,
			JdbcClient jdbc, Clock clock) {
		this.mentorships = mentorships;
		this.reading = reading;
		this.organisations = organisations;
		this.participants = participants;
		this.team = team;
		this.minors = minors;
		this.statements = statements;
		this.outbox = outbox;
		this.events = events;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	MentorshipView propose(long organisation, Terms terms) {
		return propose(organisation, terms, null);
	}

	/**
	 * A proposal, with the last day to answer it.
	 */
	MentorshipView propose(long organisation, Terms wanted, @Nullable LocalDate respondBy) {
		Place place = this.organisations.place(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR);
		Terms terms = wanted.at(organisation);
		demandPartner(organisation, terms);
		Map<Long, Participant> people = this.team.people(organisation, terms, null);
		Mentorship mentorship = Mentorship.propose(place, terms, people, today());
		mentorship.invite((respondBy != null) ? respondBy : today().plusDays(RESPOND_DAYS), today());
		this.mentorships.save(mentorship);
		List<String> warnings = warnings(terms, people, organisation);
		this.mentorships.flush();
		this.team.refresh(mentorship, mentorship.participants());
		record("proposal", mentorship, null, null);
		this.events.publishEvent(new ParticipantsReconsidered(place, new HashSet<>(mentorship.participants())));
		return this.reading.view(mentorship.id(), warnings);
	}

	/** BR-031: a team comes from another organisation that there is. */
	private void demandPartner(long organisation, Terms terms) {
		Long partner = terms.more().partnerId();
		if (partner != null && (partner == organisation || !this.organisations.known(partner))) {
			throw ProgrammeProblem.MEMBERS.because("Исправьте отмеченные поля и отправьте ещё раз.")
				.on("partnerId", "Укажите другую организацию региона, чья команда наставляет.");
		}
	}

	/** Proposes what another feature has found; the id of the mentorship. */
	public long proposed(long organisation, Terms terms) {
		return proposed(organisation, terms, null);
	}

	/** The same, with the last day to answer. */
	public long proposed(long organisation, Terms terms, @Nullable LocalDate respondBy) {
		return propose(organisation, terms, respondBy).id();
	}

	MentorshipView change(long id, int version, Terms wanted) {
		Mentorship mentorship = load(id);
		curator(mentorship);
		Terms terms = wanted.at(mentorship.organisationId());
		StaleVersionException.check(mentorship.version(), version, () -> this.reading.view(id));
		if (!Objects.equals(terms.more().partnerId(), mentorship.terms().more().partnerId())) {
			demandPartner(mentorship.organisationId(), terms);
		}
		Set<Long> people = new HashSet<>(mentorship.participants());
		people.addAll(terms.everybody());
		Outline before = mentorship.outline();
		Map<Long, Participant> known = this.team.people(mentorship.organisationId(), terms, before);
		this.team.withEmployer(mentorship, () -> this.events.publishEvent(new TermsChanging(id)));
		List<String> news = mentorship.change(terms, known, today());
		if (!news.isEmpty()) {
			mentorship.invite(today().plusDays(RESPOND_DAYS), today());
		}
		List<String> warnings = warnings(terms, known, mentorship.organisationId());
		this.mentorships.flush();
		this.team.refresh(before, people);
		this.team.refresh(mentorship, people);
		record("edit", mentorship, null, null);
		if (!news.isEmpty()) {
			write("agreement-withdrawn", mentorship, null, "Изменилось: " + String.join(", ", news) + ".");
		}
		if (!before.samePeople(mentorship.outline())) {
			this.minors.membersChanged(mentorship.place(), id);
		}
		return this.reading.view(id, warnings);
	}

	/** The members who have not agreed are asked until another day. */
	MentorshipView invite(long id, int version, LocalDate respondBy) {
		Mentorship mentorship = load(id);
		curator(mentorship);
		StaleVersionException.check(mentorship.version(), version, () -> this.reading.view(id));
		mentorship.invite(respondBy, today());
		record("invitation", mentorship, null, null);
		return this.reading.view(id);
	}

	MentorshipView answer(long id, @Nullable Integer version, long person, boolean agreed, LocalDate on, AgreedBy by,
			@Nullable String reason) {
		Mentorship mentorship = load(id);
		Scope scope = Scope.current();
		boolean self = Long.valueOf(person).equals(scope.person()) && mentorship.participants().contains(person);
		// whoever works elsewhere says it there
		Outline.require((by == AgreedBy.SELF) ? self : scope.has(mentorship.home(person), Role.CURATOR));
		if (version != null) {
			StaleVersionException.check(mentorship.version(), version, () -> this.reading.view(id));
		}
		this.team.within(mentorship, () -> {
			mentorship.answer(person, agreed, on, by, reason, today());
			record(agreed ? "agreement" : "refusal", mentorship, on, null);
			if (mentorship.employer() != null) {
				this.team.refresh(mentorship, mentorship.participants());
			}
		});
		return this.reading.view(id);
	}

	/**
	 * BR-048: whoever is responsible at the mentors' employer says whether they may
	 * mentor elsewhere.
	 */
	MentorshipView employerAnswers(long id, int version, boolean accepted, @Nullable String reason) {
		Mentorship mentorship = load(id);
		Scope scope = Scope.current();
		Long employer = mentorship.employer();
		Outline.require(employer != null && scope.has(employer, Role.CURATOR, Role.DIRECTOR));
		StaleVersionException.check(mentorship.version(), version, () -> this.reading.view(id));
		if (!accepted && reason == null) {
			throw KitProblem.INVALID.because("Напишите, почему наставник не может работать в другой организации.")
				.on("reason");
		}
		this.team.within(mentorship, () -> {
			mentorship.employerAnswers(accepted, scope.name(), reason, today());
			record(accepted ? "employer-agreement" : "employer-refusal", mentorship, today(), reason);
			if (!accepted) {
				this.events.publishEvent(new MentorshipEnded(id, false, today()));
				this.team.refresh(mentorship, mentorship.participants());
			}
		});
		return this.reading.view(id);
	}

	MentorshipView complete(long id, LocalDate on, @Nullable String note) {
		Mentorship mentorship = load(id);
		curator(mentorship);
		List<String> warnings = Skeleton.warnings(this.reading.view(id).missingMeetings());
		mentorship.complete(on, note, this.reading.fulfilment(id), today());
		return end("completion", mentorship, on, note, warnings);
	}

	MentorshipView terminate(long id, LocalDate on, Mentorship.Ground ground, String reason, List<Statement> stated) {
		Mentorship mentorship = load(id);
		Outline.require(Scope.current().has(mentorship.organisationId(), Role.CURATOR, Role.DIRECTOR));
		if (mentorship.outline().endsByOrder()) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Закреплённое приказом наставничество прекращает приказ директора. "
						+ "Куратор подаёт обращение: действие «Прекратить досрочно» в карточке пары.");
		}
		state(mentorship, ground, stated);
		mentorship.terminate(on, ground, reason, today());
		return end("termination", mentorship, on, reason, List.of());
	}

	/** BR-039; what was never ordered ends by a word. */
	private void state(Mentorship mentorship, Mentorship.Ground ground, List<Statement> stated) {
		Outline outline = mentorship.outline();
		stated.forEach((one) -> Demand.notInFuture(one.on(), today()));
		Statements.demandMembers(outline, stated);
		if (ground == Mentorship.Ground.E2 && outline.orderDate() != null && outline.status().isLive()) {
			Set<Long> minors = this.participants.find(mentorship.organisationId(), mentorship.participants())
				.values()
				.stream()
				.filter((person) -> person.minor(today()))
				.map(Participant::personId)
				.collect(Collectors.toSet());
			Statements.demand(outline, stated, minors);
		}
		stated.forEach((one) -> this.statements.write(
				new Statements.About(mentorship.id(), mentorship.place(), mentorship.withMinors()), null,
				Statements.Purpose.ENDING, one, List.of(one.personId())));
	}

	/**
	 * Takes a proposal back, if nobody has answered it yet; false otherwise. Hold it
	 * first.
	 */
	public boolean withdrawn(long id, String reason) {
		Mentorship mentorship = load(id);
		curator(mentorship);
		if (!mentorship.unanswered()) {
			return false;
		}
		mentorship.terminate(today(), Mentorship.Ground.E3, reason, today());
		end("withdrawal", mentorship, today(), reason, List.of());
		return true;
	}

	MentorshipView suspend(long id, LocalDate on, String reason) {
		Mentorship mentorship = load(id);
		curator(mentorship);
		mentorship.suspend(on, today());
		record("suspension", mentorship, on, reason);
		return this.reading.view(id);
	}

	MentorshipView resume(long id, LocalDate on) {
		Mentorship mentorship = load(id);
		curator(mentorship);
		mentorship.resume(on, this.reading.finalMeetingAhead(id), today());
		record("resumption", mentorship, on, null);
		return this.reading.view(id);
	}

	/**
	 * The director says that no labour papers are needed, and by which paper; null
	 * demands them again.
	 */
	MentorshipView waiveLabourPapers(long id, int version, @Nullable String reason) {
		Mentorship mentorship = load(id);
		Outline.require(Scope.current().has(mentorship.organisationId(), Role.DIRECTOR)
				|| reason == null && Scope.current().has(mentorship.organisationId(), Role.CURATOR));
		if (reason != null && reason.length() < REFERENCE) {
			throw KitProblem.INVALID
				.because("Напишите причину и сошлитесь на документ: пункт трудового договора, должностной инструкции "
						+ "или другой.")
				.on("reason");
		}
		StaleVersionException.check(mentorship.version(), version, () -> this.reading.view(id));
		mentorship.waiveLabourPapers(reason);
		record((reason != null) ? "labour-waiver" : "labour-demand", mentorship, null, reason);
		return this.reading.view(id);
	}

	/** A mentorship of the caller's, for the other features; 404 otherwise. */
	public Outline outline(long id) {
		return load(id).outline();
	}

	/**
	 * The same, unchanged until the transaction ends: for what copies from it who may
	 * read. Ask for it first, before anything has loaded the mentorship.
	 */
	public Outline hold(long id) {
		lock(List.of(id));
		return outline(id);
	}

	/** Those that the caller sees, unchanged until the transaction ends. */
	public List<Outline> hold(Collection<Long> ids) {
		lock(ids);
		return outlines(ids);
	}

	private void lock(Collection<Long> ids) {
		this.jdbc
			.sql("select id from mentorship where region_id = :region and id = any(:ids) order by id "
					+ "for no key update")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query(Long.class)
			.list();
	}

	/** Those of the mentorships that the caller sees. */
	public List<Outline> outlines(Collection<Long> ids) {
		return this.mentorships.findByIdInOrderById(ids).stream().map(Mentorship::outline).toList();
	}

	/** Adds a line to the history of a mentorship that the caller sees. */
	public void note(long id, String verb, @Nullable String note) {
		write(verb, load(id), null, note);
	}

	/** Moves everything that a signed order lists (BR-035). */
	public void order(Collection<Long> ids, long order, String number, LocalDate date) {
		List<Mentorship> listed = this.mentorships.findByIdInOrderById(ids);
		this.team.within(listed, () -> order(listed, order, number, date));
	}

	private void order(List<Mentorship> listed, long order, String number, LocalDate date) {
		Map<Long, Map<Long, Participant>> people = this.team.people(listed);
		for (Mentorship mentorship : listed) {
			List<String> obstacles = mentorship.obstacles(people);
			if (!obstacles.isEmpty()) {
				throw ProgrammeProblem.NOT_READY.because("Приказ пока нельзя подписать: в паре или группе № "
						+ mentorship.id() + " " + String.join(" ", obstacles));
			}
			mentorship.order(order, number, date);
		}
		this.mentorships.flush();
		this.outbox.recordAll(listed.stream().map(Mentorship::fact).toList());
		listed.forEach((mentorship) -> write("order", mentorship, date, "Приказ № " + number));
	}

	/** A meeting was held: the first one starts an ordered mentorship. */
	public void meetingHeld(long id, LocalDate on) {
		Mentorship mentorship = load(id);
		if (mentorship.activate(on)) {
			record("activation", mentorship, on, null);
			this.events.publishEvent(new MentorshipActivated(id));
		}
	}

	/** The final meeting is planned. */
	public void finalMeetingPlanned(long id) {
		Mentorship mentorship = load(id);
		if (mentorship.approachEnd()) {
			record("completing", mentorship, null, null);
		}
	}

	/** The final meeting will not take place. */
	public void finalMeetingCancelled(long id) {
		Mentorship mentorship = load(id);
		if (mentorship.stepBackFromEnd()) {
			record("completing-back", mentorship, null, null);
		}
	}

	private MentorshipView end(String verb, Mentorship mentorship, LocalDate on, @Nullable String note,
			List<String> warnings) {
		ended(verb, mentorship, on, note);
		return this.reading.view(mentorship.id(), warnings);
	}

	/** Tells everybody of an end. */
	void ended(String verb, Mentorship mentorship, LocalDate on, @Nullable String note) {
		record(verb, mentorship, on, note);
		this.events.publishEvent(new MentorshipEnded(mentorship.id(), mentorship.ground() == Mentorship.Ground.E1, on));
		this.team.refresh(mentorship, mentorship.participants());
	}

	private Mentorship load(long id) {
		return this.mentorships.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private static void curator(Mentorship mentorship) {
		Outline.require(Scope.current().has(mentorship.organisationId(), Role.CURATOR));
	}

	void record(String verb, Mentorship mentorship, @Nullable LocalDate on, @Nullable String note) {
		this.mentorships.flush();
		this.outbox.record(mentorship.fact());
		write(verb, mentorship, on, note);
	}

	// who may read the line is taken from the row as it is when the line is written
	private void write(String verb, Mentorship mentorship, @Nullable LocalDate on, @Nullable String note) {
		this.jdbc
			.sql("insert into mentorship_history (region_id, institute_id, municipality_id, organisation_id, "
					+ "mentorship_id, verb, on_date, note, by_name, with_minors, participants) select m.region_id, "
					+ "m.institute_id, m.municipality_id, m.organisation_id, m.id, :verb, :on::date, :note, :by, "
					+ "m.with_minors, m.participants from mentorship m where m.region_id = :region and m.id = :id "
					+ "for no key update of m")
			.param("region", mentorship.place().region())
			.param("id", mentorship.id())
			.param("verb", verb)
			.param("on", on)
			.param("note", note)
			.param("by", Scope.current().person() != null ? "" : Scope.current().name())
			.update();
	}

	// BR-025, BR-047 and a period that is unusually long
	private List<String> warnings(Terms terms, Map<Long, Participant> people, long organisation) {
		List<String> warnings = new ArrayList<>();
		Map<Long, Integer> loads = this.team.loads(organisation, terms);
		for (Long mentor : terms.mentorIds()) {
			Participant participant = people.get(mentor);
			int load = loads.getOrDefault(mentor, 0) + terms.menteeIds().size();
			if (participant != null && load > participant.maxLoad()) {
				warnings.add("Нагрузка наставника: " + load + " наставляемых при норме " + participant.maxLoad() + ".");
			}
		}
		warnings.addAll(Steps.warnings(terms, people));
		if (terms.plannedEnd().isAfter(terms.start().plusYears(1))) {
			warnings.add("Срок наставничества больше года.");
		}
		if (!terms.profileFits() || !terms.mutualInterest()) {
			warnings.add("Отметьте оба условия подбора: соответствие профиля запросу и взаимный интерес. "
					+ "Без них наставничество не станет согласованным.");
		}
		return warnings;
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

}
