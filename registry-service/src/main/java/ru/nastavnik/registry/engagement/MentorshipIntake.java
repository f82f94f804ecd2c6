package ru.nastavnik.registry.engagement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.registry.Columns;

/**
 * Applies a batch of {@code mentorship-changed}. The last state of a mentorship replaces
 * whatever was known of it, so a batch may come twice. The transaction is the feed
 * reader's.
 */
@Component
public class MentorshipIntake {

	private static final String FORGET = """
			delete from mentorship_link l using unnest(:regions::bigint[], :ids::bigint[]) as told (region_id, id)
			where l.region_id = told.region_id and l.mentorship_id = told.id
			returning l.region_id, l.person_id""";

	private static final String REMEMBER = """
			insert into mentorship_link (region_id, institute_id, municipality_id, organisation_id, mentorship_id,
			  person_id, role, counterparts, kind, form, status, start_on, ordered_on, ended_on, ground, with_minors)
			select r.region, r.institute, r.municipality, r.organisation, r.mentorship, r.person, r.role, r.counterparts,
			  r.kind, r.form, r.status, r."startOn", r."orderedOn", r."endedOn", r.ground, r."withMinors"
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(region bigint, institute bigint, municipality bigint,
			  organisation bigint, mentorship bigint, person bigint, role text, counterparts bigint[], kind text,
			  form text, status text, "startOn" date, "orderedOn" date, "endedOn" date, ground text,
			  "withMinors" boolean)""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Columns columns;

	private final Engagements engagements;

	private final Following following;

	private final ApplicationEventPublisher events;

	MentorshipIntake(JdbcClient jdbc, JsonMapper json, Columns columns, Engagements engagements, Following following,
			ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.json = json;
		this.columns = columns;
		this.engagements = engagements;
		this.following = following;
		this.events = events;
	}

	/**
	 * The mentorships of these people have changed. Published in the scope of the
	 * region's facts.
	 */
	public record MentorshipsFollowed(long region, Set<Long> people) {
	}

	/** What this service reads of the programme's fact. */
	record MentorshipChanged(String kind, String form, String status, @Nullable LocalDate start,
			@Nullable LocalDate ended, @Nullable String ground, @Nullable LocalDate orderedOn, List<Member> mentors,
			List<Member> mentees, @Nullable Boolean withMinors, @Nullable Boolean unled) {

		/** Mentees whose mentor has left without a successor wait in the base again. */
		@Nullable String groundOf(String role) {
			return (role.equals("mentee") && Boolean.TRUE.equals(this.unled)) ? "unled" : this.ground;
		}

		record Member(long personId) {
		}

	}

	private record LinkRow(long region, @Nullable Long institute, @Nullable Long municipality, long organisation,
			long mentorship, long person, String role, List<Long> counterparts, String kind, String form, String status,
			@Nullable LocalDate startOn, @Nullable LocalDate orderedOn, @Nullable LocalDate endedOn,
			@Nullable String ground, boolean withMinors) {
	}

	public void apply(List<Fact> facts) {
		Map<Long, Fact> last = new TreeMap<>();
		facts.stream()
			.filter((fact) -> fact.type().equals("mentorship-changed"))
			.forEach((fact) -> last.put(fact.subject(), fact));
		if (last.isEmpty()) {
			return;
		}
		Map<Long, Set<Long>> people = forget(last.values());
		List<LinkRow> rows = new ArrayList<>();
		last.values().stream().filter((fact) -> !fact.deleted()).forEach((fact) -> {
			MentorshipChanged told = this.json.treeToValue(fact.data(), MentorshipChanged.class);
			add(rows, fact, told, "mentor", told.mentors(), told.mentees());
			add(rows, fact, told, "mentee", told.mentees(), told.mentors());
		});
		if (!rows.isEmpty()) {
			this.jdbc.sql(REMEMBER).param("rows", this.columns.of(rows)).update();
		}
		rows.forEach((row) -> people.computeIfAbsent(row.region(), (region) -> new TreeSet<>()).add(row.person()));
		people.forEach((region, ids) -> {
			this.engagements.refresh(region, ids);
			this.following.follow(region, ids);
			this.events.publishEvent(new MentorshipsFollowed(region, ids));
		});
	}

	private Map<Long, Set<Long>> forget(Collection<Fact> told) {
		Map<Long, Set<Long>> people = new TreeMap<>();
		this.jdbc.sql(FORGET)
			.param("regions", told.stream().map((fact) -> fact.place().region()).toArray(Long[]::new))
			.param("ids", told.stream().map(Fact::subject).toArray(Long[]::new))
			.query((row) -> {
				people.computeIfAbsent(row.getLong("region_id"), (region) -> new TreeSet<>())
					.add(row.getLong("person_id"));
			});
		return people;
	}

	private static void add(List<LinkRow> rows, Fact fact, MentorshipChanged told, String role,
			List<MentorshipChanged.Member> members, List<MentorshipChanged.Member> others) {
		List<Long> counterparts = others.stream().map(MentorshipChanged.Member::personId).distinct().toList();
		members.stream()
			.map(MentorshipChanged.Member::personId)
			.distinct()
			.forEach((person) -> rows.add(new LinkRow(fact.place().region(), fact.place().institute(),
					fact.place().municipality(), fact.place().organisation(), fact.subject(), person, role,
					counterparts.stream().filter((other) -> !other.equals(person)).toList(), told.kind(), told.form(),
					told.status(), told.start(), told.orderedOn(), told.ended(), told.groundOf(role),
					!Boolean.FALSE.equals(told.withMinors()))));
	}

}
