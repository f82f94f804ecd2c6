package ru.nastavnik.registry.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Files;
import ru.nastavnik.kit.file.StoredFile;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.kit.document.DocumentPrinting;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.ConsentView;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;

/**
 * Issuing, signing and withdrawing one consent. Many at once: {@link ConsentBatches}.
 */
@Service
@Transactional
public class ConsentLifecycle {

	/** The feature name of scans among the files. */
	static final String SCANS = "consent";

	static final String KEPT = "Согласия ведёт организация участника. Обратитесь к её куратору.";

	private final Consents consents;

	private final PeopleReading people;

	private final Profiles profiles;

	private final ParticipantFacts facts;

	private final Operator operators;

	private final Representatives representatives;

	private final DocumentPrinting printing;

	private final Files files;

	private final ConsentPermissions permissions;

	private final Audit audit;

	private final ApplicationEventPublisher events;

	private final JdbcClient jdbc;

	private final Clock clock;

	ConsentLifecycle(Consents consents, PeopleReading people, Profiles profiles, ParticipantFacts facts,
			Operator operators, Representatives representatives, DocumentPrinting printing, Files files,
			ConsentPermissions permissions, Audit audit, ApplicationEventPublisher events, JdbcClient jdbc,
			Clock clock) {
		this.consents = consents;
		this.people = people;
		this.profiles = profiles;
		this.facts = facts;
		this.operators = operators;
		this.representatives = representatives;
		this.printing = printing;
		this.files = files;
		this.permissions = permissions;
		this.audit = audit;
		this.events = events;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The person no longer agrees to the processing of their data: profiles close. */
	public record ProcessingWithdrawn(long personId, LocalDate on) {
	}

	/** A consent of any kind was withdrawn. */
	record Withdrawn(long personId, long organisationId, Consent.Kind kind) {
	}

	/** The person agrees to the processing of their data. */
	public record ProcessingGiven(long personId) {
	}

	/** What a new form says instead of the usual. */
	record Wording(@Nullable LocalDate validUntil, @Nullable String purpose, @Nullable List<String> data,
			@Nullable String recipient, @Nullable String resources, Set<String> categories) {

		void check(LocalDate today, Checks checks) {
			checks.sensible(this.validUntil, today, "validUntil")
				.ordered(today, this.validUntil, "validUntil", "Срок согласия уже истёк. Укажите будущую дату.");
		}

	}

	/** What was signed. */
	record Signature(long signerPersonId, LocalDate signedOn, Consent.Form form, boolean coSigned,
			@Nullable Map<String, String> granted) {
	}

	/**
	 * BR-024: whether a processing consent in force at the organisation names a special
	 * category of data, such as {@code special_needs}.
	 */
	@Transactional(readOnly = true)
	public boolean covers(long person, long organisation, String category) {
		return DataCode.of(category).filter((code) -> this.permissions.covers(person, organisation, code)).isPresent();
	}

	/** BR-016: nobody reaches a register without an active processing consent. */
	public void requireProcessing(long person) {
		LocalDate today = LocalDate.now(this.clock);
		boolean active = this.profiles.consents(person)
			.stream()
			.anyMatch((consent) -> consent.kind().equals("processing")
					&& Set.of("active", "superseded_needed").contains(consent.status()) && consent.signedOn() != null
					&& !consent.signedOn().isAfter(today));
		if (!active) {
			throw RegistryProblem.NO_CONSENT.because(
					"Нет действующего согласия на обработку персональных данных. Сначала внесите подписанное согласие.");
		}
	}

	/** A form, handed out at once unless it is to be looked at first. */
	ConsentView issue(long person, Consent.Kind kind, Wording wording, boolean draft) {
		Subject subject = this.people.subject(person);
		Keeping.require(subject.place().organisation(), KEPT);
		LocalDate today = LocalDate.now(this.clock);
		Consent consent = worded(subject, kind, wording, this.operators.of(subject.place().organisation()), today);
		if (!draft) {
			issue(consent, subject, today);
		}
		return view(this.consents.saveAndFlush(consent));
	}

	/** The looked at form is handed out. */
	ConsentView issue(long id) {
		Consent consent = own(id);
		issue(consent, this.people.subject(consent.personId()), LocalDate.now(this.clock));
		this.consents.saveAndFlush(consent);
		return view(consent);
	}

	private void issue(Consent consent, Subject subject, LocalDate today) {
		Long representative = this.representatives.on(List.of(subject.id()), today)
			.signer(subject.id(), subject.born(), today, null);
		consent.issue(today, this.printing.version(ConsentBlanks.code(consent.kind())),
				Long.valueOf(subject.id()).equals(representative) ? null : representative);
	}

	static Consent worded(Subject subject, Consent.Kind kind, Wording wording, Operator.Card operator,
			LocalDate today) {
		Terms terms = Terms.usual(kind, operator)
			.with(wording.purpose(), wording.data(), wording.recipient(), wording.resources())
			.and(wording.categories());
		Checks checks = new Checks();
		wording.check(today, checks);
		terms.check(kind, checks);
		checks.done();
		Consent consent = new Consent(subject.place(), subject.id(), kind, wording.validUntil());
		consent.word(terms, operator, wording.validUntil());
		return consent;
	}

	ConsentView sign(long id, Signature signature) {
		Consent consent = own(id);
		Subject subject = this.people.subject(consent.personId());
		long signer = signature.signerPersonId();
		boolean represents = signer != subject.id()
				&& this.people.represents(this.people.subject(signer).id(), subject.id(), signature.signedOn());
		consent.sign(
				this.representatives.signing(subject.born(), signer, signer == subject.id(), represents,
						signature.signedOn(), signature.coSigned()),
				signature.form(), signature.granted(), LocalDate.now(this.clock));
		// the older document goes first: only one of a kind is active at a time
		supersede(List.of(consent));
		this.consents.saveAndFlush(consent);
		given(List.of(consent));
		return view(consent);
	}

	ConsentView withdraw(long id, LocalDate on, String reason) {
		Consent consent = own(id);
		consent.withdraw(on, reason, LocalDate.now(this.clock));
		this.consents.saveAndFlush(consent);
		this.events.publishEvent(new Withdrawn(consent.personId(), consent.organisationId(), consent.kind()));
		if (consent.kind() == Consent.Kind.PROCESSING) {
			this.events.publishEvent(new ProcessingWithdrawn(consent.personId(), on));
			this.facts.changed(List.of(consent.personId()), false);
		}
		return view(consent);
	}

	/** BR-062: the paper and the scan are no more; the act says so. */
	ConsentView destroy(long id, LocalDate on, String act) {
		Consent consent = own(id);
		Scope.current().requireRole(consent.organisationId(), Role.DIRECTOR);
		consent.destroy(on, act, LocalDate.now(this.clock));
		this.consents.saveAndFlush(consent);
		this.files.deleteOf(SCANS, id);
		return view(consent);
	}

	ConsentView attach(long id, String name, byte[] content) {
		Consent consent = own(id);
		Upload upload = Upload.of(name, content, FileKind.SCAN);
		StoredFile scan = this.files.store(StoredFile.Owner.of(consent.place(), SCANS, id).about(consent.personId()),
				upload);
		Long before = consent.scanId();
		consent.attach(scan.id());
		this.consents.saveAndFlush(consent);
		if (before != null) {
			this.files.delete(SCANS, before);
		}
		return view(consent);
	}

	@Transactional(readOnly = true)
	Files.Opened scan(long id) {
		Long scan = this.consents.findById(id).map(Consent::scanId).orElse(null);
		if (scan == null) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		return this.files.open(SCANS, scan);
	}

	/** A corrected date of birth moves the eighteenth birthday. */
	@EventListener
	void on(BirthDateCorrected corrected) {
		for (Consent consent : this.consents.findByPersonIdAndStatus(corrected.personId(), Consent.Status.ACTIVE)) {
			Long signer = consent.signerId();
			LocalDate signedOn = consent.signedOn();
			if (signer != null && signedOn != null) {
				consent.hold(this.representatives.signing(corrected.born(), signer, signer == consent.personId(), true,
						signedOn, consent.coSigned()));
			}
		}
	}

	/** Older active documents of the same kind at the same operator. */
	void supersede(List<Consent> newer) {
		this.jdbc
			.sql("""
					update consent c set status = 'superseded', replaced_by = n.id, version = version + 1, updated_at = now(), updated_by = :caller
					from unnest(:people::bigint[], :kinds::text[], :organisations::bigint[], :ids::bigint[])
					  as n (person, kind, organisation, id)
					where c.region_id = :region and c.person_id = n.person and c.kind = n.kind
					  and c.organisation_id + 0 = n.organisation and c.status = 'active' and c.id <> n.id returning c.*""")
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("people", newer.stream().map(Consent::personId).toArray(Long[]::new))
			.param("kinds", newer.stream().map((consent) -> consent.kind().toString()).toArray(String[]::new))
			.param("organisations", newer.stream().map(Consent::organisationId).toArray(Long[]::new))
			.param("ids", newer.stream().map(Consent::id).toArray(Long[]::new))
			.query((row, number) -> {
				this.audit.record(Place.of(row), "changed", "consent", row.getLong("id"), row.getLong("person_id"),
						Map.of("status", "active"), Map.of("status", "superseded"));
				return row.getLong("id");
			})
			.list();
	}

	/** What others live on when somebody has agreed. */
	void given(List<Consent> signed) {
		List<Long> people = signed.stream()
			.filter((consent) -> consent.kind() == Consent.Kind.PROCESSING)
			.map(Consent::personId)
			.distinct()
			.toList();
		people.forEach((person) -> this.events.publishEvent(new ProcessingGiven(person)));
		if (!people.isEmpty()) {
			this.facts.changed(people, false);
		}
	}

	private Consent own(long id) {
		return Keeping.own(this.consents.findById(id), KEPT);
	}

	private ConsentView view(Consent consent) {
		return this.profiles.consents(consent.personId())
			.stream()
			.filter((view) -> view.id() == consent.id())
			.findFirst()
			.orElseThrow();
	}

}
