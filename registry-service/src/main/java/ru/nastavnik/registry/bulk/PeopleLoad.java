package ru.nastavnik.registry.bulk;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.appointment.Appointments;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.person.Post;

/**
 * What a load of a table needs of the people: the rules for one row, who is known
 * already, registering, and changing those who are known.
 */
@Service
@Transactional
public class PeopleLoad {

	private static final String KNOWN = """
			select p.id, p.name_norm, p.birth_date, p.kind, p.phone, p.email, e.id as employment, e.position, e.subjects,
			  e.category, e.experience_since, n.id as enrolment, n.grade, n.letter,
			  exists (select from mentor m where m.region_id = p.region_id and m.person_id = p.id) as mentor,
			  exists (select from mentee t where t.region_id = p.region_id and t.person_id = p.id) as mentee
			from unnest(:names::text[], :born::date[]) as w (name_norm, birth_date)
			join lateral (select * from person x where x.region_id = :region and x.organisation_id = :organisation
			  and x.name_norm = w.name_norm and x.birth_date = w.birth_date
			  and x.kind = any (array['staff', 'pupil', 'external', 'representative']) offset 0) p on true
			left join lateral (select * from employment e where e.region_id = p.region_id and e.person_id = p.id
			  and e.organisation_id + 0 = p.organisation_id and e.dismissed_on is null order by hired_on desc limit 1) e
			  on true
			left join lateral (select * from enrolment n where n.region_id = p.region_id and n.person_id = p.id
			  and n.organisation_id + 0 = p.organisation_id and n.enrolled_to is null
			  order by enrolled_from desc limit 1) n on true
			order by p.id""";

	private static final String CHANGE = """
			with r as (
			  select * from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, phone text, email text,
			    employment bigint, position text, subjects text[], category text, since date, enrolment bigint, grade int,
			    letter text)
			), people as (
			  update person p set phone = coalesce(r.phone, p.phone), email = coalesce(r.email, p.email),
			    version = p.version + 1, updated_at = now(), updated_by = :caller
			  from r where p.region_id = :region and p.id = r.id
			), posts as (
			  update employment e set position = r.position, subjects = coalesce(nullif(r.subjects, '{}'), e.subjects),
			    category = coalesce(r.category, e.category),
			    experience_since = coalesce(r.since, e.experience_since), version = e.version + 1, updated_at = now(),
			    updated_by = :caller
			  from r where e.region_id = :region and e.id = r.employment and r.position is not null
			)
			update enrolment n set grade = r.grade, letter = coalesce(r.letter, n.letter), version = n.version + 1,
			  updated_at = now(), updated_by = :caller
			from r where n.region_id = :region and n.id = r.enrolment and r.grade is not null""";

	private final ParticipantLoad load;

	private final ParticipantFacts facts;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Clock clock;

	PeopleLoad(ParticipantLoad load, ParticipantFacts facts, JdbcClient jdbc, Columns columns, Clock clock) {
		this.load = load;
		this.facts = facts;
		this.jdbc = jdbc;
		this.columns = columns;
		this.clock = clock;
	}

	/** Somebody whom the organisation knows already. */
	public record Known(long id, String kind, @Nullable String phone, @Nullable String email, @Nullable Long employment,
			@Nullable String position, List<String> subjects, @Nullable String category,
			@Nullable LocalDate experienceSince, @Nullable Long enrolment, @Nullable Integer grade,
			@Nullable String letter, boolean mentor, boolean mentee) {

		/** Whether the row says something else than the base does. */
		public boolean differs(ImportedPerson row) {
			Post post = row.post();
			return other(row.phone(), this.phone) || other(row.email(), this.email)
					|| post != null && this.employment != null
							&& (other(post.position().toString(), this.position)
									|| !post.subjects().isEmpty() && !post.subjects().equals(this.subjects)
									|| other(code(post.category()), this.category)
									|| other(post.experienceSince(), this.experienceSince))
					|| row.study() != null && this.enrolment != null
							&& (other(row.study().grade(), this.grade) || other(row.study().letter(), this.letter));
		}

		private static @Nullable String code(@Nullable Object category) {
			return (category != null) ? category.toString() : null;
		}

		private static boolean other(@Nullable Object told, @Nullable Object known) {
			return told != null && !told.equals(known);
		}

	}

	/** What is known of the people of a table: own by their key, others only as "yes". */
	public record Matches(Map<String, List<Known>> own, Set<Long> elsewhere) {
	}

	/** A row for somebody known. */
	public record Change(Known known, ImportedPerson row) {
	}

	private record ChangeLine(long id, @Nullable String phone, @Nullable String email, @Nullable Long employment,
			@Nullable String position, List<String> subjects, @Nullable String category, @Nullable LocalDate since,
			@Nullable Long enrolment, @Nullable Integer grade, @Nullable String letter) {
	}

	private static String[] subjects(ResultSet row) throws SQLException {
		Array array = row.getArray("subjects");
		return (array != null) ? (String[]) array.getArray() : new String[0];
	}

	public static String key(ImportedPerson row) {
		return row.identity().nameNorm() + "|" + row.birthDate();
	}

