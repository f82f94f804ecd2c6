package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;

/**
 * Two records turn out to be one person: everything that hangs on the one goes over to
 * the other. Inside one organisation its curator decides, across two the other one
 * agrees. Within a day it is taken back.
 */
@Service
@Transactional
class Merge {

	private final People people;

	private final DuplicateGuard guard;

	private final Merges merges;

	private final MergedRows rows;

	private final MergeCarrying carrying;

	private final MergedCard card;

	private final WiderScope wider;

	private final JdbcClient jdbc;

	Merge(People people, DuplicateGuard guard, Merges merges, MergedRows rows, MergeCarrying carrying, MergedCard card,
			WiderScope wider, JdbcClient jdbc) {
		this.people = people;
		this.guard = guard;
		this.merges = merges;
		this.rows = rows;
		this.carrying = carrying;
		this.card = card;
		this.wider = wider;
		this.jdbc = jdbc;
	}

	/** One of the two as the preview shows it. */
	record Side(long id, String name, LocalDate birthDate, @Nullable String phone, @Nullable String email) {

		static Side of(Person person) {
			return new Side(person.id(), PeopleReading.name(person.identity()), person.birthDate(), person.phone(),
					person.email());
		}

	}

	/**
	 * What a merge would do.
	 *
	 * @param differences the fields that the two tell differently, to choose between
	 */
	record Preview(Side into, Side from, List<String> differences, List<MergedRows.Part> parts,
			List<String> obstacles) {
	}

	/** All about records of the same person. */
	record Twins(List<Side> own, boolean elsewhere, List<Merges.Merging> merges) {
	}

	@Transactional(readOnly = true)
	Preview preview(long intoId, long fromId) {
		Person into = mine(intoId);
		Person from = mine(fromId);
		List<String> obstacles = this.merges.obstacles(into, from);
		return new Preview(Side.of(into), Side.of(from), MergedCard.differences(into, from),
				this.rows.count(intoId, fromId), obstacles);
	}

	/** Merges two records that the caller's organisations keep. */
	void merge(long intoId, long fromId, MergedCard.Choice choice) {
		this.merges.lock(intoId, fromId);
		Person into = mine(intoId);
		Person from = mine(fromId);
		refuse(this.merges.obstacles(into, from));
		this.card.check(into, from, choice);
		long id = this.merges.begin(into, from);
		this.carrying.carry(id, intoId, fromId, List.of(into.organisationId(), from.organisationId()), choice);
	}

	/**
	 * Proposes to another organisation that its record and this one are one person. The
	 * record is found by name and birth date, as by the guard of duplicates, and nothing
	 * of it is told.
	 */
	void propose(long intoId) {
		DuplicateGuard.Known known = this.guard.another(mine(intoId));
		Set<Long> organisations = new HashSet<>(known.organisations());
		Person from = this.wider.within(organisations, () -> {
			this.merges.lock(intoId, known.id());
			return this.people.findById(known.id()).orElseThrow(PeopleReading::notFound);
		});
		Person into = mine(intoId);
		boolean waits = this.jdbc
			.sql("select exists (select from person_merge where region_id = :region and into_id = :into "
					+ "and person_id = :from and status = 'proposed')")
			.param("region", Scope.current().region())
			.param("into", intoId)
			.param("from", known.id())
			.query(Boolean.class)
			.single();
		if (waits) {
			throw KitProblem.CONFLICT.because("Объединение уже предложено. Дождитесь ответа другой организации.");
		}
		refuse(this.merges.obstacles(into, from));
		this.merges.begin(into, from);
	}

	/** Records that may be the same person, and merges that wait or are done. */
	@Transactional(readOnly = true)
	Twins of(long id) {
		Person person = this.people.findById(id).orElseThrow(PeopleReading::notFound);
		List<Side> own = this.jdbc.sql("""
				select id from person where region_id = :region and organisation_id = :organisation and id <> :id
				  and merged_into_id is null and (name_norm = :name or last_norm = :last and birth_date = :born)
				order by id limit 20""")
			.param("region", Scope.current().region())
			.param("organisation", person.organisationId())
			.param("id", id)
			.param("name", person.nameNorm())
			.param("last", person.identity().lastNorm())
			.param("born", person.birthDate())
			.query(Long.class)
			.list()
			.stream()
			.map(this.people::findById)
			.flatMap(Optional::stream)
			.map(Side::of)
			.toList();
		boolean mine = Scope.current().write().contains(person.organisationId());
		return new Twins(mine ? own : List.of(), mine && this.guard.isElsewhere(person), this.merges.of(id));
	}

	/** The other organisation agrees. */
	void accept(long id) {
		Merges.Found found = this.merges.hold(id);
		if (!Scope.current().write().contains(found.partner())) {
			throw PeopleReading.notFound();
		}
		if (!found.status().equals("proposed")) {
			throw Merges.decided();
		}
		this.carrying.carry(id, found.into(), found.person(), found.organisations(), MergedCard.Choice.NONE);
	}

	/** Either organisation drops a proposal; a merge of today is taken back. */
	void undo(long id) {
		Merges.Found found = this.merges.hold(id);
		if (found.status().equals("proposed")) {
			this.merges.status(id, "proposed", "refused", "{}");
			return;
		}
		if (!found.status().equals("done") || found.late()) {
			throw RegistryProblem.MERGE_STATE
				.because("Отменить объединение можно в течение суток. Исправьте карточку вручную.");
		}
		this.carrying.giveBack(found);
	}

	private static void refuse(List<String> obstacles) {
		if (!obstacles.isEmpty()) {
			throw RegistryProblem.MERGE_STATE.because(String.join(" ", obstacles));
		}
	}

	private Person mine(long id) {
		return Keeping.own(this.people.findById(id),
				"Объединить можно только карточки, которые ведёт ваша организация.");
	}

}
