package ru.nastavnik.programme.replacement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Continuation;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.MentorshipEnded;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.mentorship.Statements;
import ru.nastavnik.programme.mentorship.Statements.Purpose;
import ru.nastavnik.programme.mentorship.Statements.Statement;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.region.Parameter;
import ru.nastavnik.programme.region.RegionRules;
import ru.nastavnik.programme.replacement.ChangeReading.ChangeView;
import ru.nastavnik.programme.replacement.ChangeRequest.Kind;
import ru.nastavnik.programme.replacement.ChangeRequest.Start;
import ru.nastavnik.programme.replacement.ReplacementGround.Starter;

/**
 * Every verb of a request until the director's decision; the order itself is of
 * {@link ChangeOrders}.
 */
@Service
@Transactional
class Changing {

	private final ChangeRequests requests;

	private final ChangeReading reading;

	private final Pairing pairing;

	private final Continuation continuation;

	private final Statements statements;

	private final Participants participants;

	private final OrderPreparation drafts;

	private final RegionRules rules;

	private final Clock clock;

	Changing(ChangeRequests requests, ChangeReading reading, Pairing pairing, Continuation continuation,
			Statements statements, Participants participants, OrderPreparation drafts, RegionRules rules, Clock clock) {
		this.drafts = drafts;
		this.requests = requests;
		this.reading = reading;
		this.pairing = pairing;
		this.continuation = continuation;
		this.statements = statements;
		this.participants = participants;
		this.rules = rules;
		this.clock = clock;
	}

	ChangeView replace(long mentorship, Asking asking, @Nullable Long mentor, ReplacementGround ground,
			Set<ReplacementGround> extra, ReplacementGround.Evidence evidence) {
		Outline outline = settled(mentorship);
		if (!ground.startedBy(asking.by())) {
			throw ProgrammeProblem.CHANGE_STARTER
				.because("По этому основанию обращение начинает другой человек. Проверьте основание.")
				.on("ground");
		}
		if (extra.contains(ReplacementGround.G4) && asking.by() != Starter.DIRECTOR) {
			throw ProgrammeProblem.CHANGE_STARTER.because("О взыскании сообщает только директор.").on("extraGrounds");
		}
		Start start = start(outline, asking);
		return saved(ChangeRequest.replacement(outline, replaced(outline, mentor), start, ground, extra, evidence),
				List.of());
	}

	/** Whose powers end: of several mentors the one that is named. */
	private static long replaced(Outline outline, @Nullable Long mentor) {
		if (mentor == null && outline.mentors().size() == 1) {
			return outline.mentors().getFirst();
		}
		if (mentor == null || !outline.mentors().contains(mentor)) {
			throw KitProblem.INVALID.because("Укажите, кого из наставников заменяют.").on("mentorId");
		}
		return mentor;
	}

	ChangeView extend(long mentorship, LocalDate end, LocalDate on, String reason) {
		Outline outline = settled(mentorship);
		Start start = start(outline, new Asking(Starter.CURATOR, null, on, reason));
		List<String> warnings = new ArrayList<>();
		if (end.isAfter(outline.start().plusYears(1))) {
			if (!this.rules.on(Parameter.EXTENSION_BEYOND_YEAR)) {
				throw ProgrammeProblem.DATES
					.because("В регионе наставничество вместе с продлением длится не больше года: до "
							+ ChangeReading.day(outline.start().plusYears(1)) + ".")
					.on("newEnd");
			}
			warnings.add("Вместе с продлением наставничество длится больше года.");
		}
		return saved(ChangeRequest.extension(outline, start, end), warnings);
	}

	/**
	 * 4.5: the curator asks to end it, the director decides.
	 * @param stated who wants it so (BR-039)
	 */
	ChangeView end(long mentorship, Mentorship.Ground ground, LocalDate on, String reason, List<Statement> stated) {
		Outline outline = settled(mentorship);
		Start start = start(outline, new Asking(Starter.CURATOR, null, on, reason));
		if (ground == Mentorship.Ground.E1) {
			throw KitProblem.INVALID.because("Основание E1 означает выполненный план: используйте завершение.")
				.on("ground", "Допустимы: E2, E3.");
		}
		stated.forEach((one) -> Demand.notInFuture(one.on(), today()));
		Statements.demandMembers(outline, stated);
		if (ground == Mentorship.Ground.E2) {
			Statements.demand(outline, stated, minors(outline.place().organisation(), outline.participants()));
		}
		List<Long> parties = stated.stream().map(Statement::personId).distinct().toList();
		ChangeView asked = saved(ChangeRequest.ending(outline, start, ground, parties), List.of());
		stated.forEach(
				(one) -> this.statements.write(new Statements.About(mentorship, outline.place(), outline.withMinors()),
						asked.id(), Purpose.ENDING, one, List.of(one.personId())));
		return this.reading.view(asked.id(), List.of());
	}

