package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.persistence.EnumeratedValue;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.Problem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * What is proposed to the people of a mentorship and what they agree to. The two criteria
 * are the curator's own marks.
 */
public record Terms(Kind kind, Form form, @Nullable String formName, List<Method> methods, @Nullable String roleModel,
		String goal, LocalDate start, LocalDate plannedEnd, List<Long> mentorIds, List<Long> menteeIds,
		boolean profileFits, boolean mutualInterest, More more) {

	/** Terms of the kinds that need nothing more. */
	public Terms(Kind kind, Form form, @Nullable String formName, List<Method> methods, @Nullable String roleModel,
			String goal, LocalDate start, LocalDate plannedEnd, List<Long> mentorIds, List<Long> menteeIds,
			boolean profileFits, boolean mutualInterest) {
		this(kind, form, formName, methods, roleModel, goal, start, plannedEnd, mentorIds, menteeIds, profileFits,
				mutualInterest, More.NONE);
	}

	private static final Set<String> MENTOR_READY = Set.of("available", "assigned");

	private static final Set<String> MENTEE_READY = Set.of("in_base", "waiting", "matched", "in_mentorship",
			"completed", "left");

	/** The kind itself says how a single session or a single help works (BR-033). */
	List<Method> workingMethods() {
		return switch (this.kind) {
			case SPEED_SESSION -> List.of(Method.SPEED);
			case SITUATIONAL -> List.of(Method.SITUATIONAL);
			default -> this.methods;
		};
	}

	List<Long> persons(Side side) {
		return (side == Side.MENTOR) ? this.mentorIds : this.menteeIds;
	}

	List<Long> everybody() {
		return Stream.concat(this.mentorIds.stream(), this.menteeIds.stream()).toList();
	}

	boolean samePeople(Terms other) {
		return new HashSet<>(this.mentorIds).equals(new HashSet<>(other.mentorIds))
				&& new HashSet<>(this.menteeIds).equals(new HashSet<>(other.menteeIds));
	}

	/**
	 * Whether it is the same pair doing the same sort of work. The methods decide whether
	 * the term of BR-032 is demanded, so they count.
	 */
	boolean sameFrame(Terms other) {
		return samePeople(other) && this.kind == other.kind && this.form == other.form && this.start.equals(other.start)
				&& new HashSet<>(workingMethods()).equals(new HashSet<>(other.workingMethods()))
				&& this.more.topics().equals(other.more.topics())
				&& Objects.equals(this.more.partnerId(), other.more.partnerId())
				&& Objects.equals(this.more.mentorOrganisation(), other.more.mentorOrganisation());
	}

	/** Whether the order that fixed it still says what holds. */
	boolean samePaper(Terms other) {
		return this.plannedEnd.equals(other.plannedEnd) && Objects.equals(this.formName, other.formName);
	}

	/** What the people have not agreed to, in words. */
	List<String> news(Terms agreed) {
		Map<String, Boolean> changed = new LinkedHashMap<>();
		changed.put("состав", !samePeople(agreed) || this.kind != agreed.kind);
		changed.put("форма", this.form != agreed.form || !Objects.equals(this.formName, agreed.formName)
				|| !Objects.equals(this.roleModel, agreed.roleModel));
		changed.put("способы работы", !new HashSet<>(workingMethods()).equals(new HashSet<>(agreed.workingMethods())));
		changed.put("темы", !this.more.topics().equals(agreed.more.topics()));
		changed.put("цель", !this.goal.equals(agreed.goal));
		changed.put("срок", !this.start.equals(agreed.start) || !this.plannedEnd.equals(agreed.plannedEnd));
		return changed.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
	}

	/** Mentors of the mentorship's own organisation need no other. */
	Terms at(long organisation) {
		return (Long.valueOf(organisation).equals(this.more.mentorOrganisation())) ? from(null) : this;
	}

	/** The same with mentors of another organisation. */
	public Terms from(@Nullable Long organisation) {
		return new Terms(this.kind, this.form, this.formName, this.methods, this.roleModel, this.goal, this.start,
				this.plannedEnd, this.mentorIds, this.menteeIds, this.profileFits, this.mutualInterest,
				this.more.of(organisation));
	}

	/** Refuses terms that no people could keep: dates, BR-020, BR-031. */
	void check() {
		List<Violation> violations = new ArrayList<>();
		checkMembers(violations);
		refuse(ProgrammeProblem.MEMBERS, violations);
	}

	/**
	 * Refuses, with everything at once, also people who are not here or not ready.
	 * @param people the people of the organisation among those proposed
	 */
	void check(Map<Long, Participant> people) {
		List<Violation> violations = new ArrayList<>();
		checkMembers(violations);
		boolean unknown = false;
		boolean notReady = false;
		for (Side side : Side.values()) {
			for (Long person : persons(side)) {
				Participant participant = people.get(person);
				String obstacle = (participant != null) ? Numbers.obstacle(this, participant, side) : unknown(side);
				if (obstacle != null) {
					unknown |= participant == null;
					notReady |= participant != null;
					violations.add(new Violation(field(side), obstacle));
				}
			}
		}
		refuse((notReady && !unknown) ? ProgrammeProblem.NOT_READY : ProgrammeProblem.MEMBERS, violations);
	}

	private String unknown(Side side) {
		return (side == Side.MENTOR && this.more.mentorOrganisation() != null)
				? "Наставник не найден среди тех, кто разрешил показывать свою карточку другим организациям."
				: "Участник не найден в этой организации.";
	}

	/** BR-048 and BR-066: what names a minor never leaves the school. */
	static void adultsElsewhere(@Nullable Long mentorOrganisation, boolean withMinors) {
		if (mentorOrganisation != null && withMinors) {
			throw new ProblemException(ProgrammeProblem.MEMBERS, "Исправьте отмеченные поля и отправьте ещё раз.")
				.on(List.of(new Violation("mentorIds",
						"Наставника из другой организации назначают только взрослым: сведения о несовершеннолетних не "
								+ "передают другой организации. Оформите наставника в вашей организации и выберите его здесь.")));
		}
	}

	private void refuse(Problem problem, List<Violation> violations) {
		boolean dates = this.plannedEnd.isBefore(this.start);
		if (dates) {
			violations.addFirst(new Violation("plannedEnd", "Окончание раньше начала. Проверьте даты."));
		}
		if (!violations.isEmpty()) {
			throw new ProblemException(dates ? ProgrammeProblem.DATES : problem,
					"Исправьте отмеченные поля и отправьте ещё раз.")
				.on(violations);
		}
	}

	// BR-020, BR-031
	private void checkMembers(List<Violation> violations) {
		Set<Long> seen = new HashSet<>();
		for (Side side : Side.values()) {
			for (Long person : persons(side)) {
				if (!seen.add(person)) {
					violations.add(new Violation(field(side),
							"Наставник и наставляемый должны быть разными людьми, каждый указан один раз."));
				}
			}
		}
		Numbers.check(this, violations);
	}

	static String field(Side side) {
		return (side == Side.MENTOR) ? "mentorIds" : "menteeIds";
	}

	/** Why this person cannot take this side today, or null (BR-016). */
	static @Nullable String obstacle(Participant participant, Side side) {
		String status = (side == Side.MENTOR) ? participant.mentorStatus() : participant.menteeStatus();
		if (!participant.consent()) {
			return "Нет действующего согласия на обработку персональных данных.";
		}
		if (side == Side.MENTOR && (status == null || !MENTOR_READY.contains(status))) {
			return "Человек не числится доступным наставником. Завершите его включение в реестр наставников.";
		}
		if (side == Side.MENTEE && (status == null || !MENTEE_READY.contains(status))) {
			return "Человек не включён в базу наставляемых.";
		}
		return null;
	}

	/**
	 * What only some kinds have.
	 *
	 * @param topics what each of two who teach each other teaches, the mentor's first
	 * @param partnerId the organisation whose team mentors here
	 * @param mentorOrganisation the organisation whose people mentor here without
	 * belonging to this one (BR-048)
	 */
	public record More(List<ContactMode> contactModes, List<String> topics, @Nullable Long partnerId,
			@Nullable Long mentorOrganisation) {

		static final More NONE = new More(List.of(), List.of(), null);

		public More(List<ContactMode> contactModes, List<String> topics, @Nullable Long partnerId) {
			this(contactModes, topics, partnerId, null);
		}

		/** Of mentors who work elsewhere, unless null. */
		public More of(@Nullable Long organisation) {
			return new More(this.contactModes, this.topics, this.partnerId, organisation);
		}

	}

	/** How the people stand to each other. */
	public enum Kind {

		PAIR, GROUP, COLLECTIVE, ORG_TO_ORG, REVERSE, SPEED_SESSION, SITUATIONAL;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Who mentors whom. */
	public enum Form {

		TEACHER_TEACHER("Учитель – учитель"), LEADER_TEACHER("Руководитель – учитель"),
		STUDENT_STUDENT("Студент – студент"), PUPIL_PUPIL("Ученик – ученик"), TEACHER_PUPIL("Учитель – ученик"),
		PARTNER_TEACHER("Партнёр – учитель"), EMPLOYER_STUDENT("Работодатель – студент"),
		UNIVERSITY_TEACHER("Педагог вуза или колледжа – молодой педагог"),
		TEACHER_ADDITIONAL("Педагог общего – педагог дополнительного образования"),
		EMPLOYER_PUPIL("Работодатель – ученик"), STUDENT_PUPIL("Студент – ученик"), OTHER("Иная форма");

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		private final String title;

		Form(String title) {
			this.title = title;
		}

		/** How people call it. */
		public String title() {
			return this.title;
		}

		@Override
		public String toString() {
			return this.code;
		}

		/** Plans of pupil forms last an academic year (BR-033). */
		public boolean ofPupils() {
			return this == PUPIL_PUPIL || this == TEACHER_PUPIL || this == EMPLOYER_PUPIL || this == STUDENT_PUPIL;
		}

	}

	/** How they work. */
	public enum Method {

		ONE_TO_ONE, VIRTUAL, SHORT_TERM, SITUATIONAL, SPEED;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** How they are in contact. */
	public enum ContactMode {

		DIRECT, MEDIATED, INDIVIDUAL, GROUP, OPEN, HIDDEN, COLLECTIVE_INDIVIDUAL;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
