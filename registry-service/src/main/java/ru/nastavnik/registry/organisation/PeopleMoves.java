package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.participant.ParticipantFacts;

/**
 * Hands people from one organisation to another on a day: what ended before stays, what
 * runs ends the day before and goes on at the other one, and all that is kept of a person
 * goes along. Set-wise, and with a trace that lets it be undone exactly.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class PeopleMoves {

	/** Beyond this a lock for each person would exhaust the server's table of locks. */
	private static final int LOCKED = 2000;

	private static final String HERE = " where x.region_id = :region and x.organisation_id = :organisation";

	private static final String OWNED = " x" + HERE;

	private static final List<Spell> SPELLS = List.of(
			new Spell("employment", "employment_seq", "hired_on", "dismissed_on"),
			new Spell("enrolment", "enrolment_seq", "enrolled_from", "enrolled_to"));

	private final PlaceTables tables;

	private final ParticipantFacts participants;

	private final Columns columns;

	private final JdbcClient jdbc;

	private final WiderScope wider;

	private final ApplicationEventPublisher events;

	PeopleMoves(PlaceTables tables, ParticipantFacts participants, Columns columns, JdbcClient jdbc, WiderScope wider,
			ApplicationEventPublisher events) {
		this.tables = tables;
		this.participants = participants;
		this.columns = columns;
		this.jdbc = jdbc;
		this.wider = wider;
		this.events = events;
	}

	/** Work or study from a day to a day. */
	private record Spell(String table, String sequence, String from, String to) {
	}

	/** A spell that ended and the one that goes on. */
	record Pair(long ended, long started) {
	}

	/**
	 * What was touched.
	 *
	 * @param xid the transaction that did it: a row that carries another one has been
	 * changed since
	 * @param rows how many rows of each table went along
	 * @param pairs spells that were cut in two, by table
	 */
	record Trace(String xid, List<Long> people, Map<String, Integer> rows, Map<String, List<Pair>> pairs,
			List<Long> accounts, List<Long> units, List<Long> keptGrants, Belonging belonging) {
	}

	/**
	 * Where the people and their representatives belonged, as JSON.
	 *
	 * @param touched all of them
	 * @param people those in several organisations
	 * @param representations theirs
	 * @param guests posts and classes of guests, by table
	 */
	record Belonging(List<Long> touched, String people, String representations, Map<String, List<Long>> guests) {
	}

	/**
	 * Everybody of whom the organisation keeps anything but what ended before the day.
	 */
	List<Long> of(long organisation, LocalDate on) {
		List<String> parts = new ArrayList<>();
		for (PlaceTables.Table table : this.tables.following()) {
			if (table.personal()) {
				parts.add("select x.person_id from " + table.name() + OWNED + " and x.person_id is not null");
			}
		}
		for (Spell spell : SPELLS) {
			parts.add("select x.person_id from " + spell.table() + OWNED + " and (x." + spell.to() + " is null or x."
					+ spell.to() + " >= :on)");
		}
		return this.jdbc.sql(String.join(" union ", parts) + " order by 1")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("on", on)
			.query(Long.class)
			.list();
	}

	/**
	 * Hands the people over.
	 * @param all whether the organisation ends: its accounts and grants go along too
	 */
	Trace move(Place from, Place to, List<Long> people, LocalDate on, boolean all) {
		Belonging belonging = belonging(people);
		Map<String, List<Pair>> pairs = new LinkedHashMap<>();
		Map<String, Integer> rows = new LinkedHashMap<>();
		for (Spell spell : SPELLS) {
			List<Pair> cut = cut(spell, from, to, people, on);
			pairs.put(spell.table(), cut);
			rows.put(spell.table(),
					take(spell.table(), true, "x.person_id = any (:people) and x." + spell.from() + " >= :on", from, to,
							people, on) + cut.size());
		}
		for (PlaceTables.Table table : this.tables.following()) {
			rows.put(table.name(), take(table.name(), table.versioned(), table.takenBy(), from, to, people, null));
		}
		List<Long> accounts = taken("account", all ? "true" : "x.person_id = any (:people)", from, to, people);
		List<Long> kept = taken("role_grant", all ? "true" : "x.person_id = any (:people)", from, to, people);
		List<Long> units = this.jdbc.sql(
				"update role_grant set unit_id = :to, projected_at = null where region_id = :region and unit_id = :from "
						+ (all ? "" : "and person_id = any (:people) ") + "returning id")
			.param("to", to.organisation())
			.param("from", from.organisation())
			.param("region", from.region())
			.param("people", people.toArray(Long[]::new))
			.query(Long.class)
			.list();
		this.events.publishEvent(new PeopleHandedOver(people));
		String xid = this.jdbc.sql("select (pg_current_xact_id()::xid)::text").query(String.class).single();
		return new Trace(xid, people, rows, pairs, accounts, units, kept, belonging);
	}

	/**
	 * What has been changed, deleted or added since, by table; empty when nothing was.
	 */
	Map<String, Long> changedSince(Trace trace, Place from, Place to, java.time.Instant at) {
		Map<String, Long> changed = new LinkedHashMap<>();
		for (PlaceTables.Table table : this.tables.placed()) {
			Integer expected = trace.rows().get(table.name());
			String theirs = table.ofPeople();
			if (expected == null || theirs == null) {
				continue;
			}
			long untouched = count(table.name(), theirs + " and x.xmin::text = :xid", to, trace);
			List<Pair> cut = trace.pairs().getOrDefault(table.name(), List.of());
			long ended = cut.isEmpty() ? 0
					: this.jdbc
						.sql("select count(*) from " + table.name()
								+ " x where x.region_id = :region and x.id = any (:ids) and x.xmin::text = :xid")
						.param("region", from.region())
						.param("ids", cut.stream().map(Pair::ended).toArray(Long[]::new))
						.param("xid", trace.xid())
						.query(Long.class)
						.single();
			long added = table.dated()
					? count(table.name(), theirs + " and x.created_at > cast('" + at + "' as timestamptz)", to, trace)
					: 0;
			long difference = (expected - untouched) + (cut.size() - ended) + added;
			if (difference != 0) {
				changed.put(table.name(), difference);
			}
		}
		return changed;
	}

	/** What the organisation keeps beside what was handed to it, by table. */
	Map<String, Long> keeps(long organisation, Trace trace) {
		Map<String, Long> kept = new LinkedHashMap<>();
		for (PlaceTables.Table table : this.tables.placed()) {
			if (!table.name().equals("organisation")) {
				List<Long> known = switch (table.name()) {
					case "account" -> trace.accounts();
					case "role_grant" -> trace.keptGrants();
					default -> List.of();
				};
				long count = this.jdbc
					.sql("select count(*) from " + table.name() + OWNED + " and x.xmin::text <> :xid"
							+ (known.isEmpty() ? "" : " and x.id <> all (:known)"))
					.param("region", Scope.current().region())
					.param("organisation", organisation)
					.param("xid", trace.xid())
					.param("known", known.toArray(Long[]::new))
					.query(Long.class)
					.single();
				if (count > 0) {
					kept.put(table.name(), count);
				}
			}
		}
		return kept;
	}

	private long count(String table, String condition, Place place, Trace trace) {
		return this.jdbc.sql("select count(*) from " + table + OWNED + " and " + condition)
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("people", trace.people().toArray(Long[]::new))
			.param("xid", trace.xid())
			.query(Long.class)
			.single();
	}

	/** Gives everything back as it was; nothing may have changed since. */
	void moveBack(Trace trace, Place from, Place to) {
		for (PlaceTables.Table table : this.tables.placed()) {
			String theirs = table.ofPeople();
			if (trace.rows().containsKey(table.name()) && theirs != null) {
				boolean versioned = table.versioned();
				this.jdbc
					.sql("update " + table.name()
							+ " x set institute_id = :institute, municipality_id = :municipality, "
							+ "organisation_id = :to" + (versioned ? ", version = x.version - 1" : "") + HERE + " and "
							+ theirs + " and x.xmin::text = :xid")
					.param("institute", from.institute())
					.param("municipality", from.municipality())
					.param("to", from.organisation())
					.param("region", from.region())
					.param("organisation", to.organisation())
					.param("people", trace.people().toArray(Long[]::new))
					.param("xid", trace.xid())
					.update();
			}
		}
		for (Spell spell : SPELLS) {
			List<Pair> cut = trace.pairs().getOrDefault(spell.table(), List.of());
			if (!cut.isEmpty()) {
				String pairs = this.columns.of(cut);
				this.jdbc.sql("""
						update %1$s e set %2$s = s.%2$s, version = e.version - 1
						from jsonb_to_recordset(cast(:pairs as jsonb)) as p(ended bigint, started bigint)
						join %1$s s on s.region_id = :region and s.id = p.started
						where e.region_id = :region and e.id = p.ended""".formatted(spell.table(), spell.to()))
					.param("pairs", pairs)
					.param("region", from.region())
					.update();
				relink(spell, pairs, "started", "ended", null);
				this.jdbc.sql("delete from " + spell.table() + " where region_id = :region and id = any (:ids)")
					.param("region", from.region())
					.param("ids", cut.stream().map(Pair::started).toArray(Long[]::new))
					.update();
			}
		}
		restore(trace.belonging(), trace.people());
		place("account", trace.accounts(), from);
		place("role_grant", trace.keptGrants(), from);
		this.jdbc.sql(
				"update role_grant set unit_id = :unit, projected_at = null where region_id = :region and id = any (:ids)")
			.param("unit", from.organisation())
			.param("region", from.region())
			.param("ids", trace.units().toArray(Long[]::new))
			.update();
	}

	private Belonging belonging(List<Long> people) {
		List<Long> touched = this.jdbc.sql("""
				select unnest(cast(:people as bigint[])) union select representative_id from representation
				where region_id = :region and person_id = any (:people) order by 1""")
			.param("people", people.toArray(Long[]::new))
			.param("region", Scope.current().region())
			.query(Long.class)
			.list();
		Map<String, List<Long>> guests = new LinkedHashMap<>();
		for (Spell spell : SPELLS) {
			guests.put(spell.table(),
					this.jdbc
						.sql("select id from " + spell.table()
								+ " where region_id = :region and person_id = any (:people) and guest")
						.param("region", Scope.current().region())
						.param("people", people.toArray(Long[]::new))
						.query(Long.class)
						.list());
		}
		return new Belonging(touched, several("person", "id", "'u', organisations_until, ", touched),
				several("representation", "person_id", "", people), guests);
	}

	private String several(String table, String key, String more, List<Long> ids) {
		return this.jdbc
			.sql("select coalesce(jsonb_agg(jsonb_build_object(" + more
					+ "'id', id, 'o', organisations)), '[]')::text from " + table + " where region_id = :region and "
					+ key + " = any (:ids) and organisations <> '{}'")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query(String.class)
			.single();
	}

	private void restore(Belonging before, List<Long> people) {
		long region = Scope.current().region();
		List<Long> keepers = this.jdbc
			.sql("select distinct organisation_id from person where region_id = :region and id = any (:ids)")
			.param("region", region)
			.param("ids", before.touched().toArray(Long[]::new))
			.query(Long.class)
			.list();
		// a representative may be another school's
		this.wider.within(keepers,
				() -> this.jdbc
					.sql("""
							update person x set organisations = coalesce(b.o, '{}'), organisations_until = coalesce(b.u, '{}')
							from unnest(cast(:ids as bigint[])) t (id)
							left join jsonb_to_recordset(cast(:before as jsonb)) as b(id bigint, o bigint[], u date[]) on b.id = t.id
							where x.region_id = :region and x.id = t.id and (x.organisations, x.organisations_until)
							  is distinct from (coalesce(b.o, '{}'), coalesce(b.u, '{}'))""")
					.param("ids", before.touched().toArray(Long[]::new))
					.param("before", before.people())
					.param("region", region)
					.update());
		this.jdbc
			.sql("""
					update representation x set organisations = coalesce(b.o, '{}')
					from representation y left join jsonb_to_recordset(cast(:before as jsonb)) as b(id bigint, o bigint[])
					  on b.id = y.id
					where y.region_id = :region and y.person_id = any (:people) and x.region_id = y.region_id and x.id = y.id
					  and x.organisations is distinct from coalesce(b.o, '{}')""")
			.param("before", before.representations())
			.param("region", region)
			.param("people", people.toArray(Long[]::new))
			.update();
		before.guests()
			.forEach((table, guests) -> this.jdbc
				.sql("update " + table + " set guest = (id = any (:guests)) where region_id = :region "
						+ "and person_id = any (:people) and guest <> (id = any (:guests))")
				.param("guests", guests.toArray(Long[]::new))
				.param("region", region)
				.param("people", people.toArray(Long[]::new))
				.update());
	}

	/** Tells what these people are in both organisations now. */
	void tell(List<Long> people, Place from, Place to) {
		if (!people.isEmpty()) {
			this.participants.moved(people, List.of(from, to), people.size() <= LOCKED);
		}
	}

	/** Ends what runs on the day before and begins it anew with the same terms. */
	private List<Pair> cut(Spell spell, Place from, Place to, List<Long> people, LocalDate on) {
		List<Long> running = this.jdbc
			.sql("select x.id from " + spell.table() + OWNED + " and x.person_id = any (:people) and x." + spell.from()
					+ " < :on and (x." + spell.to() + " is null or x." + spell.to() + " >= :on) order by x.id")
			.param("region", from.region())
			.param("organisation", from.organisation())
			.param("people", people.toArray(Long[]::new))
			.param("on", on)
			.query(Long.class)
			.list();
		if (running.isEmpty()) {
			return List.of();
		}
		List<Long> ids = this.columns.ids(spell.sequence(), running.size());
		List<Pair> pairs = new ArrayList<>(running.size());
		for (int at = 0; at < running.size(); at++) {
			pairs.add(new Pair(running.get(at), ids.get(at)));
		}
		String rows = this.columns.of(pairs);
		this.jdbc.sql("""
				insert into %1$s select (jsonb_populate_record(e, jsonb_build_object('id', p.started,
				  'institute_id', cast(:institute as bigint), 'municipality_id', cast(:municipality as bigint),
				  'organisation_id', cast(:to as bigint), '%2$s', cast(:on as date), 'version', 0,
				  'created_at', now(), 'created_by', cast(:caller as text), 'updated_at', now(),
				  'updated_by', cast(:caller as text)))).*
				from jsonb_to_recordset(cast(:rows as jsonb)) as p(ended bigint, started bigint)
				join %1$s e on e.region_id = :region and e.id = p.ended""".formatted(spell.table(), spell.from()))
			.param("institute", to.institute())
			.param("municipality", to.municipality())
			.param("to", to.organisation())
			.param("on", on)
			.param("caller", Scope.current().caller())
			.param("rows", rows)
			.param("region", from.region())
			.update();
		this.jdbc
			.sql("update " + spell.table() + " set " + spell.to() + " = :last, version = version + 1 "
					+ "where region_id = :region and id = any (:ids)")
			.param("last", on.minusDays(1))
			.param("region", from.region())
			.param("ids", running.toArray(Long[]::new))
			.update();
		relink(spell, rows, "ended", "started", on);
		return pairs;
	}

	/** A leave that runs belongs to the post that goes on. */
	private void relink(Spell spell, String pairs, String from, String to, @Nullable LocalDate on) {
		if (spell.table().equals("employment")) {
			this.jdbc
				.sql("""
						update employment_leave l set employment_id = p.%2$s
						from jsonb_to_recordset(cast(:pairs as jsonb)) as p(ended bigint, started bigint)
						where l.region_id = :region and l.employment_id = p.%1$s
						  and coalesce(l.valid_to, date 'infinity') >= coalesce(cast(:on as date), l.valid_from)"""
					.formatted(from, to))
				.param("pairs", pairs)
				.param("region", Scope.current().region())
				.param("on", on)
				.update();
		}
	}

	private int take(String table, boolean versioned, String condition, Place from, Place to, List<Long> people,
			@Nullable LocalDate on) {
		JdbcClient.StatementSpec statement = this.jdbc
			.sql("update " + table + " x set institute_id = :institute, municipality_id = :municipality, "
					+ "organisation_id = :to" + (versioned ? ", version = x.version + 1" : "") + HERE + " and "
					+ condition)
			.param("institute", to.institute())
			.param("municipality", to.municipality())
			.param("to", to.organisation())
			.param("region", from.region())
			.param("organisation", from.organisation())
			.param("people", people.toArray(Long[]::new));
		return ((on != null) ? statement.param("on", on) : statement).update();
	}

	private List<Long> taken(String table, String condition, Place from, Place to, List<Long> people) {
		return this.jdbc
			.sql("update " + table + " x set institute_id = :institute, municipality_id = :municipality, "
					+ "organisation_id = :to" + HERE + " and " + condition + " returning x.id")
			.param("institute", to.institute())
			.param("municipality", to.municipality())
			.param("to", to.organisation())
			.param("region", from.region())
			.param("organisation", from.organisation())
			.param("people", people.toArray(Long[]::new))
			.query(Long.class)
			.list();
	}

	private void place(String table, List<Long> ids, Place place) {
		this.jdbc
			.sql("update " + table + " set institute_id = :institute, municipality_id = :municipality, "
					+ "organisation_id = :to where region_id = :region and id = any (:ids)")
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("to", place.organisation())
			.param("region", place.region())
			.param("ids", ids.toArray(Long[]::new))
			.update();
	}

}
