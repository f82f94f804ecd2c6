package ru.nastavnik.registry.mentee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.consent.ConsentLifecycle;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.MenteeProfile;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;

/**
 * The base of mentees: registering, correcting, moving from step to step.
 */
@Service
@Transactional
public class MenteeRegistration {

	private static final Map<String, String> SORTS = Map.of("name", "x.name_norm", "status", "m.status", "since",
			"m.status_since", "category", "m.category");

	private final Mentees mentees;

	private final PeopleReading people;

	private final ConsentLifecycle consents;

	private final Profiles profiles;

	private final ParticipantFacts facts;

	private final OrganisationDirectory directory;

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final Clock clock;

	MenteeRegistration(Mentees mentees, PeopleReading people, ConsentLifecycle consents, Profiles profiles,
			ParticipantFacts facts, OrganisationDirectory directory, EntityManager entityManager, JdbcClient jdbc,
			Clock clock) {
		this.mentees = mentees;
		this.people = people;
		this.consents = consents;
		this.profiles = profiles;
		this.facts = facts;
		this.directory = directory;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** A mentee in the list. */
	record MenteeLine(String name, boolean minor, @Nullable String consent, @JsonUnwrapped MenteeProfile profile) {
	}

	@Transactional(readOnly = true)
	Slice<MenteeLine> list(@Nullable Long organisation, Mentee.@Nullable Status status, @Nullable String q,
			PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		StringBuilder where = new StringBuilder(this.directory.territory(organisation).on("m"));
		where.append(PeopleReading.nameCondition(q, params));
		if (status != null) {
			where.append(" and m.status = :status");
			params.put("status", status.toString());
		}
		String from = " from mentee m join person x on x.region_id = m.region_id and x.id = m.person_id "
				+ "left join third_party_info i on i.region_id = m.region_id and i.mentee_id = m.id where ";
		List<MenteeLine> items = this.jdbc
			.sql("select m.*, i.text as third_party, x.last_name, x.first_name, x.middle_name, "
					+ Profiles.CONSENT_STATE + " as consent" + from + where + " order by "
					+ page.orderBy(SORTS, "x.name_norm, m.id") + " limit " + page.size() + " offset " + page.offset())
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

	MenteeProfile register(long person, Mentee.Need need, @Nullable String thirdPartyInfo) {
		Subject subject = this.people.subject(person);
		requireWrite(subject.place().organisation());
		if (this.mentees.findByPersonId(person).isPresent()) {
			throw RegistryProblem.PROFILE_EXISTS
				.because("Этот человек уже есть в базе наставляемых. Откройте его карточку.");
		}
		LocalDate today = LocalDate.now(this.clock);
		Mentee mentee = new Mentee(subject.place(), person, subject.born(), need, today);
		this.mentees.save(mentee);
		tell(mentee, thirdPartyInfo);
		return saved(mentee);
	}

	MenteeProfile change(long id, Mentee.Need need, @Nullable String thirdPartyInfo, int version) {
		Mentee mentee = own(id);
		StaleVersionException.check(mentee.version(), version, () -> profile(mentee));
		mentee.change(need);
		tell(mentee, thirdPartyInfo);
		return saved(mentee);
	}

	MenteeProfile move(long id, Mentee.Status to, @Nullable LocalDate date, @Nullable String note) {
		Mentee mentee = own(id);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate on = (date != null) ? date : today;
		if (to.inBase()) {
			this.consents.requireProcessing(mentee.personId());
		}
		mentee.moveTo(to, on, note, today);
		return saved(mentee);
	}

	@EventListener
	void on(ConsentLifecycle.ProcessingWithdrawn withdrawn) {
		this.mentees.findByPersonId(withdrawn.personId()).ifPresent((mentee) -> mentee.close(withdrawn.on()));
	}

	@EventListener
	void on(BirthDateCorrected corrected) {
		this.mentees.findByPersonId(corrected.personId()).ifPresent((mentee) -> mentee.correctBorn(corrected.born()));
	}

	/** BR-023: only those who may read what others told may write it. */
	private void tell(Mentee mentee, @Nullable String text) {
		if (text == null || !Scope.current().has(mentee.organisationId(), Role.CURATOR, Role.PSYCHOLOGIST)) {
			return;
		}
		this.entityManager.flush();
		Place place = mentee.place();
		this.jdbc
			.sql("""
					insert into third_party_info (region_id, institute_id, municipality_id, organisation_id, mentee_id, text,
					  created_by, updated_by)
					values (:region, :institute, :municipality, :organisation, :mentee, :text, :caller, :caller)
					on conflict (region_id, mentee_id) do update set text = excluded.text, updated_at = now(),
					  updated_by = excluded.updated_by""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("mentee", mentee.id())
			.param("text", text)
			.param("caller", Scope.current().caller())
			.update();
	}

	private MenteeProfile saved(Mentee mentee) {
		this.facts.changed(List.of(mentee.personId()), false);
		return profile(mentee);
	}

	private MenteeProfile profile(Mentee mentee) {
		return this.profiles.mentee(mentee.personId()).orElseThrow();
	}

	private Mentee own(long id) {
		Mentee mentee = this.mentees.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		requireWrite(mentee.organisationId());
		return mentee;
	}

	private static void requireWrite(long organisation) {
		if (!Scope.current().write().contains(organisation)) {
			throw KitProblem.FORBIDDEN
				.because("Базу наставляемых ведёт организация участника. Обратитесь к её куратору.");
		}
	}

	private MenteeLine line(ResultSet row, int number) throws SQLException {
		MenteeProfile profile = Profiles.mentee(row, number);
		boolean near = Scope.current().own().contains(profile.organisationId());
		return new MenteeLine(
				Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
						row.getString("middle_name")),
				!Identity.isAdult(row.getObject("born", LocalDate.class), LocalDate.now(this.clock)),
				near ? row.getString("consent") : null, profile);
	}

}