	/** Everything that the rules have against a row. */
	@Transactional(propagation = Propagation.SUPPORTS)
	public List<Violation> problems(ImportedPerson row) {
		Checks checks = new Checks();
		LocalDate today = LocalDate.now(this.clock);
		ParticipantLoad.check(row.row("", today), today, checks);
		try {
			checks.done();
			return List.of();
		}
		catch (ProblemException ex) {
			return ex.violations();
		}
	}

	@Transactional(readOnly = true)
	public Matches matches(long organisation, List<ImportedPerson> rows) {
		Map<String, List<Known>> own = new HashMap<>();
		this.jdbc.sql(KNOWN)
			.param("names", rows.stream().map((row) -> row.identity().nameNorm()).toArray(String[]::new))
			.param("born", rows.stream().map((row) -> row.birthDate().toString()).toArray(String[]::new))
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query((row) -> {
				own.computeIfAbsent(row.getString("name_norm") + "|" + row.getObject("birth_date", LocalDate.class),
						(key) -> new ArrayList<>())
					.add(new Known(row.getLong("id"), row.getString("kind"), row.getString("phone"),
							row.getString("email"), row.getObject("employment", Long.class), row.getString("position"),
							Arrays.asList(subjects(row)), row.getString("category"),
							row.getObject("experience_since", LocalDate.class), row.getObject("enrolment", Long.class),
							row.getObject("grade", Integer.class), row.getString("letter"), row.getBoolean("mentor"),
							row.getBoolean("mentee")));
			});
		Set<Long> elsewhere = new HashSet<>(this.jdbc
			.sql("select distinct fingerprint from person_fingerprint where region_id = :region "
					+ "and fingerprint = any (:fingerprints)")
			.param("region", Scope.current().region())
			.param("fingerprints", rows.stream().map((row) -> row.identity().fingerprint()).toArray(Long[]::new))
			.query(Long.class)
			.list());
		return new Matches(own, elsewhere);
	}

	/** Why nobody may be entered into the bases here now (BR-014), or null. */
	@Transactional(readOnly = true)
	public @Nullable String basesClosed(long organisation) {
		int year = Appointments.academicYear(LocalDate.now(this.clock));
		boolean appointed = this.jdbc
			.sql("select exists (select from curator_appointment where region_id = :region "
					+ "and organisation_id = :organisation and academic_year = :year)")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("year", year)
			.query(Boolean.class)
			.single();
		return appointed ? null
				: "На %d/%02d учебный год не внесён приказ о назначении куратора. Внесите его: «Организация» → «Куратор»."
					.formatted(year, (year + 1) % 100);
	}

	/** Registers new people; gives the ids in the order of the rows. */
	public List<Long> register(long organisation, List<ImportedPerson> rows) {
		LocalDate today = LocalDate.now(this.clock);
		List<ParticipantLoad.Row> lines = new ArrayList<>();
		for (int at = 0; at < rows.size(); at++) {
			lines.add(rows.get(at).row(Integer.toString(at), today));
		}
		Map<String, Long> ids = this.load.register(organisation, lines);
		List<Long> made = new ArrayList<>();
		for (int at = 0; at < rows.size(); at++) {
			made.add(Objects.requireNonNull(ids.get(Integer.toString(at))));
		}
		return made;
	}

	/** Changes what the rows say otherwise. */
	public void change(List<Change> changes) {
		List<ChangeLine> lines = changes.stream().map((change) -> {
			ImportedPerson row = change.row();
			Known known = change.known();
			Post post = (known.employment() != null) ? row.post() : null;
			boolean study = known.enrolment() != null && row.study() != null;
			return new ChangeLine(known.id(), row.phone(), row.email(), (post != null) ? known.employment() : null,
					(post != null) ? post.position().toString() : null, (post != null) ? post.subjects() : List.of(),
					(post != null) ? Known.code(post.category()) : null, (post != null) ? post.experienceSince() : null,
					study ? known.enrolment() : null, study ? Objects.requireNonNull(row.study()).grade() : null,
					study ? Objects.requireNonNull(row.study()).letter() : null);
		}).toList();
		this.jdbc.sql(CHANGE)
			.param("rows", this.columns.of(lines))
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.update();
		this.facts.changed(lines.stream().map(ChangeLine::id).toList(), false);
	}

	/** The columns that a change may touch, to be put back by an undo. */
	public Map<Long, Map<String, @Nullable Object>> before(List<Change> changes) {
		Map<Long, Map<String, @Nullable Object>> before = new LinkedHashMap<>();
		for (Change change : changes) {
			Known known = change.known();
			Map<String, @Nullable Object> old = new LinkedHashMap<>();
			old.put("phone", known.phone());
			old.put("email", known.email());
			if (change.row().post() != null && known.employment() != null) {
				old.put("employment", known.employment());
				old.put("position", known.position());
				old.put("subjects", known.subjects());
				old.put("category", known.category());
				old.put("since", (known.experienceSince() != null) ? known.experienceSince().toString() : null);
			}
			if (change.row().study() != null && known.enrolment() != null) {
				old.put("enrolment", known.enrolment());
				old.put("grade", known.grade());
				old.put("letter", known.letter());
			}
			before.put(known.id(), old);
		}
		return before;
	}

}
