package ru.nastavnik.programme.matching;

import org.springframework.boot.test.context.TestComponent;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** Schools of a municipality with people to match, and the requests about their runs. */
@TestComponent
class MatchingPeople {

	private static long next = 850_000;

	private final School school;

	private final MatchingRounds rounds;

	private final Db db;

	MatchingPeople(School school, MatchingRounds rounds, Db db) {
		this.school = school;
		this.rounds = rounds;
		this.db = db;
	}

	long municipality() {
		long id = next++;
		this.db.client()
			.sql("insert into organisation (region_id, institute_id, municipality_id, organisation_id, level, type, "
					+ "full_name, short_name, status) values (1, 2, ?, ?, 'municipality', 'municipality', 'Район', "
					+ "'Район', 'active')")
			.params(id, id)
			.update();
		return id;
	}

	static String officer(long municipality) {
		return "municipal@1/" + municipality;
	}

	long school(long municipality) {
		long id = this.school.open();
		this.db.execute("update organisation set municipality_id = " + municipality + " where organisation_id = " + id);
		return id;
	}

	/** A teacher who may mentor, also in other schools. */
	long mentor(long where, String name, int places) {
		long person = this.school.person(where, name, TODAY.minusYears(45));
		set(person,
				"mentee_status = null, position = 'teacher', shared = true, max_load = " + places
						+ ", subjects = '{physics}', experience_since = current_date - 7000, "
						+ "meets_minors_until = '9999-12-31', competence_codes = '{methods}'" + municipality(where));
		return person;
	}

	/** A young teacher. */
	long mentee(long where, String name) {
		long person = this.school.person(where, name, TODAY.minusYears(25));
		set(person, "mentor_status = null, position = 'teacher', subjects = '{physics}', "
				+ "gap_codes = '{lesson_design}', experience_since = current_date - 300" + municipality(where));
		return person;
	}

	private static String municipality(long where) {
		return ", municipality_id = (select o.municipality_id from organisation o where o.organisation_id = " + where
				+ ")";
	}

	void set(long person, String columns) {
		this.db.execute("update participant set " + columns + " where person_id = " + person);
	}

	/** A finished run of teachers; its id. */
	long run(long organisation, String target, String caller) {
		long id = this.school.post("/matching/runs",
				"{'organisationId':%d,'form':'teacher_teacher','target':'%s'}".formatted(organisation, target), caller)
			.ok()
			.id();
		this.rounds.all();
		return id;
	}

	void rounds() {
		this.rounds.all();
	}

	Answer read(long run, String path, String caller) {
		return this.school.get("/matching/runs/" + run + path, caller).ok();
	}

	/** An action with the version that the run has now. */
	Answer act(long run, String verb, String more, String caller) {
		return this.school.post("/matching/runs/" + run + "/" + verb,
				"{'version':%d%s}".formatted(read(run, "", caller).body().get("version").asInt(), more), caller);
	}

}
