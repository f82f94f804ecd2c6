package ru.nastavnik.registry.person;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.EntityManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.person.Merges.Found;

/**
 * Makes one person of two records, and two of them again, in the rows of all their
 * organisations and in the facts.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MergeCarrying {

	private final People people;

	private final Merges merges;

	private final MergedRows rows;

	private final MergedCard card;

	private final Destinations destinations;

	private final Belonging belonging;

	private final ParticipantFacts facts;

	private final Outbox outbox;

	private final Audit audit;

	private final WiderScope wider;

	private final ApplicationEventPublisher events;

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	MergeCarrying(People people, Merges merges, MergedRows rows, MergedCard card, Destinations destinations,
			Belonging belonging, ParticipantFacts facts, Outbox outbox, Audit audit, WiderScope wider,
			ApplicationEventPublisher events, EntityManager entityManager, JdbcClient jdbc, JsonMapper json) {
		this.people = people;
		this.merges = merges;
		this.rows = rows;
		this.card = card;
		this.destinations = destinations;
		this.belonging = belonging;
		this.facts = facts;
		this.outbox = outbox;
		this.audit = audit;
		this.wider = wider;
		this.events = events;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Fact: two records are one person, or are two again. */
	record PersonMerged(long id, long intoId, boolean undone) {

		static final String TYPE = "person-merged";

	}

	void carry(long merge, long into, long from, List<Long> organisations, MergedCard.Choice choice) {
		Set<Long> all = new HashSet<>(organisations);
		all.addAll(this.wider.within(organisations, () -> {
			this.merges.lock(into, from);
			return this.belonging.organisations(List.of(into, from));
		}));
		this.wider.within(all, () -> {
			Person winner = this.people.findById(into).orElseThrow(PeopleReading::notFound);
			Person loser = this.people.findById(from).orElseThrow(PeopleReading::notFound);
			List<String> obstacles = this.merges.obstacles(winner, loser);
			if (!obstacles.isEmpty()) {
				throw RegistryProblem.MERGE_STATE.because(String.join(" ", obstacles));
			}
			List<Place> left = places(loser);
			Map<String, Object> moved = this.rows.carry(from, into);
			MergedCard.Written card = this.card.write(winner, loser, choice);
			moved.put("was", card.was());
			moved.put("wrote", card.wrote());
			update("update person set merged_into_id = :into where region_id = :region and id = :from", from, into);
			update("delete from person_fingerprint where region_id = :region and person_id = :from and :into = :into",
					from, into);
			this.events.publishEvent(new PeopleMerged(from, into, false));
			this.merges.status(merge, "proposed", "done", this.json.writeValueAsString(moved));
			Place place = winner.place();
			this.audit.record(place, "merged", "person", into, into, card.was(), card.wrote());
			this.audit.record(loser.place(), "merged", "person", from, from, null, Map.of("mergedIntoId", into));
			this.belonging.refresh(List.of(into));
			this.outbox.record(Fact.Draft.of(PersonMerged.TYPE, from, place, new PersonMerged(from, into, false)));
			left.forEach((former) -> this.facts.gone(from, former));
			return moved;
		});
		this.facts.changed(List.of(into), true);
	}

	void giveBack(Found found) {
		Set<Long> all = new HashSet<>(found.organisations());
		all.addAll(this.wider.within(found.organisations(), () -> {
			this.merges.lock(found.into(), found.person());
			return this.belonging.organisations(List.of(found.into(), found.person()));
		}));
		this.wider.within(all, () -> {
			restore(found);
			return found;
		});
	}

	private void restore(Found found) {
		Person winner = this.people.findById(found.into()).orElseThrow(PeopleReading::notFound);
		if (winner.isMerged()) {
			throw RegistryProblem.MERGE_STATE
				.because("Карточка с тех пор объединена ещё с одной. Сначала отмените более позднее объединение.");
		}
		Person loser = this.people.findById(found.person()).orElseThrow(PeopleReading::notFound);
		Place former = loser.place();
		JsonNode moved = this.json.readTree(found.moved());
		this.rows.giveBack(moved, found.person(), found.into());
		MergedCard.Written card = this.card.restore(winner, loser, moved.path("was"), moved.path("wrote"));
		update("update person set merged_into_id = null where region_id = :region and id = :from and :into = :into",
				found.person(), found.into());
		this.entityManager.clear();
		Person again = this.people.findById(found.person()).orElseThrow(PeopleReading::notFound);
		this.jdbc
			.sql("""
					insert into person_fingerprint (region_id, person_id, fingerprint) values (:region, :person, :fingerprint)
					on conflict do nothing""")
			.param("region", Scope.current().region())
			.param("person", found.person())
			.param("fingerprint", again.identity().fingerprint())
			.update();
		update("""
				update person set organisations = '{}', organisations_until = '{}'
				where region_id = :region and id in (:from, :into)""", found.person(), found.into());
		this.events.publishEvent(new PeopleMerged(found.person(), found.into(), true));
		this.merges.status(found.id(), "done", "undone", "{}");
		this.belonging.refresh(List.of(found.into(), found.person()));
		Place place = this.people.findById(found.into()).orElseThrow(PeopleReading::notFound).place();
		this.audit.record(place, "unmerged", "person", found.into(), found.into(), card.was(), card.wrote());
		this.audit.record(former, "unmerged", "person", found.person(), found.person(),
				Map.of("mergedIntoId", found.into()), null);
		this.outbox.record(Fact.Draft.of(PersonMerged.TYPE, found.person(), place,
				new PersonMerged(found.person(), found.into(), true)));
		this.facts.changed(List.of(found.into(), found.person()), true);
	}

	private List<Place> places(Person person) {
		Set<Long> organisations = new HashSet<>(person.organisations());
		organisations.add(person.organisationId());
		return organisations.stream().map(this.destinations::place).flatMap(Optional::stream).toList();
	}

	private void update(String sql, long from, long into) {
		this.jdbc.sql(sql).param("region", Scope.current().region()).param("from", from).param("into", into).update();
	}

}
