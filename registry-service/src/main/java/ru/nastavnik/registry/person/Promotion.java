package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.Profiles;

/**
 * Classes pass to the next year, all in one action: the old class ends on 31 August, the
 * next begins on 1 September, those of the eleventh leave.
 */
@Service
@Transactional
class Promotion {

	private static final int LAST = 11;

	/** Pupils of the organisation in a class that goes on over the date. */
	private static final String PUPILS = """
			select n.id, n.person_id, n.grade, n.letter, p.last_name, p.first_name, p.middle_name
			from enrolment n join person p on p.region_id = n.region_id and p.id = n.person_id
			where n.region_id = :region and n.organisation_id = :organisation and n.enrolled_from < :on
			  and n.enrolled_to is null
			order by n.grade, n.letter, p.name_norm, n.id""";

	private final OrganisationDirectory directory;

	private final Belonging belonging;

	private final ParticipantFacts facts;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Clock clock;

	Promotion(OrganisationDirectory directory, Belonging belonging, ParticipantFacts facts, JdbcClient jdbc,
			Columns columns, Clock clock) {
		this.directory = directory;
		this.belonging = belonging;
		this.facts = facts;
		this.jdbc = jdbc;
		this.columns = columns;
		this.clock = clock;
	}

	/** A pupil who would pass. */
	record Pupil(long enrolmentId, long personId, String name) {
	}

	/** A class and where it goes: to the next one, or away when it is the last. */
	record SchoolClass(int grade, @Nullable String letter, @Nullable Integer next, List<Pupil> pupils) {
	}

	/** What a promotion on a date would do, and the last one that can be taken back. */
	record Preview(LocalDate on, List<SchoolClass> classes, @Nullable Done last) {
	}

	/** A promotion that was made. */
	record Done(long id, LocalDate on, int pupils) {
	}

	private record Line(long id, long person, int grade, @Nullable String letter, String name) {
	}

	private record Opened(long id, long person, int grade, @Nullable String letter) {
	}

	@Transactional(readOnly = true)
	Preview preview(long organisation, @Nullable LocalDate date) {
		Scope.current().requireWrite(organisation);
		LocalDate on = (date != null) ? date : september();
		List<SchoolClass> classes = new ArrayList<>();
		for (Line line : lines(organisation, on)) {
			SchoolClass last = classes.isEmpty() ? null : classes.getLast();
			if (last == null || last.grade() != line.grade()
					|| !java.util.Objects.equals(last.letter(), line.letter())) {
				last = new SchoolClass(line.grade(), line.letter(), (line.grade() < LAST) ? line.grade() + 1 : null,
						new ArrayList<>());
				classes.add(last);
			}
			last.pupils().add(new Pupil(line.id(), line.person(), line.name()));
		}
		Done last = this.jdbc.sql("""
				select id, on_date, pupils from class_promotion where region_id = :region
				  and organisation_id = :organisation and not undone and created_at > now() - interval '1 day'
				order by id desc limit 1""")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query((row, number) -> new Done(row.getLong("id"), row.getObject("on_date", LocalDate.class),
					row.getInt("pupils")))
			.optional()
			.orElse(null);
		return new Preview(on, classes, last);
	}

