package ru.nastavnik.registry.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.organisation.Territory;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.setting.Settings;

/**
 * Everything that is read of people: lists, one person's card, the duplicate guard, and
 * what other features need to know of a person.
 */
@Service
@Transactional(readOnly = true)
public class PeopleReading {

	private static final Map<String, String> SORTS = Map.of("name", "x.name_norm", "birthDate", "x.birth_date", "kind",
			"x.kind");

	private final JdbcClient jdbc;

	private final People people;

	private final Employments employments;

	private final Enrolments enrolments;

	private final Representations representations;

	private final Leaves leaves;

	private final Profiles profiles;

	private final ExternalPeople external;

	private final Settings settings;

	private final OrganisationDirectory directory;

	private final Clock clock;

	PeopleReading(JdbcClient jdbc, People people, Employments employments, Enrolments enrolments,
			Representations representations, Leaves leaves, Profiles profiles, ExternalPeople external,
			Settings settings, OrganisationDirectory directory, Clock clock) {
		this.jdbc = jdbc;
		this.people = people;
		this.employments = employments;
		this.enrolments = enrolments;
		this.representations = representations;
		this.leaves = leaves;
		this.profiles = profiles;
		this.external = external;
		this.settings = settings;
		this.directory = directory;
		this.clock = clock;
	}

	/** What other features need to know of a person. */
	public record Subject(long id, Place place, LocalDate born, String name) {
	}

	/** A row of the list of people. */
	record PersonLine(long id, String name, String lastName, String firstName, @Nullable String middleName,
			LocalDate birthDate, boolean minor, String kind, @Nullable String positionOrGrade,
			@Nullable String mentorStatus, @Nullable String menteeStatus, @Nullable String consent, long organisationId,
			@Nullable String position, List<String> subjects, @Nullable String category, @Nullable String grade,
			@Nullable LocalDate leftOn, int organisations, Marks marks) {
	}

	/** What a list is asked for. */
	record Asked(@Nullable Long organisation, @Nullable String q, Person.@Nullable Kind kind, Marks.@Nullable Mark mark,
			@Nullable LocalDate on) {
	}

	/** A person that the caller may see, or 404, at the place where the caller acts. */
	public Subject subject(long id) {
		return this.people.findById(id)
			.map((person) -> new Subject(id, placeOf(person), person.birthDate(), name(person.identity())))
			.orElseThrow(PeopleReading::notFound);
	}

	/**
	 * The keeper of the card, unless the caller acts for another organisation where the
	 * person works or studies now: consents and profiles belong there then.
	 */
	private Place placeOf(Person person) {
		Set<Long> write = Scope.current().write();
		if (person.organisations().isEmpty() || write.contains(person.organisationId())) {
			return person.place();
		}
		return person.organisationsOn(LocalDate.now(this.clock))
			.stream()
			.filter(write::contains)
			.findFirst()
			.map((organisation) -> this.directory.get(organisation).place())
			.orElseGet(person::place);
	}

	/** Whether somebody represents the person on the date (BR-017). */
	public boolean represents(long representative, long person, LocalDate date) {
		return this.representations.findByPersonIdOrderByIdDesc(person)
			.stream()
			.anyMatch((link) -> link.representativeId() == representative && link.validOn(date));
	}

