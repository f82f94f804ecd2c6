package ru.nastavnik.programme.preference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.mentorship.Terms;
import ru.nastavnik.programme.organisation.Organisations;
import ru.nastavnik.programme.participant.ParticipantsReconsidered;
import ru.nastavnik.programme.preference.People.Person;

/**
 * The survey after the group meeting: people answer for themselves while it is open, the
 * curator enters what was said in a conversation (BR-040). Those who were invited
 * together have met: each reads the names of the other side, nobody else's, and only
 * while the survey is open.
 */
@Service
@Transactional
class PreferenceSurvey {

	static final int WISHES = 5;

	private final Answers answers;

	private final Wishes wishes;

	private final People people;

	private final Organisations organisations;

	private final WiderScope wider;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	PreferenceSurvey(Answers answers, Wishes wishes, People people, Organisations organisations, WiderScope wider,
			JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
		this.events = events;
		this.answers = answers;
		this.wishes = wishes;
		this.people = people;
		this.organisations = organisations;
		this.wider = wider;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The surveys that wait for the caller's own answer, answered ones too. */
	@Transactional(readOnly = true)
	List<SurveyView> mine() {
		return invitations().stream().map(this::mine).toList();
	}

	private SurveyView mine(Invitation invitation) {
		long organisation = invitation.place().organisation();
		List<Choice> met = this.wider
			.within(List.of(organisation), () -> this.people.find(organisation, invitation.others(), today()))
			.stream()
			.map((person) -> new Choice(person.personId(), person.name(), person.detail(), person.minor(), true))
			.toList();
		return new SurveyView(invitation.meeting(), organisation, invitation.role(), invitation.form(), invitation.on(),
				invitation.until(), met, said(organisation, person(), invitation.role()));
	}

	SurveyView answer(long organisation, Side role, Said said) {
		Invitation invitation = invitations().stream()
			.filter((one) -> one.place().organisation() == organisation && one.role() == role)
			.findFirst()
			.orElseThrow(() -> ProgrammeProblem.SURVEY_CLOSED.because(
					"Анкета закрыта или вас не приглашали на встречу. Если хотите что-то изменить, скажите куратору."));
		// whom the curator entered for them before stays sayable
		Set<Long> choices = new HashSet<>(invitation.others());
		Wishes.Said before = this.wishes.of(organisation, person(), role);
		choices.addAll(before.wishes());
		choices.addAll(before.noGo());
		check(person(), said, choices);
		put(invitation.place(), person(), role, AgreedBy.SELF, today(), said);
		return mine(invitation);
	}

	@Transactional(readOnly = true)
	AnswerView form(long organisation, long person, Side role) {
		curator(organisation);
		Person who = who(organisation, person, role);
		Set<Long> met = met(organisation, person, role);
		List<Choice> choices = this.people.side(organisation, other(role), today())
			.stream()
			.filter((one) -> one.personId() != person)
			.map((one) -> new Choice(one.personId(), one.name(), one.detail(), one.minor(),
					met.contains(one.personId())))
			.sorted(java.util.Comparator.comparing(Choice::met).reversed())
			.toList();
		return new AnswerView(organisation, person, who.name(), who.detail(), role, choices,
				said(organisation, person, role));
	}

	AnswerView enter(long organisation, long person, Side role, LocalDate on, Said said) {
		curator(organisation);
		who(organisation, person, role);
		if (on.isAfter(today())) {
			throw ProgrammeProblem.DATES.because("Дата беседы не может быть позже сегодняшней.").on("on");
		}
		Set<Long> choices = this.people.side(organisation, other(role), today())
			.stream()
			.map(Person::personId)
			.collect(Collectors.toSet());
		check(person, said, choices);
		put(this.organisations.place(organisation), person, role, AgreedBy.CURATOR, on, said);
		return form(organisation, person, role);
	}

	private void put(Place place, long person, Side role, AgreedBy by, LocalDate on, Said said) {
		long organisation = place.organisation();
		Answer answer = this.answers.findByOrganisationIdAndPersonIdAndRole(organisation, person, role).orElse(null);
		StaleVersionException.check((answer != null) ? answer.version() : -1,
				(said.version() != null) ? said.version() : -1,
				() -> Optional.ofNullable(said(organisation, person, role)));
		if (answer == null) {
			answer = new Answer(place, person, role);
		}
		answer.give(on, by, said.drew());
		this.answers.save(answer);
		this.answers.flush();
		this.wishes.replace(place, person, role, said.wishes(), said.noGo());
		this.events.publishEvent(new ParticipantsReconsidered(place, Set.of(person)));
	}

	private static void check(long person, Said said, Collection<Long> choices) {
		if (said.wishes().stream().distinct().count() != said.wishes().size()) {
			throw ProgrammeProblem.PREFERENCE.because("Один человек назван дважды. Оставьте его на одном месте.")
				.on("wishes");
		}
		if (said.wishes().stream().anyMatch(said.noGo()::contains)) {
			throw ProgrammeProblem.PREFERENCE
				.because("Один и тот же человек назван и желаемым, и тем, с кем работать нельзя. Выберите что-то одно.")
				.on("noGo");
		}
		if (!choices.containsAll(said.wishes()) || said.wishes().contains(person)) {
			throw ProgrammeProblem.PREFERENCE.because("Назвать можно только тех, кто есть в списке.").on("wishes");
		}
		if (!choices.containsAll(said.noGo()) || said.noGo().contains(person)) {
			throw ProgrammeProblem.PREFERENCE.because("Назвать можно только тех, кто есть в списке.").on("noGo");
		}
	}

	private @Nullable Given said(long organisation, long person, Side role) {
		Answer answer = this.answers.findByOrganisationIdAndPersonIdAndRole(organisation, person, role).orElse(null);
		if (answer == null) {
			return null;
		}
		Wishes.Said said = this.wishes.of(organisation, person, role);
		return new Given(said.wishes(), said.noGo(), answer.drew(), answer.answeredOn(), answer.enteredBy(),
				answer.version());
	}

	private Person who(long organisation, long person, Side role) {
		return this.people.find(organisation, List.of(person), today())
			.stream()
			.filter((found) -> found.on(role))
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private static void curator(long organisation) {
		Scope.current().requireWrite(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR);
	}

	private Set<Long> met(long organisation, long person, Side role) {
		return this.jdbc
			.sql("select distinct unnest(%s) from group_meeting where region_id = :region ".formatted(other(role) + "s")
					+ "and organisation_id = :organisation and :person = any(%s) and cancel_reason is null"
						.formatted(role + "s"))
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("person", person)
			.query(Long.class)
			.set();
	}

	/** Open surveys of the caller, one for an organisation and a role. */
	private List<Invitation> invitations() {
		Scope scope = Scope.current();
		if (scope.person() == null) {
			return List.of();
		}
		long person = scope.person();
		List<Invitation> found = this.jdbc
			.sql("""
					select * from group_meeting where region_id = :region and :person = any(participants)
					and cancel_reason is null and held_on <= :today and survey_until >= :today order by held_on desc, id desc
					limit 50""")
			.param("region", scope.region())
			.param("person", person)
			.param("today", today())
			.query((row, number) -> Invitation.read(row, person))
			.list();
		Map<String, Invitation> merged = new LinkedHashMap<>();
		found.forEach((one) -> merged.merge(one.place().organisation() + one.role().toString(), one, Invitation::and));
		return List.copyOf(merged.values());
	}

	private long person() {
		Long person = Scope.current().person();
		if (person == null) {
			throw KitProblem.FORBIDDEN.because("Анкету заполняют наставники и наставляемые.");
		}
		return person;
	}

	private static Side other(Side side) {
		return (side == Side.MENTOR) ? Side.MENTEE : Side.MENTOR;
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

	/** What is said; without a version for the first time. */
	record Said(@Nullable Integer version, List<Long> wishes, List<Long> noGo, @Nullable String drew) {
	}

	/** What was said. */
	record Given(List<Long> wishes, List<Long> noGo, @Nullable String drew, LocalDate answeredOn, AgreedBy enteredBy,
			int version) {
	}

	/** Somebody who may be named. */
	record Choice(long personId, @Nullable String name, @Nullable String detail, boolean minor, boolean met) {
	}

	/** A survey that is open for the caller. */
	record SurveyView(long meetingId, long organisationId, Side role, Terms.Form form, LocalDate on, LocalDate until,
			List<Choice> people, @Nullable Given answer) {
	}

	/** A person's answer before the curator. */
	record AnswerView(long organisationId, long personId, @Nullable String name, @Nullable String detail, Side role,
			List<Choice> people, @Nullable Given answer) {
	}

	private record Invitation(long meeting, Place place, Side role, Terms.Form form, LocalDate on, LocalDate until,
			List<Long> others) {

		static Invitation read(ResultSet row, long person) throws SQLException {
			List<Long> mentors = Arrays.asList((Long[]) row.getArray("mentors").getArray());
			List<Long> mentees = Arrays.asList((Long[]) row.getArray("mentees").getArray());
			Side role = mentors.contains(person) ? Side.MENTOR : Side.MENTEE;
			return new Invitation(row.getLong("id"), Place.of(row), role,
					Terms.Form.valueOf(row.getString("form").toUpperCase(Locale.ROOT)),
					row.getObject("held_on", LocalDate.class), row.getObject("survey_until", LocalDate.class),
					(role == Side.MENTOR) ? mentees : mentors);
		}

		Invitation and(Invitation older) {
			return new Invitation(this.meeting, this.place, this.role, this.form, this.on,
					this.until.isBefore(older.until) ? older.until : this.until,
					List.copyOf(Stream.concat(this.others.stream(), older.others.stream())
						.collect(Collectors.toCollection(LinkedHashSet::new))));
		}

	}

}
