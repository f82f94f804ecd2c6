package ru.nastavnik.programme.matching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import ru.nastavnik.programme.matching.Matching.Pair;
import ru.nastavnik.programme.matching.Matching.Result;
import ru.nastavnik.programme.matching.Snapshot.Bond;
import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;

class MatchingTests {

	private static final List<Target> ALL = List.of(Target.values());

	@Test
	@DisplayName("1,000 random small cohorts: each target is the optimum that trying everything finds")
	void theOptimumIsExact() {
		Random random = new Random(42);
		for (int k = 0; k < 1000; k++) {
			Snapshot some = Cohorts.random(random.nextInt(7), random.nextInt(6), 1 + random.nextInt(3), k);
			Snapshot snapshot = Cohorts.with(some, some.weights(), random.nextInt(80), some.bonds());
			Matching matching = new Matching(snapshot);
			Map<Target, Result> results = solve(snapshot);
			for (Target target : ALL) {
				Assertions.assertThat(results.get(target).value())
					.as("case %d, %s", k, target)
					.isEqualTo(new BruteForce(snapshot, matching, target).best())
					.isEqualTo(results.get(target).bound());
			}
		}
	}

	@Test
	@DisplayName("a large cohort: prices over all pairs prove that nothing exceeds the sum that was found")
	void theOptimumOfALargeCohortIsProved() {
		Snapshot snapshot = Cohorts.random(600, 500, 20, 3);
		Map<Target, Result> results = solve(snapshot);
		Result best = results.get(Target.BEST_TOTAL);
		Assertions.assertThat(best.bound()).isEqualTo(best.score()).isPositive();
		Assertions.assertThat(results.get(Target.NOBODY_LEFT).pairs()).hasSizeGreaterThanOrEqualTo(best.pairs().size());
		Assertions.assertThat(results.get(Target.OWN_FIRST).own()).isGreaterThanOrEqualTo(best.own());
		results.values().forEach((result) -> Assertions.assertThat(result.value()).isEqualTo(result.bound()));
	}

	@Test
	void noPairBreaksARuleOrAPlace() {
		Snapshot snapshot = Cohorts.random(200, 80, 6, 5);
		Matching matching = new Matching(snapshot);
		solve(snapshot).values().forEach((result) -> {
			int[] taken = new int[snapshot.mentors().size()];
			for (Pair pair : result.pairs()) {
				taken[pair.mentor()]++;
				Assertions.assertThat(matching.scoring().refusal(pair.mentee(), pair.mentor())).isNull();
			}
			for (int mentor = 0; mentor < taken.length; mentor++) {
				Assertions.assertThat(taken[mentor]).isLessThanOrEqualTo(snapshot.mentors().get(mentor).free());
			}
			Assertions.assertThat(result.pairs().size() + result.left().size()).isEqualTo(snapshot.mentees().size());
			Assertions.assertThat(result.left()).allSatisfy((left) -> {
				Assertions.assertThat(left.text()).isNotBlank();
				Assertions.assertThat(left.cure()).isNotBlank();
			});
		});
	}

	@Test
	@DisplayName("the contributions of the criteria sum to the score, with any weights")
	void contributionsSumToTheScore() {
		Random random = new Random(1);
		for (int k = 0; k < 200; k++) {
			Snapshot some = Cohorts.random(6, 6, 2, k);
			TreeMap<String, Integer> weights = new TreeMap<>(some.weights());
			weights.replaceAll((code, weight) -> random.nextInt(3) == 0 ? 0 : random.nextInt(1000));
			weights.put("gap", 1);
			Matching matching = new Matching(Cohorts.with(some, weights, 0, some.bonds()));
			Assertions.assertThat(Arrays.stream(Criterion.shares(weights)).sum()).isEqualTo(100);
			for (int mentee = 0; mentee < 6; mentee++) {
				for (int mentor = 0; mentor < 6; mentor++) {
					List<Scoring.Contribution> parts = matching.scoring().contributions(mentee, mentor);
					Assertions.assertThat(parts.stream().mapToInt(Scoring.Contribution::points).sum())
						.isEqualTo(matching.scoring().score(mentee, mentor))
						.isBetween(0, 100);
					Assertions.assertThat(parts)
						.allSatisfy((part) -> Assertions.assertThat(part.points()).isBetween(0, part.of()));
				}
			}
		}
	}

	@Test
	@DisplayName("the same inputs give the same pairs")
	void theSameInputsGiveTheSamePairs() {
		Snapshot snapshot = Cohorts.random(400, 300, 10, 11);
		Assertions.assertThat(pairs(solve(snapshot))).isEqualTo(pairs(solve(snapshot)));
	}

