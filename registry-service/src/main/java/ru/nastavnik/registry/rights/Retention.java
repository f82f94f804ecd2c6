package ru.nastavnik.registry.rights;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * Storage terms (BR-068): cards whose participation and consents ended long ago are shown
 * first; the director confirms, and they are depersonalised the way a request is.
 */
@Service
@Transactional
class Retention {

	private static final int SHOWN = 200;

	/**
	 * Nothing is open: every profile has ended, and the consents ended their own term ago
	 * too. People of several organisations are left to a request, because another
	 * organisation's rows are not seen here.
	 */
	private static final String ENDED = """
			select * from (
			  select p.id, concat_ws(' ', p.last_name, p.first_name, p.middle_name) as name,
			    greatest((select max(m.status_since) from mentor m where m.region_id = p.region_id and m.person_id = p.id),
			      (select max(t.status_since) from mentee t where t.region_id = p.region_id and t.person_id = p.id),
			      (select max(coalesce(c.withdrawn_on, case when c.valid_until < :today then c.valid_until end))
			        from consent c where c.region_id = p.region_id and c.person_id = p.id)) as ended_on
			  from person p
			  where p.region_id = :region and p.organisation_id = :organisation and p.kind <> 'representative'
			    and p.merged_into_id is null and cardinality(p.organisations) <= 1
			    and not exists (select from mentor m where m.region_id = p.region_id and m.person_id = p.id
			      and m.status <> 'excluded')
			    and not exists (select from mentee t where t.region_id = p.region_id and t.person_id = p.id
			      and t.status not in ('completed', 'left', 'withdrawn'))
			    and not exists (select from data_request r where r.region_id = p.region_id and r.person_id = p.id
			      and r.status not in ('answered', 'closed'))) as ended
			where ended_on < :cutoff order by ended_on, id limit\s"""
			+ (SHOWN + 1);

	private final JdbcClient jdbc;

	private final OrganisationDirectory directory;

	private final Erasure erasure;

	private final Acts acts;

	private final ReadingJournal journal;

	private final Clock clock;

	private final int years;

	Retention(JdbcClient jdbc, OrganisationDirectory directory, Erasure erasure, Acts acts, ReadingJournal journal,
			Clock clock, @Value("${nastavnik.retention.years:3}") int years) {
		this.jdbc = jdbc;
		this.directory = directory;
		this.erasure = erasure;
		this.acts = acts;
		this.journal = journal;
		this.clock = clock;
		this.years = years;
	}

	/** A card whose term is over. */
	record Ended(long id, String name, LocalDate endedOn) {
	}

	/** What a run would depersonalise. */
	record Preview(int years, LocalDate cutoff, List<Ended> items, boolean more) {
	}

	@Transactional(readOnly = true)
	Preview preview(long organisation) {
		DataRequests.requireStaff(organisation);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate cutoff = today.minusYears(this.years);
		List<Ended> items = this.jdbc.sql(ENDED)
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("today", today)
			.param("cutoff", cutoff)
			.query(Ended.class)
			.list();
		this.journal.named(organisation, items.stream().map(Ended::id).toList());
		return new Preview(this.years, cutoff, items.stream().limit(SHOWN).toList(), items.size() > SHOWN);
	}

	/** Exactly those whom the director saw; who is no longer due stops the run. */
	Acts.ActView run(long organisation, List<Long> people) {
		Preview due = preview(organisation);
		Scope scope = Scope.current();
		scope.requireRole(organisation, Role.DIRECTOR);
		Set<Long> known = new HashSet<>(due.items().stream().map(Ended::id).toList());
		List<Long> wanted = people.stream().distinct().toList();
		if (!known.containsAll(wanted)) {
			throw RegistryProblem.REQUEST_STATE
				.because("Список изменился, пока вы его смотрели. Обновите страницу и проверьте ещё раз.");
		}
		long act = this.erasure.destroy(wanted, new Erasure.Decision(this.directory.get(organisation).place(),
				"Истёк срок хранения: " + this.years + " г. после окончания участия",
				"Карточки участников, чьё участие закончилось до " + Day.text(due.cutoff()) + ": " + wanted.size(),
				"Платформа", scope.name()));
		return this.acts.one(act);
	}

}
