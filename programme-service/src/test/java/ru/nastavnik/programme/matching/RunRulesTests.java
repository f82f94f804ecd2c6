package ru.nastavnik.programme.matching;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static org.assertj.core.api.Assertions.assertThat;

import static ru.nastavnik.programme.School.TODAY;

/** Relatives, ages and schedules in a run, its publication in groups, and its end. */
@ServiceTest
@Import({ School.class, MatchingRounds.class, MatchingPeople.class })
class RunRulesTests {

	@Autowired
	private School school;

	@Autowired
	private MatchingPeople people;

	@Autowired
	private MatchingRounds rounds;

	@Autowired
	private RunPurge purge;

	@Autowired
	private Db db;

	private long municipality;

	private long id;

	private long mentor;

	private long other;

	private final List<Long> mentees = new ArrayList<>();

	@BeforeEach
	void fill() {
		this.municipality = this.people.municipality();
		this.id = this.people.school(this.municipality);
		this.mentor = this.people.mentor(this.id, "Наставникова", 2);
		this.other = this.people.mentor(this.id, "Опытная", 1);
		for (int k = 0; k < 4; k++) {
			this.mentees.add(this.people.mentee(this.id, "Молодцова"));
		}
	}

	@Test
	@DisplayName("relatives: the curator's word forbids the pair whoever leads, is no pin and no ban, and is taken back as one")
	void relativesAreKeptApart() {
		long first = this.mentees.get(0);
		wish(first, this.mentor, "pin").ok();
		wish(first, this.mentor, "relative").ok();
		JsonNode refused = candidate(done(), first, this.mentor);
		assertThat(refused.get("rule").asString()).isEqualTo("relative");
		assertThat(refused.get("refusal").asString()).contains("родственники");
		assertThat(wish(first, this.mentor, "ban").text()).contains("снимите отметку");
		assertThat(wish(this.mentor, first, "pin").status()).isEqualTo(422);
		this.people.set(first, "mentor_status = 'available', mentee_status = null, meets_minors_until = '9999-12-31'");
		this.people.set(this.mentor, "mentee_status = 'in_base', mentor_status = null");
		assertThat(candidate(done(), this.mentor, first).get("rule").asString()).isEqualTo("relative");
		wish(this.mentor, first, "none").ok();
		assertThat(this.db.count("matching_wish where organisation_id = " + this.id)).isZero();
	}

	@Test
	@DisplayName("above the school nobody learns who are relatives: the school keeps the pair apart")
	void relativesAreNotToldAboveTheSchool() {
		String officer = MatchingPeople.officer(this.municipality);
		long first = this.mentees.get(0);
		wish(first, this.mentor, "relative").ok();
		long run = this.people.run(this.municipality, "nobody_left", officer);
		assertThat(this.people.read(run, "/candidates?mentee=" + first, officer).text())
			.contains("\"apart\"", "Школа не соединяет")
			.doesNotContain("relative", "родств", "Родств");
		String inputs = this.db.client()
			.sql("select content from matching_input where run_id = ?")
			.param(run)
			.query((row, number) -> new String(SnapshotText.unpacked(row.getBytes(1)), StandardCharsets.UTF_8))
			.single();
		assertThat(inputs).contains("\"APART\"").doesNotContain("RELATIVE");
	}

	@Test
	@DisplayName("BR-019: how young a mentor among pupils may be is the region's parameter")
	void theLeastAgeIsTheRegions() {
		long leads = pupil("Старшева", 13,
				"mentee_status = null, grade = 8, meets_minors_until = '9999-12-31', mentor_status = 'available'");
		long led = pupil("Младшев", 12, "mentor_status = null, grade = 6");
		assertThat(candidate(pupils(), led, leads).get("rule").isNull()).isTrue();
		this.db.execute("insert into region_setting (region_id, organisation_id, code, value) values (1, 2, "
				+ "'min_pupil_age', '14')");
		long after = pupils();
		this.db.execute("delete from region_setting where code = 'min_pupil_age'");
		assertThat(candidate(after, led, leads).get("rule").asString()).isEqualTo("min_age");
	}

	@Test
	@DisplayName("when and how both can meet is said of the pair")
	void schedulesCount() {
		this.people.set(this.mentor, "mentor_times = '{mon_day,wed_evening}', mentor_modes = '{in_person}'");
		this.people.set(this.mentees.get(0),
				"mentee_times = '{mon_day,wed_evening}', mentee_modes = '{in_person,remote}'");
		assertThat(candidate(done(), this.mentees.get(0), this.mentor).toString())
			.contains("Оба могут встретиться: пн день, ср вечер.", "Оба готовы встречаться лично.");
	}

