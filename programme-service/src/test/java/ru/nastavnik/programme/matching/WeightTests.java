package ru.nastavnik.programme.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

/** Weights of a region: who sets them, what they may be, what they change. */
@ServiceTest
@Import({ School.class, MatchingRounds.class, MatchingPeople.class })
class WeightTests {

	private static final String INSTITUTE = "institute@9/2";

	@Autowired
	private School school;

	@Autowired
	private MatchingPeople people;

	@Autowired
	private Db db;

	@BeforeEach
	void open() {
		this.db.client()
			.sql("insert into organisation (region_id, organisation_id, level, type, full_name, short_name, status) "
					+ "values (9, 2, 'institute', 'institute', 'Институт', 'Институт', 'active') on conflict do nothing")
			.update();
		this.db.execute("delete from matching_weights where region_id = 9");
	}

	@Test
	void weightsAreTheInstitutes() {
		Answer before = this.school.get("/matching/weights?form=teacher_teacher", INSTITUTE).ok();
		Assertions.assertThat(before.body().get("criteria")).hasSize(Criterion.values().length);
		Assertions.assertThat(before.body().at("/criteria/0/default").asInt()).isEqualTo(20);
		Assertions.assertThat(put("{'gap':50}", 0, "curator@9/77").status()).isEqualTo(403);
		Answer changed = put("{'gap':50,'subject':0}", 0, INSTITUTE).ok();
		Assertions.assertThat(changed.body().at("/criteria/0/weight").asInt()).isEqualTo(50);
		Answer late = put("{'gap':60}", 0, INSTITUTE);
		Assertions.assertThat(late.status()).isEqualTo(409);
		Assertions.assertThat(late.body().at("/current/version").asInt()).isEqualTo(1);
		put("{'gap':60}", 1, INSTITUTE).ok();
	}

	@Test
	@DisplayName("a criterion that came after a region had decided weighs nothing until it decides again; its other weights give what they gave")
	void aTableOfBeforeGoesOn() {
		TreeMap<String, Integer> then = new TreeMap<>(Criterion.initialWeights());
		then.keySet().removeAll(List.of("schedule", "format"));
		this.db
			.execute("insert into matching_weights (region_id, institute_id, organisation_id, form, weights, version) "
					+ "values (9, 2, 2, 'teacher_teacher', '" + json(then) + "', 3)");
		int[] shares = Criterion.shares(then);
		for (var criterion : this.school.get("/matching/weights?form=teacher_teacher", INSTITUTE)
			.ok()
			.body()
			.get("criteria")) {
			Criterion which = Criterion.valueOf(criterion.get("code").asString().toUpperCase(java.util.Locale.ROOT));
			Assertions.assertThat(criterion.get("weight").asInt())
				.as(which.toString())
				.isEqualTo(then.getOrDefault(which.toString(), 0));
			Assertions.assertThat(criterion.get("share").asInt()).isEqualTo(shares[which.ordinal()]);
			Assertions.assertThat(criterion.get("default").asInt()).isPositive();
		}
		Assertions.assertThat(Arrays.stream(shares).sum()).isEqualTo(100);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			{'gap':-1}                      | 422 | целое число от 0 до 1000
			{'gap':-2147483648}             | 422 | целое число от 0 до 1000
			{'gap':1001}                    | 422 | целое число от 0 до 1000
			{'gap':2147483647,'load':1}     | 422 | целое число от 0 до 1000
			{'gap':0,'subject':0}           | 422 | Хотя бы один вес должен быть больше нуля
			{'charm':5}                     | 422 | Такого критерия нет
			{'gap':5,'charm':5}             | 422 | Такого критерия нет
			{}                              | 400 | weights
			{'gap':null}                    | 400 | weights
			{'gap':'много'}                 | 400 | числ
			{'gap':99999999999}             | 400 | числ""")
	@DisplayName("negative, zero and absurd weights are refused with words, and nothing is changed")
	void nonsenseIsRefused(String weights, int status, String words) {
		Answer refused = put(weights, 0, INSTITUTE);
		Assertions.assertThat(refused.status()).as(refused.text()).isEqualTo(status);
		Assertions.assertThat(refused.text()).contains(words);
		Assertions.assertThat(
				this.school.get("/matching/weights?form=teacher_teacher", INSTITUTE).ok().body().get("version").asInt())
			.isZero();
	}

	@Test
	@DisplayName("the most lopsided weights that are allowed still give scores of 0 to 100 that their contributions make up")
	void lopsidedWeightsAreWeights() {
		for (Map<String, Integer> weights : List.of(Map.of("load", 1), Map.of("history", 1000, "gap", 1),
				Map.of("gap", 1000, "subject", 1000, "schedule", 1))) {
			Snapshot some = Cohorts.random(20, 8, 2, 6);
			Matching matching = new Matching(Cohorts.with(some, new TreeMap<>(weights), 0, some.bonds()));
			matching.solve(List.of(Target.values()), ScoreTable.Progress.NONE)
				.values()
				.forEach((result) -> Assertions.assertThat(result.pairs()).allSatisfy((pair) -> {
					Assertions.assertThat(pair.score()).isBetween(0, 100);
					Assertions
						.assertThat(matching.scoring()
							.contributions(pair.mentee(), pair.mentor())
							.stream()
							.mapToInt(Scoring.Contribution::points)
							.sum())
						.isEqualTo(pair.score());
				}));
		}
	}

	@Test
	void otherWeightsArePreviewed() {
		long here = this.school.open();
		this.people.mentor(here, "Наставникова", 2);
		this.people.mentee(here, "Молодцова");
		this.people.mentee(here, "Новикова");
		long run = this.people.run(here, "best_total", School.curator(here));
		Answer preview = this.school
			.post("/matching/weights/preview", "{'form':'teacher_teacher','weights':{'load':100},'runId':" + run + "}",
					School.curator(here))
			.ok();
		Assertions.assertThat(preview.body().at("/now/pairs").asInt()).isEqualTo(2);
		Assertions.assertThat(preview.body().at("/then/score").asInt()).isEqualTo(200);
	}

	private static String json(Map<String, Integer> weights) {
		return weights.toString().replace("{", "{\"").replace("=", "\":").replace(", ", ",\"");
	}

	private Answer put(String weights, int version, String caller) {
		return this.school.put("/matching/weights",
				"{'form':'teacher_teacher','weights':%s,'version':%d}".formatted(weights, version), caller);
	}

}
