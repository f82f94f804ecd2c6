package ru.nastavnik.registry.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.document.DocumentPrinting;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.person.PeopleReading.Subject;

/**
 * Consents of a whole class at once: forms for everybody who has none, and signatures
 * marked for a whole pile of paper. What cannot be done is told row by row; the rest is
 * done.
 */
@Service
@Transactional
class ConsentBatches {

	private final Consents consents;

	private final Representatives representatives;

	private final Operator operators;

	private final DocumentPrinting printing;

	private final OrganisationDirectory directory;

	private final ConsentLifecycle lifecycle;

	private final JdbcClient jdbc;

	private final Clock clock;

	ConsentBatches(Consents consents, Representatives representatives, Operator operators, DocumentPrinting printing,
			OrganisationDirectory directory, ConsentLifecycle lifecycle, JdbcClient jdbc, Clock clock) {
		this.consents = consents;
		this.representatives = representatives;
		this.operators = operators;
		this.printing = printing;
		this.directory = directory;
		this.lifecycle = lifecycle;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What came of a batch: ids of the consents, and who was left out and why. */
	record Outcome(List<Long> done, List<Refused> refused) {
	}

	/** One row that was left out. */
	record Refused(long personId, @Nullable Long consentId, String name, String reason) {
	}

	/** Forms of one kind for many people of one organisation. */
	Outcome issue(long organisation, Collection<Long> people, Consent.Kind kind, ConsentLifecycle.Wording wording) {
		Scope.current().requireWrite(organisation);
		Place place = this.directory.get(organisation).place();
		LocalDate today = LocalDate.now(this.clock);
		Checks checks = new Checks();
		wording.check(today, checks);
		checks.done();
		Operator.Card operator = this.operators.of(organisation);
		int template = this.printing.version(ConsentBlanks.code(kind));
		Map<Long, Subject> subjects = subjects(people, place);
		Representatives.Links links = this.representatives.on(people, today);
		Set<Long> waiting = waiting(organisation, people, kind);
		List<Consent> forms = new ArrayList<>();
		List<Refused> refused = new ArrayList<>();
		for (Long person : new LinkedHashSet<>(people)) {
			Subject subject = subjects.get(person);
			if (subject == null) {
				refused.add(new Refused(person, null, "Запись " + person, "Не найден или недоступен вам."));
				continue;
			}
			Long signer = links.signer(person, subject.born(), today, null);
			if (signer == null) {
				refused.add(new Refused(person, null, subject.name(),
						"Нет законного представителя на сегодня. Добавьте его в карточке."));
			}
			else if (waiting.contains(person)) {
				refused.add(new Refused(person, null, subject.name(), "Бланк уже выдан и ждёт подписи."));
			}
			else {
				Consent consent = ConsentLifecycle.worded(subject, kind, wording, operator, today);
				consent.issue(today, template, signer.equals(person) ? null : signer);
				forms.add(consent);
			}
		}
		this.consents.saveAll(forms);
		this.consents.flush();
		return new Outcome(forms.stream().map(Consent::id).toList(), refused);
	}

	/** Everybody of the selection signed on this date, each whoever was entitled to. */
	Outcome sign(Collection<Long> ids, LocalDate on, Consent.Form form, boolean coSigned) {
		LocalDate today = LocalDate.now(this.clock);
		new Checks().past(on, today, "signedOn").done();
		Map<Long, Consent> found = this.consents.findByIdIn(ids)
			.stream()
			.filter((consent) -> Scope.current().write().contains(consent.organisationId()))
			.collect(Collectors.toMap(Consent::id, Function.identity()));
		List<Long> people = found.values().stream().map(Consent::personId).distinct().toList();
		Map<Long, Subject> subjects = subjects(people, null);
		Representatives.Links links = this.representatives.on(people, on);
		Signing rules = this.representatives.signing(today, 0, true, false, today, false);
		List<Consent> signed = new ArrayList<>();
		List<Refused> refused = new ArrayList<>();
		Set<String> taken = new LinkedHashSet<>();
		for (Long id : new LinkedHashSet<>(ids)) {
			Consent consent = found.get(id);
			Subject subject = (consent != null) ? subjects.get(consent.personId()) : null;
			if (consent == null || subject == null) {
				refused.add(new Refused(0, id, "Согласие " + id, "Не найдено или ведётся другой организацией."));
				continue;
			}
			String reason = refusal(consent, subject, links, on, coSigned, rules, today);
			if (reason == null && !taken.add(subject.id() + " " + consent.kind())) {
				reason = "В выборе два бланка одного вида на этого человека. Отметьте второй отдельно.";
			}
			if (reason == null) {
				signed.add(consent);
			}
			else {
				refused.add(new Refused(subject.id(), id, subject.name(), reason));
			}
		}
		if (!signed.isEmpty()) {
			this.lifecycle.supersede(signed);
			for (Consent consent : signed) {
				Subject subject = subjects.get(consent.personId());
				sign(consent, subject, links, on, form, coSigned, rules, today);
			}
			this.consents.flush();
			this.lifecycle.given(signed);
		}
		return new Outcome(signed.stream().map(Consent::id).toList(), refused);
	}

	private static @Nullable String refusal(Consent consent, Subject subject, Representatives.Links links, LocalDate on,
			boolean coSigned, Signing rules, LocalDate today) {
		if (consent.kind() == Consent.Kind.DISTRIBUTION) {
			return "Согласие на распространение отмечается по одному: укажите, что именно разрешено.";
		}
		if (links.signer(subject.id(), subject.born(), on, consent.representativeId()) == null) {
			return "На эту дату у него нет законного представителя. Добавьте представителя или проверьте дату.";
		}
		try {
			consent.checkSignature(signing(consent, subject, links, on, coSigned, rules), today);
			return null;
		}
		catch (ProblemException ex) {
			return ex.violations().isEmpty() ? ex.detail() : ex.violations().getFirst().message();
		}
	}

	private static void sign(Consent consent, @Nullable Subject subject, Representatives.Links links, LocalDate on,
			Consent.Form form, boolean coSigned, Signing rules, LocalDate today) {
		if (subject != null) {
			consent.sign(signing(consent, subject, links, on, coSigned, rules), form, null, today);
		}
	}

	private static Signing signing(Consent consent, Subject subject, Representatives.Links links, LocalDate on,
			boolean coSigned, Signing rules) {
		Long signer = links.signer(subject.id(), subject.born(), on, consent.representativeId());
		long by = (signer != null) ? signer : 0;
		return new Signing(subject.born(), by, by == subject.id(), by != subject.id(), on, coSigned, rules.graceDays());
	}

	/** Those of these people who belong to the place, or all whom the caller sees. */
	private Map<Long, Subject> subjects(Collection<Long> people, @Nullable Place place) {
		Map<Long, Subject> subjects = new LinkedHashMap<>();
		this.jdbc.sql("""
				select x.*, (x.organisation_id = :organisation or exists (select from employment e
				    where e.region_id = x.region_id and e.person_id = x.id and e.organisation_id + 0 = :organisation)
				  or exists (select from enrolment n where n.region_id = x.region_id and n.person_id = x.id
				    and n.organisation_id + 0 = :organisation)) as here
				from person x where x.region_id = :region and x.id = any (:people) and x.kind <> 'representative'""")
			.param("organisation", (place != null) ? place.organisation() : 0L)
			.param("region", Scope.current().region())
			.param("people", people.toArray(Long[]::new))
			.query((row) -> {
				if (place == null || row.getBoolean("here")) {
					long id = row.getLong("id");
					subjects.put(id, new Subject(id, (place != null) ? place : Place.of(row),
							row.getObject("birth_date", LocalDate.class), Profiles.fullName(row.getString("last_name"),
									row.getString("first_name"), row.getString("middle_name"))));
				}
			});
		return subjects;
	}

	private Set<Long> waiting(long organisation, Collection<Long> people, Consent.Kind kind) {
		return this.jdbc
			.sql("select person_id from consent where region_id = :region and organisation_id = :organisation "
					+ "and kind = :kind and status = 'issued' and person_id = any (:people)")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("kind", kind.toString())
			.param("people", people.toArray(Long[]::new))
			.query(Long.class)
			.set();
	}

}
