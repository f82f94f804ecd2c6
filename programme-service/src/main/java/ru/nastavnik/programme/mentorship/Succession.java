package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.participant.ParticipantIntake;

/**
 * A merger or a split of organisations: live mentorships go on in the successor with
 * everything that belongs to them, ended ones stay where they were. A pair of which one
 * half goes and the other stays is left to the curator. The transaction is the feed
 * reader's.
 */
@Component
public class Succession {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private static final String MERGED = """
			select m.id from mentorship m where m.region_id = :region and m.organisation_id = :organisation
			  and m.status not in ('completed', 'terminated')""";

	/** Everybody goes. */
	private static final String SPLIT = MERGED
			+ """
					and not exists (select 1 from mentorship_member mm where mm.region_id = m.region_id
					 and mm.mentorship_id = m.id and mm.home_organisation = m.organisation_id and mm.person_id <> all(:people))""";

	/** Of the mentorships of other organisations, those with mentors of this one. */
	private static final String LENT = """
			select m.id from mentorship m where m.region_id = :region and m.mentor_organisation = :organisation
			  and m.status not in ('completed', 'terminated')""";

	private static final String LENT_SPLIT = LENT + """
			and not exists (select 1 from mentorship_member mm where mm.region_id = m.region_id
			 and mm.mentorship_id = m.id and mm.home_organisation = :organisation and mm.person_id <> all(:people))""";

	private static final String LENT_BACK = """
			select m.id from mentorship m where m.region_id = :region and m.mentor_organisation = :organisation
			  and m.earlier_employers[cardinality(m.earlier_employers)] = :earlier""";

	private static final String LEND = """
			update mentorship m set mentor_organisation = :to, version = version + 1, changed_at = now(),
			  earlier_employers = case when :back then trim_array(earlier_employers, 1)
			    else earlier_employers || :from::bigint end
			where region_id = :region and id = any(:ids)""";

	/** Mentors belong to the employer, whoever else moved. */
	private static final String HOMES = """
			update mentorship_member mm set home_organisation = m.mentor_organisation, version = mm.version + 1
			from mentorship m where m.region_id = :region and m.id = any(:ids) and m.mentor_organisation is not null
			  and mm.region_id = m.region_id and mm.mentorship_id = m.id and mm.role = 'mentor'
			  and mm.home_organisation <> m.mentor_organisation""";

	/** Somebody goes and somebody stays. */
	private static final String APART = MERGED + """
			and exists (select 1 from mentorship_member mm where mm.region_id = m.region_id
			 and mm.mentorship_id = m.id and mm.person_id = any(:people))""";

	private static final String BACK = """
			select m.id from mentorship m where m.region_id = :region and m.organisation_id = :organisation
			  and m.earlier_organisations[cardinality(m.earlier_organisations)] = :earlier
			  and m.earlier_until[cardinality(m.earlier_until)] = :until""";

	private static final String GO = """
			update mentorship m set institute_id = :institute, municipality_id = :municipality,
			  organisation_id = :to, version = version + 1, changed_at = now(),
			  earlier_organisations = earlier_organisations || :from::bigint, earlier_until = earlier_until || :until::date
			where region_id = :region and id = any(:ids)""";

	private static final String RETURN = """
			update mentorship m set institute_id = :institute, municipality_id = :municipality,
			  organisation_id = :to, version = version + 1, changed_at = now(),
			  earlier_organisations = trim_array(earlier_organisations, 1), earlier_until = trim_array(earlier_until, 1)
			where region_id = :region and id = any(:ids)""";

	private static final String DRAFTS = """
			update mentorship_order set institute_id = :institute, municipality_id = :municipality,
			  organisation_id = :to, version = version + 1
			where region_id = :region and organisation_id = :from and status = 'draft' and mentorship_ids <> '{}'
			  and mentorship_ids <@ :ids::bigint[]""";

