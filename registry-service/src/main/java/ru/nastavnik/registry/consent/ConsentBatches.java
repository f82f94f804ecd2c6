package ru.nastavnik.registry.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
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

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.kit.document.DocumentPrinting;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.person.PeopleReading.Subject;

/**
 * Forms for a whole class at once, for everybody who has none. What cannot be done is
 * told row by row; the rest is done. The pile comes back signed:
 * {@link ConsentSignatures}.
 */
@Service
@Transactional
class ConsentBatches {

	private final Consents consents;

	private final Representatives representatives;

	private final Operator operators;

	private final DocumentPrinting printing;

	private final OrganisationDirectory directory;

	private final ConsentSubjects subjects;

	private final JdbcClient jdbc;

	private final Clock clock;

	ConsentBatches(Consents consents, Representatives representatives, Operator operators, DocumentPrinting printing,
			OrganisationDirectory directory, ConsentSubjects subjects, JdbcClient jdbc, Clock clock) {
		this.consents = consents;
		this.representatives = representatives;
		this.operators = operators;
		this.printing = printing;
		this.directory = directory;
		this.subjects = subjects;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What came of a batch: ids of the consents, and who was left out and why. */
	record Outcome(List<Long> done, List<Refused> refused) {
	}

	/** One row that was left out. */
	record Refused(long personId, @Nullable Long consentId, String name, String reason) {

		static Refused foreign(long consent) {
			return new Refused(0, consent, "Согласие " + consent, "Не найдено или ведётся другой организацией.");
		}

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
		Map<Long, Subject> subjects = this.subjects.of(people, place);
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

	/**
	 * The paper was printed by mistake or is not wanted: forms that nobody has signed go.
	 */
	Outcome cancel(Collection<Long> ids) {
		Map<Long, Consent> found = this.consents.findByIdIn(ids)
			.stream()
			.filter((consent) -> Scope.current().write().contains(consent.organisationId()))
			.collect(Collectors.toMap(Consent::id, Function.identity()));
		Map<Long, Subject> subjects = this.subjects
			.of(found.values().stream().map(Consent::personId).distinct().toList(), null);
		List<Consent> gone = new ArrayList<>();
		List<Refused> refused = new ArrayList<>();
		for (Long id : new LinkedHashSet<>(ids)) {
			Consent consent = found.get(id);
			Subject subject = (consent != null) ? subjects.get(consent.personId()) : null;
			if (consent == null || subject == null) {
				refused.add(Refused.foreign(id));
			}
			else if (consent.status() == Consent.Status.DRAFT || consent.status() == Consent.Status.ISSUED) {
				gone.add(consent);
			}
			else {
				refused.add(new Refused(subject.id(), id, subject.name(),
						"Бланк уже подписан. Подписанное согласие отзывают по заявлению."));
			}
		}
		this.consents.deleteAll(gone);
		this.consents.flush();
		return new Outcome(gone.stream().map(Consent::id).toList(), refused);
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
