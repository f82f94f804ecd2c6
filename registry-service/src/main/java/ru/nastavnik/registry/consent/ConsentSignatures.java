package ru.nastavnik.registry.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.consent.ConsentBatches.Outcome;
import ru.nastavnik.registry.consent.ConsentBatches.Refused;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.PeopleReading.Subject;

/**
 * A pile of signed paper is marked at once, and a pile marked by mistake is taken back
 * within a day, where nobody has built on it.
 */
@Service
@Transactional
class ConsentSignatures {

	private static final Duration REGRET = Duration.ofDays(1);

	private static final int TEENAGER = 14;

	private final Consents consents;

	private final ConsentSubjects subjects;

	private final Representatives representatives;

	private final ConsentLifecycle lifecycle;

	private final ParticipantFacts facts;

	private final Audit audit;

	private final JdbcClient jdbc;

	private final Clock clock;

	ConsentSignatures(Consents consents, ConsentSubjects subjects, Representatives representatives,
			ConsentLifecycle lifecycle, ParticipantFacts facts, Audit audit, JdbcClient jdbc, Clock clock) {
		this.consents = consents;
		this.subjects = subjects;
		this.representatives = representatives;
		this.lifecycle = lifecycle;
		this.facts = facts;
		this.audit = audit;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * What was signed.
	 *
	 * @param signers who signed, by consent, where it is not who the form names
	 */
	record Marking(LocalDate on, Consent.Form form, boolean coSigned, Map<Long, Long> signers) {
	}

	/** Somebody who may sign. */
	record Signer(long personId, String name, boolean self) {
	}

	/**
	 * Who may sign a form on the date, the likeliest first.
	 *
	 * @param teenager whether the subject, 14 to 17, may sign as well
	 * @param reason why it cannot be marked, or null
	 */
	record Signers(long id, long personId, String personName, boolean minor, boolean teenager, Consent.Kind kind,
			List<Signer> signers, @Nullable String reason) {
	}

	/** Everything that is needed to judge a pile, read at once. */
	private record Pile(Map<Long, Consent> consents, Map<Long, Subject> subjects, Representatives.Links links,
			int graceDays, LocalDate today) {

		@Nullable Subject subject(@Nullable Consent consent) {
			return (consent != null) ? this.subjects.get(consent.personId()) : null;
		}

		private Signing signing(Consent consent, Subject subject, Marking marking) {
			Long wanted = marking.signers().get(consent.id());
			Long signer = this.links.signer(subject.id(), subject.born(), marking.on(),
					(wanted != null) ? wanted : consent.representativeId());
			long by = (signer != null) ? signer : 0;
			return new Signing(subject.born(), by, by == subject.id(), by != subject.id(), marking.on(),
					marking.coSigned(), this.graceDays);
		}

		@Nullable String refusal(Consent consent, Subject subject, Marking marking) {
			if (consent.kind() == Consent.Kind.DISTRIBUTION) {
				return "Согласие на распространение отмечается по одному: укажите, что именно разрешено.";
			}
			Signing signing = signing(consent, subject, marking);
			if (signing.signer() == 0) {
				return "На эту дату у него нет законного представителя. Добавьте представителя или проверьте дату.";
			}
			Long wanted = marking.signers().get(consent.id());
			if (wanted != null && wanted != signing.signer()) {
				return "Выбранный человек не вправе подписать на эту дату. Выберите другого или проверьте дату.";
			}
			try {
				consent.checkSignature(signing, this.today);
				return null;
			}
			catch (ProblemException ex) {
				return ex.violations().isEmpty() ? ex.detail() : ex.violations().getFirst().message();
			}
		}

	}

	private Pile pile(Collection<Long> ids, LocalDate on) {
		LocalDate today = LocalDate.now(this.clock);
		Map<Long, Consent> found = this.consents.findByIdIn(ids)
			.stream()
			.filter((consent) -> Scope.current().write().contains(consent.organisationId()))
			.collect(Collectors.toMap(Consent::id, Function.identity()));
		List<Long> people = found.values().stream().map(Consent::personId).distinct().toList();
		return new Pile(found, this.subjects.of(people, null), this.representatives.on(people, on),
				this.representatives.signing(today, 0, true, false, today, false).graceDays(), today);
	}

	/** Who would be marked as the signer of each, before anything is marked. */
	@Transactional(readOnly = true)
	List<Signers> signers(Collection<Long> ids, LocalDate on) {
		Pile pile = pile(ids, on);
		Marking marking = new Marking(on, Consent.Form.PAPER, false, Map.of());
		List<Signers> all = new ArrayList<>();
		for (Long id : new LinkedHashSet<>(ids)) {
			Consent consent = pile.consents().get(id);
			Subject subject = pile.subject(consent);
			if (consent != null && subject != null) {
				boolean adult = Identity.isAdult(subject.born(), on);
				Long likely = pile.links().signer(subject.id(), subject.born(), on, consent.representativeId());
				List<Signer> signers = adult ? List.of(new Signer(subject.id(), subject.name(), true)) : pile.links()
					.byPerson()
					.getOrDefault(subject.id(), List.of())
					.stream()
					.map((link) -> new Signer(link.representative(), link.name(), false))
					.sorted((a, b) -> Boolean.compare(b.personId() == orZero(likely), a.personId() == orZero(likely)))
					.toList();
				all.add(new Signers(id, subject.id(), subject.name(), !adult,
						!adult && !on.isBefore(subject.born().plusYears(TEENAGER)), consent.kind(), signers,
						pile.refusal(consent, subject, marking)));
			}
		}
		if (!all.isEmpty()) {
			this.audit.read((Long) null, "consent",
					all.stream().filter(Signers::minor).map(Signers::personId).distinct().toList());
		}
		return all;
	}

	private static long orZero(@Nullable Long id) {
		return (id != null) ? id : 0;
	}

	/** Everybody of the selection signed on this date, each whoever was entitled to. */
	Outcome sign(Collection<Long> ids, Marking marking) {
		LocalDate on = marking.on();
		Pile pile = pile(ids, on);
		new Checks().past(on, pile.today(), "signedOn").done();
		Map<Consent, Subject> signed = new LinkedHashMap<>();
		List<Refused> refused = new ArrayList<>();
		Set<String> taken = new LinkedHashSet<>();
		for (Long id : new LinkedHashSet<>(ids)) {
			Consent consent = pile.consents().get(id);
			Subject subject = pile.subject(consent);
			if (consent == null || subject == null) {
				refused.add(Refused.foreign(id));
				continue;
			}
			String reason = pile.refusal(consent, subject, marking);
			if (reason == null && !taken.add(subject.id() + " " + consent.kind())) {
				reason = "В выборе два бланка одного вида на этого человека. Отметьте второй отдельно.";
			}
			if (reason == null) {
				signed.put(consent, subject);
			}
			else {
				refused.add(new Refused(subject.id(), id, subject.name(), reason));
			}
		}
		List<Consent> consents = List.copyOf(signed.keySet());
		if (!consents.isEmpty()) {
			this.lifecycle.supersede(consents);
			signed.forEach((consent, subject) -> consent.sign(pile.signing(consent, subject, marking), marking.form(),
					null, pile.today()));
			this.consents.flush();
			this.lifecycle.given(consents);
		}
		return new Outcome(consents.stream().map(Consent::id).toList(), refused);
	}

	/**
	 * The marks were a mistake: the forms wait for a signature again, and what they
	 * replaced works again.
	 */
	Outcome takeBack(Collection<Long> ids) {
		Pile pile = pile(ids, LocalDate.now(this.clock));
		Map<Long, Instant> busy = new HashMap<>();
		Set<Long> withdrawn = new LinkedHashSet<>();
		built(pile.subjects().keySet(), busy, withdrawn);
		List<Consent> back = new ArrayList<>();
		List<Refused> refused = new ArrayList<>();
		for (Long id : new LinkedHashSet<>(ids)) {
			Consent consent = pile.consents().get(id);
			Subject subject = pile.subject(consent);
			if (consent == null || subject == null) {
				refused.add(Refused.foreign(id));
				continue;
			}
			String reason = refusal(consent, busy.get(subject.id()), withdrawn.contains(subject.id()));
			if (reason == null) {
				consent.takeBack();
				back.add(consent);
			}
			else {
				refused.add(new Refused(subject.id(), id, subject.name(), reason));
			}
		}
		this.consents.flush();
		if (!back.isEmpty()) {
			restore(back.stream().map(Consent::id).toList());
			List<Long> people = back.stream()
				.filter((consent) -> consent.kind() == Consent.Kind.PROCESSING)
				.map(Consent::personId)
				.distinct()
				.toList();
			if (!people.isEmpty()) {
				this.facts.changed(people, false);
			}
		}
		return new Outcome(back.stream().map(Consent::id).toList(), refused);
	}

	private @Nullable String refusal(Consent consent, @Nullable Instant touched, boolean withdrawn) {
		Instant marked = consent.markedAt();
		if (consent.status() != Consent.Status.ACTIVE || marked == null) {
			return "Отменить можно только отметку действующего согласия.";
		}
		if (marked.isBefore(this.clock.instant().minus(REGRET))) {
			return "Отметка старше суток. Если подписи не было, выпустите новое согласие, а это отзовите.";
		}
		if (consent.kind() == Consent.Kind.DISTRIBUTION) {
			return "В согласии на распространение уже записано разрешённое. Отзовите его и выпустите новое.";
		}
		if (consent.scanId() != null) {
			return "К согласию приложен скан. Если он ошибочный, отзовите согласие и выпустите новое.";
		}
		if (consent.kind() == Consent.Kind.PROCESSING && withdrawn) {
			return "Раньше этот человек отзывал согласие, отметка вернула его данные. Отзовите согласие по заявлению.";
		}
		if (consent.kind() == Consent.Kind.PROCESSING && touched != null && touched.isAfter(marked)) {
			return "После отметки человека уже включили в базу. Отзовите согласие, если подписи не было.";
		}
		return null;
	}

	/** When the profiles of these people changed last, and who has withdrawn before. */
	private void built(Collection<Long> people, Map<Long, Instant> touched, Set<Long> withdrawn) {
		this.jdbc
			.sql("""
					select x.id, greatest((select max(updated_at) from mentor m where m.region_id = x.region_id and m.person_id = x.id),
					    (select max(updated_at) from mentee t where t.region_id = x.region_id and t.person_id = x.id)) as touched,
					  exists (select from consent c where c.region_id = x.region_id and c.person_id = x.id
					    and c.kind = 'processing' and c.status = 'withdrawn') as withdrawn
					from person x where x.region_id = :region and x.id = any (:people)""")
			.param("region", Scope.current().region())
			.param("people", people.toArray(Long[]::new))
			.query((row) -> {
				OffsetDateTime last = row.getObject("touched", OffsetDateTime.class);
				if (last != null) {
					touched.put(row.getLong("id"), last.toInstant());
				}
				if (row.getBoolean("withdrawn")) {
					withdrawn.add(row.getLong("id"));
				}
			});
	}

	private void restore(List<Long> replaced) {
		this.jdbc.sql("""
				update consent set status = 'active', replaced_by = null, version = version + 1, updated_at = now(),
				  updated_by = :caller
				where region_id = :region and replaced_by = any (:ids) and status = 'superseded' returning *""")
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("ids", replaced.toArray(Long[]::new))
			.query((row, number) -> {
				this.audit.record(Place.of(row), "changed", "consent", row.getLong("id"), row.getLong("person_id"),
						Map.of("status", "superseded"), Map.of("status", "active"));
				return row.getLong("id");
			})
			.list();
	}

}