	/** Drafts on people go with everybody only, and come back from where they went. */
	private static final String PEOPLE_DRAFTS = """
			with gone as (update mentorship_order set institute_id = :institute, municipality_id = :municipality,
			    organisation_id = :to, version = version + 1, earlier_organisation = case when :undone then null else :from end
			  where region_id = :region and organisation_id = :from and status = 'draft' and mentorship_ids = '{}'
			    and (not :undone or earlier_organisation = :to) returning id)
			update order_visa v set institute_id = :institute, municipality_id = :municipality, organisation_id = :to
			from gone where v.region_id = :region and v.order_id = gone.id""";

	/** Whoever was asked for a visa of a draft goes with it. */
	private static final String VISAS = """
			update order_visa v set institute_id = :institute, municipality_id = :municipality, organisation_id = :to
			where region_id = :region and organisation_id = :from and order_id in (select o.id from mentorship_order o
			  where o.region_id = :region and o.organisation_id = :to and o.status = 'draft'
			    and o.mentorship_ids <> '{}' and o.mentorship_ids <@ :ids::bigint[])""";

	private final JdbcClient jdbc;

	private final Outbox outbox;

	private final JsonMapper json;

	private final ParticipantIntake participants;

	Succession(JdbcClient jdbc, Outbox outbox, JsonMapper json, ParticipantIntake participants) {
		this.jdbc = jdbc;
		this.outbox = outbox;
		this.json = json;
		this.participants = participants;
	}

	/** Applies the mergers and splits of a batch in their order. */
	public void apply(List<Fact> facts) {
		for (Fact fact : facts) {
			if (fact.deleted()) {
				continue;
			}
			switch (fact.type()) {
				case "organisation-merged" -> {
					Merged merged = this.json.treeToValue(fact.data(), Merged.class);
					turn(new Turn(fact.place().region(), merged.id(), merged.successorId(), merged.on(), null),
							merged.undone(), "присоединена к организации");
				}
				case "organisation-split" -> {
					Split split = this.json.treeToValue(fact.data(), Split.class);
					turn(new Turn(fact.place().region(), split.id(), split.newId(), split.on(), split.people()),
							split.undone(), "разделена, участники переведены в организацию");
				}
				default -> {
				}
			}
		}
	}

	private void turn(Turn turn, boolean undone, String words) {
		if (undone) {
			List<Long> ids = this.jdbc.sql(BACK)
				.param("region", turn.region())
				.param("organisation", turn.to())
				.param("earlier", turn.from())
				.param("until", turn.on().minusDays(1))
				.query(Long.class)
				.list();
			List<Long> lent = this.jdbc.sql(LENT_BACK)
				.param("region", turn.region())
				.param("organisation", turn.to())
				.param("earlier", turn.from())
				.query(Long.class)
				.list();
			move(RETURN, turn, turn.to(), turn.from(), ids);
			lend(turn, turn.to(), turn.from(), lent, true);
			drafts(turn, turn.to(), turn.from(), ids, lent);
			people(turn, turn.to(), turn.from(), true);
			attend(turn, null);
			history(turn, ids, "Отменено: организация «" + name(turn, turn.from()) + "» " + words + " «"
					+ name(turn, turn.to()) + "» с " + turn.on().format(DAY) + ".");
			return;
		}
		List<Long> ids = select((turn.people() != null) ? SPLIT : MERGED, turn);
		List<Long> lent = select((turn.people() != null) ? LENT_SPLIT : LENT, turn);
		move(GO, turn, turn.from(), turn.to(), ids);
		lend(turn, turn.from(), turn.to(), lent, false);
		drafts(turn, turn.from(), turn.to(), ids, lent);
		history(turn, lent, "Организация наставника «" + name(turn, turn.from()) + "» " + words + " «"
				+ name(turn, turn.to()) + "» с " + turn.on().format(DAY) + ".");
		people(turn, turn.from(), turn.to(), false);
		history(turn, ids, "Организация «" + name(turn, turn.from()) + "» " + words + " «" + name(turn, turn.to())
				+ "» с " + turn.on().format(DAY) + ".");
		List<Long> apart = attend(turn, "members-apart");
		history(turn, apart, "Часть участников с " + turn.on().format(DAY) + " переведена в организацию «"
				+ name(turn, turn.to()) + "». Решите, как продолжить.");
	}

