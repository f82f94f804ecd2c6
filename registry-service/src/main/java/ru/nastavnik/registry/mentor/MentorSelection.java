package ru.nastavnik.registry.mentor;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.consent.ConsentLifecycle;
import ru.nastavnik.registry.dictionary.Dictionaries;
import ru.nastavnik.registry.dictionary.Dictionary;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.ProfileSteps;

/**
 * From a candidate to a mentor of the register and out of it again: every step of life
 * cycle 4.3 with what has to be there before it. Nothing here counts against anybody: a
 * refusal leaves a step and no mark (BR-052).
 */
@Service
@Transactional
public class MentorSelection {

	private final Mentors mentors;

	private final SelectionRecords records;

	private final ConsentLifecycle consents;

	private final ClearRecords clearRecords;

	private final Dictionaries dictionaries;

	private final ProfileSteps steps;

	private final ParticipantFacts facts;

	private final Sharing sharing;

	private final EntityManager entityManager;

	private final Clock clock;

	MentorSelection(Mentors mentors, SelectionRecords records, ConsentLifecycle consents, ClearRecords clearRecords,
			Dictionaries dictionaries, ProfileSteps steps, ParticipantFacts facts, Sharing sharing,
			EntityManager entityManager, Clock clock) {
		this.mentors = mentors;
		this.records = records;
		this.consents = consents;
		this.clearRecords = clearRecords;
		this.dictionaries = dictionaries;
		this.steps = steps;
		this.facts = facts;
		this.sharing = sharing;
		this.entityManager = entityManager;
		this.clock = clock;
	}

	/** Why a mentor leaves the register. */
	enum Reason {

		DISMISSAL, OWN_WISH, DISCIPLINARY, CHECK_FAILED, OTHER;

		private final String code = name().toLowerCase(Locale.ROOT);

		@JsonValue
		@Override
		public String toString() {
			return this.code;
		}

	}

	/**
	 * A step.
	 *
	 * @param carriedOver the selection took place before the platform came: straight to
	 * {@code available}, by the curator's word
	 */
	record Move(MentorStatus to, @Nullable LocalDate on, @Nullable String note, @Nullable Reason reason,
			boolean voluntary, boolean carriedOver, @Nullable String orderNumber, @Nullable LocalDate orderedOn) {
	}

	void move(long id, Move move) {
		Mentor mentor = find(id);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate on = Objects.requireNonNullElse(move.on(), today);
		MentorStatus from = mentor.status();
		boolean carried = move.carriedOver() && move.to() == MentorStatus.AVAILABLE && from.inSelection();
		if (!carried && !from.leadsTo(move.to())) {
			throw RegistryProblem.TRANSITION.because((move.to() == MentorStatus.ASSIGNED)
					? "Закреплённым наставник становится сам, когда директор подписывает приказ о паре."
					: "Из текущего состояния наставника этот переход невозможен: шаги отбора идут по одному. "
							+ "Обновите страницу: состояние могли изменить.")
				.on("to");
		}
		new Checks().past(on, today, "on")
			.ordered(mentor.statusSince(), on, "on", "Дата раньше предыдущего изменения состояния.")
			.done();
		if (move.voluntary()) {
			mentor.agrees(on);
		}
		if (carried) {
			mentor.carryOver();
			if (move.orderNumber() != null && move.orderedOn() != null) {
				order(mentor, move.orderNumber(), move.orderedOn(), today);
			}
		}
		guard(mentor, move, carried, today);
		become(mentor, move.to(), on, move.reason(), carried ? "Отобран до начала работы в платформе" : move.note());
		// trained → available is the system's step: whoever may meet mentees is free at
		// once
		if (move.to() == MentorStatus.TRAINED && mayMeetMinors(mentor)) {
			become(mentor, MentorStatus.AVAILABLE, on, null, null);
		}
		saved(List.of(mentor));
	}

	/** The director approves the register: one order for many mentors. */
	void approve(long organisation, String number, LocalDate date, Set<Long> ids) {
		Scope.current().requireWrite(organisation);
		Scope.current().requireRole(organisation, Role.DIRECTOR);
		LocalDate today = LocalDate.now(this.clock);
		List<Mentor> approved = ids.stream().sorted().map(this::find).toList();
		Checks checks = new Checks();
		for (Mentor mentor : approved) {
			checks.refuseIf(mentor.organisationId() != organisation || mentor.status() != MentorStatus.SELECTED,
					"mentorIds",
					"В приказ входят отобранные наставники этой организации: проверьте карточку " + mentor.id() + ".");
		}
		checks.done();
		approved.forEach((mentor) -> {
			order(mentor, number, date, today);
			LocalDate on = date.isBefore(mentor.statusSince()) ? mentor.statusSince() : date;
			guard(mentor, new Move(MentorStatus.IN_REGISTRY, on, null, null, false, false, null, null), false, today);
			become(mentor, MentorStatus.IN_REGISTRY, on, null, "Приказ № " + number);
		});
		saved(approved);
	}

	/** «Обучение не требуется», with the curator's word why. */
	void waiveTraining(long id, @Nullable String why) {
		Mentor mentor = find(id);
		mentor.waiveTraining(LocalDate.now(this.clock), why);
	}

