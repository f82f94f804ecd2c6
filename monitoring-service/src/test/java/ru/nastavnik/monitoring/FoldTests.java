package ru.nastavnik.monitoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.monitoring.indicator.Recompute;
import ru.nastavnik.monitoring.indicator.Rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The fold: whatever the order and the batches, once, and provably exact. */
class FoldTests extends MonitoringTests {

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private Rollover rollover;

	/**
	 * About 300 facts of every kind: the order within a feed stays, the two feeds and the
	 * batches are mixed at random.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 5, 8, 13 })
	void factsInAnyOrderOfTheFeedsAndAnyBatchesGiveTheRecomputedCells(long seed) {
		Random random = new Random(seed);
		List<Fact> facts = facts(random);
		assertThat(facts).hasSizeGreaterThan(300);
		List<List<Fact>> batches = mixed(facts, random);
		batches.forEach((batch) -> batch(isProgramme(batch.getFirst()) ? "programmeFacts" : "registryFacts", batch));
		cellsAreExact();
		Map<String, String> cells = cells();
		// the same facts told anew in another mixture change nothing
		for (String table : List.of("cell", "cell_shift", "mentorship_home", "unit", "population_state",
				"participant_state", "mentorship_state", "mentorship_member", "meeting_state")) {
			this.db.execute("delete from " + table + " where region_id = " + this.region);
		}
		mixed(facts, random)
			.forEach((batch) -> batch(isProgramme(batch.getFirst()) ? "programmeFacts" : "registryFacts", batch));
		assertThat(cells()).isEqualTo(cells);
	}

	@Test
	void aMentorshipMayComeBeforeItsPeopleAndItsSchool() {
		long young = id();
		long pair = id();
		Fact mentorship = mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(young));
		Fact meeting = meeting(id(), pair, this.school, "held", "2026-10-02");
		batch("programmeFacts", List.of(meeting));
		batch("programmeFacts", List.of(mentorship));
		batch("registryFacts", List.of(teacher(young, this.school, "2025-09-01")));
		batch("registryFacts", territory());
		assertThat(cell(this.region, 2026, "R145-3")).isEqualTo("1/0");
		assertThat(cell(this.region, 2026, "OP-01")).isEqualTo("1/3");
		assertThat(cell(this.region, 202610, "OP-06")).isEqualTo("1/1");
		cellsAreExact();
	}

	@Test
	void aBatchThatWasRolledBackAndIsRepeatedCountsOnce() {
		tell(territory());
		long pair = id();
		List<Fact> batch = List.of(mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(id())),
				meeting(id(), pair, this.school, "held", "2026-10-02"));
		assertThatThrownBy(() -> batch(batch, (facts) -> {
			this.subscriptions.get("programmeFacts").handler().accept(facts);
			throw new IllegalStateException("killed before the commit");
		})).hasMessageContaining("killed");
		assertThat(cell(this.region, 2026, "OP-04")).isEqualTo("0/0");
		batch("programmeFacts", batch);
		assertThat(cell(this.region, 2026, "OP-04")).isEqualTo("1/0");
		// told again by a feed that starts from the beginning: states, not increments
		batch("programmeFacts", batch);
		assertThat(cell(this.region, 2026, "OP-04")).isEqualTo("1/0");
		cellsAreExact();
	}

	@Test
	void bothFeedsAtTheSameTimeLoseNothing() throws Exception {
		tell(territory());
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int round = 0; round < 10; round++) {
				List<Fact> people = new ArrayList<>();
				List<Fact> pairs = new ArrayList<>();
				for (int at = 0; at < 20; at++) {
					long young = id();
					people.add(teacher(young, this.school, "2025-09-01"));
					pairs.add(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(young)));
				}
				CountDownLatch start = new CountDownLatch(1);
				List<Future<?>> work = List.of(threads.submit(() -> {
					start.await();
					batch("registryFacts", people);
					return null;
				}), threads.submit(() -> {
					start.await();
					batch("programmeFacts", pairs);
					return null;
				}));
				start.countDown();
				for (Future<?> done : work) {
					done.get();
				}
			}
		}
		assertThat(cell(this.region, 2026, "R145-3")).isEqualTo("200/0");
		assertThat(cell(this.region, 2026, "OP-03")).isEqualTo("0/200");
		cellsAreExact();
	}

	@Test
	void plantedDamageIsFoundAndRaisesTheMetric() {
		tell(territory());
		tell(mentorship(id(), this.school, "teacher_teacher", List.of(id()), List.of(id())));
		cellsAreExact();
		this.db.execute("update cell set num = num + 1 where unit_id = " + this.region
				+ " and period = 2026 and indicator = 'OP-04' and slice = ''");
		this.db.execute(
				"delete from cell where unit_id = " + this.school + " and period = 202610 and indicator = 'OP-06'");
		Recompute.Comparison comparison = compare();
		assertThat(comparison.differences()).hasSize(2)
			.contains(new Recompute.Difference(this.region, 2026, "OP-04", "", "", new Recompute.Figure(2, 0),
					new Recompute.Figure(1, 0)))
			.contains(new Recompute.Difference(this.school, 202610, "OP-06", "", "", new Recompute.Figure(0, 0),
					new Recompute.Figure(0, 1)));
		assertThat(this.meters.get("mentoring.recompute.differences").gauge().value()).isEqualTo(2);
		Recompute.Comparison part = Scope.get(Scope.intake(Set.of(this.region)),
				() -> this.recompute.compare(this.region, this.school, 202610));
		assertThat(part.differences()).hasSize(1);
	}

	@Test
	void whenAnAcademicYearBeginsOpenStatesAreCountedForItsMonths() {
		tell(territory());
		long young = id();
		long pair = id();
		tell(teacher(young, this.school, "2025-09-01"),
				population(this.school, "young_specialists_0_3", 3, "2026-09-01", true),
				pupil(id(), this.school, "2012-03-03", "mentee", mentee("waiting", "2026-10-05")));
		tell(mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(young)),
				mentorship(id(), this.other, "teacher_teacher", List.of(id()), List.of(id()), "start", "2027-09-10"));
		assertThat(cell(this.region, 202709, "OP-04")).isEqualTo("0/0");
		this.clock.moveTo(day("2027-09-01"));
		Scope.run(Scope.intake(Set.of(this.region)), () -> this.rollover.extend(this.region));
		assertThat(cell(this.region, 202709, "OP-04")).isEqualTo("2/0");
		assertThat(cell(this.region, 2027, "OP-03")).isEqualTo("0/1");
		assertThat(cell(this.region, 2027, "OP-10")).isEqualTo("1/1");
		assertThat(cell(this.school, 202712, "P.young_specialists_0_3", "own", "")).isEqualTo("1/3");
		cellsAreExact();
		// a second start of the service finds nothing to do, and facts go on
		Scope.run(Scope.intake(Set.of(this.region)), () -> this.rollover.extend(this.region));
		tell(mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(young), "status", "completed",
				"ended", "2027-10-05", "ground", "E1"));
		assertThat(cell(this.region, 202711, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.region, 202710, "OP-07")).isEqualTo("1/1");
		cellsAreExact();
	}

	@Test
	void aSchoolThatMovesTakesItsOwnFiguresToTheNewTerritory() {
		tell(territory());
		long pair = id();
		tell(mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(id())));
		assertThat(cell(this.north, 2026, "OP-04")).isEqualTo("1/0");
		var moved = new ru.nastavnik.kit.tenancy.Place(this.region, this.institute, this.south, this.school);
		Fact told = mentorship(pair, this.school, "teacher_teacher", List.of(id()), List.of(id()));
		tell(organisation(this.school, "school", this.south, moved),
				new Fact(told.position(), told.type(), told.subject(), false, moved, told.time(), told.data()));
		assertThat(cell(this.north, 2026, "OP-04")).isEqualTo("0/0");
		assertThat(cell(this.south, 2026, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.south, 2026, "OP-01")).isEqualTo("1/2");
		assertThat(cell(this.region, 2026, "OP-04")).isEqualTo("1/0");
		cellsAreExact();
	}

	private Map<String, String> cells() {
		Map<String, String> cells = new LinkedHashMap<>();
		this.db.client()
			.sql("select concat_ws(' ', unit_id, period, indicator, slice, value_code) as key, num || '/' || den as sum "
					+ "from cell where region_id = :region and (num <> 0 or den <> 0) union all "
					+ "select concat_ws(' ', 'shift', unit_id, period, indicator, slice, value_code), num || '/' || den "
					+ "from cell_shift where region_id = :region and (num <> 0 or den <> 0) order by 1")
			.param("region", this.region)
			.query((row) -> {
				cells.put(row.getString("key"), row.getString("sum"));
			});
		return cells;
	}

	private List<Fact> facts(Random random) {
		List<Fact> facts = new ArrayList<>(territory());
		List<Long> schools = List.of(this.school, this.other, this.distant);
		List<Long> people = new ArrayList<>();
		List<String> statuses = List.of("requested", "in_base", "waiting", "matched", "in_mentorship");
		for (int at = 0; at < 60; at++) {
			people.add(id());
		}
		for (int at = 0; at < 150; at++) {
			long person = people.get(random.nextInt(people.size()));
			long where = schools.get(random.nextInt(3));
			boolean staff = person % 2 == 0;
			Map<String, Object> more = of("from", date(random, 2025, 2), "to",
					random.nextInt(5) == 0 ? date(random, 2026, 1) : null);
			if (random.nextBoolean()) {
				more.put("mentee", mentee(statuses.get(random.nextInt(statuses.size())), date(random, 2026, 1)));
			}
			if (staff) {
				more.putAll(of("kind", "staff", "position", random.nextInt(4) == 0 ? "director" : "teacher",
						"experienceSince", random.nextInt(6) == 0 ? null : date(random, 2021, 6)));
			}
			else {
				more.putAll(of("kind", "pupil", "grade", 7));
			}
			facts.add(participant(person, where, staff ? "1998-02-02" : 2006 + random.nextInt(13) + "-06-15", more));
		}
		List<String> forms = List.of("teacher_teacher", "pupil_pupil", "teacher_pupil", "other");
		List<String> methods = List.of("one_to_one", "virtual", "short_term", "situational", "speed");
		List<String> states = List.of("proposed", "agreed", "ordered", "active", "suspended", "completing", "completed",
				"terminated");
		List<Long> mentorships = new ArrayList<>();
		for (int at = 0; at < 40; at++) {
			mentorships.add(id());
		}
		for (int at = 0; at < 90; at++) {
			String status = states.get(random.nextInt(states.size()));
			boolean ended = status.equals("completed") || status.equals("terminated");
			List<Long> members = new ArrayList<>(people);
			Collections.shuffle(members, random);
			facts.add(mentorship(mentorships.get(random.nextInt(mentorships.size())), schools.get(random.nextInt(3)),
					forms.get(random.nextInt(forms.size())), members.subList(0, 1 + random.nextInt(2)),
					members.subList(2, 3 + random.nextInt(5)), "status", status, "methods",
					methods.subList(0, random.nextInt(3)), "start", date(random, 2026, 1), "orderedOn",
					random.nextInt(6) == 0 ? null : date(random, 2026, 1), "ended",
					ended ? date(random, 2026, 2) : null, "ground",
					ended ? List.of("E1", "E2", "E3").get(random.nextInt(3)) : null, "earlier",
					earlier(schools, random)));
			if (at % 6 == 0) {
				facts.add(school(schools.get(random.nextInt(3)), placements(random)));
			}
		}
		List<Long> meetings = new ArrayList<>();
		for (int at = 0; at < 40; at++) {
			meetings.add(id());
		}
		for (int at = 0; at < 60; at++) {
			boolean held = random.nextInt(3) > 0;
			facts.add(meeting(meetings.get(random.nextInt(meetings.size())),
					mentorships.get(random.nextInt(mentorships.size())), schools.get(random.nextInt(3)),
					held ? (random.nextBoolean() ? "held" : "confirmed") : "planned",
					held ? date(random, 2026, 1) : null));
		}
		List<Long> figures = List.of(id(), id(), id(), id(), id(), id(), id(), id());
		List<Long> units = List.of(this.school, this.other, this.distant, this.north, this.south, this.region);
		List<String> categories = List.of("pupils_10_19", "residents_10_19", "young_specialists_0_3");
		for (int at = 0; at < 25; at++) {
			facts.add(population(figures.get(random.nextInt(figures.size())), units.get(random.nextInt(units.size())),
					categories.get(random.nextInt(3)), 1 + random.nextInt(500), date(random, 2025, 2),
					random.nextInt(4) > 0));
		}
		for (int at = 0; at < 6; at++) {
			facts.add(switch (at) {
				case 0 -> gone("participant-changed", people.get(1), at(this.school));
				case 1 -> gone("mentorship-changed", mentorships.get(0), at(this.school));
				case 2 -> gone("meeting-changed", meetings.get(0), at(this.school));
				case 3 -> gone("population-changed", figures.get(0), at(this.school));
				default -> gone("participant-changed", people.get(at), at(this.other));
			});
		}
		return facts;
	}

	/**
	 * Moves, also back, and their undoing: the list that each fact tells is the whole
	 * history.
	 */
	private Map<String, Long> placements(Random random) {
		Map<String, Long> placements = new java.util.TreeMap<>();
		for (int at = random.nextInt(3); at >= 0; at--) {
			placements.put(date(random, 2025, 2), random.nextBoolean() ? this.north : this.south);
		}
		return placements;
	}