	@Test
	void pinsAreKeptAndBansToo() {
		Snapshot some = Cohorts.random(30, 30, 1, 2);
		Matching matching = new Matching(Cohorts.with(some, some.weights(), 0, List.of()));
		List<Bond> bonds = new ArrayList<>();
		for (int mentee = 0; mentee < 30 && bonds.size() < 2; mentee++) {
			int mentor = mentee + 1;
			if (matching.scoring().refusal(mentee, mentor) == null && some.mentors().get(mentor).free() > 0) {
				bonds.add(new Bond(some.mentees().get(mentee).id(), some.mentors().get(mentor).id(),
						bonds.isEmpty() ? Bond.Kind.PIN : Bond.Kind.BAN));
			}
		}
		Snapshot snapshot = Cohorts.with(some, some.weights(), 0, bonds);
		solve(snapshot).values().forEach((result) -> {
			List<String> made = result.pairs()
				.stream()
				.map((pair) -> snapshot.mentees().get(pair.mentee()).id() + "-"
						+ snapshot.mentors().get(pair.mentor()).id())
				.toList();
			Assertions.assertThat(made).contains(bonds.get(0).mentee() + "-" + bonds.get(0).mentor());
			Assertions.assertThat(made).doesNotContain(bonds.get(1).mentee() + "-" + bonds.get(1).mentor());
		});
	}

	@Test
	void contradictoryPinsAreLeftOutWithWords() {
		Snapshot some = Cohorts.random(2, 0, 1, 2);
		Snapshot snapshot = new Snapshot(some.day(), some.form(), some.weights(), 0, true,
				List.of(mentor(100, 1), mentor(101, 1)), List.of(mentee(1), mentee(2)),
				List.of(pin(1, 100), pin(1, 101), pin(2, 100)));
		Assertions.assertThat(new Matching(snapshot).loosePins())
			.extracting((pin) -> pin.mentee() + "-" + pin.mentor())
			.containsExactly("1-101", "2-100");
		Assertions.assertThat(new Matching(snapshot).loosePins().toString())
			.contains("сразу за двумя", "свободных мест: 1");
		Assertions.assertThat(solve(snapshot).get(Target.BEST_TOTAL).pairs()).hasSize(2).anyMatch(Pair::pinned);
		Snapshot banned = Cohorts.with(snapshot, some.weights(), 0,
				List.of(pin(1, 100), new Bond(1, 100, Bond.Kind.BAN)));
		Assertions.assertThat(new Matching(banned).loosePins()).hasSize(1);
		Assertions.assertThat(solve(banned).get(Target.BEST_TOTAL).pairs()).hasSize(2).noneMatch(Pair::pinned);
	}

	@Test
	void extremesHaveWords() {
		Snapshot noMentors = Cohorts.random(5, 0, 1, 1);
		Assertions.assertThat(solve(noMentors).get(Target.BEST_TOTAL).left())
			.hasSize(5)
			.anySatisfy((left) -> Assertions.assertThat(left.code()).isEqualTo("no_mentors"));
		Assertions.assertThat(solve(Cohorts.random(0, 5, 1, 1)).get(Target.NOBODY_LEFT).pairs()).isEmpty();
		Assertions.assertThat(solve(Cohorts.random(0, 0, 1, 1)).get(Target.OWN_FIRST).pairs()).isEmpty();
		Snapshot one = Cohorts.random(0, 5000, 1, 4);
		Result single = solve(new Snapshot(one.day(), one.form(), one.weights(), 0, true, one.mentors(),
				List.of(mentee(1)), List.of()))
			.get(Target.BEST_TOTAL);
		Assertions.assertThat(single.pairs()).hasSize(1);
		Assertions.assertThat(single.pairs().getFirst().alternatives()).hasSize(3);
		Result crowd = solve(new Snapshot(one.day(), one.form(), one.weights(), 0, true, List.of(mentor(90_000, 2)),
				Cohorts.random(5000, 0, 1, 4).mentees(), List.of()))
			.get(Target.NOBODY_LEFT);
		Assertions.assertThat(crowd.pairs()).hasSize(2);
		Assertions.assertThat(crowd.left()).anySatisfy((left) -> {
			Assertions.assertThat(left.code()).isEqualTo("all_at_capacity");
			Assertions.assertThat(left.cure()).contains("увеличьте");
		});
	}

	@Test
	@DisplayName("a whole cohort of which everybody is banned: no pair, and each is told why")
	void everybodyOfACohortBanned() {
		Snapshot some = Cohorts.random(40, 10, 1, 8);
		List<Bond> bans = some.mentees()
			.stream()
			.flatMap((led) -> some.mentors().stream().map((leads) -> new Bond(led.id(), leads.id(), Bond.Kind.BAN)))
			.toList();
		Result result = solve(Cohorts.with(some, some.weights(), 0, bans)).get(Target.NOBODY_LEFT);
		Assertions.assertThat(result.pairs()).isEmpty();
		Assertions.assertThat(result.left()).hasSize(40).allSatisfy((left) -> {
			Assertions.assertThat(left.code()).isIn("ban", "consent");
			Assertions.assertThat(left.cure()).containsAnyOf("Снимите запрет", "Получите согласие");
		});
	}