	private List<Long> select(String sql, Turn turn) {
		JdbcClient.StatementSpec statement = this.jdbc.sql(sql)
			.param("region", turn.region())
			.param("organisation", turn.from());
		return ((turn.people() != null) ? statement.param("people", turn.people().toArray(Long[]::new)) : statement)
			.query(Long.class)
			.list();
	}

	private void move(String sql, Turn turn, long from, long to, List<Long> ids) {
		if (ids.isEmpty()) {
			return;
		}
		Place place = place(turn.region(), to);
		bind(this.jdbc.sql(sql), place, ids).param("from", from).param("until", turn.on().minusDays(1)).update();
		for (String table : List.of("mentorship_member", "former_member", "mentorship_history", "personal_programme",
				"meeting", "change_request", "party_statement", "meeting_guest")) {
			follow(table, "mentorship_id = any(:ids)", place, ids);
		}
		for (String table : List.of("programme_activity", "programme_approval")) {
			follow(table, "programme_id = any(array(select p.id from personal_programme p "
					+ "where p.region_id = :region and p.mentorship_id = any(:ids)))", place, ids);
		}
		home(turn.region(), ids);
		retell(turn.region(), ids);
		circles(turn.region(), ids, from, to);
	}

	/**
	 * Mentorships of other organisations go on with mentors of the successor (BR-048).
	 */
	private void lend(Turn turn, long from, long to, List<Long> ids, boolean back) {
		if (ids.isEmpty()) {
			return;
		}
		this.jdbc.sql(LEND)
			.param("from", from)
			.param("to", to)
			.param("back", back)
			.param("region", turn.region())
			.param("ids", ids.toArray(Long[]::new))
			.update();
		home(turn.region(), ids);
		retell(turn.region(), ids);
		circles(turn.region(), ids, from, to);
	}

	private void home(long region, List<Long> ids) {
		this.jdbc.sql(HOMES).param("region", region).param("ids", ids.toArray(Long[]::new)).update();
	}

	/** Drafts of orders go with what they list. */
	private void drafts(Turn turn, long from, long to, List<Long> ids, List<Long> lent) {
		List<Long> all = new ArrayList<>(ids);
		all.addAll(lent);
		if (!all.isEmpty()) {
			Place place = place(turn.region(), to);
			bind(this.jdbc.sql(DRAFTS), place, all).param("from", from).update();
			bind(this.jdbc.sql(VISAS), place, all).param("from", from).update();
		}
	}

	private void circles(long region, List<Long> ids, long from, long to) {
		record Touched(long homeOrganisation, long personId) {
		}
		List<Touched> touched = this.jdbc
			.sql("select distinct home_organisation, person_id from mentorship_member where region_id = :region "
					+ "and mentorship_id = any(:ids)")
			.param("region", region)
			.param("ids", ids.toArray(Long[]::new))
			.query(Touched.class)
			.list();
		Set<Long> people = touched.stream().map(Touched::personId).collect(Collectors.toSet());
		Set<Long> homes = touched.stream()
			.map(Touched::homeOrganisation)
			.collect(Collectors.toCollection(TreeSet::new));
		homes.addAll(List.of(from, to));
		homes.forEach((home) -> this.participants.refreshCircles(region, home, people));
	}

	private void people(Turn turn, long from, long to, boolean undone) {
		if (turn.people() == null) {
			Place place = place(turn.region(), to);
			this.jdbc.sql(PEOPLE_DRAFTS)
				.param("region", place.region())
				.param("institute", place.institute(), java.sql.Types.BIGINT)
				.param("municipality", place.municipality(), java.sql.Types.BIGINT)
				.param("to", to)
				.param("from", from)
				.param("undone", undone)
				.update();
		}
	}