	private Outline settled(long mentorship) {
		Outline outline = this.pairing.hold(mentorship);
		if (outline.employer() != null) {
			throw ProgrammeProblem.WRONG_STATUS.because(
					"Наставник этой пары работает в другой организации: замену и продление платформа для таких пар "
							+ "не оформляет. Завершите эту пару и предложите новую с другим наставником или сроком.");
		}
		if (!outline.status().isLive() || outline.status() == Mentorship.Status.PROPOSED
				|| outline.status() == Mentorship.Status.AGREED) {
			throw ProgrammeProblem.WRONG_STATUS.because(
					"Заменить наставника, продлить и прекратить приказом можно наставничество, которое закреплено приказом "
							+ "и не завершено.");
		}
		return outline;
	}

	/** Whose word it is, and whether the caller may bring it. */
	private Start start(Outline outline, Asking asking) {
		Scope scope = Scope.current();
		Demand.notInFuture(asking.on(), today());
		Long party = asking.party();
		if (!asking.by().isParty()) {
			Outline.require(outline.staff(scope, role(asking.by())));
			party = null;
		}
		else {
			Long me = scope.person();
			boolean self = asking.by() != Starter.REPRESENTATIVE && me != null && (party == null || party.equals(me))
					&& outline.side(me) == side(asking.by());
			Outline.require(self || outline.staff(scope, Role.CURATOR));
			party = self ? me : party;
			demandParty(outline, asking.by(), party);
		}
		return new Start(asking.by(), party, asking.on(), asking.reason(),
				this.rules.lastWorkingDay(asking.on(), this.rules.number(Parameter.REVIEW_DAYS)));
	}

	private void demandParty(Outline outline, Starter by, @Nullable Long party) {
		Side side = (party != null) ? outline.side(party) : null;
		boolean fits = (by == Starter.REPRESENTATIVE)
				? side != null
						&& !minors(outline.place().organisation(), List.of(Objects.requireNonNull(party))).isEmpty()
				: side != null && side == side(by);
		if (!fits) {
			throw KitProblem.INVALID.because("Укажите, чьё это обращение.")
				.on("partyId", (by == Starter.REPRESENTATIVE) ? "Выберите несовершеннолетнего участника."
						: "Выберите участника этой стороны.");
		}
	}

	private static @Nullable Side side(Starter by) {
		return switch (by) {
			case MENTOR -> Side.MENTOR;
			case MENTEE -> Side.MENTEE;
			default -> null;
		};
	}

	private static Role role(Starter by) {
		return switch (by) {
			case DIRECTOR -> Role.DIRECTOR;
			case PSYCHOLOGIST -> Role.PSYCHOLOGIST;
			default -> Role.CURATOR;
		};
	}

	ChangeView review(long id, int version, String opinion) {
		ChangeRequest request = load(id, version, Role.CURATOR);
		request.review(opinion);
		return saved(request, List.of());
	}

	ChangeView mediate(long id, int version, String by, LocalDate on, String note) {
		ChangeRequest request = load(id, version, Role.CURATOR);
		request.mediate(by, on, note, today());
		return saved(request, List.of());
	}

	ChangeView choose(long id, int version, long candidate, boolean fits, boolean interest) {
		ChangeRequest request = load(id, version, Role.CURATOR);
		request.demand(Kind.REPLACEMENT);
		Outline outline = this.pairing.outline(request.mentorshipId());
		List<String> warnings = this.continuation.candidate(outline, request.mentor(), candidate);
		Set<Long> touched = new HashSet<>(request.asked());
		boolean other = !Long.valueOf(candidate).equals(request.newMentorId());
		request.choose(candidate, fits, interest, outline.mentees());
		if (other) {
			this.statements.forget(id);
		}
		touched.addAll(request.asked());
		this.requests.flush();
		this.participants.refreshCircles(request.organisationId(), touched);
		return saved(request, warnings);
	}

