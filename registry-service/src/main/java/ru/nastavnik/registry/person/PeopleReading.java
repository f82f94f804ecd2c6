package ru.nastavnik.registry.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.organisation.Territory;
import ru.nastavnik.registry.participant.Profiles;

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

	private final Profiles profiles;

	private final OrganisationDirectory directory;

	private final Clock clock;

	PeopleReading(JdbcClient jdbc, People people, Employments employments, Enrolments enrolments,
			Representations representations, Profiles profiles, OrganisationDirectory directory, Clock clock) {
		this.jdbc = jdbc;
		this.people = people;
		this.employments = employments;
		this.enrolments = enrolments;
		this.representations = representations;
		this.profiles = profiles;
		this.directory = directory;
		this.clock = clock;
	}

	/** What other features need to know of a person. */
	public record Subject(long id, Place place, LocalDate born, String name) {
	}

	/** A row of the list of people. */
	record PersonLine(long id, String name, String lastName, String firstName, @Nullable String middleName,
			LocalDate birthDate, boolean minor, String kind, @Nullable String positionOrGrade,
			@Nullable String mentorStatus, @Nullable String menteeStatus, @Nullable String consent,
			long organisationId) {
	}

	/** What is known of somebody with this name and birth date. */
	record Duplicate(boolean found, @Nullable Own own) {

		/** The person, when the caller's own organisation keeps them. */
		record Own(long id, String name) {
		}

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

	Slice<PersonLine> list(@Nullable Long organisation, @Nullable String q, Person.@Nullable Kind kind,
			PageQuery page) {
		Territory territory = this.directory.territory(organisation);
		Map<String, Object> params = new HashMap<>();
		LocalDate today = LocalDate.now(this.clock);
		StringBuilder where = new StringBuilder(territory.people(today));
		// from above only staff is listed: a condition that the index of a region can use
		Person.Kind asked = (kind == null && territory.aboveSchool()) ? Person.Kind.STAFF : kind;
		if (asked != null) {
			where.append(" and x.kind = :kind");
			params.put("kind", asked.toString());
		}
		params.put("here", (organisation != null) ? organisation : 0L);
		params.put("own", Scope.current().own().toArray(Long[]::new));
		where.append(nameCondition(q, params));
		List<PersonLine> items = this.jdbc
			.sql("""
					select x.*, e.position, n.grade, n.letter, m.status as mentor_status, t.status as mentee_status, %s as consent
					from (select *, case when :here in (organisation_id) or :here = any (organisations) then :here
					    when organisation_id = any (:own) then organisation_id
					    else coalesce((select min(o) from unnest(organisations) o where o = any (:own)), organisation_id)
					    end as here
					  from person x where %s order by %s limit %d offset %d) x
					left join lateral (select position from employment e where e.region_id = x.region_id
					  and e.person_id = x.id order by dismissed_on desc nulls first, hired_on desc limit 1) e on true
					left join lateral (select grade, letter from enrolment n where n.region_id = x.region_id
					  and n.person_id = x.id order by enrolled_to desc nulls first, enrolled_from desc limit 1) n on true
					left join mentor m on m.region_id = x.region_id and m.person_id = x.id
					left join mentee t on t.region_id = x.region_id and t.person_id = x.id
					order by %s"""
				.formatted(Profiles.consentState("x.here"), where, order(page), page.size(), page.offset(),
						order(page)))
			.params(params)
			.query(this::line)
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1 from person x where " + where + " limit " + (Slice.COUNTED + 1)
					+ ") c")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	/**
	 * A condition on any word of the name, in ranges that an index under the wall can
	 * use.
	 */
	public static String nameCondition(@Nullable String q, Map<String, Object> params) {
		StringBuilder condition = new StringBuilder();
		if (q != null && !q.isBlank()) {
			String[] words = Names.normalised(q).split(" ");
			for (int at = 0; at < Math.min(words.length, 4); at++) {
				params.put("from" + at, words[at]);
				params.put("to" + at, words[at] + "\uFFFF");
				condition.append(" and (");
				for (String column : List.of("last_norm", "last_tail_norm", "first_norm", "middle_norm")) {
					condition.append((column.equals("last_norm")) ? "" : " or ")
						.append("(x.%1$s >= :from%2$d and x.%1$s < :to%2$d)".formatted(column, at));
				}
				condition.append(')');
			}
		}
		return condition.toString();
	}

	PersonView card(long id) {
		Person person = this.people.findById(id).orElseThrow(PeopleReading::notFound);
		LocalDate today = LocalDate.now(this.clock);
		Identity identity = person.identity();
		List<PersonView.Employed> employed = this.employments.findByPersonIdOrderByIdDesc(id)
			.stream()
			.map((employment) -> PersonView.Employed.of(employment, today))
			.toList();
		List<PersonView.Enrolled> enrolled = this.enrolments.findByPersonIdOrderByIdDesc(id)
			.stream()
			.map(PersonView.Enrolled::of)
			.toList();
		PersonView.Belongs belongs = belongs(person, today);
		return new PersonView(id, identity.lastName(), identity.firstName(), identity.middleName(), name(identity),
				identity.birthDate(), !identity.adultOn(today), person.kind(), belongs.former() ? null : person.phone(),
				belongs.former() ? null : person.email(), person.version(), person.organisationId(), belongs, employed,
				enrolled, representatives(id), this.profiles.mentor(id).orElse(null),
				this.profiles.mentee(id).orElse(null), this.profiles.consents(id));
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

	Duplicate duplicates(Identity identity) {
		Scope.current().requireAny(Role.CURATOR, Role.DIRECTOR, Role.MUNICIPAL, Role.INSTITUTE);
		boolean found = this.jdbc.sql(
				"select exists (select from person_fingerprint where region_id = :region and fingerprint = :fingerprint)")
			.param("region", Scope.current().region())
			.param("fingerprint", identity.fingerprint())
			.query(Boolean.class)
			.single();
		if (!found) {
			return new Duplicate(false, null);
		}
		// BR-029: of other organisations nothing but "a record is found"
		Duplicate.Own own = Scope.current()
			.own()
			.stream()
			.flatMap((organisation) -> this.people
				.findByOrganisationIdAndNameNormAndBirthDate(organisation, identity.nameNorm(), identity.birthDate())
				.stream())
			.findFirst()
			.map((person) -> new Duplicate.Own(person.id(), name(person.identity())))
			.orElse(null);
		return new Duplicate(true, own);
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

	private PersonLine line(ResultSet row, int number) throws SQLException {
		LocalDate born = row.getObject("birth_date", LocalDate.class);
		long organisation = row.getLong("here");
		long person = row.getLong("id");
		Scope scope = Scope.current();
		// from above consents are not readable, which is not the same as "none"
		boolean near = scope.own().contains(organisation) || Long.valueOf(person).equals(scope.person());
		String position = row.getString("position");
		Integer grade = row.getObject("grade", Integer.class);
		String letter = row.getString("letter");
		return new PersonLine(person,
				Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
						row.getString("middle_name")),
				row.getString("last_name"), row.getString("first_name"), row.getString("middle_name"), born,
				!Identity.isAdult(born, LocalDate.now(this.clock)), row.getString("kind"),
				(position != null) ? position : (grade != null) ? grade + ((letter != null) ? letter : "") : null,
				row.getString("mentor_status"), row.getString("mentee_status"), near ? row.getString("consent") : null,
				organisation);
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
