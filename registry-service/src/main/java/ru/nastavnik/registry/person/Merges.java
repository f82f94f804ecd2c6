package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.participant.Profiles;

/**
 * Merges that were proposed and made, and what stands in the way of one.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Merges {

	private final WiderScope wider;

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final Clock clock;

	Merges(WiderScope wider, EntityManager entityManager, JdbcClient jdbc, Clock clock) {
		this.wider = wider;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** A merge as it is written down. */
	record Found(long id, long person, long into, String status, String moved, boolean late, List<Long> organisations,
			long organisation, long partner) {
	}

	/** A merge that waits for the other organisation, or is done. */
	record Merging(long id, String status, long personId, long intoId, @Nullable String name, boolean mine,
			boolean undoable) {
	}

	List<Merging> of(long person) {
		Set<Long> write = Scope.current().write();
		return this.jdbc.sql("""
				select m.*, p.last_name, p.first_name, p.middle_name,
				  m.done_at > now() - interval '1 day' as undoable from person_merge m
				left join person p on p.region_id = m.region_id
				  and p.id = case when m.person_id = :person then m.into_id else m.person_id end
				where m.region_id = :region and :person in (m.person_id, m.into_id) and m.status in ('proposed', 'done')
				order by m.id desc""")
			.param("region", Scope.current().region())
			.param("person", person)
			.query((row, number) -> {
				String last = row.getString("last_name");
				return new Merging(row.getLong("id"), row.getString("status"), row.getLong("person_id"),
						row.getLong("into_id"),
						(last != null)
								? Profiles.fullName(last, row.getString("first_name"), row.getString("middle_name"))
								: null,
						write.contains(row.getLong("organisation_id")), row.getBoolean("undoable"));
			})
			.list();
	}

	/**
	 * Holds both cards, so that two who decide about the same people come one after the
	 * other, and forgets what was read of them before.
	 */
	void lock(long one, long two) {
		this.entityManager.flush();
		this.jdbc.sql("select id from person where region_id = :region and id in (:one, :two) order by id for update")
			.param("region", Scope.current().region())
			.param("one", one)
			.param("two", two)
			.query(Long.class)
			.list();
		this.entityManager.clear();
	}

	/** Writes down a merge that is yet to be made. */
	long begin(Person into, Person from) {
		Place place = into.place();
		long partner = from.organisationId();
		long id = this.jdbc.sql("select nextval('person_merge_seq')").query(Long.class).single();
		this.jdbc.sql("""
				insert into person_merge (id, region_id, institute_id, municipality_id, organisation_id, created_by,
				  organisations, person_id, into_id, partner_id, status)
				values (:id, :region, :institute, :municipality, :organisation, :caller, :organisations, :from, :into,
				  :partner, 'proposed')""")
			.param("id", id)
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("caller", Scope.current().caller())
			.param("organisations", new Long[] { place.organisation(), partner })
			.param("from", from.id())
			.param("into", into.id())
			.param("partner", partner)
			.update();
		return id;
	}

	/** The merge, held until the decision about it is written. */
	Found hold(long id) {
		Found found = read(id, "");
		Set<Long> write = Scope.current().write();
		if (found.organisations().stream().noneMatch(write::contains)) {
			throw PeopleReading.notFound();
		}
		return this.wider.within(found.organisations(), () -> read(id, " for update"));
	}

	private Found read(long id, String holding) {
		return this.jdbc.sql("""
				select m.*, coalesce(m.done_at < now() - interval '1 day', false) as late from person_merge m
				where region_id = :region and id = :id""" + holding)
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row, number) -> new Found(row.getLong("id"), row.getLong("person_id"), row.getLong("into_id"),
					row.getString("status"), row.getString("moved"), row.getBoolean("late"),
					List.of((Long[]) row.getArray("organisations").getArray()), row.getLong("organisation_id"),
					row.getLong("partner_id")))
			.optional()
			.orElseThrow(PeopleReading::notFound);
	}

	/** The next status; refuses when somebody else has decided meanwhile. */
	void status(long id, String expected, String status, String moved) {
		Found found = hold(id);
		int changed = this.wider.within(found.organisations(),
				() -> this.jdbc.sql("""
						update person_merge set status = :status, moved = cast(:moved as jsonb), version = version + 1,
						  done_at = case when :status = 'done' then :now else done_at end
						where region_id = :region and id = :id and status = :expected""")
					.param("status", status)
					.param("expected", expected)
					.param("moved", moved)
					.param("now", java.sql.Timestamp.from(this.clock.instant()))
					.param("region", Scope.current().region())
					.param("id", id)
					.update());
		if (changed != 1) {
			throw decided();
		}
	}

	static RuntimeException decided() {
		return RegistryProblem.MERGE_STATE
			.because("По этому объединению уже принято решение. Обновите страницу и посмотрите, чем оно закончилось.");
	}

	/**
	 * BR-020: nobody comes to represent themselves, and a minor and an adult stay two.
	 */
	List<String> obstacles(Person into, Person from) {
		List<String> found = new ArrayList<>();
		if (into.id() == from.id()) {
			found.add("Это одна и та же карточка.");
		}
		if (into.isMerged() || from.isMerged()) {
			found.add("Одна из карточек уже объединена с другой.");
		}
		LocalDate today = LocalDate.now(this.clock);
		if (into.identity().adultOn(today) != from.identity().adultOn(today)) {
			found.add("По датам рождения один из них несовершеннолетний. Сначала исправьте ту, в которой ошибка.");
		}
		boolean related = this.jdbc
			.sql("""
					select exists (select from representation where region_id = :region
					  and (person_id = :into and representative_id = :from or person_id = :from and representative_id = :into))""")
			.param("region", Scope.current().region())
			.param("into", into.id())
			.param("from", from.id())
			.query(Boolean.class)
			.single();
		if (related) {
			found.add("Один из них представляет другого: это разные люди.");
		}
		return found;
	}

}