	/** Nobody follows the mentor. */
	ChangeView leaveVacant(long id, int version) {
		ChangeRequest request = load(id, version, Role.CURATOR);
		request.demand(Kind.REPLACEMENT);
		Outline outline = this.pairing.outline(request.mentorshipId());
		if (outline.mentors().size() > 1) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Здесь несколько наставников. Выберите преемника или прекратите наставничество целиком: "
						+ "действие «Прекратить досрочно» в его карточке.");
		}
		Set<Long> touched = new HashSet<>(request.asked());
		request.leaveVacant();
		this.statements.forget(id);
		touched.addAll(request.asked());
		this.requests.flush();
		this.participants.refreshCircles(request.organisationId(), touched);
		return saved(request, List.of());
	}

	/**
	 * @param version of the request as it was read: a word about one candidate is none
	 * about another
	 */
	ChangeView answer(long id, int version, Statement word) {
		ChangeRequest request = load(id);
		Scope scope = Scope.current();
		boolean self = Long.valueOf(word.personId()).equals(scope.person());
		Outline.require((word.by() == AgreedBy.SELF) ? self : scope.has(request.organisationId(), Role.CURATOR));
		Demand.status(request.status(), ChangeRequest.WORKED_ON, "Обращение уже передано директору или решено.");
		StaleVersionException.check(request.version(), version, () -> this.reading.view(id, List.of()));
		Demand.notInFuture(word.on(), today());
		if (!request.asked().contains(word.personId())) {
			throw KitProblem.NOT_FOUND.because("Участник не найден или недоступен вам.");
		}
		if (word.by() == AgreedBy.REPRESENTATIVE
				&& minors(request.organisationId(), List.of(word.personId())).isEmpty()) {
			throw KitProblem.INVALID.because("За взрослого участника законный представитель не соглашается.").on("by");
		}
		this.statements.write(new Statements.About(request.mentorshipId(), request.place(), request.withMinors()), id,
				request.withoutSuccessor() ? Purpose.ENDING
						: (request.kind() == Kind.EXTENSION) ? Purpose.EXTENSION : Purpose.REPLACEMENT,
				word, request.participants());
		return this.reading.view(id, List.of());
	}

	ChangeView submit(long id, int version) {
		ChangeRequest request = load(id, version, Role.CURATOR);
		Set<Long> missing = Statements.missing(request.asked(), minors(request.organisationId(), request.asked()),
				this.statements.about(id));
		request.submit(missing.isEmpty());
		return saved(request, List.of());
	}

	ChangeView reject(long id, int version, String reason) {
		ChangeRequest request = load(id, version, Role.DIRECTOR);
		Set<Long> asked = new HashSet<>(request.asked());
		request.reject(reason, Scope.current(), today());
		// what was drafted for it says what nobody wants any more
		this.drafts.giveUp(List.of(id), "Обращение отклонено: " + reason);
		return closed(request, asked);
	}

	ChangeView withdraw(long id, int version, String reason) {
		ChangeRequest request = load(id);
		Scope scope = Scope.current();
		Outline.require(scope.has(request.organisationId(), Role.CURATOR)
				|| request.partyId() != null && request.partyId().equals(scope.person()));
		StaleVersionException.check(request.version(), version, () -> this.reading.view(id, List.of()));
		Set<Long> asked = new HashSet<>(request.asked());
		request.withdraw(reason, scope, today());
		return closed(request, asked);
	}

	/** Nothing is left to change; nobody is asked any more. */
	@EventListener
	void on(MentorshipEnded ended) {
		List<ChangeReading.Closed> closed = this.reading.withdrawOpen(ended.mentorshipId());
		if (closed.isEmpty()) {
			return;
		}
		this.drafts.giveUp(closed.stream().map(ChangeReading.Closed::id).toList(), "Наставничество завершено.");
		Set<Long> asked = closed.stream().flatMap((one) -> one.asked().stream()).collect(Collectors.toSet());
		if (!asked.isEmpty()) {
			this.participants.refreshCircles(this.pairing.outline(ended.mentorshipId()).place().organisation(), asked);
		}
	}

	private ChangeView closed(ChangeRequest request, Set<Long> asked) {
		this.requests.flush();
		this.participants.refreshCircles(request.organisationId(), asked);
		return this.reading.view(request.id(), List.of());
	}

	private Set<Long> minors(long organisation, List<Long> people) {
		return this.participants.find(organisation, people)
			.values()
			.stream()
			.filter((person) -> person.minor(today()))
			.map(Participants.Participant::personId)
			.collect(Collectors.toSet());
	}

	private ChangeRequest load(long id, int version, Role role) {
		ChangeRequest request = load(id);
		Outline.require(Scope.current().has(request.organisationId(), role));
		StaleVersionException.check(request.version(), version, () -> this.reading.view(id, List.of()));
		return request;
	}

	/** Held: whoever answers and whoever submits come one after the other. */
	private ChangeRequest load(long id) {
		this.reading.hold(List.of(id));
		return this.requests.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private ChangeView saved(ChangeRequest request, List<String> warnings) {
		try {
			ChangeRequest kept = this.requests.save(request);
			this.requests.flush();
			return this.reading.view(kept.id(), warnings);
		}
		catch (DataIntegrityViolationException ex) {
			if (String.valueOf(ex.getMessage()).contains("change_request_open")) {
				throw ProgrammeProblem.CHANGE_OPEN
					.because("По этой паре или группе такое обращение уже рассматривают. Дождитесь решения.");
			}
			throw ex;
		}
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

	/**
	 * How somebody asks.
	 *
	 * @param party whose word it is; may be left out for one's own
	 */
	record Asking(Starter by, @Nullable Long party, LocalDate on, String reason) {
	}

}
