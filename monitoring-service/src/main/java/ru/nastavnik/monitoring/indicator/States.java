package ru.nastavnik.monitoring.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The state tables: loads what a set of changes depends on and writes what they leave, a
 * handful of statements for a batch of any size.
 */
final class States {

	private static final String PLACE = "institute_id,municipality_id,";

	/** Tables whose rows follow their organisation; a test compares with the schema. */
	static final List<String> PLACED = List.of("population_state", "participant_state", "mentorship_state",
			"mentorship_member", "mentorship_home", "meeting_state", "cell", "cell_shift");

	private final JdbcClient jdbc;

	private final Rows rows;

	States(JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.rows = new Rows(jdbc);
	}

	/** What the changes touch, in the states before them. */
	Subjects before(Collection<Change> changes, Set<Long> regions) {
		Subjects subjects = new Subjects();
		Long[] scope = Rows.ids(regions);
		Set<Long> meetings = new TreeSet<>();
		Set<Long> figures = new TreeSet<>();
		for (Change change : changes) {
			switch (change) {
				case Change.Put put -> note(put.state(), subjects, meetings, figures);
				case Change.Renamed renamed -> {
					subjects.persons().add(renamed.person());
					subjects.persons().add(renamed.pseudonym());
				}
				case Change.Gone gone -> {
					switch (gone.kind()) {
						case UNIT -> subjects.organisations().add(gone.subject());
						case POPULATION -> figures.add(gone.subject());
						case PARTICIPANT -> subjects.persons().add(gone.subject());
						case MENTORSHIP -> subjects.mentorships().add(gone.subject());
						case MEETING -> meetings.add(gone.subject());
					}
				}
			}
		}
		if (!meetings.isEmpty()) {
			load(State.Meeting.class, "meeting_state t where region_id = any (:regions) and id = any (:ids)", scope,
					meetings)
				.forEach((meeting) -> subjects.mentorships().add(meeting.mentorshipId()));
		}
		if (!figures.isEmpty()) {
			load(State.Population.class, "population_state t where region_id = any (:regions) and id = any (:ids)",
					scope, figures)
				.forEach((figure) -> subjects.organisations().add(figure.organisationId()));
		}
		relocations(changes, subjects, scope);
		Set<Long> rewritten = new TreeSet<>();
		for (Change change : changes) {
			if (change instanceof Change.Put(State.Mentorship mentorship)) {
				rewritten.add(mentorship.id());
			}
			else if (change instanceof Change.Gone(Change.Kind kind, long id, var place)
					&& kind == Change.Kind.MENTORSHIP) {
				rewritten.add(id);
			}
		}
		if (!rewritten.isEmpty()) {
			for (State.Mentorship old : load(State.Mentorship.class,
					"mentorship_state t where region_id = any (:regions) and id = any (:ids)", scope, rewritten)) {
				note(old, subjects, meetings, figures);
			}
		}
		fill(subjects, scope);
		return subjects;
	}

	/**
	 * An organisation that stands elsewhere, or is heard of for the first time after its
	 * people, changes whatever its people and mentorships give.
	 */
	private void relocations(Collection<Change> changes, Subjects subjects, Long[] scope) {
		List<State.Unit> told = new ArrayList<>();
		for (Change change : changes) {
			if (change instanceof Change.Put(State.Unit unit)) {
				told.add(unit);
			}
		}
		if (told.isEmpty()) {
			return;
		}
		Map<Long, State.Unit> known = new HashMap<>();
		load(State.Unit.class, "unit t where region_id = any (:regions) and id = any (:ids)", scope,
				told.stream().map(State.Unit::id).collect(Collectors.toSet()))
			.forEach((unit) -> known.put(unit.id(), unit));
		for (State.Unit unit : told) {
			State.Unit old = known.get(unit.id());
			if (old == null || !unit.stands(old)) {
				subjects.relocated().add(unit.id());
			}
		}
		if (subjects.relocated().isEmpty()) {
			return;
		}
		Long[] ids = Rows.ids(subjects.relocated());
		subjects.persons()
			.addAll(this.jdbc
				.sql("select distinct person_id from participant_state "
						+ "where region_id = any (:regions) and organisation_id = any (:ids)")
				.param("regions", scope)
				.param("ids", ids)
				.query(Long.class)
				.list());
		subjects.mentorships()
			.addAll(this.jdbc.sql("""
					select id from mentorship_state where region_id = any (:regions)
					  and organisation_id = any (:ids)
					union select mentorship_id from mentorship_home where region_id = any (:regions)
					  and organisation_id = any (:ids)""")
				.param("regions", scope)
				.param("ids", ids)
				.query(Long.class)
				.list());
	}

