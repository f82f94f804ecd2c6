package ru.nastavnik.registry.labour;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.calendar.WorkingDays;
import ru.nastavnik.registry.labour.Papers.PapersView;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * Every verb of the labour papers.
 */
@Service
@Transactional
class LabourPapers {

	/** Working days that the law gives the other side (BR-051). */
	private static final int NOTICE_DAYS = 3;

	private static final String KEPT = "Трудовые документы ведёт работодатель наставника. Обратитесь к его куратору.";

	private final Assignments assignments;

	private final Papers papers;

	private final WorkingDays workingDays;

	private final OrganisationDirectory directory;

	private final Outbox outbox;

	private final JdbcClient jdbc;

	private final Clock clock;

	LabourPapers(Assignments assignments, Papers papers, WorkingDays workingDays, OrganisationDirectory directory,
			Outbox outbox, JdbcClient jdbc, Clock clock) {
		this.assignments = assignments;
		this.papers = papers;
		this.workingDays = workingDays;
		this.directory = directory;
		this.outbox = outbox;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Why no papers are needed, and where that is written (BR-050). */
	record Exemption(String reason, String reference) {
	}

	/** What a paper of before the platform says. */
	record Signed(LocalDate consentOn, String addendumNumber, LocalDate addendumOn) {
	}

	/** Papers to be opened; at most one of the last two. */
	record Offer(long mentor, long mentee, Assignment.Conditions conditions, @Nullable Exemption exemption,
			@Nullable Signed signed) {
	}

	PapersView offer(long organisation, Offer offer) {
		return this.papers.view(open(organisation, List.of(offer), false).getFirst().id());
	}

	/** Papers that were signed before the platform, many at a time. */
	int load(long organisation, List<Offer> offers) {
		return open(organisation, offers, true).size();
	}

	private List<Assignment> open(long organisation, List<Offer> offers, boolean load) {
		Scope.current().requireWrite(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR);
		Place place = this.directory.get(organisation).place();
		LocalDate today = LocalDate.now(this.clock);
		takeTurns(organisation);
		Set<Long> people = new HashSet<>();
		offers.forEach((offer) -> people.addAll(List.of(offer.mentor(), offer.mentee())));
		Set<Long> employees = employees(organisation, people);
		Checks checks = new Checks();
		List<Assignment> opened = new ArrayList<>();
		for (int at = 0; at < offers.size(); at++) {
			Offer offer = offers.get(at);
			Checks row = load ? checks.at("rows[" + at + "]") : checks;
			row.refuseIf(!employees.contains(offer.mentor()), "mentorId",
					"Наставник должен работать в этой организации. Проверьте его должность.")
				.refuseIf(!employees.contains(offer.mentee()), "menteeId",
						"Наставляемый должен работать в этой организации: поручение действует внутри одного работодателя.")
				.refuseIf(offer.mentor() == offer.mentee(), "menteeId", "Выберите двух разных людей.");
			offer.conditions().check(offer.exemption() != null, today, row);
			if (offer.signed() != null) {
				row.past(offer.signed().consentOn(), today, "consentOn")
					.past(offer.signed().addendumOn(), today, "addendumOn")
					.ordered(offer.signed().consentOn(), offer.signed().addendumOn(), "addendumOn",
							"Соглашение не может быть раньше письменного согласия. Проверьте даты.");
			}
			opened.add(new Assignment(place, offer.mentor(), offer.mentee(), offer.conditions()));
		}
		checks.done();
		for (int at = 0; at < offers.size(); at++) {
			Offer offer = offers.get(at);
			if (offer.exemption() != null) {
				opened.get(at).exempt(offer.exemption().reason(), offer.exemption().reference());
			}
			if (offer.signed() != null) {
				opened.get(at).consent(offer.signed().consentOn(), today);
				opened.get(at).signAddendum(offer.signed().addendumNumber(), offer.signed().addendumOn(), today);
			}
		}
		List<Assignment> saved = this.assignments.saveAll(opened);
		this.assignments.flush();
		refuseOverlaps(organisation);
		this.outbox.recordAll(saved.stream().map(Assignment::fact).toList());
		return saved;
	}

	PapersView change(long id, int version, Assignment.Conditions conditions) {
		Assignment assignment = own(id);
		StaleVersionException.check(assignment.version(), version, () -> this.papers.view(id));
		Checks checks = new Checks();
		conditions.check(false, LocalDate.now(this.clock), checks);
		checks.done();
		takeTurns(assignment.organisationId());
		assignment.change(conditions);
		this.assignments.flush();
		refuseOverlaps(assignment.organisationId());
		return saved(assignment);
	}

	PapersView consent(long id, LocalDate on) {
		Assignment assignment = own(id);
		assignment.consent(on, LocalDate.now(this.clock));
		return saved(assignment);
	}

	PapersView refuse(long id, LocalDate on, @Nullable String note) {
		Assignment assignment = own(id);
		assignment.refuse(on, note, LocalDate.now(this.clock));
		return saved(assignment);
	}

	PapersView signAddendum(long id, String number, LocalDate on) {
		Assignment assignment = own(id);
		assignment.signAddendum(number, on, LocalDate.now(this.clock));
		return saved(assignment);
	}

	PapersView exempt(long id, Exemption exemption) {
		Assignment assignment = own(id);
		assignment.exempt(exemption.reason(), exemption.reference());
		return saved(assignment);
	}

	PapersView notice(long id, Assignment.Side by, LocalDate given, LocalDate effective, boolean bothAgree) {
		Assignment assignment = own(id);
		LocalDate today = LocalDate.now(this.clock);
		new Checks().past(given, today, "givenOn").done();
		assignment.notice(by, given, effective, bothAgree, this.workingDays.after(given, NOTICE_DAYS), today);
		return saved(assignment);
	}

	private Assignment own(long id) {
		Assignment assignment = Keeping.own(this.assignments.findById(id), KEPT);
		Scope.current().requireRole(assignment.organisationId(), Role.CURATOR, Role.DIRECTOR);
		return assignment;
	}

	private PapersView saved(Assignment assignment) {
		this.assignments.saveAndFlush(assignment);
		this.outbox.record(assignment.fact());
		return this.papers.view(assignment.id());
	}

	/** Two curators must not open the same papers at once. */
	private void takeTurns(long organisation) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('labour ' || :organisation, 0))")
			.param("organisation", organisation)
			.query()
			.listOfRows();
	}

	private Set<Long> employees(long organisation, Set<Long> people) {
		return new HashSet<>(this.jdbc.sql("""
				select person_id from employment where region_id = :region and organisation_id = :organisation
				  and person_id = any (:people) and (dismissed_on is null or dismissed_on >= :today)""")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("people", people.toArray(Long[]::new))
			.param("today", LocalDate.now(this.clock))
			.query(Long.class)
			.list());
	}

	/** One mentor and one mentee have one set of papers for a day. */
	private void refuseOverlaps(long organisation) {
		boolean twice = this.jdbc.sql("""
				select exists (select from labour_assignment a join labour_assignment b on b.region_id = a.region_id
				  and b.person_id = a.person_id and b.mentee_id = a.mentee_id and b.id > a.id
				  and b.status <> 'refused' and b.term_from <= coalesce(a.effective_on - 1, a.term_to, 'infinity')
				  and a.term_from <= coalesce(b.effective_on - 1, b.term_to, 'infinity')
				where a.region_id = :region and a.organisation_id = :organisation and a.status <> 'refused')""")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query(Boolean.class)
			.single();
		if (twice) {
			throw RegistryProblem.LABOUR_PARTIES
				.because("Документы этого наставника с этим наставляемым на эти дни уже есть. Откройте их в списке.")
				.on("from");
		}
	}

}
