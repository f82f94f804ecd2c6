package ru.nastavnik.registry.mentor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.consent.ConsentLifecycle;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.MentorProfile;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;

/**
 * The base of mentors: registering, correcting, moving from step to step.
 */
@Service
@Transactional
public class MentorRegistration {

	private static final Map<String, String> SORTS = Map.of("name", "x.name_norm", "status", "m.status", "since",
			"m.status_since", "maxLoad", "m.max_load");

	private final Mentors mentors;

	private final PeopleReading people;

	private final ConsentLifecycle consents;

	private final Profiles profiles;

	private final ParticipantFacts facts;

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final Clock clock;

	MentorRegistration(Mentors mentors, PeopleReading people, ConsentLifecycle consents, Profiles profiles,
			ParticipantFacts facts, OrganisationDirectory directory, JdbcClient jdbc, Clock clock) {
		this.mentors = mentors;
		this.people = people;
		this.consents = consents;
		this.profiles = profiles;
		this.facts = facts;
		this.directory = directory;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** A mentor in the list. */
	record MentorLine(String name, boolean minor, @Nullable String consent, @JsonUnwrapped MentorProfile profile) {
	}

	@Transactional(readOnly = true)
	Slice<MentorLine> list(@Nullable Long organisation, Mentor.@Nullable Status status, @Nullable String q,
			PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		StringBuilder where = new StringBuilder(this.directory.territory(organisation).on("m"));
		where.append(PeopleReading.nameCondition(q, params));
		if (status != null) {
			where.append(" and m.status = :status");
			params.put("status", status.toString());
		}
		String from = " from mentor m join person x on x.region_id = m.region_id and x.id = m.person_id where ";
		List<MentorLine> items = this.jdbc
			.sql("select m.*, x.last_name, x.first_name, x.middle_name, " + Profiles.CONSENT_STATE + " as consent"
					+ from + where + " order by " + page.orderBy(SORTS, "x.name_norm, m.id") + " limit " + page.size()
					+ " offset " + page.offset())
			.params(params)
			.query(this::line)
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1" + from + where + " limit " + (Slice.COUNTED + 1) + ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	MentorProfile register(long person, Mentor.Offer offer, boolean voluntary) {
		Subject subject = this.people.subject(person);
		requireWrite(subject.place().organisation());
		if (this.mentors.findByPersonId(person).isPresent()) {
			throw RegistryProblem.PROFILE_EXISTS
				.because("Этот человек уже есть в базе наставников. Откройте его карточку.");
		}
		LocalDate today = LocalDate.now(this.clock);
		Mentor mentor = new Mentor(subject.place(), person, subject.born(), offer, today);
		if (voluntary) {
			mentor.agrees(today);
		}
		this.mentors.save(mentor);
		return saved(mentor);
	}

	MentorProfile change(long id, Mentor.Offer offer, int version) {
		Mentor mentor = own(id);
		StaleVersionException.check(mentor.version(), version, () -> profile(mentor));
		mentor.change(offer);
		return saved(mentor);
	}

	MentorProfile move(long id, Mentor.Status to, @Nullable LocalDate date, @Nullable String note, boolean voluntary) {
		Mentor mentor = own(id);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate on = (date != null) ? date : today;
		if (voluntary) {
			mentor.agrees(on);
		}
		if (to.inRegister()) {
			this.consents.requireProcessing(mentor.personId());
		}
		mentor.moveTo(to, on, note, today);
		return saved(mentor);
	}

	@EventListener
	void on(ConsentLifecycle.ProcessingWithdrawn withdrawn) {
		this.mentors.findByPersonId(withdrawn.personId()).ifPresent((mentor) -> mentor.close(withdrawn.on()));
	}

	@EventListener
	void on(BirthDateCorrected corrected) {
		this.mentors.findByPersonId(corrected.personId()).ifPresent((mentor) -> mentor.correctBorn(corrected.born()));
	}

	private MentorProfile saved(Mentor mentor) {
		this.facts.changed(List.of(mentor.personId()), false);
		return profile(mentor);
	}

	private MentorProfile profile(Mentor mentor) {
		return this.profiles.mentor(mentor.personId()).orElseThrow();
	}

	private Mentor own(long id) {
		Mentor mentor = this.mentors.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		requireWrite(mentor.organisationId());
		return mentor;
	}

	private static void requireWrite(long organisation) {
		if (!Scope.current().write().contains(organisation)) {
			throw KitProblem.FORBIDDEN
				.because("Базу наставников ведёт организация участника. Обратитесь к её куратору.");
		}
	}

	private MentorLine line(ResultSet row, int number) throws SQLException {
		MentorProfile profile = Profiles.mentor(row, number);
		boolean near = Scope.current().own().contains(profile.organisationId());
		return new MentorLine(
				Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
						row.getString("middle_name")),
				!Identity.isAdult(row.getObject("born", LocalDate.class), LocalDate.now(this.clock)),
				near ? row.getString("consent") : null, profile);
	}

}