	/** Notes which subjects a changed state influences. */
	private static void note(State state, Subjects subjects, Set<Long> meetings, Set<Long> figures) {
		subjects.places().add(state.organisationId());
		switch (state) {
			case State.Unit unit -> subjects.organisations().add(unit.id());
			case State.Population figure -> {
				figures.add(figure.id());
				subjects.organisations().add(figure.organisationId());
			}
			case State.Participant participant -> subjects.persons().add(participant.personId());
			case State.Mentorship mentorship -> {
				subjects.mentorships().add(mentorship.id());
				subjects.organisations().addAll(mentorship.homes());
				subjects.persons().addAll(mentorship.mentors());
				subjects.persons().addAll(mentorship.mentees());
			}
			case State.Meeting meeting -> {
				meetings.add(meeting.id());
				subjects.mentorships().add(meeting.mentorshipId());
			}
			case State.Member member -> subjects.persons().add(member.personId());
			case State.Home home -> subjects.mentorships().add(home.mentorshipId());
		}
	}

	/** Loads everything that the contributions of the noted subjects depend on. */
	void fill(Subjects subjects, Long[] regions) {
		if (!subjects.persons().isEmpty()) {
			load(State.Participant.class,
					"participant_state t where region_id = any (:regions) and person_id = any (:ids)", regions,
					subjects.persons())
				.forEach((place) -> {
					subjects.hold(place);
					subjects.places().add(place.organisationId());
				});
		}
		this.rows
			.load(State.Mentorship.class, """
					mentorship_state t where region_id = any (:regions) and id = any (array(
					  select unnest(:mentorships)
					  union select mentorship_id from mentorship_member
					    where region_id = any (:regions) and person_id = any (:persons)
					  union select id from mentorship_state
					    where region_id = any (:regions)
					      and organisation_id = any (:organisations)
					  union select mentorship_id from mentorship_home
					    where region_id = any (:regions)
					      and organisation_id = any (:organisations)))""",
					Map.of("regions", regions, "mentorships", Rows.ids(subjects.mentorships()), "persons",
							Rows.ids(subjects.persons()), "organisations", Rows.ids(subjects.organisations())))
			.forEach((mentorship) -> {
				subjects.hold(mentorship);
				subjects.places().addAll(mentorship.homes());
			});
		if (!subjects.mentorships().isEmpty()) {
			load(State.Meeting.class, "meeting_state t where region_id = any (:regions) and mentorship_id = any (:ids)",
					regions, subjects.mentorships())
				.forEach(subjects::hold);
		}
		subjects.places().addAll(subjects.organisations());
		if (!subjects.places().isEmpty()) {
			load(State.Unit.class, "unit t where region_id = any (:regions) and id = any (:ids)", regions,
					subjects.places())
				.forEach(subjects::hold);
		}
		if (!subjects.organisations().isEmpty()) {
			load(State.Population.class,
					"population_state t where region_id = any (:regions) and organisation_id = any (:ids)", regions,
					subjects.organisations())
				.forEach(subjects::hold);
		}
	}

	private <T extends State> List<T> load(Class<T> type, String source, Long[] regions, Set<Long> ids) {
		return this.rows.load(type, source, Map.of("regions", regions, "ids", Rows.ids(ids)));
	}