	@Test
	@DisplayName("BR-031: published as groups, the mentees of one mentor become one group, a single one a pair; explanation, status and places stay those of the pairs")
	void publicationInGroups() {
		long run = done();
		this.people.act(run, "publication", ",'groups':true", curator()).ok();
		Map<Long, Set<Long>> mentorships = new HashMap<>();
		for (JsonNode pair : this.people.read(run, "/pairs", curator()).body().get("items")) {
			assertThat(pair.get("status").asString()).isEqualTo("proposed");
			assertThat(pair.get("contributions")).isNotEmpty();
			mentorships.computeIfAbsent(pair.at("/mentor/personId").asLong(), (key) -> new HashSet<>())
				.add(pair.get("mentorshipId").asLong());
		}
		assertThat(mentorships.get(this.mentor)).hasSize(1);
		Answer group = mentorship(mentorships.get(this.mentor));
		assertThat(group.at("/kind")).isEqualTo("group");
		assertThat(group.body().get("members")).hasSize(3);
		assertThat(group.at("/goal")).isEqualTo("Помочь наставляемым: Проектирование урока");
		assertThat(mentorship(mentorships.get(this.other)).at("/kind")).isEqualTo("pair");
		assertThat(this.people.read(done(), "", curator()).body().at("/targets/1/pairs").asInt()).isZero();
		String officer = MatchingPeople.officer(this.municipality);
		this.people.mentor(this.id, "Новая", 2);
		long above = this.people.run(this.municipality, "nobody_left", officer);
		assertThat(this.people.act(above, "publication", ",'groups':true", officer).status()).isEqualTo(400);
	}

	@Test
	@DisplayName("a run goes with everything around it after the region's days; one whose pairs are at work stays whole and is replayed")
	void oldRunsGo() {
		long idle = done();
		long kept = done();
		long fresh = done();
		this.people.act(kept, "publication", "", curator()).ok();
		this.db.execute("update matching_run set created_at = now() - interval '401 days' where id in (" + idle + ","
				+ kept + ")");
		purge();
		assertThat(this.school.get("/matching/runs/" + idle, curator()).status()).isEqualTo(404);
		for (String table : List.of("input", "pair", "left", "offer")) {
			assertThat(this.db.count("matching_" + table + " where run_id = " + idle)).as(table).isZero();
		}
		assertThat(this.people.act(kept, "replay", "", curator()).ok().body().get("same").asBoolean()).isTrue();
		this.db.execute("update mentorship set status = 'terminated' where organisation_id = " + this.id);
		purge();
		assertThat(this.school.get("/matching/runs/" + kept, curator()).status()).isEqualTo(404);
		this.people.read(fresh, "", curator());
	}

	private void purge() {
		Scope.run(Scope.intake(Set.of(1L)), () -> {
			while (this.purge.purge(1)) {
				continue;
			}
		});
	}

	private Answer mentorship(Set<Long> ids) {
		return this.school.get("/mentorships/" + ids.iterator().next(), curator()).ok();
	}

	private String curator() {
		return School.curator(this.id);
	}

	private long done() {
		return this.people.run(this.id, "nobody_left", curator());
	}

	private long pupils() {
		long run = this.school
			.post("/matching/runs",
					"{'organisationId':%d,'form':'pupil_pupil','target':'nobody_left'}".formatted(this.id), curator())
			.ok()
			.id();
		this.rounds.all();
		return run;
	}

	private long pupil(String name, int age, String columns) {
		long person = this.school.person(this.id, name, TODAY.minusYears(age).minusDays(1));
		this.people.set(person, "kind = 'pupil', " + columns);
		return person;
	}

	private Answer wish(long mentee, long leads, String kind) {
		return this.school.put("/matching/wishes",
				"{'organisationId':%d,'menteeId':%d,'mentorId':%d,'kind':'%s'}".formatted(this.id, mentee, leads, kind),
				curator());
	}

	private JsonNode candidate(long run, long mentee, long leads) {
		for (JsonNode one : this.people.read(run, "/candidates?mentee=" + mentee, curator()).body()) {
			if (one.at("/mentor/personId").asLong() == leads) {
				return one;
			}
		}
		throw new AssertionError("no such candidate");
	}

}