	private void follow(String table, String condition, Place place, List<Long> ids) {
		String version = table.equals("mentorship_history") ? "" : ", version = version + 1";
		bind(this.jdbc.sql("update " + table + " set institute_id = :institute, municipality_id = :municipality, "
				+ "organisation_id = :to" + version + " where region_id = :region and " + condition), place, ids)
			.update();
	}

	private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Place place, List<Long> ids) {
		return statement.param("region", place.region())
			.param("institute", place.institute(), java.sql.Types.BIGINT)
			.param("municipality", place.municipality(), java.sql.Types.BIGINT)
			.param("to", place.organisation())
			.param("ids", ids.toArray(Long[]::new));
	}

	/** The figures follow: each mentorship is told with where it was before. */
	void retell(long region, List<Long> ids) {
		this.outbox.recordAll(this.jdbc.sql("""
				select m.*, members.mentors, members.mentees, %s from mentorship m cross join lateral (select %s
				  from mentorship_member mm where mm.region_id = m.region_id and mm.mentorship_id = m.id) members
				where m.region_id = :region and m.id = any(:ids) order by m.id""".formatted(Minors.FORMER, Minors.REFS))
			.param("region", region)
			.param("ids", ids.toArray(Long[]::new))
			.query(Minors::fact)
			.list());
	}

	/** Marks, or no longer marks, the mentorships whose members a split parted. */
	private List<Long> attend(Turn turn, @Nullable String attention) {
		if (turn.people() == null) {
			return List.of();
		}
		List<Long> ids = select(APART, turn);
		this.jdbc
			.sql("update mentorship set attention = :attention, version = version + 1 where region_id = :region "
					+ "and id = any(:ids) and (:attention::text is not null or attention = 'members-apart')")
			.param("attention", attention)
			.param("region", turn.region())
			.param("ids", ids.toArray(Long[]::new))
			.update();
		return ids;
	}

	void history(long region, List<Long> ids, LocalDate on, String note) {
		this.jdbc
			.sql("""
					insert into mentorship_history (region_id, institute_id, municipality_id, organisation_id, mentorship_id,
					  verb, on_date, note, by_name, with_minors, participants)
					select region_id, institute_id, municipality_id, organisation_id, id, 'reorganisation', :on, :note,
					  'Платформа', with_minors, participants from mentorship where region_id = :region and id = any(:ids)""")
			.param("on", on)
			.param("note", note)
			.param("region", region)
			.param("ids", ids.toArray(Long[]::new))
			.update();
	}

	private void history(Turn turn, List<Long> ids, String note) {
		if (!ids.isEmpty()) {
			history(turn.region(), ids, turn.on(), note);
		}
	}

	private Place place(long region, long organisation) {
		return this.jdbc.sql(
				"select institute_id, municipality_id from organisation where region_id = :region and organisation_id = :id")
			.param("region", region)
			.param("id", organisation)
			.query((row, number) -> new Place(region, row.getObject("institute_id", Long.class),
					row.getObject("municipality_id", Long.class), organisation))
			.single();
	}

	private String name(Turn turn, long organisation) {
		return this.jdbc.sql("select short_name from organisation where region_id = :region and organisation_id = :id")
			.param("region", turn.region())
			.param("id", organisation)
			.query(String.class)
			.optional()
			.orElse("№ " + organisation);
	}

	/**
	 * A reorganisation.
	 *
	 * @param people who goes, or null for everybody
	 */
	private record Turn(long region, long from, long to, LocalDate on, @Nullable List<Long> people) {
	}

	/** The registry's fact {@code organisation-merged}. */
	record Merged(long id, long successorId, LocalDate on, boolean undone) {
	}

	/** The registry's fact {@code organisation-split}. */
	record Split(long id, long newId, LocalDate on, List<Long> people, boolean undone) {
	}

}