	/** Writes the changes, which are of one region. */
	void write(long region, Subjects subjects) {
		Collection<Change> changes = subjects.dirty();
		List<State.Unit> units = new ArrayList<>();
		List<State.Population> figures = new ArrayList<>();
		List<State.Participant> participants = new ArrayList<>();
		List<State.Mentorship> mentorships = new ArrayList<>();
		List<State.Meeting> meetings = new ArrayList<>();
		Map<Change.Kind, List<Change.Gone>> goneOf = new EnumMap<>(Change.Kind.class);
		List<Long> membersOf = new ArrayList<>();
		for (Change change : changes) {
			switch (change) {
				case Change.Put put -> {
					switch (put.state()) {
						case State.Unit unit -> units.add(unit);
						case State.Population figure -> figures.add(figure);
						case State.Participant participant -> participants.add(participant);
						case State.Mentorship mentorship -> {
							mentorships.add(mentorship);
							membersOf.add(mentorship.id());
						}
						case State.Meeting meeting -> meetings.add(meeting);
						case State.Member member -> throw new IllegalStateException("Members follow their mentorship");
						case State.Home home -> throw new IllegalStateException("Homes follow their mentorship");
					}
				}
				case Change.Renamed renamed -> throw new IllegalStateException("Becomes changes of states");
				case Change.Gone gone -> {
					goneOf.computeIfAbsent(gone.kind(), (kind) -> new ArrayList<>()).add(gone);
					if (gone.kind() == Change.Kind.MENTORSHIP) {
						membersOf.add(gone.subject());
					}
				}
			}
		}
		goneOf.forEach((kind, gone) -> forget(region, kind, gone));
		this.rows
			.save("unit", "region_id, id",
					take("organisation_id,parent_id,level,type,full_name,short_name,status,valid_from,closed_on,"
							+ "placed_since,placed_parents,placed_institutes,placed_municipalities,reorganised"),
					units);
		this.rows.save("population_state", "region_id, id",
				take("organisation_id,as_of,category,value,source,approved"), figures);
		this.rows.save("participant_state", "region_id, person_id, organisation_id",
				take("born,kind,position,experience_since,hired_on,joined_on,left_on,mentor_status,mentor_since,"
						+ "mentee_statuses,mentee_since"),
				participants);
		this.rows.save("mentorship_state", "region_id, id",
				take("organisation_id,kind,form,methods,status,starts_on,ended_on,ground,ordered_on,with_minors,"
						+ "mentors,mentees,earlier_organisations,earlier_until,mentor_since,mentor_until"),
				mentorships);
		this.rows.save("meeting_state", "region_id, id", take("organisation_id,mentorship_id,status,held_on"),
				meetings);
		if (!membersOf.isEmpty()) {
			for (String index : List.of("mentorship_member", "mentorship_home")) {
				this.jdbc.sql("delete from " + index + " where region_id = :region and mentorship_id = any (:ids)")
					.param("region", region)
					.param("ids", Rows.ids(membersOf))
					.update();
			}
		}
		this.rows.save("mentorship_member", "region_id, person_id, mentorship_id, role", "", members(mentorships));
		this.rows.save("mentorship_home", "region_id, organisation_id, mentorship_id", "",
				mentorships.stream()
					.flatMap((mentorship) -> mentorship.earlierOrganisations()
						.stream()
						.distinct()
						.map((home) -> new State.Home(region, null, null, home, mentorship.id())))
					.toList());
		if (!subjects.relocated().isEmpty()) {
			relocate(region, Rows.ids(subjects.relocated()));
		}
	}

	/** Every row of an organisation says where the organisation stands today. */
	private void relocate(long region, Long[] organisations) {
		for (String table : PLACED) {
			String organisation = table.startsWith("cell") ? "unit_id" : "organisation_id";
			this.jdbc.sql("update " + table + " t set institute_id = u.institute_id, "
					+ "municipality_id = u.municipality_id from unit u where u.region_id = :region "
					+ "and u.id = any (:ids) and t.region_id = u.region_id and t." + organisation
					+ " = u.id and (t.institute_id, t.municipality_id) is distinct from (u.institute_id, u.municipality_id)")
				.param("region", region)
				.param("ids", organisations)
				.update();
		}
	}

	private void forget(long region, Change.Kind kind, List<Change.Gone> gone) {
		String rows = switch (kind) {
			case UNIT -> "unit t using gone where t.id = gone.subject";
			case POPULATION -> "population_state t using gone where t.id = gone.subject";
			case PARTICIPANT -> "participant_state t using gone where t.person_id = gone.subject "
					+ "and t.organisation_id = gone.organisation";
			case MENTORSHIP -> "mentorship_state t using gone where t.id = gone.subject";
			case MEETING -> "meeting_state t using gone where t.id = gone.subject";
		};
		this.jdbc.sql(
				"with gone as (select * from unnest(:subjects::bigint[], :organisations::bigint[]) as g (subject, organisation)) "
						+ "delete from " + rows + " and t.region_id = :region")
			.param("subjects", Rows.ids(gone.stream().map(Change.Gone::subject).toList()))
			.param("organisations", Rows.ids(gone.stream().map((one) -> one.place().organisation()).toList()))
			.param("region", region)
			.update();
	}

	private static List<State.Member> members(List<State.Mentorship> mentorships) {
		List<State.Member> members = new ArrayList<>();
		for (State.Mentorship mentorship : mentorships) {
			mentorship.mentors().stream().distinct().forEach((id) -> members.add(member(mentorship, id, "mentor")));
			mentorship.mentees().stream().distinct().forEach((id) -> members.add(member(mentorship, id, "mentee")));
		}
		return members;
	}

	private static State.Member member(State.Mentorship mentorship, long person, String role) {
		return new State.Member(mentorship.regionId(), mentorship.instituteId(), mentorship.municipalityId(),
				mentorship.organisationId(), person, mentorship.id(), role);
	}

	private static String take(String columns) {
		return Rows.take((PLACE + columns).split(","));
	}

}
