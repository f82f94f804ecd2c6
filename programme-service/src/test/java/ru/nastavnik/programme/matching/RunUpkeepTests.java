package ru.nastavnik.programme.matching;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;
import ru.nastavnik.programme.participant.ParticipantIntake;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.nastavnik.programme.School.TODAY;

/** What happens to runs that are ready, and what is computed while somebody waits. */
@ServiceTest
@Import({ School.class, MatchingRounds.class, MatchingPeople.class })
class RunUpkeepTests {

	@Autowired
	private School school;

	@Autowired
	private MatchingPeople people;

	@Autowired
	private ParticipantIntake intake;

	@Autowired
	private Computing computing;

	@Autowired
	private RunWork work;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Db db;

	private long municipality;

	private String officer;

	private long here;

	private String curator;

	private long mentee;

	private long mentor;

	private long run;

	private long above;

	@BeforeEach
	void open() {
		this.municipality = this.people.municipality();
		this.officer = MatchingPeople.officer(this.municipality);
		this.here = this.people.school(this.municipality);
		this.curator = School.curator(this.here);
		this.mentee = this.people.mentee(this.here, "Молодцова");
		this.mentor = this.people.mentor(this.here, "Своева", 2);
		this.run = this.people.run(this.here, "nobody_left", this.curator);
		this.above = this.people.run(this.municipality, "nobody_left", this.officer);
	}

	@Test
	@DisplayName("a pin makes the runs that know the pair stale, at the school and above")
	void aPinIsNews() {
		wish("pin");
		assertThat(stale(this.run, this.curator)).isTrue();
		assertThat(stale(this.above, this.officer)).isTrue();
	}

	@Test
	@DisplayName("a pair made by hand is news, the pairs of the run itself are not")
	void aPairIsNews() {
		long own = this.people.run(this.here, "nobody_left", this.curator);
		this.people.act(own, "publication", "", this.curator).ok();
		assertThat(stale(own, this.curator)).isFalse();
		assertThat(stale(this.run, this.curator)).isTrue();
		assertThat(stale(this.above, this.officer)).isTrue();
		long third = this.people.mentee(this.here, "Третья");
		this.people.set(this.mentor, "max_load = 5");
		long fresh = this.people.run(this.here, "nobody_left", this.curator);
		this.school.post("/mentorships", School.pair(this.here, this.mentor, third, TODAY), this.curator).ok();
		assertThat(stale(fresh, this.curator)).isTrue();
	}

	@Test
	@DisplayName("whoever left altogether is news too, also for a run that goes on")
	void whoeverLeftIsNews() {
		this.db.execute("update matching_run set status = 'running' where id = " + this.above);
		Place place = new Place(1, 2L, this.municipality, this.here);
		Scope.run(Scope.intake(Set.of(1L)),
				() -> this.transaction.executeWithoutResult((status) -> this.intake.applyFacts(List.of(new Fact(9,
						"participant-changed", this.mentor, true, place, Instant.now(), NullNode.getInstance())))));
		assertThat(stale(this.run, this.curator)).isTrue();
		assertThat(stale(this.above, this.officer)).isTrue();
	}

	@Test
	@DisplayName("an answer of the survey is news; last year's wish counts no more, last year's no-go does; a person keeps what the curator entered for them")
	void answersAreNewsAndAge() {
		long outsider = this.people.mentor(this.here, "Отсутствовавшая", 1);
		this.school.post("/group-meetings",
				"{'organisationId':%d,'form':'teacher_teacher','on':'%s','mode':'in_person','mentorIds':[%d],'menteeIds':[%d],'surveyUntil':'%s'}"
					.formatted(this.here, TODAY, this.mentor, this.mentee, TODAY),
				this.curator)
			.ok();
		Answer entered = this.school
			.put("/preferences",
					"{'organisationId':%d,'personId':%d,'role':'mentee','on':'%s','wishes':[%d],'noGo':[]}"
						.formatted(this.here, this.mentee, TODAY, outsider),
					this.curator)
			.ok();
		assertThat(stale(this.run, this.curator)).isTrue();
		this.school
			.put("/preferences/mine",
					"{'version':%s,'organisationId':%d,'role':'mentee','wishes':[%d],'noGo':[%d]}"
						.formatted(entered.at("/answer/version"), this.here, outsider, this.mentor),
					School.mentee(this.here, this.mentee))
			.ok();
		assertThat(candidates()).contains("Наставляемый выбрал этого наставника", "no_go");
		this.db
			.execute("update preference_answer set answered_on = current_date - 400 where person_id = " + this.mentee);
		assertThat(candidates()).contains("no_go").doesNotContain("выбрал");
	}