	/** Mergers and splits that took the mentorship along. */
	private static List<Map<String, Object>> earlier(List<Long> schools, Random random) {
		List<Map<String, Object>> earlier = new ArrayList<>();
		String until = "2026-01-01";
		for (int at = random.nextInt(6) - 3; at > 0; at--) {
			until = day(until).plusDays(random.nextInt(200)).toString();
			earlier.add(of("organisationId", schools.get(random.nextInt(3)), "until", until));
		}
		return earlier;
	}

	private static String date(Random random, int year, int years) {
		return day(year + "-01-01").plusDays(random.nextInt(365 * years)).toString();
	}

	/** Cuts both feeds into batches and mixes them; each feed keeps its order. */
	private static List<List<Fact>> mixed(List<Fact> facts, Random random) {
		List<Fact> registry = new ArrayList<>(facts.stream().filter((fact) -> !isProgramme(fact)).toList());
		List<Fact> programme = new ArrayList<>(facts.stream().filter(MonitoringTests::isProgramme).toList());
		List<List<Fact>> batches = new ArrayList<>();
		while (!registry.isEmpty() || !programme.isEmpty()) {
			List<Fact> from = (registry.isEmpty() || (!programme.isEmpty() && random.nextBoolean())) ? programme
					: registry;
			int size = Math.min(from.size(), 1 + random.nextInt(25));
			batches.add(Arrays.asList(from.subList(0, size).toArray(Fact[]::new)));
			from.subList(0, size).clear();
		}
		return batches;
	}

}