	void interview(long id, SelectionRecords.Interview interview) {
		Mentor mentor = this.mentors.findById(id).orElseThrow(MentorSelection::notFound);
		Scope.current().requireRole(mentor.organisationId(), Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST);
		new Checks().past(interview.heldOn(), LocalDate.now(this.clock), "heldOn")
			.refuseIf(
					interview.decision() == SelectionRecords.Decision.DECLINE
							&& (interview.note() == null || interview.note().isBlank()),
					"note", "Напишите, почему кандидату отказано.")
			.done();
		this.records.add(mentor, interview);
	}

	void train(long id, SelectionRecords.Training training) {
		Mentor mentor = find(id);
		Checks checks = new Checks().past(training.finishedOn(), LocalDate.now(this.clock), "finishedOn");
		Dictionaries.check(checks, "kind",
				this.dictionaries.offered(Set.of(Dictionary.TRAININGS)).getOrDefault(Dictionary.TRAININGS, Set.of()),
				List.of(training.kind()), List.of());
		checks.done();
		this.records.add(mentor, training);
	}

	private void guard(Mentor mentor, Move move, boolean carried, LocalDate today) {
		switch (move.to()) {
			case QUESTIONNAIRE_DONE -> {
				this.consents.requireProcessing(mentor.personId());
				new Checks()
					.refuseIf(!mentor.questionnaireIsFilled(), "to",
							"Сначала заполните анкету: чему наставник может научить.")
					.done();
			}
			case INTERVIEWED ->
				new Checks()
					.refuseIf(this.records.lastDecision(mentor.id()) == null, "to",
							"Сначала внесите собеседование: дату, кто проводил, готовность и решение.")
					.done();
			case SELECTED -> {
				requireYes(mentor);
				new Checks()
					.refuseIf(this.records.lastDecision(mentor.id()) != SelectionRecords.Decision.SELECT, "to",
							"Отобрать можно того, о ком последнее собеседование решило «отобрать».")
					.done();
			}
			case DECLINED -> new Checks()
				.refuseIf(move.note() == null || move.note().isBlank(), "note", "Напишите, почему кандидату отказано.")
				.done();
			case EXCLUDED -> {
				Scope.current().requireRole(mentor.organisationId(), Role.DIRECTOR);
				new Checks().refuseIf(move.reason() == null, "reason", "Выберите основание исключения.")
					.refuseIf(move.note() == null || move.note().isBlank(), "note",
							"Напишите, почему наставник исключён.")
					.done();
			}
			case IN_REGISTRY -> {
				Scope.current().requireRole(mentor.organisationId(), Role.DIRECTOR);
				requireYes(mentor);
				this.consents.requireProcessing(mentor.personId());
				if (move.orderNumber() != null && move.orderedOn() != null) {
					order(mentor, move.orderNumber(), move.orderedOn(), today);
				}
				new Checks()
					.refuseIf(mentor.registryOrderedOn() == null, "orderNumber",
							"Укажите номер и дату приказа о реестре наставников.")
					.done();
			}
			case TRAINED ->
				new Checks()
					.refuseIf(mentor.trainingWaivedOn() == null && !this.records.isTrained(mentor.id()), "to",
							"Внесите обучение или отметьте, что оно не требуется.")
					.done();
			case AVAILABLE -> {
				requireYes(mentor);
				this.consents.requireProcessing(mentor.personId());
				if ((carried || mentor.status() == MentorStatus.TRAINED) && !mayMeetMinors(mentor)) {
					throw RegistryProblem.NO_CLEAR_RECORD.because(
							"Внешний наставник встречается с детьми, только когда куратор видел действующую справку "
									+ "об отсутствии судимости. Внесите её в карточку человека.");
				}
			}
			default -> {
				// the rest needs nothing but the way that leadsTo allows
			}
		}
	}

	private void requireYes(Mentor mentor) {
		if (mentor.voluntaryOn() == null) {
			throw RegistryProblem.NOT_VOLUNTARY
				.because("Наставник назначается только добровольно. Отметьте, что он согласен быть наставником.")
				.on("voluntary");
		}
	}

	private boolean mayMeetMinors(Mentor mentor) {
		this.entityManager.flush();
		return this.clearRecords.mayMeetMinors(mentor.personId());
	}

	private static void order(Mentor mentor, String number, LocalDate date, LocalDate today) {
		new Checks().past(date, today, "orderedOn").done();
		mentor.register(number.strip(), date);
	}

	void become(Mentor mentor, MentorStatus to, LocalDate on, @Nullable Reason reason, @Nullable String note) {
		MentorStatus from = mentor.status();
		mentor.become(to, on, note);
		this.steps.record(mentor.place(), "mentor", mentor.id(), mentor.personId(), from.toString(), to.toString(), on,
				(reason != null) ? reason.toString() : null, note);
	}

	private void saved(List<Mentor> changed) {
		this.facts.changed(changed.stream().map(Mentor::personId).toList(), false);
		changed.forEach((mentor) -> this.sharing.refresh(mentor.id()));
	}

	private Mentor find(long id) {
		return Keeping.own(this.mentors.findById(id), MentorRegistration.KEPT);
	}

	static RuntimeException notFound() {
		return KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
	}

}
