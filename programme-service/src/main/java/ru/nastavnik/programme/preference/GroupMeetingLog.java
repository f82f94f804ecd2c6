package ru.nastavnik.programme.preference;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.mentorship.Terms;
import ru.nastavnik.programme.organisation.Organisations;
import ru.nastavnik.programme.preference.People.Person;

/**
 * Every verb of a group meeting, and who has answered since.
 */
@Service
@Transactional
class GroupMeetingLog {

	/** Answers are readable to the curator alone: for others the count says nothing. */
	private static final String LIST = """
			select g.*, (select count(*) from preference_answer a where a.region_id = g.region_id
			  and a.organisation_id = g.organisation_id and a.answered_on >= g.held_on
			  and (a.role = 'mentor' and a.person_id = any(g.mentors)
			    or a.role = 'mentee' and a.person_id = any(g.mentees))) as answered
			from group_meeting g where g.region_id = :region and g.organisation_id = any(:organisations)
			order by g.held_on desc, g.id desc limit 100""";

	private final GroupMeetings meetings;

	private final Organisations organisations;

	private final People people;

	private final Wishes wishes;

	private final JdbcClient jdbc;

	private final Clock clock;

	GroupMeetingLog(GroupMeetings meetings, Organisations organisations, People people, Wishes wishes, JdbcClient jdbc,
			Clock clock) {
		this.meetings = meetings;
		this.organisations = organisations;
		this.people = people;
		this.wishes = wishes;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	GroupMeetingView call(long organisation, GroupMeeting.Details details) {
		Place place = this.organisations.place(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR);
		invitable(organisation, details);
		GroupMeeting meeting = this.meetings.save(GroupMeeting.call(place, details));
		this.meetings.flush();
		return view(meeting.id());
	}

	GroupMeetingView change(long id, int version, GroupMeeting.Details details) {
		GroupMeeting meeting = load(id, version);
		invitable(meeting.organisationId(), details);
		meeting.change(details);
		this.meetings.flush();
		return view(id);
	}

	GroupMeetingView attend(long id, int version, List<Long> present, @Nullable String note) {
		load(id, version).attend(present, note, today());
		this.meetings.flush();
		return view(id);
	}

	GroupMeetingView cancel(long id, int version, String reason) {
		load(id, version).cancel(reason);
		this.meetings.flush();
		return view(id);
	}

	@Transactional(readOnly = true)
	List<GroupMeetingView> list(@Nullable Long organisation) {
		Scope scope = Scope.current();
		List<Long> asked = scope.own()
			.stream()
			.filter((id) -> organisation == null || organisation.equals(id))
			.toList();
		if (asked.isEmpty()) {
			return List.of();
		}
		record Line(Row row, int answered) {
		}
		List<Line> lines = this.jdbc.sql(LIST)
			.param("region", scope.region())
			.param("organisations", asked.toArray(Long[]::new))
			.query((row, number) -> new Line(Row.read(row, number), row.getInt("answered")))
			.list();
		return lines.stream().map((line) -> line.row().view(List.of(), line.answered(), List.of(), today())).toList();
	}

	@Transactional(readOnly = true)
	GroupMeetingView view(long id) {
		Row row = this.jdbc.sql("select * from group_meeting where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Row::read)
			.optional()
			.filter((found) -> Scope.current().own().contains(found.organisationId()))
			.orElseThrow(GroupMeetingLog::missing);
		Map<String, Answered> answers = answered(row).stream()
			.collect(Collectors.toMap((answer) -> answer.role() + answer.personId(), Function.identity()));
		Map<Long, Person> known = this.people.find(row.organisationId(), row.everybody(), today())
			.stream()
			.collect(Collectors.toMap(Person::personId, Function.identity()));
		List<Guest> guests = Stream.of(Side.MENTOR, Side.MENTEE)
			.flatMap((side) -> row.invited(side)
				.stream()
				.map((person) -> Guest.of(person, known.get(person), side, row.present().contains(person),
						answers.get(side.toString() + person))))
			.toList();
		return row.view(guests, answers.size(), sympathies(row), today());
	}

	/** Both named each other: the second criterion of pairing (BR-040). */
	private List<Sympathy> sympathies(Row row) {
		List<Wishes.Row> wished = this.wishes.rows(row.organisationId(), row.everybody())
			.stream()
			.filter((wish) -> wish.rank() != null)
			.toList();
		List<Sympathy> mutual = new ArrayList<>();
		for (Wishes.Row mentor : wished) {
			for (Wishes.Row mentee : wished) {
				if (mentor.role().equals("mentor") && mentee.role().equals("mentee")
						&& mentor.byPerson() == mentee.forPerson() && mentor.forPerson() == mentee.byPerson()
						&& mentor.rank() != null && mentee.rank() != null) {
					mutual.add(new Sympathy(mentor.byPerson(), mentee.byPerson(), mentor.rank(), mentee.rank()));
				}
			}
		}
		return mutual;
	}

	/** Answers since the meeting; only the curator is told of them. */
	private List<Answered> answered(Row row) {
		return this.jdbc
			.sql("select person_id, role, answered_on, entered_by from preference_answer where region_id = :region "
					+ "and organisation_id = :organisation and answered_on >= :on and (role = 'mentor' "
					+ "and person_id = any(:mentors) or role = 'mentee' and person_id = any(:mentees))")
			.param("region", Scope.current().region())
			.param("organisation", row.organisationId())
			.param("on", row.on())
			.param("mentors", row.mentorIds().toArray(Long[]::new))
			.param("mentees", row.menteeIds().toArray(Long[]::new))
			.query(Answered::read)
			.list();
	}

	private void invitable(long organisation, GroupMeeting.Details details) {
		for (Side side : Side.values()) {
			List<Long> ids = (side == Side.MENTOR) ? details.mentorIds() : details.menteeIds();
			long found = this.people.find(organisation, ids, today())
				.stream()
				.filter((person) -> person.on(side) && person.consent())
				.count();
			if (found < ids.stream().distinct().count()) {
				throw ProgrammeProblem.NOT_READY
					.because("Пригласить можно тех, кто есть в базе "
							+ ((side == Side.MENTOR) ? "наставников" : "наставляемых") + " и чьё согласие действует.")
					.on((side == Side.MENTOR) ? "mentorIds" : "menteeIds");
			}
		}
	}

	private GroupMeeting load(long id, int version) {
		GroupMeeting meeting = this.meetings.findById(id)
			.filter((found) -> Scope.current().own().contains(found.organisationId()))
			.orElseThrow(GroupMeetingLog::missing);
		Scope.current().requireRole(meeting.organisationId(), Role.CURATOR);
		StaleVersionException.check(meeting.version(), version, () -> view(id));
		return meeting;
	}

	private static RuntimeException missing() {
		return KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

	/** Somebody invited; whether they answered is told to the curator alone. */
	record Guest(long personId, @Nullable String name, @Nullable String detail, boolean minor, Side role,
			boolean present, @Nullable LocalDate answeredOn, @Nullable AgreedBy enteredBy) {

		static Guest of(long id, @Nullable Person person, Side side, boolean present, @Nullable Answered answer) {
			return new Guest(id, (person != null) ? person.name() : null, (person != null) ? person.detail() : null,
					person != null && person.minor(), side, present, (answer != null) ? answer.answeredOn() : null,
					(answer != null) ? answer.enteredBy() : null);
		}

	}

	/** A mentor and a mentee who wished for each other, with the place in both lists. */
	record Sympathy(long mentorId, long menteeId, int mentorRank, int menteeRank) {
	}

	/** A group meeting on the screen; a list leaves the people out. */
	record GroupMeetingView(long id, long organisationId, Terms.Form form, LocalDate on, @Nullable LocalTime time,
			GroupMeeting.Mode mode, @Nullable String place, @Nullable String note, @Nullable LocalDate surveyUntil,
			boolean surveyOpen, @Nullable String cancelReason, int version, int mentors, int mentees, int present,
			@Nullable Integer answered, List<Guest> people, List<Sympathy> sympathies, List<String> actions) {
	}

	private record Answered(long personId, String role, LocalDate answeredOn, AgreedBy enteredBy) {

		static Answered read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
			return new Answered(row.getLong("person_id"), row.getString("role"),
					row.getObject("answered_on", LocalDate.class),
					AgreedBy.valueOf(row.getString("entered_by").toUpperCase(java.util.Locale.ROOT)));
		}

	}

	private record Row(long id, long organisationId, Terms.Form form, LocalDate on, @Nullable LocalTime time,
			GroupMeeting.Mode mode, @Nullable String place, List<Long> mentorIds, List<Long> menteeIds,
			List<Long> present, @Nullable String note, @Nullable LocalDate surveyUntil, @Nullable String cancelReason,
			int version) {

		static Row read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
			return new Row(row.getLong("id"), row.getLong("organisation_id"),
					Terms.Form.valueOf(row.getString("form").toUpperCase(java.util.Locale.ROOT)),
					row.getObject("held_on", LocalDate.class), row.getObject("held_time", LocalTime.class),
					GroupMeeting.Mode.valueOf(row.getString("mode").toUpperCase(java.util.Locale.ROOT)),
					row.getString("place_text"), ids(row, "mentors"), ids(row, "mentees"), ids(row, "present"),
					row.getString("note"), row.getObject("survey_until", LocalDate.class),
					row.getString("cancel_reason"), row.getInt("version"));
		}

		private static List<Long> ids(java.sql.ResultSet row, String column) throws java.sql.SQLException {
			return Arrays.asList((Long[]) row.getArray(column).getArray());
		}

		List<Long> invited(Side side) {
			return (side == Side.MENTOR) ? this.mentorIds : this.menteeIds;
		}

		Collection<Long> everybody() {
			return Stream.concat(this.mentorIds.stream(), this.menteeIds.stream()).toList();
		}

		GroupMeetingView view(List<Guest> guests, int answers, List<Sympathy> mutual, LocalDate today) {
			boolean curator = Scope.current().has(this.organisationId, Role.CURATOR);
			boolean stands = this.cancelReason == null;
			List<String> actions = new ArrayList<>();
			if (curator && stands) {
				actions.addAll(List.of("edit", "cancellation"));
				if (!this.on.isAfter(today)) {
					actions.addAll(List.of("attendance", "answers"));
				}
			}
			return new GroupMeetingView(this.id, this.organisationId, this.form, this.on, this.time, this.mode,
					this.place, this.note, this.surveyUntil,
					stands && this.surveyUntil != null && !this.on.isAfter(today) && !this.surveyUntil.isBefore(today),
					this.cancelReason, this.version, this.mentorIds.size(), this.menteeIds.size(), this.present.size(),
					curator ? answers : null, guests, mutual, actions);
		}

	}

}