	@Test
	@DisplayName("one preview or replay at a time, in words; what was computed by other rules is not replayed")
	void oneComputationAtATime() {
		String preview = "{'form':'teacher_teacher','weights':{'load':100},'runId':" + this.run + "}";
		String replay = "/matching/runs/" + this.run + "/replay";
		List<Answer> busy = this.computing.alone(() -> List.of(this.school.post(replay, null, this.curator),
				this.school.post("/matching/weights/preview", preview, this.curator)));
		assertThat(busy).allSatisfy((answer) -> {
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.text()).contains("Подождите несколько секунд");
		});
		this.school.post("/matching/weights/preview", preview, this.curator).ok();
		assertThat(this.school.post(replay, null, this.curator).ok().at("/same")).isEqualTo("true");
		byte[] inputs = this.db.client()
			.sql("select content from matching_input where run_id = ?")
			.param(this.run)
			.query((row, number) -> row.getBytes(1))
			.single();
		String text = new String(SnapshotText.unpacked(inputs), java.nio.charset.StandardCharsets.UTF_8);
		this.db.client()
			.sql("update matching_input set content = ? where run_id = ?")
			.params(SnapshotText.packed(text.replace("\"algorithm\":1", "\"algorithm\":99")
				.getBytes(java.nio.charset.StandardCharsets.UTF_8)), this.run)
			.update();
		Answer other = this.school.post(replay, null, this.curator);
		assertThat(other.status()).isEqualTo(409);
		assertThat(other.text()).contains("прежней версии правил");
	}

	@Test
	@DisplayName("a run that is cancelled while it is computed stores nothing, and a worker that lost its lease goes no further")
	void aRunStopsMidway() {
		long id = this.school
			.post("/matching/runs",
					"{'organisationId':%d,'form':'teacher_teacher','target':'best_total'}".formatted(this.here),
					this.curator)
			.ok()
			.id();
		RunWork.Job job = Scope.get(Scope.ofFeed(), this.work::take).orElseThrow();
		assertThat(job.run()).isEqualTo(id);
		this.db.execute("update matching_job set leased_until = now() - interval '1 second' where run_id = " + id);
		RunWork.Job other = Scope.get(Scope.ofFeed(), this.work::take).orElseThrow();
		assertThat(Scope.get(Scope.ofFeed(), () -> this.work.hold(job))).isFalse();
		assertThat(Scope.get(Scope.ofFeed(), () -> this.work.hold(other))).isTrue();
		Scope.run(other.scope(), () -> {
			Run run = this.work.run(id);
			assertThat(this.work.progress(id, "reading", 0, 0)).isTrue();
			Snapshot snapshot = this.work.snapshot(run);
			Matching matching = new Matching(snapshot);
			this.school.post("/matching/runs/" + id + "/cancellation", null, this.curator).ok();
			assertThat(this.work.progress(id, "scoring", 1, 2)).isFalse();
			this.work.save(run, SnapshotText.text(snapshot), matching,
					matching.solve(List.of(Target.values()), ScoreTable.Progress.NONE).values());
		});
		Scope.run(Scope.ofFeed(), () -> this.work.finish(other));
		assertThat(this.people.read(id, "", this.curator).at("/status")).isEqualTo("cancelled");
		for (String table : List.of("pair", "left", "input")) {
			assertThat(this.db.count("matching_" + table + " where run_id = " + id)).as(table).isZero();
		}
	}

	@Test
	@DisplayName("a run goes by the weights that the institute has saved for the form")
	void theSavedWeightsCount() {
		this.db
			.execute("insert into matching_weights (region_id, institute_id, organisation_id, form, weights, version) "
					+ "values (1, 2, 2, 'teacher_additional', '{\"gap\": 77}', 1)");
		long id = this.school
			.post("/matching/runs",
					"{'organisationId':%d,'form':'teacher_additional','target':'best_total'}".formatted(this.here),
					this.curator)
			.ok()
			.id();
		this.people.rounds();
		this.db.execute("delete from matching_weights where region_id = 1 and form = 'teacher_additional'");
		assertThat(this.people.read(id, "/pairs", this.curator).body().at("/items/0/contributions"))
			.extracting((part) -> part.get("criterion").asString() + part.get("of").asInt())
			.containsExactly("gap100");
	}

	private String candidates() {
		long now = this.people.run(this.here, "best_total", this.curator);
		return this.people.read(now, "/candidates?mentee=" + this.mentee, this.curator).text();
	}

	private void wish(String kind) {
		this.school
			.put("/matching/wishes",
					"{'organisationId':%d,'menteeId':%d,'mentorId':%d,'kind':'%s'}".formatted(this.here, this.mentee,
							this.mentor, kind),
					this.curator)
			.ok();
	}

	private boolean stale(long id, String caller) {
		return this.people.read(id, "", caller).body().get("stale").asBoolean();
	}

}