	Slice<PersonLine> list(Asked asked, PageQuery page) {
		Long organisation = asked.organisation();
		Territory territory = this.directory.territory(organisation);
		Map<String, Object> params = new HashMap<>();
		LocalDate today = LocalDate.now(this.clock);
		StringBuilder where = new StringBuilder();
		// from above only staff is listed: a condition that the index of a region can use
		Person.Kind kind = (asked.kind() == null && territory.aboveSchool()) ? Person.Kind.STAFF : asked.kind();
		if (kind != null) {
			where.append(" and x.kind = :kind");
			params.put("kind", kind.toString());
		}
		LocalDate on = Objects.requireNonNullElse(asked.on(), today);
		Marks.Limits limits = Marks.Limits.of(this.settings);
		params.put("on", on);
		where.append(markCondition(asked.mark(), on, limits.newcomerMonths(), params));
		params.put("here", (organisation != null) ? organisation : 0L);
		params.put("own", Scope.current().own().toArray(Long[]::new));
		where.append(" and x.merged_into_id is null");
		NameSearch search = NameSearch.of(asked.q(), params);
		String source = first(territory, today, search, where.toString(), page);
		List<PersonLine> items = this.jdbc
			.sql("""
					select x.*, e.position, e.subjects, e.category, e.experience_since, e.hired_on, e.dismissed_on,
					  n.grade, n.letter, n.enrolled_to,
					  exists (select from employment_leave l where l.region_id = x.region_id and l.person_id = x.id
					    and l.valid_from <= :on and coalesce(l.returned_on - 1, l.valid_to, date '9999-12-31') >= :on)
					    as away, m.status as mentor_status, t.status as mentee_status, %s as consent
					from (select *, case when :here in (organisation_id) or :here = any (organisations) then :here
					    when organisation_id = any (:own) then organisation_id
					    else coalesce((select min(o) from unnest(organisations) o where o = any (:own)), organisation_id)
					    end as here
					  from %s x order by %s limit %d offset %d) x
					left join lateral (select * from employment e where e.region_id = x.region_id and e.person_id = x.id
					  order by e.hired_on <= :on desc, dismissed_on desc nulls first, hired_on desc limit 1) e on true
					left join lateral (select * from enrolment n where n.region_id = x.region_id and n.person_id = x.id
					  order by n.enrolled_from <= :on desc, enrolled_to desc nulls first, enrolled_from desc limit 1) n on true
					left join mentor m on m.region_id = x.region_id and m.person_id = x.id
					left join mentee t on t.region_id = x.region_id and t.person_id = x.id
					order by %s"""
				.formatted(Profiles.consentState("x.here"), source, order(page), page.size(), page.offset(),
						order(page)))
			.params(params)
			.query((row, number) -> line(row, on, limits))
			.list();
		if (page.offset() == 0 && items.size() < page.size()) {
			return Slice.of(items, page, items.size());
		}
		long total = this.jdbc
			.sql("select count(*) from (select 1 from person x where " + territory.people(today) + where
					+ search.condition() + " limit " + (Slice.COUNTED + 1) + ") c")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	/**
	 * The list's condition on a mark today, by its code; nothing for no code, and nobody
	 * for an unknown one.
	 */
	public String markCondition(@Nullable String code, Map<String, Object> params) {
		if (code == null) {
			return "";
		}
		LocalDate today = LocalDate.now(this.clock);
		params.put("on", today);
		return Arrays.stream(Marks.Mark.values())
			.filter((mark) -> mark.toString().equals(code))
			.findFirst()
			.map((mark) -> markCondition(mark, today, Marks.Limits.of(this.settings).newcomerMonths(), params))
			.orElse(" and false");
	}

	private static String markCondition(Marks.@Nullable Mark mark, LocalDate on, int newcomerMonths,
			Map<String, Object> params) {
		if (mark == null) {
			return "";
		}
		params.put("adultBorn", on.minusYears(Identity.ADULT));
		params.put("youngBorn", on.minusYears(35));
		params.put("tenBorn", on.minusYears(10));
		params.put("fifteenBorn", on.minusYears(15));
		params.put("twentyBorn", on.minusYears(20));
		params.put("newcomerMonths", newcomerMonths);
		return mark.condition();
	}

	/**
	 * A condition on any word of the name, in ranges that an index under the wall can
	 * use.
	 */
	public static String nameCondition(@Nullable String q, Map<String, Object> params) {
		return NameSearch.of(q, params).condition();
	}

	PersonView card(long id) {
		return card(id, null);
	}

	/** The card with the marks of a date, today if none is given. */
	PersonView card(long id, @Nullable LocalDate date) {
		Person person = this.people.findById(id).orElseThrow(PeopleReading::notFound);
		LocalDate today = LocalDate.now(this.clock);
		LocalDate on = Objects.requireNonNullElse(date, today);
		Identity identity = person.identity();
		Marks.Limits limits = Marks.Limits.of(this.settings);
		List<Employment> posts = this.employments.findByPersonIdOrderByIdDesc(id);
		List<PersonView.Employed> employed = posts.stream()
			.map((employment) -> PersonView.Employed.of(employment, on, limits.newcomerMonths()))
			.toList();
		List<PersonView.OnLeave> leaves = this.leaves.findByPersonIdOrderByIdDesc(id)
			.stream()
			.map((leave) -> PersonView.OnLeave.of(leave, on))
			.toList();
		Marks marks = Marks.of(new Marks.Whose(identity.birthDate(), person.kind() == Person.Kind.PUPIL,
				posts.stream().map(Employment::post).toList(), leaves.stream().anyMatch(PersonView.OnLeave::now)), on,
				limits);
		List<PersonView.Enrolled> enrolled = this.enrolments.findByPersonIdOrderByIdDesc(id)
			.stream()
			.map(PersonView.Enrolled::of)
			.toList();
		PersonView.Belongs belongs = belongs(person, today);
		return new PersonView(id, identity.lastName(), identity.firstName(), identity.middleName(), name(identity),
				identity.birthDate(), !identity.adultOn(today), person.kind(), belongs.former() ? null : person.phone(),
				belongs.former() ? null : person.email(), person.version(), person.organisationId(), belongs, employed,
				enrolled, representatives(id), this.profiles.mentor(id).orElse(null),
				this.profiles.mentee(id).orElse(null), this.profiles.consents(id), marks, leaves, transfers(id),
				this.external.external(id), person.mergedInto());
	}

	private List<PersonView.Transferred> transfers(long person) {
		return this.jdbc.sql("""
				select t.*, f.short_name as from_name, g.short_name as to_name,
				  t.status = 'planned' or t.status = 'done' and t.done_at > now() - interval '1 day' as undoable
				from person_transfer t
				left join organisation f on f.region_id = t.region_id and f.id = t.from_id
				left join organisation g on g.region_id = t.region_id and g.id = t.to_id
				where t.region_id = :region and t.person_id = :person and t.status <> 'undone' order by t.id desc""")
			.param("region", Scope.current().region())
			.param("person", person)
			.query((row, number) -> {
				Set<Long> write = Scope.current().write();
				long from = row.getLong("from_id");
				long to = row.getLong("to_id");
				return new PersonView.Transferred(row.getLong("id"),
						Transfer.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
						Transfer.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)), from, to,
						row.getString("from_name"), row.getString("to_name"), row.getObject("on_date", LocalDate.class),
						row.getString("basis_no"), row.getObject("basis_on", LocalDate.class),
						row.getBoolean("undoable") && (write.contains(from) || write.contains(to)));
			})
			.list();
	}

	private PersonView.Belongs belongs(Person person, LocalDate today) {
		long keeper = person.organisationId();
		Set<Long> own = Scope.current().own();
		if (person.organisations().isEmpty()) {
			return new PersonView.Belongs(null, own.contains(keeper), keeper, false, 0);
		}
		List<Long> now = person.organisationsOn(today);
		boolean kept = own.contains(keeper);
		boolean inside = !kept && person.organisations().stream().anyMatch(own::contains);
		List<Long> ours = now.stream().filter(own::contains).toList();
		long here = kept || !inside ? keeper
				: Stream.concat(ours.stream(), person.organisations().stream().filter(own::contains))
					.findFirst()
					.orElse(keeper);
		String name = this.jdbc.sql("select short_name from organisation where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", keeper)
			.query(String.class)
			.single();
		return new PersonView.Belongs(name, kept, here, inside && ours.isEmpty(),
				(int) now.stream().filter((organisation) -> organisation != here).count());
	}

	private List<PersonView.Representative> representatives(long person) {
		return this.jdbc
			.sql("""
					select r.id, r.representative_id, p.last_name, p.first_name, p.middle_name, r.kind, r.basis, r.valid_from,
					  r.valid_to
					from representation r join person p on p.region_id = r.region_id and p.id = r.representative_id
					where r.region_id = :region and r.person_id = :person order by r.id""")
			.param("region", Scope.current().region())
			.param("person", person)
			.query((row, number) -> new PersonView.Representative(row.getLong("id"), row.getLong("representative_id"),
					Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
							row.getString("middle_name")),
					row.getString("kind"), row.getString("basis"), row.getObject("valid_from", LocalDate.class),
					row.getObject("valid_to", LocalDate.class)))
			.list();
	}

	private PersonLine line(ResultSet row, LocalDate on, Marks.Limits limits) throws SQLException {
		LocalDate born = row.getObject("birth_date", LocalDate.class);
		long organisation = row.getLong("here");
		long person = row.getLong("id");
		Scope scope = Scope.current();
		// from above consents are not readable, which is not the same as "none"
		boolean near = scope.own().contains(organisation) || Long.valueOf(person).equals(scope.person());
		String position = row.getString("position");
		Integer grade = row.getObject("grade", Integer.class);
		String letter = row.getString("letter");
		String klass = (grade != null) ? grade + ((letter != null) ? letter : "") : null;
		Post post = (position != null) ? post(row, position) : null;
		return new PersonLine(person,
				Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
						row.getString("middle_name")),
				row.getString("last_name"), row.getString("first_name"), row.getString("middle_name"), born,
				!Identity.isAdult(born, LocalDate.now(this.clock)), row.getString("kind"),
				(position != null) ? position : klass, row.getString("mentor_status"), row.getString("mentee_status"),
				near ? row.getString("consent") : null, organisation, position,
				(post != null) ? post.subjects() : List.of(), row.getString("category"), klass,
				row.getObject((position != null) ? "dismissed_on" : "enrolled_to", LocalDate.class),
				organisations(row, on), Marks.of(new Marks.Whose(born, klass != null && position == null,
						(post != null) ? List.of(post) : List.of(), row.getBoolean("away")), on, limits));
	}

	private static Post post(ResultSet row, String position) throws SQLException {
		return new Post(Post.Position.valueOf(position.toUpperCase(Locale.ROOT)),
				Arrays.asList((String[]) row.getArray("subjects").getArray()), null,
				row.getObject("experience_since", LocalDate.class), row.getObject("hired_on", LocalDate.class),
				row.getObject("dismissed_on", LocalDate.class));
	}

	/** In how many organisations the person is on the date. */
	private static int organisations(ResultSet row, LocalDate on) throws SQLException {
		java.sql.Date[] until = (java.sql.Date[]) row.getArray("organisations_until").getArray();
		int there = (int) Arrays.stream(until).filter((date) -> !date.toLocalDate().isBefore(on)).count();
		return (until.length == 0) ? 1 : there;
	}

	/**
	 * The people kept here come in the order of their index, guests apart: in one
	 * condition all of a school would be sorted for each page.
	 */
	private static String first(Territory territory, LocalDate today, NameSearch search, String where, PageQuery page) {
		long rows = page.offset() + page.size();
		String kept = search.first(territory.condition() + where, order(page), rows);
		String guests = territory.guests(today);
		return (guests == null) ? kept : "(select * from " + kept + " k union all select * from "
				+ search.first(guests + where, order(page), rows) + " g)";
	}

	private static String order(PageQuery page) {
		return page.orderBy(SORTS, "x.name_norm, x.id");
	}

	static String name(Identity identity) {
		return Profiles.fullName(identity.lastName(), identity.firstName(), identity.middleName());
	}

	static RuntimeException notFound() {
		return KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
	}

}
