package ru.nastavnik.programme.mentorship;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.programme.MergedRows;
import ru.nastavnik.programme.MergedRows.Merge;
import ru.nastavnik.programme.participant.ParticipantIntake;

/**
 * Two records turn out to be one person: the rows of the one become the other's, and back
 * when that was a mistake. Where mentor and mentee become one (BR-020), or one member
 * stands twice in a group, nothing is broken; the curator decides. The transaction is the
 * feed reader's.
 */
@Component
public class PersonMerger {

	private static final List<String> TABLES = List.of("mentorship_member", "former_member", "programme_approval",
			"party_statement");

	private static final String TWICE = """
			exists (select 1 from mentorship_member mm where mm.region_id = m.region_id and mm.mentorship_id = m.id
			  group by mm.person_id having count(*) > 1)""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private final Succession succession;

	private final ParticipantIntake participants;

	private final MergedRows rows;

	PersonMerger(JdbcClient jdbc, JsonMapper json, Clock clock, ApplicationEventPublisher events, Succession succession,
			ParticipantIntake participants, MergedRows rows) {
		this.rows = rows;
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
		this.events = events;
		this.succession = succession;
		this.participants = participants;
	}

	/** Applies the mergers of records of a batch in their order. */
	public void apply(List<Fact> facts) {
		for (Fact fact : facts) {
			if (fact.type().equals("person-merged") && !fact.deleted()) {
				apply(fact.place().region(), this.json.treeToValue(fact.data(), Merged.class));
			}
		}
	}

	private void apply(long region, Merged merged) {
		if (!merged.undone()) {
			for (String table : TABLES) {
				run("insert into person_merge_row (region_id, institute_id, municipality_id, organisation_id, tbl, row_id, "
						+ "person_id, into_id) select region_id, institute_id, municipality_id, organisation_id, '"
						+ table + "', id, person_id, :into from " + table
						+ " where region_id = :region and person_id = :id on conflict do nothing", region, merged);
			}
		}
		long from = merged.undone() ? merged.intoId() : merged.id();
		long to = merged.undone() ? merged.id() : merged.intoId();
		for (String table : TABLES) {
			this.jdbc
				.sql("update " + table + " t set person_id = :to, version = t.version + 1 from person_merge_row r "
						+ "where r.region_id = :region and r.person_id = :id and r.into_id = :into and r.tbl = '"
						+ table + "' and t.region_id = r.region_id and t.id = r.row_id and t.person_id = :from")
				.param("to", to)
				.param("from", from)
				.param("region", region)
				.param("id", merged.id())
				.param("into", merged.intoId())
				.update();
		}
		List<Touched> touched = this.jdbc.sql("""
				select distinct m.id, m.organisation_id from person_merge_row r
				  join (select region_id, id, mentorship_id, 'mentorship_member' as tbl from mentorship_member
				    union all select region_id, id, mentorship_id, 'former_member' from former_member) mm
				  on mm.region_id = r.region_id and mm.id = r.row_id and mm.tbl = r.tbl
				  join mentorship m on m.region_id = mm.region_id and m.id = mm.mentorship_id
				where r.region_id = :region and r.person_id = :id and r.into_id = :into""")
			.param("region", region)
			.param("id", merged.id())
			.param("into", merged.intoId())
			.query(Touched.class)
			.list();
		if (merged.undone()) {
			run("delete from person_merge_row where region_id = :region and person_id = :id and into_id = :into "
					+ "and tbl in ('" + String.join("', '", TABLES) + "')", region, merged);
		}
		if (!touched.isEmpty()) {
			follow(region, touched, merged);
		}
		requests(new Merge(region, merged.id(), merged.intoId(), merged.undone()));
		drafts(region, merged);
	}

	/** Who is asked for whom and by whom, and who is a guest, goes on with the person. */
	private void requests(Merge merge) {
		for (String column : List.of("party_id", "mentor_id", "new_mentor_id")) {
			this.rows.follow(merge, "change_request", column, null);
		}
		this.rows.followUnless(merge, "meeting_guest", "person_id",
				"exists (select from meeting_guest o where o.region_id = t.region_id and o.meeting_id = t.meeting_id "
						+ "and o.person_id = :into)");
		this.rows.followArrays(merge, "change_request", ":id = any(t.asked) or :id = any(t.participants)", "asked",
				"participants");
		this.jdbc
			.sql("select distinct organisation_id, asked from change_request where region_id = :region "
					+ "and asked && array[:id, :into]::bigint[]")
			.param("region", merge.region())
			.param("id", merge.id())
			.param("into", merge.into())
			.query((row, number) -> Map.entry(row.getLong("organisation_id"),
					(Set<Long>) new HashSet<>(Arrays.asList((Long[]) row.getArray("asked").getArray()))))
			.list()
			.forEach((asked) -> this.participants.refreshCircles(merge.region(), asked.getKey(), asked.getValue()));
	}

	/** What drafts of orders say of the person; what is signed stays as it was signed. */
	private void drafts(long region, Merged merged) {
		String follows = "regexp_replace(%s::text, '\"(personId|mentorId|newMentorId|menteeId)\": ' || :id "
				+ "|| '([,}])', '\"\\1\": ' || :into || '\\2', 'g')::jsonb";
		String marked = " from person_merge_row r where r.region_id = :region and r.person_id = :id "
				+ "and r.into_id = :into and r.tbl = 'mentorship_order.payload'";
		if (!merged.undone()) {
			run("insert into person_merge_row (region_id, institute_id, municipality_id, organisation_id, tbl, row_id, "
					+ "person_id, into_id, kept) select region_id, institute_id, municipality_id, organisation_id, "
					+ "'mentorship_order.payload', id, :id, :into, payload from mentorship_order where region_id = :region "
					+ "and status = 'draft' and payload <> " + follows.formatted("payload") + " on conflict do nothing",
					region, merged);
			run("update mentorship_order t set payload = " + follows.formatted("t.payload")
					+ ", version = t.version + 1" + marked
					+ " and t.region_id = r.region_id and t.id = r.row_id and t.status = 'draft'", region, merged);
			return;
		}
		// a draft that was edited since is the curator's
		run("update mentorship_order t set payload = r.kept, version = t.version + 1" + marked
				+ " and t.region_id = r.region_id and t.id = r.row_id and t.status = 'draft' and t.payload = "
				+ follows.formatted("r.kept"), region, merged);
		run("delete" + marked, region, merged);
	}

	/** Readers, circles, marks and facts follow the members. */
	private void follow(long region, List<Touched> touched, Merged merged) {
		List<Long> ids = touched.stream().map(Touched::id).toList();
		this.jdbc.sql("""
				update mentorship m set participants = array(select distinct mm.person_id from mentorship_member mm
				    where mm.region_id = m.region_id and mm.mentorship_id = m.id order by 1),
				  attention = case when %1$s then 'same-person' when m.attention = 'same-person' then null
				    else m.attention end,
				  version = m.version + 1, changed_at = now()
				where m.region_id = :region and m.id = any(:ids)""".formatted(TWICE))
			.param("region", region)
			.param("ids", ids.toArray(Long[]::new))
			.update();
		List<Long> organisations = touched.stream().map(Touched::organisationId).distinct().toList();
		ReadersChanged readers = new ReadersChanged(List.of(region), organisations, ids);
		for (String sql : List.of(ReadersChanged.update("mentorship_member"), ReadersChanged.update("former_member"),
				Minors.HISTORY)) {
			this.jdbc.sql(sql)
				.param("regions", new Long[] { region })
				.param("mentorships", ids.toArray(Long[]::new))
				.update();
		}
		this.events.publishEvent(readers);
		this.succession.history(region, ids, LocalDate.now(this.clock), merged.undone()
				? "Объединение карточек участника отменено." : "Две карточки участника объединены в одну.");
		this.succession.retell(region, ids);
		Set<Long> people = Set.copyOf(this.jdbc.sql(
				"select distinct person_id from mentorship_member where region_id = :region and mentorship_id = any(:ids)")
			.param("region", region)
			.param("ids", ids.toArray(Long[]::new))
			.query(Long.class)
			.list());
		Set<Long> homes = new TreeSet<>(organisations);
		homes.addAll(this.jdbc
			.sql("select distinct home_organisation from mentorship_member where region_id = :region "
					+ "and mentorship_id = any(:ids)")
			.param("region", region)
			.param("ids", ids.toArray(Long[]::new))
			.query(Long.class)
			.list());
		homes.forEach((home) -> this.participants.refreshCircles(region, home, people));
	}

	private void run(String sql, long region, Merged merged) {
		JdbcClient.StatementSpec statement = this.jdbc.sql(sql).param("region", region).param("id", merged.id());
		statement.param("into", merged.intoId()).update();
	}

	private record Touched(long id, long organisationId) {
	}

	/** The registry's fact {@code person-merged}. */
	record Merged(long id, long intoId, boolean undone) {
	}

}
