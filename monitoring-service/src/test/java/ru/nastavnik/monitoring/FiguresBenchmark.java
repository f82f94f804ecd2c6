package ru.nastavnik.monitoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;

/**
 * Speed of the fold and of the dashboards in a region of 1,500 schools. Not part of the
 * suite: run with {@code -Dtest=FiguresBenchmark}.
 */
class FiguresBenchmark extends MonitoringTests {

	private static final Logger log = LoggerFactory.getLogger(FiguresBenchmark.class);

	private static final int MUNICIPALITIES = 60;

	private static final int SCHOOLS = 25;

	private final List<Place> schools = new ArrayList<>();

	private final List<Long> municipalities = new ArrayList<>();

	@Override
	protected Place at(long organisation) {
		return this.schools.stream()
			.filter((place) -> place.organisation() == organisation)
			.findFirst()
			.orElseGet(() -> super.at(organisation));
	}

	@Test
	void aLargeRegion() throws Exception {
		List<Fact> units = new ArrayList<>(List.of(organisation(this.region, "ministry", null),
				organisation(this.institute, "institute", this.region)));
		for (int at = 0; at < MUNICIPALITIES; at++) {
			long municipality = id();
			this.municipalities.add(municipality);
			units.add(organisation(municipality, "municipality", this.institute,
					new Place(this.region, this.institute, municipality, municipality)));
			for (int number = 0; number < SCHOOLS; number++) {
				Place place = new Place(this.region, this.institute, municipality, id());
				this.schools.add(place);
				units.add(organisation(place.organisation(), "school", municipality, place));
			}
		}
		List<Fact> people = new ArrayList<>();
		List<Fact> pairs = new ArrayList<>();
		for (Place place : this.schools) {
			List<Long> pupils = new ArrayList<>();
			for (int at = 0; at < 20; at++) {
				long person = id();
				pupils.add(person);
				people
					.add(pupil(person, place.organisation(), "2012-03-03", "mentee", mentee("in_base", "2026-09-05")));
			}
			for (int at = 0; at < 3; at++) {
				long young = id();
				people.add(teacher(young, place.organisation(), "2025-09-01"));
				if (at < 2) {
					pairs.add(mentorship(id(), place.organisation(), "teacher_teacher", List.of(id()), List.of(young)));
				}
			}
			pairs.add(mentorship(id(), place.organisation(), "teacher_pupil", List.of(id()), pupils));
			people.add(population(place.organisation(), "pupils_10_19", 300, "2026-09-20", true));
			people.add(population(place.organisation(), "young_specialists_0_3", 3, "2026-09-20", true));
		}
		told("organisations", "registryFacts", units);
		told("participants", "registryFacts", people.subList(0, 4000));
		told("participants", "registryFacts", people.subList(4000, people.size()));
		told("mentorships", "programmeFacts", pairs);
		this.db.execute("analyze");
		long single = System.nanoTime();
		for (int at = 0; at < 100; at++) {
			batch("registryFacts", List.of(people.get(at * 30)));
		}
		log.warn("one fact: {} ms", (System.nanoTime() - single) / 100_000_000.0);
		cellsAreExact();
		log.warn("recompute: {} ms", compare().tookMillis());
		for (int round = 0; round < 2; round++) {
			measure("ministry dashboard", () -> get(ministry(), "/dashboards/{id}", this.region));
			measure("municipality seen by the ministry",
					() -> get(ministry(), "/dashboards/{id}", this.municipalities.getFirst()));
			measure("school seen by the ministry",
					() -> get(ministry(), "/dashboards/{id}", this.schools.getFirst().organisation()));
			measure("municipalities by OP-03",
					() -> get(ministry(), "/dashboards/{id}/children?sort=OP-03", this.institute));
			measure("1500 schools by OP-03",
					() -> get(ministry(), "/dashboards/{id}/children?sort=OP-03&level=school", this.region));
			measure("trend", () -> get(ministry(), "/dashboards/{id}/trend?code=OP-03", this.region));
		}
	}

	private void told(String what, String subscription, List<Fact> facts) {
		long start = System.nanoTime();
		for (int at = 0; at < facts.size(); at += 2000) {
			batch(subscription, facts.subList(at, Math.min(facts.size(), at + 2000)));
		}
		log.warn("{}: {} facts/s", what, facts.size() * 1_000_000_000L / (System.nanoTime() - start));
	}

	private static void measure(String what, Callable<?> call) throws Exception {
		int users = 20;
		int calls = 30;
		long[] times = new long[users * calls];
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> done = new ArrayList<>();
			for (int user = 0; user < users; user++) {
				int first = user * calls;
				done.add(threads.submit(() -> {
					for (int at = 0; at < calls; at++) {
						long start = System.nanoTime();
						call.call();
						times[first + at] = System.nanoTime() - start;
					}
					return null;
				}));
			}
			for (Future<?> future : done) {
				future.get();
			}
		}
		Arrays.sort(times);
		log.warn("{} at 20 users: p50 {} ms, p95 {} ms", what, times[times.length / 2] / 1_000_000.0,
				times[times.length * 95 / 100] / 1_000_000.0);
		long[] alone = new long[50];
		for (int at = 0; at < alone.length; at++) {
			long start = System.nanoTime();
			call.call();
			alone[at] = System.nanoTime() - start;
		}
		Arrays.sort(alone);
		log.warn("{} alone: p50 {} ms, p95 {} ms", what, alone[25] / 1_000_000.0, alone[47] / 1_000_000.0);
	}

}
