package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Columns;

/**
 * Puts organisations under another parent from a day on, with all that stands below them:
 * placements, and the place columns of every row they keep. Set-wise, one statement for
 * each table.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class TreeMoves {

	private static final String REWRITE = """
			update %s x set institute_id = m.institute, municipality_id = m.municipality
			from jsonb_to_recordset(cast(:rows as jsonb)) as m(id bigint, institute bigint, municipality bigint)
			where x.region_id = :region and x.organisation_id = m.id
			  and (x.institute_id, x.municipality_id) is distinct from (m.institute, m.municipality)""";

	private final PlaceTables tables;

	private final OrganisationFacts facts;

	private final Outbox outbox;

	private final Columns columns;

	private final JdbcClient jdbc;

	TreeMoves(PlaceTables tables, OrganisationFacts facts, Outbox outbox, Columns columns, JdbcClient jdbc) {
		this.tables = tables;
		this.facts = facts;
		this.outbox = outbox;
		this.columns = columns;
		this.jdbc = jdbc;
	}

	/** An organisation that comes to stand elsewhere. */
	record Moving(long id, @Nullable Long parentBefore, @Nullable Long instituteBefore,
			@Nullable Long municipalityBefore, @Nullable Long parentId, @Nullable Long institute,
			@Nullable Long municipality, LocalDate since) {

		Place before(long region) {
			return new Place(region, this.instituteBefore, this.municipalityBefore, this.id);
		}

		Place after(long region) {
			return new Place(region, this.institute, this.municipality, this.id);
		}

		Moving reversed() {
			return new Moving(this.id, this.parentId, this.institute, this.municipality, this.parentBefore,
					this.instituteBefore, this.municipalityBefore, this.since);
		}

	}

	/** What would come to stand elsewhere if these went below the parent. */
	List<Moving> plan(Collection<Long> roots, Place parent) {
		return this.jdbc
			.sql("""
					select o.id, o.parent_id as parent_before, o.institute_id as institute_before,
					  o.municipality_id as municipality_before,
					  case when o.id = any (:roots) then :parent else o.parent_id end as parent_id,
					  cast(:institute as bigint) as institute,
					  case when o.level = 'municipality' then o.id when o.municipality_id = any (:roots) then o.municipality_id
					    else cast(:municipality as bigint) end as municipality,
					  (select p.valid_from from organisation_placement p where p.region_id = o.region_id
					    and p.organisation_id = o.id and p.valid_to is null) as since
					from organisation o
					where o.region_id = :region and (o.id = any (:roots) or o.municipality_id = any (:roots))
					order by o.id""")
			.param("roots", roots.toArray(Long[]::new))
			.param("parent", parent.organisation())
			.param("institute", parent.institute())
			.param("municipality", parent.municipality())
			.param("region", Scope.current().region())
			.query(Moving.class)
			.list();
	}

	/** Carries the plan out and tells it. */
	void move(List<Moving> plan, LocalDate on, String basis) {
		if (plan.isEmpty()) {
			return;
		}
		long region = Scope.current().region();
		this.jdbc.sql("""
				update organisation_placement set valid_to = :last
				where region_id = :region and organisation_id = any (:ids) and valid_to is null""")
			.param("last", on.minusDays(1))
			.param("region", region)
			.param("ids", ids(plan))
			.update();
		this.jdbc
			.sql("""
					insert into organisation_placement (region_id, institute_id, municipality_id, organisation_id, parent_id,
					  valid_from, basis, created_by, updated_by)
					select :region, m.institute, m.municipality, m.id, m."parentId", :on, :basis, :caller, :caller
					from jsonb_to_recordset(cast(:rows as jsonb)) as m(id bigint, "parentId" bigint, institute bigint,
					  municipality bigint)""")
			.param("region", region)
			.param("on", on)
			.param("basis", basis)
			.param("caller", Scope.current().caller())
			.param("rows", this.columns.of(plan))
			.update();
		rewrite(plan);
		tell(plan, on, false);
	}

	/** As if it had never happened. */
	void moveBack(List<Moving> plan, LocalDate on) {
		if (plan.isEmpty()) {
			return;
		}
		long region = Scope.current().region();
		this.jdbc
			.sql("delete from organisation_placement where region_id = :region and organisation_id = any (:ids) "
					+ "and valid_from = :on")
			.param("region", region)
			.param("ids", ids(plan))
			.param("on", on)
			.update();
		this.jdbc
			.sql("update organisation_placement set valid_to = null where region_id = :region "
					+ "and organisation_id = any (:ids) and valid_to = :last")
			.param("region", region)
			.param("ids", ids(plan))
			.param("last", on.minusDays(1))
			.update();
		List<Moving> back = plan.stream().map(Moving::reversed).toList();
		rewrite(back);
		tell(back, on, true);
	}

	/**
	 * The place columns of every row that these organisations keep. Versions stay: to
	 * whoever edits a row nothing has changed.
	 */
	void rewrite(List<Moving> plan) {
		String rows = this.columns.of(plan);
		long region = Scope.current().region();
		this.jdbc.sql("""
				update organisation o set parent_id = m."parentId"
				from jsonb_to_recordset(cast(:rows as jsonb)) as m(id bigint, "parentId" bigint)
				where o.region_id = :region and o.id = m.id and o.parent_id is distinct from m."parentId\"""")
			.param("rows", rows)
			.param("region", region)
			.update();
		for (PlaceTables.Table table : this.tables.placed()) {
			this.jdbc.sql(REWRITE.formatted(table.name())).param("rows", rows).param("region", region).update();
		}
	}

	/** Names of what was founded below these since. */
	List<String> foundedBelow(List<Moving> plan, java.time.Instant at) {
		return this.jdbc.sql("""
				select short_name from organisation where region_id = :region and parent_id = any (:ids)
				  and created_at > cast(:at as timestamptz) order by id limit 20""")
			.param("region", Scope.current().region())
			.param("ids", ids(plan))
			.param("at", at.toString())
			.query(String.class)
			.list();
	}

	private void tell(List<Moving> plan, LocalDate on, boolean undone) {
		long region = Scope.current().region();
		this.facts.changed(plan.stream().map(Moving::id).toList());
		this.outbox.recordAll(plan.stream()
			.map((moving) -> Fact.Draft.of(OrganisationFacts.Moved.TYPE, moving.id(), moving.after(region),
					new OrganisationFacts.Moved(moving.id(), on,
							new OrganisationFacts.Above(moving.instituteBefore(), moving.municipalityBefore()),
							new OrganisationFacts.Above(moving.institute(), moving.municipality()), undone)))
			.toList());
	}

	private static Long[] ids(List<Moving> plan) {
		return plan.stream().map(Moving::id).toArray(Long[]::new);
	}

}