	/** Lets these pupils pass; whoever is not named stays where they are. */
	Done promote(long organisation, LocalDate on, Collection<Long> enrolments) {
		Scope.current().requireWrite(organisation);
		LocalDate today = LocalDate.now(this.clock);
		Checks checks = new Checks();
		checks.refuseIf(on.isAfter(today.plusYears(1)), "on", "Слишком далёкая дата.")
			.refuseIf(on.isBefore(today.minusYears(1)), "on", "Слишком давняя дата.");
		List<Line> passing = lines(organisation, on).stream().filter((line) -> enrolments.contains(line.id())).toList();
		checks.refuseIf(passing.size() != enrolments.size(), "enrolmentIds",
				"Список классов изменился. Обновите страницу и проверьте его ещё раз.");
		checks.done();
		Place place = this.directory.get(organisation).place();
		long id = this.columns.ids("class_promotion_seq", 1).getFirst();
		write("""
				insert into class_promotion (id, region_id, institute_id, municipality_id, organisation_id, created_by, on_date,
				  pupils) values (:id, :region, :institute, :municipality, :organisation, :caller, :on, :pupils)""",
				place, id, on)
			.param("pupils", passing.size())
			.update();
		List<Line> next = passing.stream().filter((line) -> line.grade() < LAST).toList();
		List<Long> ids = this.columns.ids("enrolment_seq", next.size());
		List<Opened> opened = new ArrayList<>();
		for (int at = 0; at < next.size(); at++) {
			Line line = next.get(at);
			opened.add(new Opened(ids.get(at), line.person(), line.grade() + 1, line.letter()));
		}
		this.jdbc.sql("""
				update enrolment set enrolled_to = cast(:on as date) - 1, closed_by = :id, version = version + 1,
				  end_reason = case when grade = :last then 'graduated' end, updated_at = now(), updated_by = :caller
				where region_id = :region and id = any (:ids)""")
			.param("on", on)
			.param("id", id)
			.param("last", LAST)
			.param("caller", Scope.current().caller())
			.param("region", place.region())
			.param("ids", passing.stream().map(Line::id).toArray(Long[]::new))
			.update();
		write("""
				insert into enrolment (id, region_id, institute_id, municipality_id, organisation_id, created_by, updated_by,
				  person_id, grade, letter, enrolled_from, opened_by)
				select r.id, :region, cast(:institute as bigint), cast(:municipality as bigint), :organisation, :caller,
				  :caller, r.person, r.grade, r.letter, :on, :id
				from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, person bigint, grade int, letter text)""",
				place, id, on)
			.param("rows", this.columns.of(opened))
			.update();
		changed(passing.stream().map(Line::person).toList());
		return new Done(id, on, passing.size());
	}

	/**
	 * Takes a promotion back within a day; pupils whose new class was changed since keep
	 * it.
	 */
	Done undo(long id) {
		Scope scope = Scope.current();
		record Found(long organisation, LocalDate on, int pupils, boolean undone, boolean late) {
		}
		Found found = this.jdbc.sql("""
				select organisation_id, on_date, pupils, undone, created_at < now() - interval '1 day' as late
				from class_promotion where region_id = :region and id = :id""")
			.param("region", scope.region())
			.param("id", id)
			.query((row, number) -> new Found(row.getLong("organisation_id"), row.getObject("on_date", LocalDate.class),
					row.getInt("pupils"), row.getBoolean("undone"), row.getBoolean("late")))
			.optional()
			.orElseThrow(PeopleReading::notFound);
		scope.requireWrite(found.organisation());
		boolean built = this.jdbc
			.sql("select exists (select from enrolment where region_id = :region and opened_by = :id and version > 0)")
			.param("region", scope.region())
			.param("id", id)
			.query(Boolean.class)
			.single();
		if (found.undone() || found.late() || built) {
			throw KitProblem.CONFLICT.because(found.undone() ? "Перевод классов уже отменён."
					: found.late() ? "Прошло больше суток: отменить перевод классов нельзя."
							: "Кого-то из переведённых уже перевели или отчислили. Отмените сначала это.");
		}
		List<Long> people = this.jdbc
			.sql("select person_id from enrolment where region_id = :region and closed_by = :id")
			.param("region", scope.region())
			.param("id", id)
			.query(Long.class)
			.list();
		for (String sql : List.of("delete from enrolment where region_id = :region and opened_by = :id",
				"update enrolment set enrolled_to = null, end_reason = null, closed_by = null, version = version + 1 "
						+ "where region_id = :region and closed_by = :id",
				"update class_promotion set undone = true where region_id = :region and id = :id")) {
			this.jdbc.sql(sql).param("region", scope.region()).param("id", id).update();
		}
		changed(people);
		return new Done(id, found.on(), found.pupils());
	}

	private void changed(List<Long> people) {
		if (!people.isEmpty()) {
			this.belonging.refresh(people);
			this.facts.changed(people, false);
		}
	}

	private JdbcClient.StatementSpec write(String sql, Place place, long id, LocalDate on) {
		return this.jdbc.sql(sql)
			.param("id", id)
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("caller", Scope.current().caller())
			.param("on", on);
	}

	private List<Line> lines(long organisation, LocalDate on) {
		return this.jdbc.sql(PUPILS)
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("on", on)
			.query((row, number) -> new Line(row.getLong("id"), row.getLong("person_id"), row.getInt("grade"),
					row.getString("letter"),
					Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
							row.getString("middle_name"))))
			.list();
	}

	/** The next first of September, or the one of this autumn. */
	private LocalDate september() {
		LocalDate today = LocalDate.now(this.clock);
		LocalDate this1 = LocalDate.of(today.getYear(), 9, 1);
		return (today.getMonthValue() <= 5 || today.getMonthValue() > 11)
				? this1.plusYears((today.getMonthValue() > 11) ? 1 : 0) : this1;
	}

}