	@Test
	void everybodyBannedIsSaid() {
		Snapshot snapshot = new Snapshot(Cohorts.DAY, ru.nastavnik.programme.mentorship.Terms.Form.TEACHER_TEACHER,
				Criterion.initialWeights(), 0, true, List.of(mentor(100, 1)), List.of(mentee(1)),
				List.of(new Bond(1, 100, Bond.Kind.BAN)));
		Result result = solve(snapshot).get(Target.NOBODY_LEFT);
		Assertions.assertThat(result.pairs()).isEmpty();
		Assertions.assertThat(result.left().getFirst().code()).isEqualTo("ban");
		Assertions.assertThat(result.left().getFirst().text()).contains("исключил");
	}

	@Test
	@DisplayName("a run of before schedules and formats were asked is replayed to the same pairs: inputs, weights and hashes are those of then")
	void anOldRunIsReplayed() throws IOException {
		byte[] then = Files.readAllBytes(Path.of("src/test/resources/matching/run-before-schedules.json"));
		Assertions.assertThat(SnapshotText.hash(then))
			.isEqualTo("3fa70aab42d1cff8e61e508d677d5b13534fabd44a529c82f7fb0cb6b839892c");
		Snapshot snapshot = SnapshotText.read(then);
		Assertions.assertThat(snapshot.weights()).doesNotContainKeys("schedule", "format");
		Assertions.assertThat(snapshot.mentors().getFirst().times()).isEmpty();
		Matching matching = new Matching(snapshot);
		Map<Target, Result> results = solve(snapshot);
		Map.of(Target.BEST_TOTAL, "c10e50529f88e05e7081d739c618bdcb3e5eaa413dd490ed6452f745509c6ca6",
				Target.NOBODY_LEFT, "c10e50529f88e05e7081d739c618bdcb3e5eaa413dd490ed6452f745509c6ca6",
				Target.OWN_FIRST, "82d90793185cf711c68d6f5e351ae2c65994f7295025441f6e60c1114174ae45")
			.forEach((target, hash) -> Assertions.assertThat(SnapshotText.hash(matching.people(), results.get(target)))
				.as(target.toString())
				.isEqualTo(hash));
		Assertions.assertThat(results.get(Target.OWN_FIRST).score()).isEqualTo(1206);
		Assertions.assertThat(matching.scoring().contributions(0, 0))
			.extracting(Scoring.Contribution::criterion)
			.doesNotContain("schedule", "format");
	}

	private static Bond pin(long mentee, long mentor) {
		return new Bond(mentee, mentor, Bond.Kind.PIN);
	}

	static Mentor mentor(long id, int places) {
		return new Mentor(id, 1000, 100L, "staff", "teacher", null, 45, 20, List.of("physics"), List.of("methods"), 8,
				List.of(), 0, places, true, true, null, List.of(), List.of());
	}

	static Mentee mentee(long id) {
		return new Mentee(id, 1000, 100L, "staff", "teacher", null, 25, 1, "young_specialist", List.of("physics"),
				List.of("lesson"), List.of("methods"), null, List.of(), List.of());
	}

	private static Map<Target, Result> solve(Snapshot snapshot) {
		return new Matching(snapshot).solve(ALL, ScoreTable.Progress.NONE);
	}

	private static String pairs(Map<Target, Result> results) {
		StringBuilder text = new StringBuilder();
		results.values()
			.forEach((result) -> result.pairs()
				.forEach((pair) -> text.append(pair.mentee()).append('-').append(pair.mentor()).append(' ')));
		return text.toString();
	}

	/** Tries everything: mentee after mentee, each mentor with a place, and nobody. */
	private record BruteForce(Snapshot snapshot, Matching matching, Target target) {

		long best() {
			return best(0, this.snapshot.mentors().stream().mapToInt(Mentor::free).toArray());
		}

		private long best(int mentee, int[] places) {
			if (mentee == this.snapshot.mentees().size()) {
				return 0;
			}
			long best = best(mentee + 1, places);
			for (int mentor = 0; mentor < places.length; mentor++) {
				int score = this.matching.scoring().score(mentee, mentor);
				if (places[mentor] > 0 && score >= this.snapshot.minScore()
						&& this.matching.scoring().refusal(mentee, mentor) == null) {
					boolean own = this.matching.people().sameSchool(mentee, mentor);
					boolean counts = this.target == Target.NOBODY_LEFT || this.target == Target.OWN_FIRST && own;
					places[mentor]--;
					best = Math.max(best, score + (counts ? 100L * this.snapshot.mentees().size() + 1 : 0)
							+ best(mentee + 1, places));
					places[mentor]++;
				}
			}
			return best;
		}

	}

}
