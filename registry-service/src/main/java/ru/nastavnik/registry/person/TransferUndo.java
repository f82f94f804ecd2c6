package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.person.Transfer.Status;
import ru.nastavnik.registry.person.Transfer.Tie;

/**
 * Takes a transfer back within a day, while nobody has built on it.
 */
@Service
@Transactional
class TransferUndo {

	private static final Duration TERM = Duration.ofDays(1);

	private static final String BUILT_ON = """
			select exists (select from consent where region_id = :region and person_id = :person
			    and organisation_id = :to and created_at >= :since)
			  or exists (select from mentor where region_id = :region and person_id = :person
			    and organisation_id = :to and updated_at >= :since)
			  or exists (select from mentee where region_id = :region and person_id = :person
			    and organisation_id = :to and updated_at >= :since)
			  or exists (select from employment_leave l where l.region_id = :region and l.person_id = :person
			    and l.employment_id = :opened and :post)
			  or exists (select from employment where region_id = :region and id = :opened and version > 0 and :post)
			  or exists (select from enrolment where region_id = :region and id = :opened and version > 0 and not :post)
			  or exists (select from role_grant where region_id = :region and unit_id = :to and revoked_at is null
			    and created_at >= :since and account_id in
			      (select id from account where region_id = :region and person_id = :person))""";

	private final Employments employments;

	private final Enrolments enrolments;

	private final Transfers transfers;

	private final Destinations destinations;

	private final CardMove cards;

	private final Belonging belonging;

	private final ParticipantFacts facts;

	private final WiderScope wider;

	private final ApplicationEventPublisher events;

	private final TransferNews news;

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final Clock clock;

	TransferUndo(Employments employments, Enrolments enrolments, Transfers transfers, Destinations destinations,
			CardMove cards, Belonging belonging, ParticipantFacts facts, WiderScope wider,
			ApplicationEventPublisher events, TransferNews news, EntityManager entityManager, JdbcClient jdbc,
			Clock clock) {
		this.employments = employments;
		this.enrolments = enrolments;
		this.transfers = transfers;
		this.destinations = destinations;
		this.cards = cards;
		this.belonging = belonging;
		this.facts = facts;
		this.wider = wider;
		this.events = events;
		this.news = news;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Takes the transfer back; either of the two organisations may. */
	void undo(long id) {
		Transfer transfer = this.transfers.findById(id).orElseThrow(PeopleReading::notFound);
		Set<Long> write = Scope.current().write();
		if (!write.contains(transfer.from()) && !write.contains(transfer.to())) {
			throw PeopleReading.notFound();
		}
		if (transfer.status() == Status.UNDONE) {
			throw RegistryProblem.TRANSFER_STATE.because("Этот перевод уже отменён.");
		}
		if (transfer.doneAt() != null && transfer.doneAt().isBefore(this.clock.instant().minus(TERM))) {
			throw RegistryProblem.TRANSFER_STATE
				.because("С перевода прошло больше суток: отменить его нельзя. Оформите обратный перевод.");
		}
		Place to = this.destinations.place(transfer.to()).orElseThrow(PeopleReading::notFound);
		Place from = this.destinations.place(transfer.from()).orElseThrow(PeopleReading::notFound);
		long person = transfer.personId();
		// a role in the new organisation may have been given by a level above it
		List<Long> readers = Stream.of(to.municipality(), to.institute(), from.organisation(), to.organisation())
			.filter(Objects::nonNull)
			.toList();
		boolean gone = this.wider.within(this.belonging.organisations(List.of(person)),
				() -> this.wider.within(readers, () -> takeBack(transfer, person, from, to)));
		this.news.undone(transfer);
		this.facts.changed(List.of(person), true);
		if (gone) {
			this.facts.gone(person, to);
		}
	}

	/** Gives whether the person is not in the new organisation any more. */
	private boolean takeBack(Transfer transfer, long person, Place from, Place to) {
		boolean built = this.jdbc.sql(BUILT_ON)
			.param("region", from.region())
			.param("person", person)
			.param("to", transfer.to())
			.param("since", java.sql.Timestamp.from(transfer.createdAt()))
			.param("opened", Objects.requireNonNullElse(transfer.openedId(), 0L))
			.param("post", transfer.tie() == Tie.POST)
			.query(Boolean.class)
			.single();
		if (built) {
			throw RegistryProblem.TRANSFER_STATE
				.because("На новом месте с человеком уже работают: есть согласие, анкета, роль или изменённая запись. "
						+ "Отменить перевод нельзя, оформите обратный перевод.");
		}
		boolean moved = transfer.moves() && transfer.status() == Status.DONE;
		transfer.undone();
		reopen(transfer);
		this.entityManager.flush();
		if (transfer.openedId() != null) {
			this.jdbc
				.sql("delete from " + ((transfer.tie() == Tie.POST) ? "employment" : "enrolment")
						+ " where region_id = :region and id = :id")
				.param("region", from.region())
				.param("id", transfer.openedId())
				.update();
		}
		this.jdbc.sql(
				"update person set organisations = '{}', organisations_until = '{}' where region_id = :region and id = :id")
			.param("region", from.region())
			.param("id", person)
			.update();
		if (moved) {
			this.cards.move(person, transfer.to(), from);
		}
		this.belonging.refresh(List.of(person));
		this.events.publishEvent(new TransferUndone(transfer.id(), person, from.organisation()));
		return !this.belonging.organisations(List.of(person)).contains(to.organisation());
	}

	private void reopen(Transfer transfer) {
		if (transfer.closedId() == null) {
			return;
		}
		if (transfer.tie() == Tie.POST) {
			this.employments.findById(transfer.closedId()).ifPresent((row) -> row.reopen(transfer.closedUntil()));
		}
		else {
			this.enrolments.findById(transfer.closedId()).ifPresent((row) -> row.reopen(transfer.closedUntil()));
		}
	}

}
